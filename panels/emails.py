"""What is said to people about their registrations."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import override

from messaging.services import Attachment, Message
from panels import links
from panels.calendar import calendar_of
from panels.models import Registration, RegistrationMove
from people.sign_in import code_minutes

PLACE_HELD = "panels.place-held"
PLACE = "panels.place"
CHANGED = "panels.session-changed"
CANCELLED = "panels.session-cancelled"
REMINDER = "panels.reminder"
FEEDBACK_REQUEST = "panels.feedback-request"
WHAT_CAME = "panels.what-came"
FEEDBACK_THANKS = "panels.feedback-thanks"
NOTE = "panels.note"


def key(what: str, record: RegistrationMove) -> str:
    """One email for one occurrence of a transition."""
    return f"panels.{what}:{record.thing_id}:{record.pk}"


def _message(
    registration: Registration, name: str, *, kind: str = PLACE, calendar: bool = False, **context
) -> Message:
    session = registration.session
    files = ()
    if calendar:
        with override(registration.person.language):
            text = calendar_of([session], with_link=True)
        files = (Attachment(f"{session.slug}.ics", text, "text/calendar"),)
    return Message(
        kind=kind,
        to=registration.person.recipient,
        template=f"panels/email/{name}.email",
        context={
            "registration": registration,
            "session": session,
            "person": registration.person,
            "session_url": session.full_url,
            "short_url": settings.SITE_URL + reverse("panels:session_number", args=[session.pk]),
            "my_url": settings.SITE_URL + reverse("my"),
            "withdraw_url": links.link(registration, links.WITHDRAW),
            **context,
        },
        attachments=files,
        about=session.filed_under,
    )


def place_held(registration: Registration, code: str) -> Message:
    """A newcomer's place, or place in line, is held as long as this code works."""
    return _message(
        registration, "place_held", kind=PLACE_HELD, code=code, hold_minutes=code_minutes()
    )


def place_confirmed(registration: Registration) -> Message:
    """The place is theirs."""
    return _message(registration, "place_confirmed", calendar=True)


def waiting(registration: Registration) -> Message:
    """The session is full; their position in the queue."""
    return _message(registration, "waiting", position=registration.position())


def place_given(registration: Registration) -> Message:
    """A place came free and it is theirs."""
    return _message(registration, "place_given", calendar=True)


def withdrawn(registration: Registration) -> Message:
    """They have given their place back."""
    return _message(registration, "withdrawn")


def session_changed(registration: Registration, changed: dict | None = None) -> Message:
    """New date, time or place, or what getting in is like.

    Args:
        registration: of somebody with a place, or in line.
        changed: what changed, and its new value where that isn't said anyway.
    """
    return _message(
        registration,
        "session_changed",
        kind=CHANGED,
        calendar=registration.has_place,
        changed=changed or {},
    )


def note(registration: Registration, subject: str, text: str) -> Message:
    """What the team writes to those registered."""
    return _message(registration, "note", kind=NOTE, subject=subject, text=text)


def session_cancelled(registration: Registration) -> Message:
    """It does not take place."""
    return _message(registration, "session_cancelled", kind=CANCELLED, calendar=True)


def reminder(registration: Registration) -> Message:
    """It is soon."""
    return _message(registration, "reminder", kind=REMINDER)


def feedback_request(registration: Registration) -> Message:
    """How was it?"""
    return _message(
        registration,
        "feedback_request",
        kind=FEEDBACK_REQUEST,
        feedback_url=links.link(registration, links.FEEDBACK),
    )


def what_came(registration: Registration) -> Message:
    """What came of a session they were at."""
    return _message(registration, "what_came", kind=WHAT_CAME)


def feedback_thanks(registration: Registration) -> Message:
    """Thank you for telling us."""
    return _message(registration, "feedback_thanks", kind=FEEDBACK_THANKS)
