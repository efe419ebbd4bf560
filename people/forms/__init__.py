"""Forms of an account, and of what a person says about themselves."""
