"""Who came: marking, walk-ins and the head count."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
from core.words import Words
from messaging.kinds import BY_LETTER
from panels import reminders
from panels.enums import LIVE, Attendance, RegistrationState, SessionState
from panels.models import Registration, Session
from panels.services.places import lock
from people.services import person_for, person_without_email


def _refuse_unless_marking(session: Session, actor) -> None:
    if not actor.has_perm("panels.mark_attendance"):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    if (
        session.state
        not in {
            SessionState.PUBLISHED,
            SessionState.HELD,
            SessionState.REPORTED,
        }
        or timezone.localdate(session.starts_at) > timezone.localdate()
    ):
        raise Refusal(
            _("Attendance can be marked from the day of the session on."), code="too-early"
        )


def mark_attendance(*, registration_id: int, attendance: str, actor) -> Registration:
    """Mark that somebody came or did not; those who came are asked how it was.

    Raises:
        Refusal: `not-allowed`, `too-early`, or `not-live` where the registration has ended.
    """
    with transaction.atomic():
        registration = (
            Registration.objects.select_for_update(of=("self",))
            .select_related("session", "person")
            .get(pk=registration_id)
        )
        _refuse_unless_marking(registration.session, actor)
        if registration.state not in LIVE:
            raise Refusal(_("This registration has ended."), code="not-live")
        registration.attendance = Attendance(attendance)
        registration.save(update_fields=["attendance"])
        if attendance == Attendance.ATTENDED and not registration.person.gets_letters:
            reminders.schedule_feedback_request(registration)
        return registration


def add_walk_in(*, session_id: int, email: str, name: str, actor) -> Registration:
    """Record somebody who came without registering and left a name, and perhaps an address.

    A walk-in takes no place from the count: the room decided that they fit.

    Raises:
        Refusal: `not-allowed`, `too-early`, or what `people.services.person_for` raises.
    """
    with transaction.atomic():
        session = lock(session_id)
        _refuse_unless_marking(session, actor)
        person = person_for(email=email, name=name) if email else _without_email(session, name)
        live = Registration.objects.live().of(person).filter(session=session).first()
        if live is None:
            live = Registration.objects.create(
                session=session,
                person=person,
                state=RegistrationState.CONFIRMED,
                is_walk_in=True,
            )
            live.moves.create(
                from_state="", to_state=live.state, actor=actor, reason=Words("panels.walked-in")
            )
        return mark_attendance(registration_id=live.pk, attendance=Attendance.ATTENDED, actor=actor)


def _without_email(session: Session, name: str):
    """Somebody who walked in and left a name alone: at one session, one name is one person."""
    walked_in = session.registrations.filter(is_walk_in=True, person__email__endswith=BY_LETTER)
    known = walked_in.filter(person__name=name).select_related("person").first()
    return known.person if known else person_without_email(name=name, postcode="")


def set_head_count(*, session_id: int, walked_in: int, actor) -> Session:
    """Record how many people walked in without giving a name.

    Raises:
        Refusal: `not-allowed`, `too-early`.
    """
    with transaction.atomic():
        session = lock(session_id)
        _refuse_unless_marking(session, actor)
        session.walked_in = walked_in
        session.save(update_fields=["walked_in"])
        return session
