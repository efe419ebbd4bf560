"""Registering, changing what one said, and giving the place back."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import PORTAL, recorded
from core.deadlines import receiving
from core.moves import move
from core.refusal import Refusal, require
from core.words import Words
from messaging.services import post
from panels import emails
from panels.enums import RegistrationState
from panels.models import Registration
from panels.models.registration import NO_VISITOR
from panels.services.places import (
    fill,
    leave,
    lock,
    lock_with,
    refuse_unless_open,
    say_and_schedule,
    settle,
    take_freed_place,
    take_place,
)
from people.services import person_of_caller


def register(
    *,
    session_id: int,
    person,
    actor,
    access_needs: str | None = None,
    name: str | None = None,
    group_hold_id: int | None = None,
    reference: str = "",
) -> Registration:
    """Give `person` a place, or a place on the waiting list where the session is full.

    Registering twice is one registration, with the needs and the name that were said last.

    Args:
        session_id: primary key of the session.
        person: who wants to come; their address is known to be theirs.
        actor: who asks: the person, or an officer.
        access_needs: what they need to take part, in their words, up to 1,000 characters; None
            leaves what they said before, as it does for `name`.
        name: what they are called at the session, "" for the name of their account.
        group_hold_id: the places held for their group, where they take one of those.
        reference: what the registration is known by where it is new; one is drawn by default, or
            where another has this one.

    Raises:
        Refusal: `not-found`, `cancelled`, `not-open-yet`, `closed`, or `group-is-full` where no
            place is held for the group any more.
    """
    said = {"name": "" if name == person.name else name, "access_needs": access_needs}
    said = {field: value for field, value in said.items() if value is not None}
    is_free = reference and not Registration.objects.filter(reference=reference).exists()
    new = {"reference": reference} if is_free else {}
    try:
        with receiving() as received:
            if group_hold_id:
                held = {"said": said, "received": received, "group_hold_id": group_hold_id}
                return _register_of_group(session_id, person, actor, new=new, **held)
            return _register(session_id, person, actor, said, received=received, new=new)
    except IntegrityError:
        # The same person came through another door at the same moment.
        live = Registration.objects.live().of(person).filter(session_id=session_id).first()
        if live is None:
            raise
        return live


def register_caller(
    *,
    session_id: int,
    actor,
    name: str,
    access_needs: str = "",
    group_hold_id: int | None = None,
    reference: str = "",
    **reach,
) -> Registration:
    """Register somebody who called or wrote, and tell them by email or by a letter.

    Args:
        session_id: primary key of the session.
        actor: an officer with `panels.add_registration`.
        name: what they are called.
        access_needs: what they need to take part, in their words.
        group_hold_id: the places held for their group, where they take one of those.
        reference: the one that the officer was shown before it was done.
        reach: how they are reached, as `people.services.person_of_caller` takes it.

    Raises:
        Refusal: `not-allowed`, or what `register` and `person_of_caller` raise.
    """
    require(actor.has_perm("panels.add_registration"))
    with transaction.atomic():
        person = person_of_caller(name=name, **reach)
        return register(
            session_id=session_id,
            person=person,
            actor=actor,
            access_needs=access_needs,
            name=name,
            group_hold_id=group_hold_id,
            reference=reference,
        )


def _register_of_group(
    session_id, person, actor, *, said, received: datetime, group_hold_id: int, new: dict
) -> Registration:
    """A place of those held for a group; who waits already has it now, who has a place keeps it."""
    session = lock(session_id)
    refuse_unless_open(session, received)
    live = session.registrations.live().of(person).first()
    if live and live.has_place:
        return _register(session_id, person, actor, said, received=received, new=new)
    fill(group_hold_id, session, received)
    if live:
        live = lock_with(live.pk)
        write_details(live, actor=actor, **said)
        to = RegistrationState.CONFIRMED
        held = {"group_hold_id": group_hold_id, "confirm_by": None, **NO_VISITOR}
        reason = Words("panels.held-for-group")
        record = move(live, to=to, actor=PORTAL, reason=reason, **held)
        say_and_schedule(live, record)
        return live
    return _placed(session_id, person, actor, said, group_hold_id=group_hold_id, **new)


def _register(session_id, person, actor, said, *, received: datetime, new: dict) -> Registration:
    live = Registration.objects.live().of(person).filter(session_id=session_id).first()
    if live:
        live = lock_with(live.pk)
        write_details(live, actor=actor, **said)
        return confirm(registration_id=live.pk, actor=actor) if live.is_unconfirmed else live
    waiting = not take_place(session_id, received)
    if waiting:
        refuse_unless_open(lock(session_id), received)
        waiting = not take_place(session_id, received)
    if waiting:
        said |= {"state": RegistrationState.WAITING, "queued_at": timezone.now()}
    return _placed(session_id, person, actor, said, **new)


def _placed(session_id, person, actor, said, **held) -> Registration:
    """Write a registration whose place is taken already, or that waits, and tell of it."""
    registration = Registration.objects.create(
        **{"state": RegistrationState.CONFIRMED} | said | held,
        session_id=session_id,
        person=person,
    )
    record = registration.moves.create(
        from_state="", to_state=registration.state, actor=recorded(actor)
    )
    say_and_schedule(registration, record)
    return registration


def confirm(*, registration_id: int, actor) -> Registration:
    """Confirm a hold, once the person has shown that it is theirs. Confirming twice is once.

    Somebody in line who finds a place free has it at once: whoever was proven before has theirs.

    Raises:
        Refusal: `lapsed` where the hold ran out, `not-allowed` where it isn't `actor`'s.
    """
    with transaction.atomic():
        registration = lock_with(registration_id)
        if registration.is_unconfirmed:
            held = registration.state == RegistrationState.HELD
            placed = held or take_freed_place(registration.session)
            to = RegistrationState.CONFIRMED if placed else RegistrationState.WAITING
            record = move(registration, to=to, actor=actor, confirm_by=None, **NO_VISITOR)
            say_and_schedule(registration, record)
        elif not registration.is_live:
            raise Refusal(
                _("The time to confirm this place has run out. You can register again."),
                code="lapsed",
            )
        return registration


def change_details(*, registration_id: int, actor, name: str, access_needs: str) -> Registration:
    """Change what a person is called at a session and what they need; officers see that it changed.

    Args:
        registration_id: one that holds or waits for a place, of a session still to come.
        actor: the person themselves.
        name: "" for the name of their account.
        access_needs: in their words, up to 1,000 characters.

    Raises:
        Refusal: `not-allowed`, also once the session has started, or `not-live` where the
            registration has ended.
    """
    with transaction.atomic():
        registration = lock_with(registration_id)
        if not registration.is_live:
            raise Refusal(_("This registration has ended."), code="not-live")
        if not actor.has_perm("panels.change_registration_details", registration):
            raise Refusal(
                _("The session has started, so this can't be changed any more."), code="not-allowed"
            )
        write_details(registration, actor=actor, name=name, access_needs=access_needs)
        return registration


def write_details(registration: Registration, *, actor, **said: str) -> None:
    """Write the `name` and `access_needs` that differ; that they changed is recorded, not how.

    What changes before a hold is confirmed is no news to anybody.
    """
    now = {"name": registration.called, "access_needs": registration.access_needs}
    changed = {field: text for field, text in said.items() if text != now[field]}
    if not changed:
        return
    if changed.get("name") == registration.person.name:
        changed["name"] = ""
    if not registration.is_unconfirmed:
        changed["details_changed_at"] = timezone.now()
        registration.moves.create(
            from_state=registration.state,
            to_state=registration.state,
            actor=recorded(actor),
            reason=Words("panels.details-changed"),
        )
    Registration.objects.filter(pk=registration.pk).update(**changed)
    for field, value in changed.items():
        setattr(registration, field, value)


def withdraw(*, registration_id: int, actor, reason: str = "") -> Registration:
    """Give the place, or the place in the queue, back; the first in line gets it.

    Raises:
        Refusal: `not-allowed`, also once the session has started; `not-a-move` where it is over.
    """
    with transaction.atomic():
        registration = lock_with(registration_id)
        if registration.state == RegistrationState.WITHDRAWN:
            return registration
        record = leave(registration, RegistrationState.WITHDRAWN, actor=actor, reason=reason)
        post(emails.withdrawn(registration), key=emails.key("withdrawn", record))
        settle(registration.session)
        return registration
