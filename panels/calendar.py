"""Calendar files of sessions."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core import calendar
from core.calendar import location_of
from panels.enums import SessionState
from panels.models import Session


def calendar_of(sessions: Iterable[Session], *, with_link: bool = False) -> str:
    """An iCalendar text of `sessions`, each with its own stable UID.

    Args:
        sessions: with venue loaded.
        with_link: whether to tell the online link, for people with a place.
    """
    entries = [_entry(session, with_link) for session in sessions]
    return calendar.calendar_of(entries, name=_("Luton citizen panels"))


def _entry(session: Session, with_link: bool) -> calendar.Entry:
    return calendar.Entry(
        key=f"session-{session.pk}",
        sequence=session.version - 1,
        changed_at=session.updated_at,
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        title=session.title,
        summary=session.summary,
        location=location_of(session, with_link=with_link),
        url=session.full_url,
        is_cancelled=session.state == SessionState.CANCELLED,
    )
