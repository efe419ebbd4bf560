"""Finding activities: by words, kind, day, place, price, age, language and access.

What a statement can say narrows the rows; on which days they take place is worked out here.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from activities.models import Activity, ChangedDate, Stretch
from activities.services.dates import Occurrence, occurrences_of
from hubs.models import Hub, rule_of
from places.points import Point, nearest_first

# A list says when each takes place next, as far as that is within so many days.
DAYS_LOOKED_AHEAD = 35
A_FORTNIGHT = timedelta(days=14)
RULE = Activity.RULE
# What stands nowhere is further than anything in the town, in metres.
FARTHEST = 10**7


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; what is empty is not asked.

    Args:
        words: in its title, what happens there, or who runs it.
        kind: of `enums.Kind`.
        start: where they start from: the nearest comes first, else what is next.
        ward: the slug of the ward where it is.
        hub: the slug of a hub.
        day: a day on which it is to take place.
        is_free: whether it is to cost nothing.
        age: somebody so old is to be welcome.
        language: one that is to be spoken, of `organisations.enums.Language`.
        access: of `enums.Access`.
    """

    words: str = ""
    kind: str = ""
    start: Point | None = None
    ward: str = ""
    hub: str = ""
    day: date | None = None
    is_free: bool = False
    age: int | None = None
    language: str = ""
    access: str = ""


@dataclass(frozen=True)
class Line:
    """An activity as a list shows it: its next date, or that of the day that was asked for."""

    activity: Activity
    next: Occurrence | None


def find(asked: Asked) -> list[int]:
    """The keys of the public activities that fit: the nearest first, else the next first.

    The order goes by the rules alone, so that thousands are put in order from a few columns; what
    is other than usual is read with the lines of a page.
    """
    rows = _narrowed(Activity.objects.public(), asked)
    today = asked.day or timezone.localdate()
    if asked.day:
        rows = _taking_place(rows, asked.day)
    metres = _metres(asked.start) if asked.start else {}
    order = []
    for pk, hub, begins, title, *rule in rows.values_list("pk", "hub", "begins", "title", *RULE):
        day = rule_of(*rule).next_day(today)
        order.append((metres.get(hub, FARTHEST), day or date.max, begins, title, pk))
    return [one[-1] for one in sorted(order)]


def _metres(start: Point) -> dict[int, int]:
    """{hub: how far it is}; one that stands nowhere comes last."""
    near = nearest_first(Hub.objects.all(), start, lambda hub: hub.point)
    return {hub.pk: metres for hub, metres in near if metres is not None}


def lines_of(activities: Iterable[Activity], day: date | None = None) -> list[Line]:
    """Activities with their next date, or with that of a day."""
    activities = list(activities)
    today = timezone.localdate()
    first, last = (day, day) if day else (today, today + timedelta(days=DAYS_LOOKED_AHEAD))
    dates: dict[int, Occurrence] = {}
    for one in occurrences_of(activities, first, last):
        is_better = one.activity.pk not in dates or dates[one.activity.pk].is_cancelled
        if one.ends_at > timezone.now() and is_better:
            dates[one.activity.pk] = one
    return [Line(one, dates.get(one.pk)) for one in activities]


def hubs_with(kind: str, day: date | None) -> set[int]:
    """The hubs at which something of a kind takes place on a day, or in the next fortnight."""
    rows = Activity.objects.public().filter(kind=kind)
    if day:
        return set(_where(_taking_place(rows, day), day).values())
    first = timezone.localdate()
    last = first + A_FORTNIGHT
    away = Stretch.objects.filter(Q(last=None) | Q(last__gte=last), hub=None, first__lte=first)
    going_on = rows.exclude(pk__in=away.values("activity"))
    found = going_on.values_list("pk", *RULE)
    soon = [pk for pk, *rule in found if next(rule_of(*rule).days(first, last), None)]
    return set(_where(rows.filter(pk__in=soon), first).values())


def _where(rows, day: date) -> dict[int, int]:
    """{activity: the hub at which it is on a day}."""
    at = dict(rows.values_list("pk", "hub"))
    elsewhere = Stretch.objects.filter(
        Q(last=None) | Q(last__gte=day), hub__isnull=False, first__lte=day, activity__in=at
    )
    moved = ChangedDate.objects.filter(to_day=day, hub__isnull=False, activity__in=at)
    for one in (elsewhere.order_by("said_at", "pk"), moved):
        at |= dict(one.values_list("activity", "hub"))
    return at


def _narrowed(rows, asked: Asked):
    exact = {"kind": asked.kind, "hub__slug": asked.hub, "hub__venue__ward__slug": asked.ward}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    if asked.words.strip():
        typed = asked.words.strip()
        by_group = Q(organisation__name__icontains=typed) | Q(run_by__icontains=typed)
        rows = rows.filter(Q(title__icontains=typed) | Q(about__icontains=typed) | by_group)
    if asked.is_free:
        rows = rows.filter(pence=0)
    if asked.age is not None:
        old_enough = Q(youngest=None) | Q(youngest__lte=asked.age)
        rows = rows.filter(old_enough & (Q(oldest=None) | Q(oldest__gte=asked.age)))
    if asked.language:
        rows = rows.filter(languages__code=asked.language)
    if asked.access:
        rows = rows.filter(access__kind=asked.access)
    return rows


def _taking_place(rows, day: date):
    """Those that take place on a day: by their rule, or moved to it."""
    going_on = Q(starts_on__lte=day) & (Q(ends_on=None) | Q(ends_on__gte=day))
    possible = rows.filter(going_on).values_list("pk", *RULE)
    by_rule = [pk for pk, *rule in possible if rule_of(*rule).falls_on(day)]
    changed = ChangedDate.objects.filter(day=day).exclude(to_day=day).values("activity")
    away = Stretch.objects.filter(Q(last=None) | Q(last__gte=day), hub=None, first__lte=day).values(
        "activity"
    )
    usual = Q(pk__in=by_rule) & ~Q(pk__in=changed) & ~Q(pk__in=away)
    moved = ChangedDate.objects.filter(to_day=day).values("activity")
    return rows.filter(usual | Q(pk__in=moved))
