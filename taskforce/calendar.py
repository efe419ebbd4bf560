"""Calendar files of meetings."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import calendar
from taskforce.models import Meeting


def calendar_of(meeting: Meeting, *, with_link: bool) -> str:
    """An iCalendar text of one meeting.

    Args:
        meeting: with venue loaded.
        with_link: whether to tell the online link, for members.
    """
    entry = meeting.calendar_entry(
        summary="\n".join([meeting.summary, *meeting.agenda_points]).strip(),
        changed_at=timezone.now(),
        with_link=with_link,
    )
    return calendar.calendar_of([entry], name=_("Fairness Taskforce"))
