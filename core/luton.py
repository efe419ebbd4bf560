"""Luton's own clock: what is said to people is said at nine in the morning there."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

LUTON = ZoneInfo("Europe/London")
NINE = time(9, 0)


def nine_in_luton(moment: datetime, *, days: int) -> datetime:
    """Nine o'clock Europe/London, `days` after the local date of `moment` (negative: before)."""
    day = moment.astimezone(LUTON).date() + timedelta(days=days)
    return datetime.combine(day, NINE, tzinfo=LUTON)
