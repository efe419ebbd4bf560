"""Dates and places of a session that may be meant, and more often are a slip."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from core.text import closing
from panels.models import Programme, Session
from places.models import Venue
from places.occasions import doubts_of


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
    session = Session(pk=pk, starts_at=starts_at, ends_at=ends_at, venue=venue)
    found = doubts_of(session)
    if not session.has_started and registration_closes_at <= timezone.now():
        found.append(_("Registration has closed already, so nobody can register."))
    elif not session.has_started and is_moved:
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
    if session.lasts_days:
        found.append(_("The session ends on another day than it starts."))
    return found
