"""The officers' side of the Taskforce, in Django's own admin."""

from taskforce.admin import members

__all__ = ["members"]
