"""Dates and places of a session that may be meant, and more often are a slip."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.text import closing
from panels.enums import SessionState
from panels.models import Programme, Session
from places.models import Venue


def doubts_about(
    *,
    programme: Programme,
    starts_at: datetime,
    ends_at: datetime,
    registration_closes_at: datetime,
    venue: Venue | None,
    pk: int | None = None,
    is_moved: bool = False,
) -> list[str]:
    """What an officer should look at again before a session is like this, one sentence each.

    Args:
        pk: the session's own primary key, if it is saved already.
        is_moved: whether it starts at another time than before, and registration closes as before.
    """
    now, found = timezone.now(), []
    if starts_at <= now:
        found.append(_("The session starts in the past."))
    elif registration_closes_at <= now:
        found.append(_("Registration has closed already, so nobody can register."))
    elif is_moved:
        found.append(
            _("The session has moved, and registration still closes at %(moment)s.")
            % {"moment": closing(registration_closes_at)}
        )
    day = timezone.localdate(starts_at)
    if not programme.starts_on <= day <= programme.ends_on:
        found.append(
            _("The session is outside its programme, “%(programme)s”: look at the year.")
            % {"programme": programme}
        )
    if timezone.localdate(ends_at) != day:
        found.append(_("The session ends on another day than it starts."))
    return found + [
        _("“%(other)s” is at the same venue at the same time.") % {"other": other}
        for other in _at_once(venue, starts_at, ends_at).exclude(pk=pk)
    ]


def _at_once(venue, starts_at, ends_at):
    """Sessions that take place in the same building while this one does."""
    return (
        Session.objects.filter(venue=venue, starts_at__lt=ends_at, ends_at__gt=starts_at)
        .exclude(venue=None)
        .exclude(state=SessionState.CANCELLED)
        .order_by("starts_at", "pk")
    )
