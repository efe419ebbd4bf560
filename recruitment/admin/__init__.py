"""The officers' and the panel's side of recruitment, in Django's own admin."""

from recruitment.admin import applications, criteria, offers, rounds, scoring

__all__ = ["applications", "criteria", "offers", "rounds", "scoring"]
