"""When somewhere is open. Times of the clock in Luton come in, moments in UTC come out.

Pure: no table, no request. `hubs.services.hours` fills `Rules` from the tables.

What says the hours of a day, the first that applies: an exception for that day; a bank holiday, as
the place keeps them; the season that began last; the usual hours that began last. A window belongs
to the day on which it opens, also where it closes after midnight. Open means that the clock on the
wall stands within a window: what the clock skips in March never is, and what it shows twice in
October is open twice. See ADR 29.
"""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache

from core.luton import LUTON

DAY = timedelta(days=1)
# How far ahead it is looked for when a place closes, or opens again.
LOOKS_AHEAD = 15
CHANGE = time(1, tzinfo=UTC)

Stretch = tuple[datetime, datetime]


class Basis(StrEnum):
    """What says the hours of a day."""

    UNKNOWN = "unknown"
    USUAL = "usual"
    SEASON = "season"
    HOLIDAY = "holiday"
    EXCEPTION = "exception"


class OnHolidays(StrEnum):
    """What a place does on bank holidays."""

    UNKNOWN = ""
    CLOSED = "closed"
    USUAL = "usual"


@dataclass(frozen=True, order=True)
class Span:
    """From one time of day to another; one that isn't later is on the next day.

    00:00 to 00:00 is the whole day.
    """

    opens: time
    closes: time


@dataclass(frozen=True)
class Period:
    """The hours of a week, Monday first, from a day on; a season also has a last day."""

    starts_on: date
    ends_on: date | None
    week: tuple[tuple[Span, ...], ...]
    name: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether it says something of this day."""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True)
class Special:
    """The hours of one day; without any it is closed."""

    spans: tuple[Span, ...]
    why: str = ""


@dataclass(frozen=True)
class Rules:
    """All that says when one place is open.

    Args:
        periods: usual hours and seasons.
        specials: exceptions, by day.
        on_holidays: what it does on bank holidays.
        holidays: bank holidays, by day.
        announced_to: the last day for which all bank holidays are known.
        closures: (from, until) in UTC when it is shut whatever the hours say; until may be None.
    """

    periods: tuple[Period, ...] = ()
    specials: Mapping[date, Special] = field(default_factory=dict)
    on_holidays: OnHolidays = OnHolidays.UNKNOWN
    holidays: Mapping[date, str] = field(default_factory=dict)
    announced_to: date = date.max
    closures: tuple[tuple[datetime, datetime | None], ...] = ()


@dataclass(frozen=True)
class Day:
    """The hours of one day as they are said.

    Args:
        day: which.
        basis: what says so.
        spans: the windows that open on it, in order; none where it is closed or nobody knows.
        name: of the season, the holiday or the exception.
        is_announced: whether the bank holidays of that year are known.
    """

    day: date
    basis: Basis
    spans: tuple[Span, ...] = ()
    name: str = ""
    is_announced: bool = True

    @property
    def is_known(self) -> bool:
        """Whether somebody has said the hours of this day."""
        return self.basis != Basis.UNKNOWN


@dataclass(frozen=True)
class Now:
    """Whether a place is open at a moment.

    Args:
        is_open: None where nobody has said the hours.
        until: when that ends, if it is open; None where it doesn't within two weeks.
        opens_at: when it opens next, if it is shut; None where nobody knows.
        is_shut: whether a notice keeps it shut at a time when it would be open, or always.
    """

    is_open: bool | None
    until: datetime | None = None
    opens_at: datetime | None = None
    is_shut: bool = False


def day_of(rules: Rules, day: date) -> Day:
    """The hours of a day, without what notices say."""
    announced = day <= rules.announced_to
    if special := rules.specials.get(day):
        return Day(day, Basis.EXCEPTION, special.spans, special.why, announced)
    holiday = rules.holidays.get(day, "")
    if holiday and rules.on_holidays != OnHolidays.USUAL:
        known = rules.on_holidays == OnHolidays.CLOSED
        basis = Basis.HOLIDAY if known else Basis.UNKNOWN
        return Day(day, basis, (), holiday, announced)
    holding = [period for period in rules.periods if period.holds_on(day)]
    if not holding:
        return Day(day, Basis.UNKNOWN, is_announced=announced)
    period = max(holding, key=lambda one: (one.ends_on is not None, one.starts_on))
    basis = Basis.USUAL if period.ends_on is None else Basis.SEASON
    return Day(day, basis, period.week[day.weekday()], holiday or period.name, announced)


# Many hubs have the same hours.
@lru_cache(maxsize=8_192)
def moments_of(day: date, span: Span) -> tuple[Stretch, ...]:
    """When a window of a day is open, in UTC: once, or twice or never where the clock changes."""
    starts = datetime.combine(day, span.opens)
    ends = datetime.combine(day if span.closes > span.opens else day + DAY, span.closes)
    first, last = _utc(starts, fold=0), _utc(ends, fold=1)
    change = _change_between(min(first, _utc(starts, fold=1)), max(last, _utc(ends, fold=0)))
    if change is None:
        return ((first, last),)
    before = (change - timedelta(seconds=1)).astimezone(LUTON).utcoffset()
    after = change.astimezone(LUTON).utcoffset()
    found = (
        (_shifted(starts, before), min(_shifted(ends, before), change)),
        (max(_shifted(starts, after), change), _shifted(ends, after)),
    )
    return tuple((start, end) for start, end in found if start < end)


def stretches(rules: Rules, first: date, last: date) -> list[Stretch]:
    """When it is open, in UTC and in order, by the windows of these days and without closures."""
    days = ((last - first).days + 1) if last >= first else 0
    found = [
        stretch
        for number in range(days)
        for span in day_of(rules, first + number * DAY).spans
        for stretch in moments_of(first + number * DAY, span)
    ]
    return _without(_joined(found), rules.closures)


def now_of(rules: Rules, moment: datetime) -> Now:
    """Whether it is open at a moment, until when, or when it opens next."""
    today = moment.astimezone(LUTON).date()
    # A window of yesterday may not be over yet; nothing is longer than a day.
    found = stretches(rules, today - DAY, today + LOOKS_AHEAD * DAY)
    for start, end in found:
        if start <= moment < end:
            seen_to = datetime.combine(today + LOOKS_AHEAD * DAY, time.min, tzinfo=LUTON)
            return Now(True, until=end if end < seen_to else None)
    shut = any(start <= moment and (end is None or moment < end) for start, end in rules.closures)
    unknown = not shut and not day_of(rules, today).is_known
    opens_at = min((start for start, _end in found if start > moment), default=None)
    return Now(None if unknown else False, opens_at=opens_at, is_shut=shut)


def is_shut(rules: Rules, day: date, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether something on a day meets a notice that it is closed, a bank holiday or an exception.

    That it is usually closed at that time says nothing.
    """
    if any(
        begins < ends_at and (until is None or until > starts_at)
        for begins, until in rules.closures
    ):
        return True
    said = day_of(rules, day)
    return said.basis in (Basis.EXCEPTION, Basis.HOLIDAY) and said.is_known and not said.spans


def overlaps(spans: Iterable[Span]) -> bool:
    """Whether two windows of one day share a minute, or one runs into itself."""
    minutes = sorted(_minutes(span) for span in spans)
    return any(end > start for (_s, end), (start, _e) in itertools.pairwise(minutes))


def _minutes(span: Span) -> tuple[int, int]:
    """Minutes after midnight; past 1,440 where it closes on the next day."""
    opens, closes = (one.hour * 60 + one.minute for one in (span.opens, span.closes))
    return opens, closes if closes > opens else closes + 24 * 60


def _utc(naive: datetime, *, fold: int) -> datetime:
    return naive.replace(tzinfo=LUTON, fold=fold).astimezone(UTC)


def _shifted(naive: datetime, offset: timedelta) -> datetime:
    return (naive - offset).replace(tzinfo=UTC)


def _change_between(first: datetime, last: datetime) -> datetime | None:
    """When the clock changes between two moments at most a day apart: at 01:00 UTC, if it does."""
    for day in (first.date(), last.date()):
        change = datetime.combine(day, CHANGE)
        before = (change - timedelta(seconds=1)).astimezone(LUTON).utcoffset()
        if first <= change <= last and before != change.astimezone(LUTON).utcoffset():
            return change
    return None


def _joined(found: Iterable[Stretch]) -> list[Stretch]:
    """In order, with those that touch made one."""
    joined: list[Stretch] = []
    for start, end in sorted(found):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _without(found: list[Stretch], closures) -> list[Stretch]:
    """What is left of them outside the closures."""
    for shut_from, shut_until in closures:
        left = []
        for start, end in found:
            if end <= shut_from or (shut_until is not None and start >= shut_until):
                left.append((start, end))
                continue
            if start < shut_from:
                left.append((start, shut_from))
            if shut_until is not None and shut_until < end:
                left.append((shut_until, end))
        found = left
    return found
