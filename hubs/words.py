"""Opening hours, and what comes back, in words, for pages, officers and open data alike."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core.luton import LUTON
from core.text import clock, closing, day_of
from hubs import timing
from hubs.enums import HowOften, Weekday
from hubs.opening import Basis, Day, Now, Span

# A day on which no clock changes.
_PLAIN_DAY = date(2000, 1, 3)


def span_words(span: Span) -> str:
    """Such as 9am to 5pm; what closes after midnight says so."""
    if span.opens == span.closes:
        return _("day and night")
    said = {"opens": _clock(span.opens), "closes": _clock(span.closes)}
    if span.closes > span.opens or span.closes == time.min:
        return _("%(opens)s to %(closes)s") % said
    return _("%(opens)s to %(closes)s the next day") % said


def spans_words(spans: Iterable[Span]) -> str:
    """All windows of one day, or that it is closed."""
    # Translators: between the opening times of one day: 9am to midday, 2pm to 5pm.
    return _(", ").join(map(span_words, spans)) or pgettext("a day", "Closed")


def hours_words(day: Day) -> str:
    """The hours of one day, with why they are other than usual."""
    if not day.is_known:
        if day.name:
            return _("Not known yet: bank holiday")
        return _("Not known yet")
    said = spans_words(day.spans)
    return f"{said} ({name_words(day)})" if name_words(day) else said


def name_words(day: Day) -> str:
    """Why a day has the hours that it has, where that is said; names stay as they are written."""
    if day.basis == Basis.HOLIDAY:
        return _("bank holiday")
    return day.name if day.basis in (Basis.EXCEPTION, Basis.SEASON) else ""


def now_words(now: Now | None) -> str:
    """Whether it is open now, until when, or when it opens next; None is a planned hub."""
    if now is None:
        return _("Planned: it isn’t there yet")
    if now.is_open is None:
        return _("Opening hours not known yet")
    return _open_words(now.until) if now.is_open else _closed_words(now.opens_at)


def _open_words(until: datetime | None) -> str:
    if until is None:
        return _("Open now, day and night")
    return _("Open now, until %(until)s") % {
        "until": clock(until) if _is_today(until) else closing(until)
    }


def _closed_words(opens_at: datetime | None) -> str:
    if opens_at is None:
        return _("Closed now")
    said = {"day": day_of(opens_at), "clock": clock(opens_at)}
    if _is_today(opens_at):
        return _("Closed now. Opens today at %(clock)s") % said
    return _("Closed now. Opens on %(day)s at %(clock)s") % said


def _is_today(at: datetime) -> bool:
    return timezone.localdate() == timezone.localtime(at).date()


def metres_words(metres: int) -> str:
    """A distance, in steps that somebody can use: 350 m, 1.2 km."""
    if metres < 1000:
        return _("%(metres)d m") % {"metres": round(metres, -1)}
    return _("%(km)s km") % {"km": f"{metres / 1000:.1f}"}


def rule_words(recurring) -> str:
    """When it comes back: Every Tuesday and Friday, 10am to midday."""
    said = {"days": _days_words(recurring), "times": times_words(recurring.begins, recurring.ends)}
    return _("%(days)s, %(times)s") % said


def times_words(begins: time, ends: time) -> str:
    """10am to midday."""
    return _("%(opens)s to %(closes)s") % {"opens": _clock(begins), "closes": _clock(ends)}


def _days_words(recurring) -> str:
    first, every = recurring.starts_on, recurring.every
    weekday = Weekday(first.weekday()).label
    if recurring.how_often == HowOften.ONCE:
        return date_format(first, "l j F Y")
    if recurring.how_often == HowOften.WEEKLY:
        if len(recurring.weekdays) == len(Weekday) and every == 1:
            return _("Every day")
        days = _joined([Weekday(int(one) - 1).label for one in recurring.weekdays])
        said = {"days": days, "every": every}
        return (
            _("Every %(days)s") % said
            if every == 1
            else _("Every %(every)s weeks on %(days)s") % said
        )
    months = ngettext("Every month", "Every %(every)s months", every) % {"every": every}
    if recurring.how_often == HowOften.MONTH_DAY:
        return _("%(months)s on day %(number)s") % {"months": months, "number": first.day}
    if recurring.how_often == HowOften.MONTH_LAST:
        return _("%(months)s on the last %(weekday)s") % {"months": months, "weekday": weekday}
    said = {"months": months, "nth": _nth(timing.nth_of(first)), "weekday": weekday}
    return _("%(months)s on the %(nth)s %(weekday)s") % said


def _nth(number: int) -> str:
    return {
        1: pgettext("weekday of a month", "first"),
        2: pgettext("weekday of a month", "second"),
        3: pgettext("weekday of a month", "third"),
        4: pgettext("weekday of a month", "fourth"),
    }[number]


def _joined(words: list[str]) -> str:
    if len(words) == 1:
        return words[0]
    return _("%(first)s and %(last)s") % {
        "first": _(", ").join(map(str, words[:-1])),
        "last": words[-1],
    }


def _clock(at: time) -> str:
    return clock(datetime.combine(_PLAIN_DAY, at, tzinfo=LUTON))
