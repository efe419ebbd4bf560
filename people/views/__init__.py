"""Pages of an account: signing in, and a person's own details."""
