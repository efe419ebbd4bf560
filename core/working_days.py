"""Working days in England: Monday to Friday without the bank holidays."""

from datetime import date, datetime, time, timedelta

from dateutil.easter import easter

from core.luton import LUTON

SATURDAY = 5


def working_days_after(moment: datetime, days: int) -> datetime:
    """The end of the working day, in Luton, that is so many of them after a moment's own day."""
    day = moment.astimezone(LUTON).date()
    while days:
        day += timedelta(days=1)
        days -= is_working_day(day)
    return datetime.combine(day + timedelta(days=1), time.min, tzinfo=LUTON)


def is_working_day(day: date) -> bool:
    """Whether offices in England are open on a day. Single days that a king proclaims aside."""
    return day.weekday() < SATURDAY and day not in bank_holidays(day.year)


def bank_holidays(year: int) -> set[date]:
    """The bank holidays of England in a year, by the rules of 1971."""
    sunday = easter(year)
    may, august = date(year, 5, 1), date(year, 8, 31)
    return {
        _moved(date(year, 1, 1)),
        sunday - timedelta(days=2),
        sunday + timedelta(days=1),
        may + timedelta(days=-may.weekday() % 7),
        date(year, 5, 31) - timedelta(days=date(year, 5, 31).weekday()),
        august - timedelta(days=august.weekday()),
        *_christmas(year),
    }


def _moved(day: date) -> date:
    """The day itself, or the Monday after it where it is at a weekend."""
    return day if day.weekday() < SATURDAY else day + timedelta(days=7 - day.weekday())


def _christmas(year: int) -> set[date]:
    """Two working days from Christmas Day on."""
    day, found = date(year, 12, 25), set()
    while len(found) < 2:
        if day.weekday() < SATURDAY:
            found.add(day)
        day += timedelta(days=1)
    return found
