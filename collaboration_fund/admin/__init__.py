"""The officers' side of the fund."""

from collaboration_fund.admin import applications, rounds

__all__ = ["applications", "rounds"]
