"""Places that newcomers hold while their code is on its way; only that code, or a yes, keeps one.

A hold lasts as long as its code. From one network only some of a session's places are held at a
time; who comes after waits in line, and has a place as soon as they enter their code and one is
free. A stranger who types somebody's address changes nothing about that person: what was typed is
in the hold, and is used once it is proven.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from core.actors import PORTAL
from core.deadlines import receiving
from core.refusal import Refusal
from core.sweeps import each_alone
from core.words import Words
from panels.enums import UNCONFIRMED, RegistrationState
from panels.models import Registration, Session
from panels.models.registration import new_reference
from panels.services.places import (
    fill,
    leave,
    lock,
    lock_with,
    refuse_unless_open,
    settle,
    take_place,
)
from panels.services.registration import register, write_details
from people.services import choose_language, complete_profile
from people.sign_in import code_minutes

# Under what a code says which hold it was sent for.
ASKED_FOR = "panels.hold"


def fingerprint(session: Session, network: str) -> str:
    """What a network is counted by, at this session alone: keyed, so that it can't be read back."""
    keyed = salted_hmac("panels.held-from", f"{session.pk}:{network}", algorithm="sha256")
    return keyed.hexdigest()[:32]


def hold(
    *,
    session_id: int,
    person,
    name: str,
    access_needs: str,
    network: str,
    visitor: str,
    group_hold_id: int | None = None,
) -> Registration:
    """Hold a place, or a place in line, for an address that nobody has proven yet.

    Args:
        session_id: primary key of the session.
        person: the account of the address; nothing about it changes.
        name: what they are to be called.
        access_needs: what they need to take part, up to 1,000 characters.
        network: where the visitor's computer is, such as its address.
        visitor: names whoever asks, by a long random text that nobody else knows. What they hold
            here already moves to this address, with what they said last.
        group_hold_id: the places held for their group, where they take one of those.

    Returns:
        The hold, or what this address has at the session already, untouched.

    Raises:
        Refusal: `not-found`, `cancelled`, `not-open-yet`, `closed` or `group-is-full`.
    """
    with receiving() as received:
        session = lock(session_id)
        refuse_unless_open(session, received)
        held = session.registrations.filter(state__in=UNCONFIRMED)
        before = held.filter(held_by=visitor).select_related("person").first()
        live = session.registrations.live().of(person).first()
        if before and live and before != live:
            before.session = session
            corrected = Words("panels.address-corrected")
            leave(before, RegistrationState.LAPSED, actor=PORTAL, reason=corrected)
            settle(session)
        elif before:
            return _send_again(session, before, person, name=name, access_needs=access_needs)
        if live:
            _last_longer(session, live)
            return live
        network = fingerprint(session, network)
        waiting = not _take(session, network, received, group_hold_id)
        registration = Registration.objects.create(
            session=session,
            person=person,
            name=name,
            state=RegistrationState.WAITING_HELD if waiting else RegistrationState.HELD,
            access_needs=access_needs,
            queued_at=timezone.now() if waiting else None,
            confirm_by=_runs_out(),
            held_from=network,
            held_by=visitor,
            group_hold_id=group_hold_id,
        )
        registration.moves.create(from_state="", to_state=registration.state, actor=None)
        return registration


def _take(session: Session, network: str, received: datetime, group_hold_id: int | None) -> bool:
    """Take a place of the group's, or one of all where the network hasn't its share already.

    Raises:
        Refusal: `group-is-full`.
    """
    if group_hold_id:
        fill(group_hold_id, session, received)
        return True
    return not _has_its_share(session, network) and take_place(session.pk, received)


def _runs_out():
    return timezone.now() + timedelta(minutes=code_minutes())


def _has_its_share(session: Session, network: str) -> bool:
    """Whether as many places are held from this network as may be; the session is locked."""
    if session.most_holds is None:
        return False
    held = session.registrations.filter(state=RegistrationState.HELD, held_from=network)
    return held.count() >= session.most_holds


def _send_again(session, registration, person, **said) -> Registration:
    """The same visitor again: what they said last, at the address they typed last."""
    registration.session = session
    if registration.person_id != person.pk:
        # With another reference, so that no link in the email to the first address leads here.
        moved = {"person": person, "reference": new_reference()}
        Registration.objects.filter(pk=registration.pk).update(**moved)
        registration.person, registration.reference = person, moved["reference"]
        registration.moves.create(
            from_state=registration.state,
            to_state=registration.state,
            actor=None,
            reason=Words("panels.address-corrected"),
        )
    write_details(registration, actor=PORTAL, **said)
    _last_longer(session, registration)
    return registration


def _last_longer(session, registration) -> None:
    """Let a hold last as long as the new code, unless somebody who is proven waits for a place."""
    if registration.is_unconfirmed and not session.registrations.waiting().exists():
        registration.confirm_by = _runs_out()
        registration.save(update_fields=["confirm_by"])


def asked_for(registration: Registration, *, is_new: bool, **said: str) -> dict:
    """What a code for this hold says when it is entered, for `prove`.

    Args:
        registration: what `hold` returned.
        is_new: whether nobody had proven the address before, so that the account is still empty.
        said: `name`, `postcode`, `access_needs` and `language`, as they were checked last.
    """
    return {ASKED_FOR: {"registration": registration.pk, "is_new": is_new, **said}}


def asked_about(wanted: Mapping) -> Registration | None:
    """What a code was sent for, if it was for something held."""
    pk = wanted.get(ASKED_FOR, {}).get("registration")
    return Registration.objects.select_related("session", "person").filter(pk=pk).first()


def prove(person, wanted: Mapping) -> Registration | None:
    """Confirm what a code was sent for, now that it is entered; signing in otherwise does nothing.

    Where the hold ran out meanwhile, a place is taken again, or a place in line.

    Raises:
        Refusal: as `register` says.
    """
    said = wanted.get(ASKED_FOR)
    if not said:
        return None
    with transaction.atomic():
        complete_profile(person=person, actor=person, name=said["name"], postcode=said["postcode"])
        if said["is_new"]:
            choose_language(person=person, actor=person, language=said["language"])
        held = Registration.objects.of(person).filter(pk=said["registration"]).first()
        if held is None or not (held.is_live or held.state == RegistrationState.LAPSED):
            return None
        return register(
            session_id=held.session_id,
            person=person,
            actor=person,
            name=said["name"],
            access_needs=said["access_needs"],
        )


def disown(*, registration_id: int, actor) -> Registration:
    """Give up a hold that somebody else made with this person's address, and what they typed.

    Raises:
        Refusal: `not-allowed` where it isn't `actor`'s; `not-a-move` where it is over.
    """
    with transaction.atomic():
        registration = lock_with(registration_id)
        if not registration.is_unconfirmed:
            raise Refusal(_("This place isn't held any more."), code="not-a-move")
        leave(
            registration,
            RegistrationState.WITHDRAWN,
            actor=actor,
            reason=Words("panels.not-me"),
            name="",
            access_needs="",
        )
        settle(registration.session)
        return registration


def release_lapsed_holds() -> int:
    """Release what nobody confirmed while its code worked; returns how many holds lapsed."""
    return each_alone(Registration.objects.overdue().order_by("session_id", "pk"), _release)


def _release(overdue: Registration) -> bool:
    """Let one hold lapse, unless it was confirmed meanwhile."""
    session = lock(overdue.session_id)
    registration = Registration.objects.overdue().filter(pk=overdue.pk).first()
    if registration is None:
        return False
    registration.session = session
    leave(registration, RegistrationState.LAPSED, actor=PORTAL)
    settle(session)
    return True
