"""Places of a session: taking one, giving one back, and who gets one that comes free.

Every change of how many places are taken goes through this module: one guarded UPDATE takes a
place, and `settle` gives a freed place to the first in line in the same transaction.
"""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from core.actors import PORTAL
from core.moves import move
from core.refusal import Refusal
from core.text import clock, day_of
from core.words import Words
from messaging.services import cancel_scheduled, post
from panels import emails, reminders
from panels.enums import RegistrationState, SessionState
from panels.models import GroupHold, Registration, Session
from panels.models.registration import NO_VISITOR

GROUP_IS_FULL = "group-is-full"


def take_place(session_id: int, received: datetime) -> bool:
    """Take one place if there is one and registration was open then; one guarded UPDATE."""
    return _take(Session.objects.filter(pk=session_id).open_for_registration(received))


def take_freed_place(session: Session) -> bool:
    """Take a place for somebody in line, if there is one and the session is still to come."""
    if session.state != SessionState.PUBLISHED or session.has_started:
        return False
    return _take(Session.objects.filter(pk=session.pk))


def take_for_group(session: Session, number: int, until: datetime) -> bool:
    """Take so many places at once, if there are, for a group that fills them until then."""
    holding = [SessionState.DRAFT, SessionState.PUBLISHED]
    rows = Session.objects.filter(state__in=holding, registration_closes_at__gte=until)
    return _take(rows.filter(pk=session.pk), number)


def _take(rows, number: int = 1) -> bool:
    """The one guarded UPDATE."""
    return bool(rows.with_room(number).update(taken=F("taken") + number))


def fill(group_hold_id: int, session: Session, received: datetime) -> None:
    """Take one of the places that are held for a group; it is counted on the session already.

    Raises:
        Refusal: `group-is-full` where none is held any more.
    """
    held = GroupHold.objects.open().with_room().filter(until__gt=received)
    if not held.filter(pk=group_hold_id, session=session).update(filled=F("filled") + 1):
        raise Refusal(
            _("No place is held for this group any more."),
            code=GROUP_IS_FULL,
            field="group_hold_id",
        )


def lock(session_id: int) -> Session:
    """The session with its row locked until the transaction ends.

    Raises:
        Refusal: `not-found`.
    """
    session = Session.objects.select_for_update().filter(pk=session_id).first()
    if session is None:
        raise Refusal(_("This session doesn't exist any more."), code="not-found")
    return session


def lock_with(registration_id: int) -> Registration:
    """The registration as it is now, with its session locked."""
    session_id = Registration.objects.values_list("session_id", flat=True).get(pk=registration_id)
    session = lock(session_id)
    registration = Registration.objects.select_related("person").get(pk=registration_id)
    registration.session = session
    return registration


def refuse_unless_open(session: Session, received: datetime) -> None:
    """Raise the Refusal that says why this session took no registrations then, if it didn't."""
    if session.state == SessionState.CANCELLED:
        raise Refusal(
            _("This session has been cancelled. You can look for another one."), code="cancelled"
        )
    if session.state == SessionState.DRAFT:
        raise Refusal(_("This session isn't open for registration."), code="not-found")
    if received < session.registration_opens_at:
        raise Refusal(
            _("Registration for this session hasn't opened yet. It opens on %(day)s at %(clock)s.")
            % {
                "day": day_of(session.registration_opens_at),
                "clock": clock(session.registration_opens_at),
            },
            code="not-open-yet",
        )
    if session.state != SessionState.PUBLISHED or received >= session.registration_closes_at:
        raise Refusal(
            _("Registration for this session has closed. You can look for another one."),
            code="closed",
        )


def leave(registration: Registration, to: str, *, actor, reason: str = "", **changes):
    """Move out of a live state and free what it held; the session's row is locked already."""
    had_place = registration.has_place and not registration.is_walk_in
    record = move(registration, to=to, actor=actor, reason=reason, **NO_VISITOR, **changes)
    cancel_scheduled(about=reminders.about(registration))
    if had_place and not _back_to_group(registration):
        Session.objects.filter(pk=registration.session_id).update(taken=F("taken") - 1)
    return record


def _back_to_group(registration: Registration) -> bool:
    """Whether a place went back to the group that it is still held for."""
    held = registration.group_hold_id and GroupHold.objects.open().filter(
        pk=registration.group_hold_id
    )
    return bool(held and held.update(filled=F("filled") - 1))


def settle(session: Session) -> int:
    """Give free places to the queue, first come first, and tell them; returns how many.

    The session's row must be locked. Nobody is promoted once the session has started.
    """
    promoted = 0
    for registration in session.registrations.waiting().select_related("person"):
        if not take_freed_place(session):
            break
        registration.session = session
        record = move(
            registration,
            to=RegistrationState.CONFIRMED,
            actor=PORTAL,
            reason=Words("panels.place-came-free"),
        )
        post(emails.place_given(registration), key=emails.key("place-given", record))
        reminders.schedule_for(registration)
        promoted += 1
    session.refresh_from_db(fields=["taken"])
    return promoted


def say_and_schedule(registration: Registration, record) -> None:
    """Tell of a confirmed place or place in line, and write its reminders."""
    write = emails.place_confirmed if registration.has_place else emails.waiting
    post(write(registration), key=emails.key(registration.state, record))
    if registration.has_place:
        reminders.schedule_for(registration)
