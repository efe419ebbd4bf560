"""Pages that an email leads to."""
