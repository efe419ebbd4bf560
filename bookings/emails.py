"""What groups are told about rooms that they asked for."""

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse

from bookings.enums import DateState
from bookings.models import Booking, BookingDate
from messaging.services import Message

ANSWERS = "bookings.answers"


def _message(booking: Booking, person, name: str, **context) -> Message:
    page = reverse("my_bookings:booking", args=[booking.organisation.slug, booking.pk])
    return Message(
        kind=ANSWERS,
        to=person.recipient,
        template=f"bookings/email/{name}.email",
        context={
            "person": person,
            "booking": booking,
            "page_url": settings.SITE_URL + page,
            **context,
        },
        about=booking.filed_under,
    )


def answered(booking: Booking, person, *, dates: Iterable[BookingDate]) -> Message:
    """Which dates are booked, and apart from them which aren't and why."""
    held = [one for one in dates if one.state == DateState.HELD]
    others = [one for one in dates if one.state != DateState.HELD]
    getting_in = booking.room.getting_in
    return _message(booking, person, "answered", held=held, others=others, getting_in=getting_in)


def declined(booking: Booking, person, *, reason: str) -> Message:
    """The hub says no, and why."""
    return _message(booking, person, "declined", reason=reason)


def displaced(booking: Booking, person, *, one: BookingDate, instead: str) -> Message:
    """A date is taken back: why, and what is offered in its place."""
    return _message(booking, person, "displaced", one=one, instead=instead)
