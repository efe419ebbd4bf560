"""When people are reminded, and what is still worth saying when the time comes.

A reminder is said at nine in the morning in Luton, whatever the clocks did in between.
"""

from dataclasses import replace

from django.utils import timezone

from core.luton import nine_in_luton
from messaging.overhearing import hear_of
from messaging.services import Message, reschedule
from panels import emails
from panels.enums import Attendance, RegistrationState, SessionState
from panels.models import Registration

DAYS_BEFORE = {"panels.reminder-7": 7, "panels.reminder-1": 1}
FEEDBACK = "panels.feedback-request"


def about(registration: Registration) -> str:
    """What the due rows of a registration are filed under."""
    return f"registration:{registration.pk}"


def schedule_for(registration: Registration) -> None:
    """Write the reminders that are still ahead, once for each time they have."""
    session = registration.session
    for kind, days in DAYS_BEFORE.items():
        due_at = nine_in_luton(session.starts_at, days=-days)
        if due_at > timezone.now():
            reschedule(
                kind=kind,
                about=about(registration),
                due_at=due_at,
            )


def schedule_feedback_request(registration: Registration) -> None:
    """Ask the morning after, once a person; an officer sees before that they will be asked."""
    due = reschedule(
        kind=FEEDBACK,
        key=f"{FEEDBACK}:{registration.pk}",
        about=about(registration),
        due_at=nine_in_luton(registration.session.ends_at, days=1),
    )
    hear_of(due)


def _registration(about: str) -> Registration | None:
    pk = int(about.partition(":")[2])
    return Registration.objects.select_related("session", "person").filter(pk=pk).first()


def write_week_reminder(about: str) -> Message | None:
    """The reminder a week before, or None where the one the day before is due already."""
    registration = _registration(about)
    if registration and nine_in_luton(registration.session.starts_at, days=-1) <= timezone.now():
        return None
    return _reminder(registration)


def write_day_reminder(about: str) -> Message | None:
    """The reminder the day before, or None where it is no longer due."""
    return _reminder(_registration(about))


def _reminder(registration: Registration | None) -> Message | None:
    if (
        registration is None
        or registration.state != RegistrationState.CONFIRMED
        or registration.session.state != SessionState.PUBLISHED
        or registration.session.has_started
    ):
        return None
    return replace(emails.reminder(registration), worth_until=registration.session.starts_at)


def write_feedback_request(about: str) -> Message | None:
    """The request for `registration:<pk>`, or None where they did not come after all."""
    registration = _registration(about)
    if registration is None or registration.attendance != Attendance.ATTENDED:
        return None
    return emails.feedback_request(registration)
