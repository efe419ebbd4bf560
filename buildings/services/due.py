"""When something is due: counted from the day on which it was done, by days of the calendar."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.db.models import Prefetch

from buildings.checks import CHECKS, Check
from buildings.enums import REMIND_DAYS, Result
from buildings.models import Building, CheckDone, Defect, Interval, Survey


@dataclass(frozen=True)
class Due:
    """A check that a building needs.

    Args:
        check: what.
        done: as it was done last; None where nobody knows.
        due_on: counted from when it was passed last; None where it never was, or nobody has said
            how often.
        interval: where this building has its own.
    """

    check: Check
    done: CheckDone | None
    due_on: date | None
    interval: Interval | None

    @property
    def has_failed(self) -> bool:
        """Whether it failed when it was done last: it is due until it passes."""
        return self.done is not None and self.done.result == Result.FAILED

    @property
    def is_by_risk(self) -> bool:
        """Whether somebody has yet to say how often."""
        return self.check.is_by_risk and self.interval is None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been done: or failed, or nobody knows that it ever was."""
        if self.has_failed:
            return True
        return not self.is_by_risk and (self.due_on is None or self.due_on < today)

    def is_soon(self, today: date) -> bool:
        """Whether it is due within the next days."""
        ahead = today + timedelta(days=REMIND_DAYS)
        return self.due_on is not None and today <= self.due_on <= ahead


def next_due(done_on: date, *, months: int = 0, weeks: int = 0) -> date:
    """So many months or weeks later; the last day of a month that is too short."""
    return done_on + relativedelta(months=months, weeks=weeks)


def with_checks():
    """Buildings with all that `due_of` reads, in a fixed number of statements."""
    return Building.objects.select_related("hub__venue").prefetch_related(
        "features",
        "intervals",
        Prefetch("checks", queryset=CheckDone.objects.order_by("done_on", "pk")),
        Prefetch("defects", queryset=Defect.objects.filter(closed_on=None)),
        Prefetch("surveys", queryset=Survey.objects.order_by("surveyed_on")),
    )


def due_of(building: Building) -> list[Due]:
    """What a building needs by what it has, the most pressing first."""
    features = {one.kind for one in building.features.all()}
    intervals = {one.code: one for one in building.intervals.all()}
    done = sorted(building.checks.all(), key=_order)
    last = {one.code: one for one in done}
    passed = {one.code: one for one in done if one.result != Result.FAILED}
    found = [
        _due(check, last.get(check.code), passed.get(check.code), intervals.get(check.code))
        for check in CHECKS
        if not check.feature or check.feature in features
    ]
    return sorted(
        found, key=lambda one: (not one.has_failed, one.is_by_risk, one.due_on or date.min)
    )


def _order(done: CheckDone) -> tuple:
    return done.done_on, done.pk


def _due(check: Check, done, passed: CheckDone | None, interval: Interval | None) -> Due:
    months, weeks = (interval.months, 0) if interval else (check.months, check.weeks)
    by_risk = not (months or weeks)
    due_on = (
        next_due(passed.done_on, months=months, weeks=weeks) if passed and not by_risk else None
    )
    return Due(check, done, due_on, interval)


@dataclass(frozen=True)
class Owed:
    """How many things of some buildings are late, and soon due."""

    overdue: int
    soon: int
    surveys: int
    defects: int


def owed(buildings: Iterable[Building], today: date) -> Owed:
    """Count what is late: checks, surveys and what a failed check left.

    Args:
        buildings: as `with_checks` gives them.
        today: the day in Luton.
    """
    overdue = soon = surveys = defects = 0
    for building in buildings:
        found = due_of(building)
        overdue += sum(one.is_overdue(today) for one in found)
        soon += sum(one.is_soon(today) for one in found)
        newest = max(building.surveys.all(), key=lambda one: one.surveyed_on, default=None)
        surveys += newest is None or newest.next_due < today
        defects += sum(
            one.due_on < today for one in building.defects.all() if one.closed_on is None
        )
    return Owed(overdue, soon, surveys, defects)
