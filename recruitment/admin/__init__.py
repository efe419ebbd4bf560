"""The officers' and the panel's side of recruitment, in Django's own admin."""

from recruitment.admin import applications, offers, rounds

__all__ = ["applications", "offers", "rounds"]
