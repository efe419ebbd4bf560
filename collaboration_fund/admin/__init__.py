"""The officers' side of the fund."""

from collaboration_fund.admin import applications, panel, rounds

__all__ = ["applications", "panel", "rounds"]
