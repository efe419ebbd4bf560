"""The officers' side of the fund."""

from collaboration_fund.admin import rounds

__all__ = ["rounds"]
