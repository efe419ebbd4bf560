"""The officers' pages of activities."""

from activities.admin.activities import ActivityAdmin

__all__ = ["ActivityAdmin"]
