"""What becomes of the fund's keys where two records of one person are merged."""

from people.merge_keys import stays


def declare() -> None:
    """What was done as an officer stays under its name."""
    stays("collaboration_fund.ClosingMove", "actor")
