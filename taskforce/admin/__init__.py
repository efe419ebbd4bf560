"""The officers' side of the Taskforce, in Django's own admin."""

from taskforce.admin import meetings, members

__all__ = ["meetings", "members"]
