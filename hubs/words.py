"""Opening hours in words, for pages, officers and open data alike."""

from collections.abc import Iterable
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.luton import LUTON
from core.text import clock, closing, day_of
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
    if now.is_open:
        if now.until is None:
            return _("Open now, day and night")
        today = timezone.localdate() == timezone.localtime(now.until).date()
        until = clock(now.until) if today else closing(now.until)
        return _("Open now, until %(until)s") % {"until": until}
    if now.is_open is None:
        return _("Opening hours not known yet")
    if now.opens_at is None:
        return _("Closed now")
    said = {"day": day_of(now.opens_at), "clock": clock(now.opens_at)}
    if timezone.localdate() == timezone.localtime(now.opens_at).date():
        return _("Closed now. Opens today at %(clock)s") % said
    return _("Closed now. Opens on %(day)s at %(clock)s") % said


def metres_words(metres: int) -> str:
    """A distance, in steps that somebody can use: 350 m, 1.2 km."""
    if metres < 1000:
        return _("%(metres)d m") % {"metres": round(metres, -1)}
    return _("%(km)s km") % {"km": f"{metres / 1000:.1f}"}


def _clock(at: time) -> str:
    return clock(datetime.combine(_PLAIN_DAY, at, tzinfo=LUTON))
