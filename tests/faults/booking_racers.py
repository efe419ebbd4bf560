"""Rooms that many ask for at once: halves of a hall and the whole, single dates and series."""

import random
from collections import Counter
from datetime import timedelta

from django.db import connection

from bookings import services
from bookings.enums import DateState
from bookings.models import BookingDate, Slot
from bookings.services.verdicts import quarters
from core.actors import PORTAL
from core.refusal import Refusal
from tests.factories.bookings import asked, halls, in_days
from tests.factories.organisations import OrganisationFactory
from tests.faults.fund_racers import PROCESSES
from tests.faults.racers import together

DAYS, SEED = 6, 7


def _asked(number: int) -> list[int]:
    """So many overlapping requests across hall A, hall B and the whole, singles and series."""
    chance, rooms, group = random.Random(SEED), halls(after=15), OrganisationFactory()
    # The same asked for twice is one request, which nobody answers twice.
    made: dict[int, None] = {}
    while len(made) < number:
        first = in_days(20 + chance.randrange(DAYS))
        hour = chance.randrange(9, 15)
        times = (f"{hour:02}:00", f"{hour + chance.randrange(1, 4):02}:30")
        last = first + timedelta(days=7 * chance.randrange(3)) if chance.random() < 0.5 else None
        made[asked(chance.choice(rooms), first, *times, group=group, last=last).pk] = None
    return [*made]


def _outcome(answers) -> dict:
    """Whether any quarter of an hour is held twice, and whether anybody got each contested one."""
    held = Counter()
    rows = BookingDate.objects.filter(state=DateState.HELD).select_related("booking__room")
    for one in rows.prefetch_related("booking__room__parts"):
        times = quarters(one.booking.room, one.starts_at, one.ends_at)
        held.update((part.pk, at) for part in one.booking.room.parts.all() for at in times)
    return {
        "answers": dict(answers),
        "twice": sum(number > 1 for number in held.values()),
        "slots": Slot.objects.count() == sum(held.values()),
        "left_free": len(_blocked_by_nobody(held)),
    }


def _blocked_by_nobody(held: Counter) -> list:
    """Dates that were refused as taken though none of their quarter hours is held."""
    rows = BookingDate.objects.filter(state=DateState.TAKEN).select_related("booking__room")
    return [
        one.pk
        for one in rows.prefetch_related("booking__room__parts")
        if not any(
            (part.pk, at) in held
            for part in one.booking.room.parts.all()
            for at in quarters(one.booking.room, one.starts_at, one.ends_at)
        )
    ]


def _approve(booking_id: int) -> str:
    try:
        services.approve(booking_id=booking_id, actor=PORTAL)
    except Refusal as refusal:
        return refusal.code
    return "held"


def _shares(made: list[int]) -> list[list[int]]:
    return [made[n::PROCESSES] for n in range(PROCESSES)]


def booking(number: int) -> dict:
    """16 processes answer them all at once."""
    made = _asked(number)
    return _outcome(together(_approve, _shares(made)))


def booking_unguarded(number: int) -> dict:
    """The same without the constraint that holds a quarter of an hour once."""
    made = _asked(number)
    [constraint] = Slot._meta.constraints
    # SQLite makes the table anew, with what the model says.
    Slot._meta.constraints = []
    with connection.schema_editor() as editor:
        editor.remove_constraint(Slot, constraint)
    try:
        return _outcome(together(_approve, _shares(made)))
    finally:
        Slot.objects.all().delete()
        Slot._meta.constraints = [constraint]
        with connection.schema_editor() as editor:
            editor.add_constraint(Slot, constraint)
