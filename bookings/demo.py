"""Invented rooms and bookings at the demonstration's hubs."""

from datetime import time, timedelta

from django.db import transaction
from django.utils import timezone

from bookings import services
from bookings.enums import Band
from bookings.models import Booking, Room
from core.actors import PORTAL
from hubs.enums import Facility, HowOften
from hubs.models import Hub
from organisations.models import Organisation

SEATS = {"Hall A": 60, "Hall B": 40, "Whole hall": 120}
RATES = {Band.COMMUNITY: 900, Band.PUBLIC: 1_400, Band.PRIVATE: 1_800, Band.COMMERCIAL: 3_200}
WEEK = dict.fromkeys(range(7), ((time(8), time(22)),))


@transaction.atomic
def seed(*, groups: list[Organisation]) -> list[Room]:
    """A hall in two halves at every hub that has one, once; two groups ask at the first.

    Args:
        groups: of the demonstration: the first has a series, the second asks for one beside it.
    """
    halls = Hub.objects.filter(facilities__kind=Facility.HALL, rooms=None).distinct()
    made = [room for hub in halls.order_by("pk") for room in _hall(hub)]
    if made and len(groups) > 1:
        _asked(made[0], groups[0], weekday=2, purpose="Demo homework club")
        booking = _asked(made[0], groups[0], weekday=4, purpose="Demo choir")
        services.approve(booking_id=booking.pk, actor=PORTAL)
        _asked(made[2], groups[1], weekday=2, purpose="Demo supper for neighbours")
    return made


def _hall(hub: Hub) -> list[Room]:
    rooms = []
    for name, seats in SEATS.items():
        parts = ["Hall A", "Hall B"] if name == "Whole hall" else [name]
        said = {
            "name": name,
            "seats": seats,
            "equipment": "Chairs and folding tables",
            "after": 15,
            "getting_in": "Demonstration: the centre’s team opens for you.",
        }
        room = services.make_room(
            hub_id=hub.pk, actor=PORTAL, said=said, parts=parts, week=WEEK, rates=RATES
        )
        Room.objects.filter(pk=room.pk).update(is_demo=True)
        rooms.append(room)
    return rooms


def _asked(room: Room, group: Organisation, *, weekday: int, purpose: str) -> Booking:
    today = timezone.localdate()
    return services.ask(
        room_id=room.pk,
        actor=PORTAL,
        organisation=group,
        purpose=purpose,
        people=20,
        when={
            "starts_on": today + timedelta(days=7),
            "ends_on": today + timedelta(days=90),
            "begins": time(18),
            "ends": time(20),
            "how_often": HowOften.WEEKLY,
            "every": 1,
            "weekdays": str(weekday),
        },
    )
