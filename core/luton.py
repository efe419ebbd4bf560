"""Luton's own clock: what is said to people is said at nine in the morning there."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LUTON = ZoneInfo("Europe/London")
NINE = time(9, 0)


def nine_in_luton(moment: date | datetime, *, days: int = 0) -> datetime:
    """Nine o'clock Europe/London, `days` after a day, or after the local date of a moment.

    Negative `days` are before it.
    """
    day = moment.astimezone(LUTON).date() if isinstance(moment, datetime) else moment
    return datetime.combine(day + timedelta(days=days), NINE, tzinfo=LUTON)
