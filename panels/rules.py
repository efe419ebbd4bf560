"""Who may do what in the panels. Predicates over people and rows; nothing here reads a request."""

import rules
from django.utils import timezone

from core.actors import PORTAL
from panels.enums import UNCONFIRMED, RegistrationState, SessionState

PERMISSION_TO_MOVE = {
    SessionState.PUBLISHED: "panels.publish_session",
    SessionState.HELD: "panels.publish_session",
    SessionState.REPORTED: "panels.publish_session",
    SessionState.CANCELLED: "panels.cancel_session",
}


def may_move_session(actor, to: str) -> bool:
    """Officers by permission, and the portal itself."""
    return actor is PORTAL or actor.has_perm(PERMISSION_TO_MOVE[to])


def may_hold_places(actor) -> bool:
    """Officers who change sessions hold places for groups; the portal gives them back."""
    return actor is PORTAL or actor.has_perm("panels.change_session")


@rules.predicate
def is_registrant(user, registration) -> bool:
    return registration is not None and registration.person_id == user.pk


@rules.predicate
def session_not_started(user, registration) -> bool:
    return registration is not None and registration.session.starts_at > timezone.now()


@rules.predicate
def is_panels_officer(user, registration=None) -> bool:
    return user.is_staff and user.has_perm("panels.change_registration")


can_withdraw = is_registrant & session_not_started
can_see_registration = is_registrant
can_change_details = is_registrant & session_not_started

rules.add_perm("panels.withdraw_registration", can_withdraw)
rules.add_perm("panels.see_registration", can_see_registration)
rules.add_perm("panels.change_registration_details", can_change_details)


def may_move_registration(actor, registration, to: str) -> bool:
    """The portal itself promotes, lapses and cancels; people confirm and withdraw their own."""
    if actor is PORTAL:
        return True
    if to == RegistrationState.WITHDRAWN:
        return can_withdraw(actor, registration) or is_panels_officer(actor)
    if registration.state in UNCONFIRMED:
        return is_registrant(actor, registration)
    return is_panels_officer(actor)
