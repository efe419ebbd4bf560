"""Calendar files of meetings."""

from django.utils import timezone
from django.utils.translation import gettext as _

from core import calendar
from taskforce.enums import MeetingState
from taskforce.models import Meeting


def calendar_of(meeting: Meeting, *, with_link: bool) -> str:
    """An iCalendar text of one meeting.

    Args:
        meeting: with venue loaded.
        with_link: whether to tell the online link, for members.
    """
    cancelled = meeting.state == MeetingState.CANCELLED
    entry = calendar.Entry(
        key=f"meeting-{meeting.pk}",
        sequence=meeting.version - 1 + cancelled,
        changed_at=timezone.now(),
        starts_at=meeting.starts_at,
        ends_at=meeting.ends_at,
        title=meeting.title,
        summary="\n".join([meeting.summary, *meeting.agenda_points]).strip(),
        location=calendar.location_of(meeting, with_link=with_link),
        url=meeting.full_url,
        is_cancelled=cancelled,
    )
    return calendar.calendar_of([entry], name=_("Fairness Taskforce"))
