"""Calendar files of sessions."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from core import calendar
from panels.models import Session


def calendar_of(sessions: Iterable[Session], *, with_link: bool = False) -> str:
    """An iCalendar text of `sessions`, each with its own stable UID.

    Args:
        sessions: with venue loaded.
        with_link: whether to tell the online link, for people with a place.
    """
    entries = [
        session.calendar_entry(
            summary=session.summary, changed_at=session.updated_at, with_link=with_link
        )
        for session in sessions
    ]
    return calendar.calendar_of(entries, name=_("Luton citizen panels"))
