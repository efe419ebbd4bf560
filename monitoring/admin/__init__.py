"""The officers' side of reports, changes, closings and other money."""

from monitoring.admin import bids, changes, closings, reports

__all__ = ["bids", "changes", "closings", "reports"]
