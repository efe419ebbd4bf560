"""Rooms and bookings for tests, all invented."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils import timezone

from bookings import services
from bookings.models import Booking, BookingDate, Room
from core.actors import PORTAL
from hubs.enums import HowOften
from tests.factories.again import made_once
from tests.factories.hubs import HubFactory
from tests.factories.organisations import MembershipFactory, OrganisationFactory

ALWAYS = dict.fromkeys(range(7), ((time(0), time(23, 45)),))


def room(hub=None, name="Hall", *, parts=(), after=0, before=0, week=ALWAYS, **said) -> Room:
    """A room that can be used at any time."""
    return services.make_room(
        hub_id=(hub or HubFactory()).pk,
        actor=PORTAL,
        said={"name": name, "seats": 60, "after": after, "before": before} | said,
        parts=parts,
        week=week,
        rates={"community": 900},
    )


@made_once
def halls(**more) -> tuple[Room, Room, Room]:
    """Two halves of a hall, and the whole of it."""
    hub = HubFactory()
    return (
        room(hub, "Hall A", **more),
        room(hub, "Hall B", **more),
        room(hub, "Whole hall", parts=("Hall A", "Hall B"), **more),
    )


def in_days(number: int) -> date:
    """A day so many days ahead."""
    return timezone.localdate() + timedelta(days=number)


def when(first: date, begins="10:00", ends="12:00", *, last=None, days="", every=1) -> dict:
    """Once, or by the week until `last`."""
    return {
        "starts_on": first,
        "ends_on": last,
        "begins": time.fromisoformat(begins),
        "ends": time.fromisoformat(ends),
        "how_often": HowOften.WEEKLY if last else HowOften.ONCE,
        "every": every,
        "weekdays": (days or str(first.isoweekday())) if last else "",
    }


def asked(of: Room, first: date, *times, group=None, **more) -> Booking:
    """A booking that waits for the hub."""
    return services.ask(
        room_id=of.pk,
        actor=PORTAL,
        organisation=group or OrganisationFactory(),
        purpose="Demo meeting",
        people=12,
        when=when(first, *times, **more),
    )


def held(of: Room, first: date, *times, **more) -> Booking:
    """A booking that the hub has given."""
    made = asked(of, first, *times, **more)
    return services.approve(booking_id=made.pk, actor=PORTAL)


@dataclass(frozen=True)
class Bookings:
    """A booking of a group at a hub, with something on each of its pages."""

    booking: Booking
    date: BookingDate

    def arguments(self) -> dict[str, dict]:
        """The arguments of the addresses of rooms and bookings."""
        hub = {"slug": self.booking.room.hub.slug}
        group = {"slug": self.booking.organisation.slug}
        one = {"pk": self.booking.pk}
        dated = one | {"date": self.date.pk}
        found = {"bookings:room": {"slug": self.booking.room.slug}}
        found |= {f"my_hub_bookings:{name}": hub for name in ("home", "new_room")}
        found["my_hub_bookings:room"] = hub | {"pk": self.booking.room_id}
        found |= {f"my_hub_bookings:{name}": hub | one for name in ("booking", "decline")}
        found["my_hub_bookings:displace"] = hub | dated
        found["my_bookings:home"] = group
        found["my_bookings:ask"] = group | {"room": self.booking.room_id}
        found |= {f"my_bookings:{name}": group | one for name in ("booking", "end", "again")}
        found["my_bookings:give_back"] = group | dated
        return found


def make_bookings(hub, organisation) -> Bookings:
    """A series of this group at this hub, of which a date is booked."""
    made = held(room(hub), in_days(20), group=organisation, last=in_days(40))
    return Bookings(made, made.dates.first())


def of_a_group(of: Room, first: date, *times, **more):
    """(a booking that waits, who acts for its group)."""
    group = OrganisationFactory()
    person = MembershipFactory(organisation=group, role="owner").person
    return asked(of, first, *times, group=group, **more), person
