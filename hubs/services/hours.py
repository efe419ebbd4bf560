"""Whether hubs are open, and when: for one, or for many in a constant few statements."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime

from django.db.models import F
from django.utils import timezone

from core.luton import LUTON
from hubs import opening
from hubs.enums import NoticeKind, Weekday
from hubs.holidays import announced_to, listed
from hubs.models import (
    Hub,
    Notice,
    OneOffHoliday,
    OpeningException,
    OpeningPeriod,
    OpeningWindow,
)
from hubs.opening import Day, Now, OnHolidays, Period, Rules, Span, Special


def holidays() -> dict[date, str]:
    """{day: name} of every bank holiday known: the official list, and what officers added."""
    return dict(listed()) | dict(OneOffHoliday.objects.values_list("day", "name"))


def rules_of(hubs: Iterable[Hub]) -> dict[int, Rules]:
    """{primary key: what says when it is open}, in five statements for any number of hubs.

    Exceptions and notices that are over are left out, so one before yesterday isn't known any more.
    """
    by_key = {hub.pk: hub for hub in hubs}
    yesterday = timezone.localdate() - opening.DAY
    periods = OpeningPeriod.objects.filter(hub__in=by_key)
    exceptions = OpeningException.objects.filter(hub__in=by_key, day__gte=yesterday)
    return _rules(by_key, periods, exceptions)


def _rules(by_key: Mapping[int, Hub], periods, exceptions) -> dict[int, Rules]:
    of_period, of_exception = defaultdict(list), defaultdict(list)
    windows = OpeningWindow.objects.filter(period__hub__in=by_key) | OpeningWindow.objects.filter(
        exception__in=exceptions.values("pk")
    )
    for window in windows.order_by("opens"):
        if window.period_id:
            of_period[window.period_id, window.weekday].append(window.span)
        else:
            of_exception[window.exception_id].append(window.span)
    weeks, specials, closures = defaultdict(list), defaultdict(dict), defaultdict(list)
    for one in periods:
        week = tuple(tuple(of_period[one.pk, day]) for day in Weekday.values)
        weeks[one.hub_id].append(Period(one.starts_on, one.ends_on, week, one.name))
    for one in exceptions:
        specials[one.hub_id][one.day] = Special(tuple(of_exception[one.pk]), one.why)
    shut = Notice.objects.live().filter(hub__in=by_key, kind=NoticeKind.CLOSED)
    for hub_id, *closure in shut.values_list("hub_id", "starts_at", "ends_at"):
        closures[hub_id].append(tuple(closure))
    known = holidays()
    return {
        key: Rules(
            periods=tuple(weeks[key]),
            specials=specials[key],
            on_holidays=OnHolidays(hub.on_holidays),
            holidays=known,
            announced_to=announced_to(),
            closures=tuple(closures[key]),
        )
        for key, hub in by_key.items()
    }


def open_at(hub: Hub, moment: datetime) -> Now:
    """Whether a hub is open at a moment from now on, until when, or when it opens next."""
    return opening.now_of(rules_of([hub])[hub.pk], moment)


def hours_on(hub: Hub, day: date) -> Day:
    """The hours of a hub on a day, past days too, without what notices say."""
    exceptions = OpeningException.objects.filter(hub=hub, day=day)
    periods = OpeningPeriod.objects.filter(hub=hub, starts_on__lte=day)
    return opening.day_of(_rules({hub.pk: hub}, periods, exceptions)[hub.pk], day)


def opens_on(rules: Rules, day: date) -> bool:
    """Whether it opens on a day for as much as a minute; a notice may shut it for the rest."""
    alone = replace(rules, periods=(), specials={day: Special(opening.day_of(rules, day).spans)})
    return bool(opening.stretches(alone, day, day))


def usual_week(hub: Hub, day: date) -> list[tuple[int, list[Span]]]:
    """(weekday, windows) of the usual hours that hold on a day; [] where nobody has said them."""
    usual = hub.periods.filter(ends_on=None, starts_on__lte=day).order_by(F("starts_on").desc())
    period = usual.prefetch_related("windows").first()
    if period is None:
        return []
    return [
        (weekday, sorted(one.span for one in period.windows.all() if one.weekday == weekday))
        for weekday in Weekday.values
    ]


def day_in_luton(moment: datetime) -> date:
    """The day that the calendar shows in Luton at a moment."""
    return moment.astimezone(LUTON).date()
