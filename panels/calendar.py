"""Calendar files (RFC 5545) of sessions: full time zone, updates and cancellations by SEQUENCE."""

from collections.abc import Iterable
from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from core.luton import LUTON
from panels.enums import SessionState
from panels.models import Session


def calendar_of(sessions: Iterable[Session], *, with_link: bool = False) -> str:
    """An iCalendar text of `sessions`, each with its own stable UID.

    Args:
        sessions: with venue loaded.
        with_link: whether to tell the online link, for people with a place.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Luton community involvement portal//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _("Luton citizen panels"))
    for session in sessions:
        calendar.add_component(_event(session, with_link=with_link))
    calendar.add_missing_timezones()
    return calendar.to_ical().decode()


def _event(session: Session, *, with_link: bool) -> Event:
    event = Event()
    host = urlsplit(settings.SITE_URL).hostname
    cancelled = session.state == SessionState.CANCELLED
    event.add("uid", f"session-{session.pk}@{host}")
    event.add("sequence", session.version - 1)
    event.add("dtstamp", session.updated_at.astimezone(UTC))
    event.add("dtstart", session.starts_at.astimezone(LUTON))
    event.add("dtend", session.ends_at.astimezone(LUTON))
    event.add("summary", _("Cancelled: %s") % session.title if cancelled else session.title)
    event.add("description", session.summary)
    event.add("location", location_of(session, with_link=with_link))
    event.add("url", session.full_url)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    return event


def location_of(session: Session, *, with_link: bool = False) -> str:
    """Where a session is, in one line."""
    parts = []
    if session.venue:
        parts += [session.venue.name, session.venue.address, session.venue.postcode]
    if session.online_link:
        parts.append(session.online_link if with_link else _("Online"))
    return ", ".join(filter(None, parts))
