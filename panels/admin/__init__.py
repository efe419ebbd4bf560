"""The officers' side of the citizen panels, in Django's own admin."""

from panels.admin import feedback, programme, registrations, sessions

__all__ = ["feedback", "programme", "registrations", "sessions"]
