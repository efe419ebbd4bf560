"""On which dates activities take place: their rules, and what is other than usual."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from activities.enums import DateState
from activities.models import Activity, ChangedDate, Stretch
from core.luton import LUTON
from hubs import opening
from hubs.models import Hub
from hubs.opening import Rules
from hubs.services import rules_of


@dataclass(frozen=True)
class Occurrence:
    """One date of an activity as it will be.

    Args:
        activity: the row.
        day: the day that its rule gives.
        starts_at: when it begins in fact, in UTC, like `ends_at`.
        ends_at: after `starts_at`.
        hub: where it is in fact.
        is_cancelled: whether it doesn't take place.
        is_moved: whether it is at another time or another hub than usual.
        is_shut: whether that is so because the hub is closed.
        is_changed: whether somebody changed this date by itself.
        why: in the words of who said so, or "".
    """

    activity: Activity
    day: date
    starts_at: datetime
    ends_at: datetime
    hub: Hub
    is_cancelled: bool = False
    is_moved: bool = False
    is_shut: bool = False
    is_changed: bool = False
    why: str = ""

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is at another hub."""
        return self.hub.pk != self.activity.hub_id


def moment(day: date, at: time) -> datetime:
    """A time on the clock in Luton. What the clock skips in March is the hour after."""
    return datetime.combine(day, at, tzinfo=LUTON)


def occurrences_of(
    activities: Iterable[Activity],
    first: date,
    last: date,
    *,
    rules: dict[int, Rules] | None = None,
) -> list[Occurrence]:
    """All dates from `first` to `last`, cancelled ones too, in the order of their times.

    Args:
        activities: read `with_details`.
        rules: {hub: its opening rules}, where they are known already; else they are read.
    """
    activities = list(activities)
    if rules is None:
        rules = rules_of({one.hub_id: one.hub for one in activities}.values())
    found = [
        occurrence
        for activity in activities
        for occurrence in _of(activity, first, last, rules.get(activity.hub_id, Rules()))
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.activity.title, one.activity.pk))


def _of(activity: Activity, first: date, last: date, rules: Rules) -> Iterator[Occurrence]:
    changes = {one.day: one for one in activity.changed_dates.all()}
    stretches = list(activity.stretches.all())
    days = [*activity.rule.days(first, last)]
    moved_in = [one.day for one in changes.values() if one.to_day and first <= one.to_day <= last]
    for day in sorted({*days, *moved_in}):
        change = changes.get(day)
        if change is None:
            yield _as_usual(activity, day, stretches, rules)
        elif change.state == DateState.CANCELLED:
            yield _plain(activity, day, is_cancelled=True, is_changed=True, why=change.why)
        elif first <= change.to_day <= last:
            yield _moved(activity, change)


def _plain(activity: Activity, day: date, **more) -> Occurrence:
    return Occurrence(
        activity=activity,
        day=day,
        starts_at=moment(day, activity.begins),
        ends_at=moment(day, activity.ends),
        **{"hub": activity.hub} | more,
    )


def _moved(activity: Activity, change: ChangedDate) -> Occurrence:
    return Occurrence(
        activity=activity,
        day=change.day,
        starts_at=moment(change.to_day, change.begins),
        ends_at=moment(change.to_day, change.ends),
        hub=change.hub or activity.hub,
        is_moved=True,
        is_changed=True,
        why=change.why,
    )


def _as_usual(activity: Activity, day: date, stretches: list[Stretch], rules: Rules) -> Occurrence:
    """A date that nobody changed by itself; what was said last of a time it is in holds."""
    holding = [one for one in stretches if one.holds_on(day)]
    if holding:
        stretch = max(holding, key=lambda one: (one.said_at, one.pk))
        if stretch.hub is None:
            return _plain(activity, day, is_cancelled=True, why=stretch.why)
        return _plain(activity, day, hub=stretch.hub, is_moved=True, why=stretch.why)
    found = _plain(activity, day)
    # That a hub is usually closed then says nothing: whoever runs an activity has a key.
    if opening.is_shut(rules, day, found.starts_at, found.ends_at):
        return _plain(activity, day, is_cancelled=True, is_shut=True)
    return found
