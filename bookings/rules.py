"""Who may do what with rooms and bookings. Predicates over people and rows, never a request."""

from bookings.enums import BookingState
from core.actors import PORTAL
from hubs import rules as hubs
from organisations import rules as organisations


def may_let(person, room) -> bool:
    """Whether somebody says what a room is, and answers who asks for it: as for its hub."""
    return hubs.may_edit(person, room.hub)


def may_ask(person, organisation) -> bool:
    """Whether somebody asks for a room for a group, or gives it back: who acts for the group."""
    return person is PORTAL or organisations.may(person, organisation, organisations.Act.EDIT)


def may_see(person, booking) -> bool:
    """Whether somebody reads a booking: the group's people, and who lets the room."""
    if may_let(person, booking.room):
        return True
    return booking.organisation_id is not None and organisations.may(
        person, booking.organisation, organisations.Act.SEE
    )


def may_move(person, booking, to: str) -> bool:
    """The hub says yes or no; the group ends it."""
    if to == BookingState.ENDED:
        acts = booking.organisation_id and may_ask(person, booking.organisation)
        return bool(acts) or may_let(person, booking.room)
    return may_let(person, booking.room)
