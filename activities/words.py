"""Activities in words: when they come back, what they cost, for which ages."""

from datetime import date, datetime, time

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from activities import timing
from activities.enums import HowOften
from core.luton import LUTON
from core.text import clock
from hubs.enums import Weekday
from questionnaires.values import pounds

# A day on which no clock changes.
_PLAIN_DAY = date(2000, 1, 3)


def rule_words(activity) -> str:
    """When it comes back: Every Tuesday and Friday, 10am to midday."""
    said = {"days": _days_words(activity), "times": times_words(activity.begins, activity.ends)}
    return _("%(days)s, %(times)s") % said


def times_words(begins: time, ends: time) -> str:
    """10am to midday."""
    return _("%(opens)s to %(closes)s") % {"opens": _clock(begins), "closes": _clock(ends)}


def _days_words(activity) -> str:
    first, every = activity.starts_on, activity.every
    weekday = Weekday(first.weekday()).label
    if activity.how_often == HowOften.ONCE:
        return date_format(first, "l j F Y")
    if activity.how_often == HowOften.WEEKLY:
        if len(activity.weekdays) == len(Weekday) and every == 1:
            return _("Every day")
        days = _joined([Weekday(int(one) - 1).label for one in activity.weekdays])
        said = {"days": days, "every": every}
        return (
            _("Every %(days)s") % said
            if every == 1
            else _("Every %(every)s weeks on %(days)s") % said
        )
    months = ngettext("Every month", "Every %(every)s months", every) % {"every": every}
    if activity.how_often == HowOften.MONTH_DAY:
        return _("%(months)s on day %(number)s") % {"months": months, "number": first.day}
    if activity.how_often == HowOften.MONTH_LAST:
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


def price_words(activity) -> str:
    """What it costs; "" where nobody has said."""
    if activity.pence is None:
        return activity.price_note
    said = _("Free") if activity.pence == 0 else pounds(activity.pence)
    return f"{said} ({activity.price_note})" if activity.price_note else said


def ages_words(activity) -> str:
    """For which ages it is; "" for all."""
    said = {"youngest": activity.youngest, "oldest": activity.oldest}
    if activity.youngest is None and activity.oldest is None:
        return ""
    if activity.oldest is None:
        return _("From %(youngest)s years") % said
    if activity.youngest is None:
        return _("Up to %(oldest)s years") % said
    return _("%(youngest)s to %(oldest)s years") % said


def _clock(at: time) -> str:
    return clock(datetime.combine(_PLAIN_DAY, at, tzinfo=LUTON))
