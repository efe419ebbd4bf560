"""The officers' side of the Taskforce, in Django's own admin."""

from taskforce.admin import evidence, meetings, members, reviews, work

__all__ = ["evidence", "meetings", "members", "reviews", "work"]
