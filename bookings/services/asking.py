"""Asking for a room: every date gets its verdict, and what can't be had is kept and named."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from bookings import rules
from bookings.enums import MOST_DATES, QUARTER_MINUTES, Band, BookingState, DateState
from bookings.models import Booking, BookingDate, Room
from bookings.services.verdicts import verdicts
from core.refusal import Refusal, require
from hubs.enums import HowOften
from hubs.services import refuse_first, refuse_unless_it_recurs
from organisations.models import Organisation

A_YEAR = timedelta(days=366)
AN_HOUR = timedelta(hours=1)


@transaction.atomic
def ask(
    *,
    room_id: int,
    actor,
    when: Mapping[str, Any],
    purpose: str,
    people: int,
    organisation: Organisation | None = None,
    band: str = Band.COMMUNITY,
) -> Booking:
    """Ask for a room; who looks after the hub answers. Dates that are taken or closed are kept.
    The same once more, while it waits, is what was asked already.

    Args:
        when: columns of `Booking.WHEN`, in Luton's time.
        organisation: the group; None for the hub's own use, by who looks after it.
        band: of Band, as far as the room has rates.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-let`, `nothing-free`, or naming its field.
    """
    rows = Room.objects.select_for_update(of=("self",)).select_related("hub__venue")
    room = rows.filter(pk=room_id).first()
    if room is None:
        raise Refusal(_("This room isn’t there any more."), code="not-found")
    is_ours = organisation is None
    require(rules.may_let(actor, room) if is_ours else rules.may_ask(actor, organisation))
    booking = Booking(
        room=room,
        organisation=organisation,
        asked_by=actor if getattr(actor, "pk", None) else None,
        purpose=purpose.strip(),
        people=people,
        band=band,
        pence_an_hour=0 if is_ours else _pence_an_hour(room, band),
        **when,
    )
    found = dates_asked(booking)
    if same := _same(booking):
        return same
    if not any(one.is_free for one in found):
        words = _("None of these dates is free. Choose another time or another room.")
        raise Refusal(words, code="nothing-free")
    booking.save()
    BookingDate.objects.bulk_create(
        BookingDate(
            booking=booking,
            day=one.day,
            starts_at=one.starts_at,
            ends_at=one.ends_at,
            state=DateState.ASKED if one.is_free else one.state,
        )
        for one in found
    )
    return booking


def _same(booking: Booking) -> Booking | None:
    """What was asked for a moment ago in the same words: sending it twice is once."""
    names = ("room", "organisation", "purpose", "people", *Booking.WHEN)
    asked = Booking.objects.filter(state=BookingState.ASKED)
    return asked.filter(**{name: getattr(booking, name) for name in names}).first()


def dates_asked(booking: Booking) -> list:
    """The verdict of each date that a booking asks for; nothing is written.

    Raises:
        Refusal: as `ask`.
    """
    room = booking.room
    if not room.is_let:
        raise Refusal(_("This room can’t be booked now."), code="not-let")
    _refuse_unless_whole(booking)
    last = booking.ends_on or booking.starts_on
    days = [*booking.rule.days(booking.starts_on, last)]
    if len(days) > MOST_DATES:
        words = _("These are %(number)s dates. Ask for %(most)s at most.")
        said = words % {"number": len(days), "most": MOST_DATES}
        raise Refusal(said, code="ends_on", field="ends_on")
    found, now = verdicts(room, days, booking.begins, booking.ends), timezone.now()
    return [replace(one, state=DateState.CLOSED) if one.starts_at <= now else one for one in found]


def waited_for(room: Room, found: list) -> set:
    """The days among these verdicts on which somebody else asks for the room, or a part of it."""
    others = BookingDate.objects.filter(
        state=DateState.ASKED,
        booking__room__parts__in=room.parts.all(),
        day__in=[one.day for one in found],
    ).distinct()
    return {
        one.day
        for one in found
        for other in others
        if other.starts_at < one.ends_at and other.ends_at > one.starts_at
    }


def _refuse_unless_whole(one: Booking) -> None:
    room, today = one.room, timezone.localdate()
    seats = _("%(seats)s people fit in at most.") % {"seats": room.seats}
    is_series = one.how_often != HowOften.ONCE
    refuse_first(
        ("purpose", not one.purpose, _("Say what you need it for.")),
        ("people", one.people < 1, _("Enter how many people come.")),
        ("people", one.people > room.seats, seats),
        ("starts_on", one.starts_on < today, _("Choose today or a later day.")),
        ("ends_on", is_series and one.ends_on is None, _("Say on which day it is last.")),
        (
            "ends_on",
            one.ends_on is not None and one.ends_on > one.starts_on + A_YEAR,
            _("Ask for a year at most."),
        ),
        *(
            (
                name,
                bool(at.minute % QUARTER_MINUTES or at.second),
                _("Choose a quarter of an hour, such as 10:15."),
            )
            for name, at in (("begins", one.begins), ("ends", one.ends))
        ),
    )
    refuse_unless_it_recurs(one)


def _pence_an_hour(room: Room, band: str) -> int:
    rates = {rate.band: rate.pence for rate in room.rates.all()}
    if rates and band not in rates:
        raise Refusal(_("Choose a rate that this room has."), code="band", field="band")
    return rates.get(band, 0)


def pence_of(booking: Booking) -> int:
    """What the dates that are booked come to, in pence; it is invoiced, not paid here."""
    held = [one for one in booking.dates.all() if one.state == DateState.HELD]
    hours = sum(((one.ends_at - one.starts_at) for one in held), timedelta()) / AN_HOUR
    return round(hours * booking.pence_an_hour)
