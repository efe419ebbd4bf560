"""How long to wait before trying again."""

from datetime import timedelta

LONGEST = timedelta(hours=1)


def backoff(attempts: int) -> timedelta:
    """The wait after the given number of failed attempts: 1 minute, doubling up to 1 hour."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 6)), LONGEST)
