"""What services of rooms do and refuse, and what the database refuses whatever the code does."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from bookings import services
from bookings.enums import DateState
from bookings.models import Booking, BookingDate, Room, Slot
from bookings.services.answering import free_again, working_days_between
from bookings.services.asking import dates_asked, waited_for
from bookings.services.verdicts import verdicts
from core.actors import PORTAL
from core.refusal import Refusal
from hubs.models import HubManager
from hubs.opening import Span
from hubs.services import post_notice, set_exception
from messaging.models import OutboxMessage
from tests.factories.bookings import asked, halls, held, in_days, of_a_group, room, when
from tests.factories.hubs import open_hub
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db
DAY = 30


def refused(act, **arguments) -> Refusal:
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    return caught.value


def states(booking) -> list[str]:
    return [one.state for one in booking.dates.order_by("starts_at")]


def approve(booking) -> Booking:
    return services.approve(booking_id=booking.pk, actor=PORTAL)


def asks_for(of, *times, people=12, **more):
    """Ask for a room without anything else."""
    return services.ask(
        room_id=of.pk,
        actor=PORTAL,
        organisation=OrganisationFactory(),
        purpose="Demo meeting",
        people=people,
        when=when(in_days(DAY), *times, **more),
    )


# --- Who has what -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second", "is_free"),
    [
        ("Hall A", "Hall A", False),
        ("Hall A", "Whole hall", False),
        ("Whole hall", "Hall B", False),
        ("Whole hall", "Whole hall", False),
        ("Hall A", "Hall B", True),
    ],
)
def test_the_whole_hall_and_its_halves_keep_each_other_out(first, second, is_free):
    rooms = {one.name: one for one in halls()}
    held(rooms[first], in_days(DAY))
    [found] = verdicts(rooms[second], [in_days(DAY)], time(11), time(13))
    assert found.is_free is is_free
    if not is_free:
        assert refused(asks_for, of=rooms[second]).code == "nothing-free"


@pytest.mark.parametrize(
    ("before", "after", "taken", "wanted", "is_free"),
    [
        (0, 0, ("10:00", "12:00"), ("12:00", "14:00"), True),
        (0, 15, ("10:00", "11:30"), ("11:30", "13:00"), False),
        (0, 15, ("10:00", "11:30"), ("11:45", "13:00"), True),
        (0, 30, ("14:00", "16:00"), ("12:00", "13:45"), False),
        (30, 0, ("14:00", "16:00"), ("12:00", "13:45"), False),
        (30, 0, ("14:00", "16:00"), ("12:00", "13:30"), True),
    ],
)
def test_what_is_needed_before_and_after_counts(before, after, taken, wanted, is_free):
    hall = room(before=before, after=after)
    held(hall, in_days(DAY), *taken)
    begins, ends = map(time.fromisoformat, wanted)
    assert verdicts(hall, [in_days(DAY)], begins, ends)[0].is_free is is_free


def test_a_series_stays_at_its_time_across_the_change_of_the_clock():
    hall, first = room(), date(2027, 10, 5)
    days = [first + timedelta(days=7 * n) for n in range(6)]
    found = verdicts(hall, days, time(19), time(21))
    assert [one.starts_at.hour for one in found] == [18, 18, 18, 18, 19, 19]
    assert all(one.starts_at.tzinfo == UTC for one in found)


def test_dates_that_clash_or_are_closed_are_named_and_the_rest_is_booked():
    hub = open_hub(week=dict.fromkeys(range(7), ()))
    hall, first = room(hub), in_days(DAY)
    held(hall, first + timedelta(days=7))
    set_exception(hub_id=hub.pk, actor=PORTAL, day=first + timedelta(days=14), why="Stocktaking")
    booking = asked(hall, first, last=first + timedelta(days=28))
    assert states(booking) == ["asked", "taken", "closed", "asked", "asked"]
    approve(booking)
    assert states(booking) == ["held", "taken", "closed", "held", "held"]


def test_approving_takes_what_is_free_then_and_names_what_went_meanwhile():
    hall, first = room(), in_days(DAY)
    one, other = (of_a_group(hall, first, last=first + timedelta(days=7)) for _n in range(2))
    short, _person = of_a_group(hall, first)
    [clash, _short] = services.clashes_of(Booking.objects.get(pk=one[0].pk))
    assert (clash.booking, len(clash.days)) == (other[0], 2)
    approve(short)
    approve(other[0])
    assert states(other[0]) == ["taken", "held"]
    assert refused(approve, booking=one[0]).code == "nothing-free"
    assert states(one[0]) == ["asked", "asked"], "Nothing is changed."
    letter = OutboxMessage.objects.get(to_address=other[1].email)
    assert "These are not booked:" in letter.text
    assert "Taken by somebody else" in letter.text


def test_what_was_skipped_is_offered_when_it_comes_free():
    hall, first = room(), in_days(DAY)
    taken = held(hall, first)
    booking, person = of_a_group(hall, first, last=first + timedelta(days=7))
    assert states(booking) == ["taken", "asked"]
    again = {"booking_id": booking.pk, "actor": person}
    assert refused(services.ask_again, **again).code == "nothing-free"
    services.end(booking_id=taken.pk, actor=PORTAL)
    assert [one.day for one in free_again(booking)] == [first]
    assert services.ask_again(**again) == 1
    assert booking in Booking.objects.to_answer()
    approve(booking)
    assert states(booking) == ["held", "held"]


def test_ending_keeps_the_past_and_frees_what_is_to_come():
    hall, first = room(), in_days(1)
    booking = held(hall, first, last=first + timedelta(days=21))
    past = booking.dates.first()
    long_ago = timezone.now() - timedelta(days=9)
    past.slots.all().delete()
    BookingDate.objects.filter(pk=past.pk).update(
        starts_at=long_ago, ends_at=long_ago + timedelta(hours=2)
    )
    services.end(booking_id=booking.pk, actor=PORTAL)
    assert states(booking) == ["held", "given-back", "given-back", "given-back"]
    assert not Slot.objects.exists()
    held(hall, first + timedelta(days=7))


def test_one_date_is_given_back_by_the_group_alone():
    booking, person = of_a_group(room(), in_days(DAY), last=in_days(DAY + 7))
    approve(booking)
    one = booking.dates.first()
    give = {"booking_id": booking.pk, "date_ids": [one.pk]}
    assert refused(services.give_back, **give, actor=ResidentFactory()).code == "not-allowed"
    assert services.give_back(**give, actor=person) == 1
    assert services.give_back(**give, actor=person) == 0
    assert not one.slots.exists()


def test_a_hub_takes_a_date_back_with_a_reason_and_its_notice_is_counted():
    booking, person = of_a_group(room(), in_days(DAY))
    approve(booking)
    one = booking.dates.get()
    taken = {"date_id": one.pk, "displaced_for": "polling", "why": "The room is a polling place."}
    assert refused(services.displace, **taken, actor=person).code == "not-allowed"
    assert refused(services.displace, **taken | {"why": " "}, actor=PORTAL).field == "why"
    services.displace(**taken, actor=PORTAL, instead="Hall B")
    one.refresh_from_db()
    assert (one.state, one.displaced_for) == ("displaced", "polling")
    assert one.notice_days == working_days_between(timezone.localdate(), one.day)
    assert not Slot.objects.exists()
    letter = OutboxMessage.objects.filter(to_address=person.email).latest("pk")
    assert "Polling day" in letter.text
    assert "Hall B" in letter.text
    assert refused(services.displace, **taken, actor=PORTAL).code == "not-now"


def test_working_days_between():
    assert working_days_between(date(2026, 12, 23), date(2026, 12, 30)) == 2
    assert working_days_between(date(2026, 12, 23), date(2026, 12, 24)) == 0


def test_a_notice_closes_a_room_whatever_its_own_hours():
    hub = open_hub(week=dict.fromkeys(range(7), ()))
    hall = room(hub)
    begins = timezone.now() + timedelta(days=DAY - 1)
    post_notice(hub_id=hub.pk, actor=PORTAL, kind="closed", what="Works.", starts_at=begins)
    found = verdicts(hall, [in_days(DAY - 3), in_days(DAY + 1)], time(10), time(12))
    assert [one.state for one in found] == [DateState.HELD, DateState.CLOSED]


def test_a_room_without_hours_of_its_own_is_used_while_its_hub_is_open():
    hall = room(open_hub(on_holidays="usual"), week={})
    monday = in_days(DAY) - timedelta(days=in_days(DAY).weekday())
    found = [
        verdicts(hall, [monday], time(begins), time(ends))[0].state
        for begins, ends in ((9, 17), (8, 10), (16, 18))
    ]
    assert found == ["held", "closed", "closed"]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"people": 61}, "people"),
        ({"people": 0}, "people"),
        ({"times": ("10:05", "12:00")}, "begins"),
        ({"times": ("10:00", "11:59")}, "ends"),
        ({"times": ("12:00", "10:00")}, "ends"),
        ({"last": in_days(DAY + 400)}, "ends_on"),
        ({"last": in_days(DAY + 300), "days": "1234567"}, "ends_on"),
    ],
)
def test_what_cannot_be_asked_for_is_refused_beside_its_field(wrong, field):
    times = wrong.get("times", ())
    more = {name: value for name, value in wrong.items() if name != "times"}
    with pytest.raises(Refusal) as caught:
        asks_for(room(), *times, **more)
    assert caught.value.field == field
    assert not Booking.objects.exists()


def test_who_may_ask_and_who_answers():
    hall = room()
    group = OrganisationFactory()
    asking = {
        "room_id": hall.pk,
        "purpose": "x",
        "people": 3,
        "when": when(in_days(DAY)),
        "organisation": group,
    }
    stranger = ResidentFactory()
    assert refused(services.ask, **asking, actor=stranger).code == "not-allowed"
    ours = asking | {"organisation": None}
    assert refused(services.ask, **ours, actor=stranger).code == "not-allowed"
    manager = HubManager.objects.create(hub=hall.hub, person=ResidentFactory()).person
    mine = services.ask(**ours, actor=manager)
    services.approve(booking_id=mine.pk, actor=manager)
    other = asked(room(), in_days(DAY))
    assert refused(services.approve, booking_id=other.pk, actor=manager).code == "not-allowed"
    Room.objects.filter(pk=hall.pk).update(is_let=False)
    assert refused(services.ask, **ours, actor=manager).code == "not-let"


def test_a_no_says_why_once():
    booking, person = of_a_group(room(), in_days(DAY))
    no = {"booking_id": booking.pk, "actor": PORTAL}
    assert refused(services.decline, **no, reason=" ").field == "reason"
    services.decline(**no, reason="The floor is new.")
    assert "The floor is new." in OutboxMessage.objects.get(to_address=person.email).text
    assert refused(services.approve, **no).code == "not-now"
    assert not Slot.objects.exists()


def test_what_is_booked_is_invoiced_by_the_hour():
    booking = held(room(), in_days(DAY), "10:00", "11:30", last=in_days(DAY + 14))
    assert services.pence_of(Booking.objects.with_details().get(pk=booking.pk)) == 3 * 1350


def test_a_room_that_is_booked_stays_made_of_what_it_is():
    hall_a, _hall_b, whole = halls()
    held(whole, in_days(DAY))
    kept = {"said": {}, "week": {}, "rates": {}, "actor": PORTAL, "room_id": whole.pk}
    assert refused(services.keep_room, **kept, parts=["Hall A"]).field == "parts"
    services.keep_room(**kept, parts=["Hall A", "Hall B"])
    assert hall_a.parts.get() in whole.parts.all()


@pytest.mark.parametrize("wrong", [{"after": 10}, {"before": 135}, {"seats": 0}, {"slug": ""}])
def test_the_database_refuses_what_no_room_is(wrong):
    hall = room()
    with pytest.raises(IntegrityError), transaction.atomic():
        Room.objects.filter(pk=hall.pk).update(**wrong)


def test_the_database_refuses_a_quarter_of_an_hour_twice():
    booking = held(room(), in_days(DAY))
    slot = Slot.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        Slot.objects.create(part=slot.part, at=slot.at, date=booking.dates.get())


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "displaced"},
        {"state": "held", "displaced_for": "polling"},
        {"ends_at": datetime(2020, 1, 1, tzinfo=UTC)},
        {"state": "lost"},
    ],
)
def test_the_database_refuses_what_no_date_is(wrong):
    booking = asked(room(), in_days(DAY))
    with pytest.raises(IntegrityError), transaction.atomic():
        BookingDate.objects.filter(booking=booking).update(**wrong)


def test_a_years_weekly_request_takes_as_many_statements_as_one_date(django_assert_num_queries):
    hall = room()
    for number in (1, 52):
        days = [in_days(DAY + 7 * n) for n in range(number)]
        with django_assert_num_queries(10):
            assert len(verdicts(Room.objects.get(pk=hall.pk), days, time(10), time(12))) == number


# --- What strangers stumbled on -----------------------------------------------------------------


def test_a_no_is_said_as_a_no_and_not_as_a_closed_hub():
    booking = asked(room(), in_days(DAY))
    services.decline(booking_id=booking.pk, actor=PORTAL, reason="Kept for the supper")
    one = booking.dates.get()
    assert (one.state, one.get_state_display()) == (DateState.DECLINED, "The hub said no")


def test_ending_gives_back_what_was_had_and_nothing_else():
    hall = room()
    held(hall, in_days(DAY))
    booking = asked(hall, in_days(DAY), last=in_days(DAY + 7))
    services.approve(booking_id=booking.pk, actor=PORTAL)
    assert states(booking) == [DateState.TAKEN, DateState.HELD]
    services.end(booking_id=booking.pk, actor=PORTAL)
    assert states(booking) == [DateState.TAKEN, DateState.GIVEN_BACK]


def test_a_day_with_other_hours_has_them_for_rooms_with_hours_of_their_own_too():
    hub = open_hub()
    hall = room(hub)
    day = in_days(DAY)
    morning = Span(time(9), time(13))
    set_exception(hub_id=hub.pk, actor=PORTAL, day=day, spans=[morning])
    found = [
        verdicts(hall, [day], time(begins), time(begins + 2))[0].state for begins in (10, 12, 18)
    ]
    assert found == [DateState.HELD, DateState.CLOSED, DateState.CLOSED]


def test_what_is_past_today_is_not_free():
    booking = Booking(
        room=room(), purpose="x", people=5, **when(timezone.localdate(), "00:00", "00:15")
    )
    assert [one.is_free for one in dates_asked(booking)] == [False]


def test_who_else_asks_is_known_before_one_asks():
    hall_a, _hall_b, whole = halls()
    asked(hall_a, in_days(DAY), "10:00", "12:00")
    for begins, ends, days in (("11:00", "13:00", 1), ("12:00", "13:00", 0)):
        booking = Booking(room=whole, purpose="x", people=5, **when(in_days(DAY), begins, ends))
        found = dates_asked(booking)
        assert len(waited_for(whole, found)) == days
