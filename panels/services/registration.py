"""Taking a place, waiting for one, confirming and giving it back.

Every change of how many places are taken goes through this module: one guarded UPDATE takes a
place, and `settle` gives a freed place to the first in line in the same transaction.
"""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal
from messaging.services import cancel_scheduled, post
from panels import emails, reminders
from panels.enums import HOLD_MINUTES, UNCONFIRMED, RegistrationState, SessionState
from panels.models import Registration, Session


def register(
    *, session_id: int, person, actor, access_needs: str = "", confirmed: bool = True
) -> Registration:
    """Give `person` a place, or a place on the waiting list where the session is full.

    Registering twice returns the registration there is. A newcomer whose address is not proven
    yet (`confirmed=False`) holds the place for an hour.

    Args:
        session_id: primary key of the session.
        person: who wants to come.
        actor: who asks: the person, an officer, or None for somebody not signed in.
        access_needs: what they need to take part, in their words, up to 1,000 characters.
        confirmed: whether the address is known to be theirs.

    Raises:
        Refusal: `not-found`, `cancelled`, `not-open-yet` or `closed`.
    """
    try:
        with transaction.atomic():
            return _register(session_id, person, actor, access_needs, confirmed)
    except IntegrityError:
        # The same person came through another door at the same moment.
        live = Registration.objects.live().of(person).filter(session_id=session_id).first()
        if live is None:
            raise
        return live


def _register(session_id, person, actor, access_needs, confirmed) -> Registration:
    live = Registration.objects.live().of(person).filter(session_id=session_id).first()
    if live:
        return confirm(registration_id=live.pk, actor=actor) if confirmed else live
    waiting = not take_place(session_id)
    if waiting:
        session = lock(session_id)
        refuse_unless_open(session)
        waiting = not take_place(session_id)
    now = timezone.now()
    registration = Registration.objects.create(
        session_id=session_id,
        person=person,
        state=_first_state(waiting=waiting, confirmed=confirmed),
        access_needs=access_needs,
        queued_at=now if waiting else None,
        confirm_by=None if confirmed else now + timedelta(minutes=HOLD_MINUTES),
    )
    record = registration.moves.create(from_state="", to_state=registration.state, actor=actor)
    _say_and_schedule(registration, record)
    return registration


def _first_state(*, waiting: bool, confirmed: bool) -> RegistrationState:
    if waiting:
        return RegistrationState.WAITING if confirmed else RegistrationState.WAITING_HELD
    return RegistrationState.CONFIRMED if confirmed else RegistrationState.HELD


def take_place(session_id: int) -> bool:
    """Take one place if there is one and registration is open now; one guarded UPDATE."""
    free = Session.objects.filter(pk=session_id).open_for_registration().with_room()
    return bool(free.update(taken=F("taken") + 1))


def lock(session_id: int) -> Session:
    """The session with its row locked until the transaction ends.

    Raises:
        Refusal: `not-found`.
    """
    session = Session.objects.select_for_update().filter(pk=session_id).first()
    if session is None:
        raise Refusal(_("This session doesn't exist any more."), code="not-found")
    return session


def refuse_unless_open(session: Session) -> None:
    """Raise the Refusal that says why this session takes no registrations now, if it doesn't."""
    if session.state == SessionState.CANCELLED:
        raise Refusal(
            _("This session has been cancelled. You can look for another one."), code="cancelled"
        )
    if session.state == SessionState.DRAFT:
        raise Refusal(_("This session isn't open for registration."), code="not-found")
    now = timezone.now()
    if now < session.registration_opens_at:
        raise Refusal(_("Registration for this session hasn't opened yet."), code="not-open-yet")
    if session.state != SessionState.PUBLISHED or now >= session.registration_closes_at:
        raise Refusal(
            _("Registration for this session has closed. You can look for another one."),
            code="closed",
        )


def confirm(*, registration_id: int, actor) -> Registration:
    """Confirm a hold, once the person has proven their address. Confirming twice is once.

    Raises:
        Refusal: `lapsed` where the hold ran out, `not-allowed` where it isn't `actor`'s.
    """
    with transaction.atomic():
        session = lock(_session_of(registration_id))
        registration = _registration_in(session, registration_id)
        if registration.is_unconfirmed:
            held = registration.state == RegistrationState.HELD
            to = RegistrationState.CONFIRMED if held else RegistrationState.WAITING
            record = move(registration, to=to, actor=actor, confirm_by=None)
            _say_and_schedule(registration, record)
            settle(session)
        elif not registration.is_live:
            raise Refusal(
                _("The time to confirm this place has run out. You can register again."),
                code="lapsed",
            )
        return registration


def confirm_holds(person) -> int:
    """Confirm whatever this person holds, now that their address is proven; returns how many."""
    holds = Registration.objects.of(person).filter(state__in=UNCONFIRMED)
    pks = list(holds.values_list("pk", flat=True))
    for pk in pks:
        confirm(registration_id=pk, actor=person)
    return len(pks)


def _session_of(registration_id: int) -> int:
    return Registration.objects.values_list("session_id", flat=True).get(pk=registration_id)


def _registration_in(session: Session, registration_id: int) -> Registration:
    """The registration as it is now, with the locked session in hand."""
    registration = Registration.objects.select_related("person").get(pk=registration_id)
    registration.session = session
    return registration


def withdraw(*, registration_id: int, actor, reason: str = "") -> Registration:
    """Give the place, or the place in the queue, back; the first in line gets it.

    Raises:
        Refusal: `not-allowed`, also once the session has started; `not-a-move` where it is over.
    """
    with transaction.atomic():
        session = lock(_session_of(registration_id))
        registration = _registration_in(session, registration_id)
        if registration.state == RegistrationState.WITHDRAWN:
            return registration
        record = _leave(registration, RegistrationState.WITHDRAWN, actor=actor, reason=reason)
        post(emails.withdrawn(registration), key=emails.key("withdrawn", record))
        settle(session)
        return registration


def release_lapsed_holds() -> int:
    """Release what nobody confirmed within the hour; returns how many holds lapsed."""
    released = 0
    overdue = Registration.objects.overdue().order_by("session_id", "pk")
    for pk, session_id in overdue.values_list("pk", "session_id"):
        with transaction.atomic():
            session = lock(session_id)
            registration = Registration.objects.overdue().filter(pk=pk).first()
            if registration is None:
                continue
            registration.session = session
            _leave(registration, RegistrationState.LAPSED, actor=None, reason="")
            settle(session)
            released += 1
    return released


def _leave(registration: Registration, to: str, *, actor, reason: str):
    """Move out of a live state and free what it held; the session's row is locked already."""
    had_place = registration.has_place and not registration.is_walk_in
    record = move(registration, to=to, actor=actor, reason=reason)
    cancel_scheduled(subject=reminders.subject(registration))
    if had_place:
        Session.objects.filter(pk=registration.session_id).update(taken=F("taken") - 1)
    return record


def settle(session: Session) -> int:
    """Give free places to the queue, first come first, and tell them; returns how many.

    The session's row must be locked. Nobody is promoted once the session has started.
    """
    promoted = 0
    if session.state != SessionState.PUBLISHED or session.has_started:
        return promoted
    room = Session.objects.filter(pk=session.pk).with_room()
    for registration in session.registrations.waiting().select_related("person"):
        if not room.update(taken=F("taken") + 1):
            break
        registration.session = session
        record = move(
            registration,
            to=RegistrationState.CONFIRMED,
            actor=None,
            reason=_("A place came free and they were first in line."),
        )
        post(emails.place_given(registration), key=emails.key("place-given", record))
        reminders.schedule_for(registration)
        promoted += 1
    session.refresh_from_db(fields=["taken"])
    return promoted


def _say_and_schedule(registration: Registration, record) -> None:
    """Tell of a confirmed place or place in line; the email with the code tells of a hold."""
    if registration.is_unconfirmed:
        return
    write = emails.place_confirmed if registration.has_place else emails.waiting
    post(write(registration), key=emails.key(registration.state, record))
    if registration.has_place:
        reminders.schedule_for(registration)
