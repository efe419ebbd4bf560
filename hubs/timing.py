"""On which days something takes place that comes back every week or month. No tables, no clock.

Days are days of the calendar in Luton; at what time of them is said elsewhere, so that a change of
the clock moves no date. The rules are those of RFC 5545, section 3.3.10, as far as people say them:
every so many weeks on some weekdays, every so many months on a day of the month, on a weekday of it
such as the second, or on the last one.
"""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

# Nothing is looked for further ahead than this.
YEARS_AHEAD = 5
WEEK = timedelta(days=7)
DAYS = [timedelta(days=number) for number in range(7)]


class HowOften(StrEnum):
    """How something comes back."""

    ONCE = "once"
    WEEKLY = "weekly"
    MONTH_DAY = "month-day"
    MONTH_WEEKDAY = "month-weekday"
    MONTH_LAST = "month-last"


@dataclass(frozen=True)
class Rule:
    """When something takes place.

    Args:
        first: the first day on which it may; of a rule by month, that month's day.
        last: the last day on which it may; None where no end is known.
        how_often: how it comes back.
        every: every so many weeks or months, from 1.
        weekdays: of a rule by week, Monday being 0.
    """

    first: date
    last: date | None = None
    how_often: HowOften = HowOften.ONCE
    every: int = 1
    weekdays: frozenset[int] = frozenset()

    def falls_on(self, day: date) -> bool:
        """Whether it takes place on a day."""
        if day < self.first or (self.last is not None and day > self.last):
            return False
        if self.how_often == HowOften.ONCE:
            return day == self.first
        if self.how_often == HowOften.WEEKLY:
            weeks = (_monday(day) - _monday(self.first)).days // 7
            return day.weekday() in self.weekdays and weeks % self.every == 0
        return _months(self.first, day) % self.every == 0 and day == self._in_month_of(day)

    def days(self, first: date, last: date) -> Iterator[date]:
        """The days between two, both counted, on which it takes place, in order."""
        first = max(first, self.first)
        last = last if self.last is None else min(last, self.last)
        if self.how_often == HowOften.ONCE:
            yield from (day for day in (self.first,) if first <= day <= last)
        elif self.how_often == HowOften.WEEKLY:
            yield from self._weekly(first, last)
        else:
            yield from self._monthly(first, last)

    def next_day(self, today: date) -> date | None:
        """The first day from `today` on, within YEARS_AHEAD."""
        return next(self.days(today, today.replace(day=1, year=today.year + YEARS_AHEAD)), None)

    def _weekly(self, first: date, last: date) -> Iterator[date]:
        start = _monday(self.first)
        passed = (_monday(first) - start).days // 7
        monday = start + WEEK * (passed - passed % self.every)
        step, offsets = WEEK * self.every, [DAYS[one] for one in sorted(self.weekdays)]
        while monday <= last:
            for offset in offsets:
                day = monday + offset
                if first <= day <= last:
                    yield day
            monday += step

    def _monthly(self, first: date, last: date) -> Iterator[date]:
        passed = _months(self.first, first)
        number = passed - passed % self.every
        while True:
            month = _month_after(self.first, number)
            if month > last:
                return
            day = self._in_month_of(month)
            if day is not None and first <= day <= last:
                yield day
            number += self.every

    def _in_month_of(self, day: date) -> date | None:
        """On which day of a month it is; None where the month has no such day."""
        length = monthrange(day.year, day.month)[1]
        if self.how_often == HowOften.MONTH_DAY:
            number = self.first.day
        elif self.how_often == HowOften.MONTH_LAST:
            last = day.replace(day=length)
            number = length - (last.weekday() - self.first.weekday()) % 7
        else:
            opens = day.replace(day=1).weekday()
            number = 1 + (self.first.weekday() - opens) % 7 + 7 * (nth_of(self.first) - 1)
        return day.replace(day=number) if number <= length else None


def nth_of(day: date) -> int:
    """Which one of its weekday in its month a day is, from 1 to 5."""
    return (day.day - 1) // 7 + 1


def is_last_of_month(day: date) -> bool:
    """Whether no later day of its month is the same weekday."""
    return (day + WEEK).month != day.month


def _monday(day: date) -> date:
    return day - DAYS[day.weekday()]


def _months(first: date, day: date) -> int:
    return (day.year - first.year) * 12 + day.month - first.month


def _month_after(first: date, number: int) -> date:
    """The first day of the month so many months after that of `first`."""
    years, month = divmod(first.month - 1 + number, 12)
    return date(first.year + years, month + 1, 1)
