"""Changing opening hours: weeks, seasons, exceptions, and bank holidays."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from hubs import rules
from hubs.enums import HolidayRule, Weekday
from hubs.holidays import listed
from hubs.models import Hub, OneOffHoliday, OpeningException, OpeningPeriod
from hubs.opening import Span, overlaps
from hubs.services.locks import lock_to_edit

LONGEST_SEASON = timedelta(days=366)
MOST_WINDOWS = 4
NIGHTS_END = time(6)


@transaction.atomic
def set_hours(
    *,
    hub_id: int,
    actor,
    starts_on: date,
    week: Mapping[int, Sequence[Span]],
    ends_on: date | None = None,
    name: str = "",
) -> OpeningPeriod:
    """Say the hours of a week from a day on; what was said from that very day is replaced.

    Args:
        hub_id: primary key of the hub.
        actor: one of its managers, or a hub officer.
        starts_on: the first day.
        week: weekday, 0 for Monday, to the windows of that day; a day without any is closed.
        ends_on: the last day of a season; None for the usual hours, which have none.
        name: of a season, public.

    Raises:
        Refusal: `not-found`, `not-allowed`, `ends-first`, `too-long` where a season is longer than
            a year, `no-length` or `overlap` or `too-many` of the windows of one day.
    """
    hub = lock_to_edit(hub_id, actor)
    if ends_on is not None and ends_on < starts_on:
        words = _("The last day can’t be before the first.")
        raise Refusal(words, code="ends-first", field="ends_on")
    if ends_on is not None and ends_on - starts_on > LONGEST_SEASON:
        words = _("A season is a year long at most. Leave the last day empty for usual hours.")
        raise Refusal(words, code="too-long", field="ends_on")
    for weekday, spans in week.items():
        _check(spans, str(Weekday(weekday).label))
    same = OpeningPeriod.objects.filter(hub=hub, starts_on=starts_on)
    period = same.filter(ends_on__isnull=ends_on is None).first()
    period = period or OpeningPeriod(hub=hub, starts_on=starts_on)
    period.ends_on, period.name = ends_on, name.strip()
    period.save()
    _replace(period.windows.all())
    for weekday, spans in week.items():
        for span in spans:
            period.windows.create(weekday=weekday, opens=span.opens, closes=span.closes)
    return period


@transaction.atomic
def remove_period(*, hub_id: int, actor, period_id: int) -> None:
    """Take usual hours or a season away: what was said before them holds again. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    hub = lock_to_edit(hub_id, actor)
    _replace(OpeningPeriod.objects.filter(hub=hub, pk=period_id))


@transaction.atomic
def set_exception(
    *, hub_id: int, actor, day: date, spans: Sequence[Span] = (), why: str = ""
) -> OpeningException:
    """Say the hours of one day, whatever its week says; without windows it is closed.

    Raises:
        Refusal: `not-found`, `not-allowed`, `no-length`, `overlap` or `too-many`.
    """
    hub = lock_to_edit(hub_id, actor)
    _check(spans, date_format(day, "j F Y"))
    exception = OpeningException.objects.filter(hub=hub, day=day).first()
    exception = exception or OpeningException(hub=hub, day=day)
    exception.why = why.strip()
    exception.save()
    _replace(exception.windows.all())
    for span in spans:
        exception.windows.create(opens=span.opens, closes=span.closes)
    return exception


@transaction.atomic
def remove_exception(*, hub_id: int, actor, exception_id: int) -> None:
    """Take an exception away: the day has the hours of its week again. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    hub = lock_to_edit(hub_id, actor)
    _replace(OpeningException.objects.filter(hub=hub, pk=exception_id))


@transaction.atomic
def keep_holidays(*, hub_id: int, actor, on_holidays: str) -> Hub:
    """Say what a hub does on bank holidays.

    Raises:
        Refusal: `not-found`, `not-allowed`, `unknown-kind`.
    """
    hub = lock_to_edit(hub_id, actor)
    if on_holidays not in HolidayRule.values:
        words = _("Choose what it does on bank holidays.")
        raise Refusal(words, code="unknown-kind", field="on_holidays")
    hub.on_holidays = on_holidays
    hub.save(update_fields=["on_holidays"])
    return hub


@transaction.atomic
def add_holiday(*, actor, day: date, name: str) -> OneOffHoliday:
    """Add a bank holiday that the official list doesn't have; it holds for every hub at once.

    Raises:
        Refusal: `not-allowed`, `nothing-said`, `listed` where it is one already.
    """
    require(rules.may_keep_holidays(actor))
    if not name.strip():
        raise Refusal(_("Say what the day is called."), code="nothing-said", field="name")
    if day in listed() or OneOffHoliday.objects.filter(day=day).exists():
        raise Refusal(_("This day is a bank holiday already."), code="listed", field="day")
    return OneOffHoliday.objects.create(day=day, name=name.strip())


@transaction.atomic
def remove_holiday(*, actor, holiday_id: int) -> None:
    """Take back a one-off bank holiday. Twice is once.

    Raises:
        Refusal: `not-allowed`.
    """
    require(rules.may_keep_holidays(actor))
    _replace(OneOffHoliday.objects.filter(pk=holiday_id))


def _check(spans: Sequence[Span], where: str) -> None:
    """Refuse windows of one day that can't be meant; `where` is what the day is called."""
    said = {"day": where}
    if any(span.opens == span.closes and span.opens != time.min for span in spans):
        words = _("%(day)s: it opens and closes at the same time.")
        raise Refusal(words % said, code="no-length")
    if any(NIGHTS_END < span.closes <= span.opens for span in spans if span.opens != span.closes):
        words = _("%(day)s: it closes before it opens. Hours over midnight end by 6:00.")
        raise Refusal(words % said, code="night")
    if len(spans) > MOST_WINDOWS:
        raise Refusal(_("%(day)s: these are too many times.") % said, code="too-many")
    if overlaps(spans):
        raise Refusal(_("%(day)s: two of the times overlap.") % said, code="overlap")


def _replace(rows) -> None:
    """Delete rows one by one, so that the history tells of each."""
    for row in rows:
        row.delete()
