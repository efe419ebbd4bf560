"""The officers' side of the Taskforce, in Django's own admin."""

from taskforce.admin import actions, evidence, meetings, members, register, reviews, seats, work

__all__ = ["actions", "evidence", "meetings", "members", "register", "reviews", "seats", "work"]
