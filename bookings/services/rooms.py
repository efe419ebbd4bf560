"""Rooms: what they are, what they are made of, when they can be used and what they cost."""

from collections.abc import Collection, Mapping, Sequence
from datetime import time
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from bookings import rules
from bookings.enums import MOST_TURNAROUND, QUARTER_MINUTES, Band
from bookings.models import Part, Room
from core.forms import page_address
from core.refusal import Refusal, require
from hubs.models import Hub
from hubs.services import refuse_first

KEPT = ("name", "about", "seats", "equipment", "before", "after", "getting_in", "is_let")
Week = Mapping[int, Sequence[tuple[time, time]]]
LONGEST_ADDRESS = 120


@transaction.atomic
def make_room(
    *,
    hub_id: int,
    actor,
    said: Mapping[str, Any],
    parts: Collection[str],
    week: Week,
    rates: Mapping[str, int | None],
) -> Room:
    """Let a room of a hub.

    Args:
        said: columns of KEPT.
        parts: names of what it takes; a name that the hub has no part of yet is a new part, and
            none is a part of the room's own name. Rooms that share one can't be booked at once.
        week: {weekday: (from, until) pairs}; empty for as the hub is open.
        rates: {band: pence an hour}, None where it isn't let to them.

    Raises:
        Refusal: `not-found`, `not-allowed`, or naming the field that is wrong.
    """
    hub = Hub.objects.select_related("venue").filter(pk=hub_id).first()
    if hub is None:
        raise Refusal(_("This hub isn’t there any more."), code="not-found")
    room = Room(hub=hub, **said)
    require(rules.may_let(actor, room))
    _refuse_unless_whole(room)
    room.slug = page_address(
        "", f"{hub} {room.name}", "room", rows=Room.objects.all(), longest=LONGEST_ADDRESS
    )
    room.save()
    _keep_rows(room, parts, week, rates)
    return room


@transaction.atomic
def keep_room(
    *,
    room_id: int,
    actor,
    said: Mapping[str, Any],
    parts: Collection[str],
    week: Week,
    rates: Mapping[str, int | None],
) -> Room:
    """Say a room otherwise. What is booked stays as it was booked.

    Raises:
        Refusal: as `make_room`; `parts` where dates ahead hold it as it is made up now.
    """
    room = Room.objects.select_for_update(of=("self",)).select_related("hub__venue")
    room = room.filter(pk=room_id).first()
    if room is None:
        raise Refusal(_("This room isn’t there any more."), code="not-found")
    require(rules.may_let(actor, room))
    for name in KEPT:
        if name in said:
            setattr(room, name, said[name])
    _refuse_unless_whole(room)
    now = set(room.parts.values_list("name", flat=True))
    wanted = {one.strip() for one in parts if one.strip()} or {room.name}
    if now != wanted and room.bookings.filter(dates__slots__isnull=False).exists():
        words = _("It is booked already, so what it is made of stays. Add another room.")
        raise Refusal(words, code="parts", field="parts")
    room.save()
    _keep_rows(room, parts, week, rates)
    return room


def _refuse_unless_whole(room: Room) -> None:
    same = Room.objects.filter(hub=room.hub, name=room.name.strip()).exclude(pk=room.pk)
    in_quarters = _("Enter 0, 15, 30, 45 … minutes.")
    refuse_first(
        ("name", not room.name.strip(), _("Give the room a name.")),
        ("name", same.exists(), _("The hub has a room of this name already.")),
        ("seats", room.seats < 1, _("Enter how many people fit in.")),
        *(
            (name, not _is_in_quarters(getattr(room, name)), in_quarters)
            for name in ("before", "after")
        ),
    )


def _is_in_quarters(minutes: int) -> bool:
    return 0 <= minutes <= MOST_TURNAROUND and minutes % QUARTER_MINUTES == 0


def _keep_rows(room: Room, parts, week: Week, rates) -> None:
    names = sorted({one.strip() for one in parts if one.strip()} or {room.name})
    room.parts.set([Part.objects.get_or_create(hub=room.hub, name=one)[0] for one in names])
    room.hours.all().delete()
    for weekday, spans in week.items():
        for opens, closes in spans:
            if closes <= opens:
                words = _("It must end after it begins, on the same day.")
                raise Refusal(words, code="week", field=f"day_{weekday}")
            room.hours.create(weekday=weekday, opens=opens, closes=closes)
    room.rates.all().delete()
    for band in Band.values:
        if rates.get(band) is not None:
            room.rates.create(band=band, pence=rates[band])
