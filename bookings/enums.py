"""States of bookings and of their dates, bands of rates, and how one gets in."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

QUARTER_MINUTES = 15
MOST_TURNAROUND = 120
MOST_PEOPLE = 2_000
MOST_PENCE = 100_000
# A series holds so many dates at most: three of them a week for a year.
MOST_DATES = 160


class BookingState(models.TextChoices):
    """Where a booking stands."""

    ASKED = "asked", pgettext_lazy("of a booking", "Waits for the hub")
    HELD = "held", pgettext_lazy("of a booking", "Booked")
    DECLINED = "declined", pgettext_lazy("of a booking", "Not possible")
    ENDED = "ended", pgettext_lazy("of a booking", "Ended")


BOOKING_MOVES: dict[str, frozenset[str]] = {
    BookingState.ASKED: frozenset({BookingState.HELD, BookingState.DECLINED, BookingState.ENDED}),
    BookingState.HELD: frozenset({BookingState.ENDED}),
    BookingState.DECLINED: frozenset(),
    BookingState.ENDED: frozenset(),
}


class DateState(models.TextChoices):
    """What became of one date of a booking."""

    ASKED = "asked", pgettext_lazy("of a booked date", "Asked for")
    HELD = "held", pgettext_lazy("of a booked date", "Booked")
    TAKEN = "taken", pgettext_lazy("of a booked date", "Taken by somebody else")
    CLOSED = "closed", pgettext_lazy("of a booked date", "The hub is closed")
    DECLINED = "declined", pgettext_lazy("of a booked date", "The hub said no")
    GIVEN_BACK = "given-back", pgettext_lazy("of a booked date", "Given back")
    DISPLACED = "displaced", pgettext_lazy("of a booked date", "Taken back by the hub")


# What may be asked for again once it is free.
SKIPPED = (DateState.TAKEN, DateState.CLOSED)


class Band(models.TextChoices):
    """By which rate a group pays."""

    COMMUNITY = "community", _("Voluntary and community groups")
    PUBLIC = "public", _("Public services")
    PRIVATE = "private", _("Families and residents")
    COMMERCIAL = "commercial", _("Businesses")


class Displacement(models.TextChoices):
    """Why a hub takes a date back."""

    POLLING = "polling", _("Polling day")
    EMERGENCY = "emergency", _("An emergency")
    COUNCIL = "council", _("The council needs it")
    WORKS = "works", _("Works in the building")
