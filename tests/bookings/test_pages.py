"""Pages of rooms: for everybody, for groups that ask, for who lets them, for officers."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bookings import services
from bookings.models import Booking, BookingDate, Room, Slot
from core.actors import PORTAL
from hubs.models import HubManager
from people import roles
from tests.factories.bookings import asked, halls, held, in_days, of_a_group, room
from tests.factories.hubs import open_hub
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.people import ResidentFactory, officer_of, sign_in, sign_in_officer

pytestmark = pytest.mark.django_db
DAY = 30


def words(response) -> str:
    return " ".join(unescape(response.content.decode()).split())


def group_url(booking, name, *more):
    return reverse(f"my_bookings:{name}", args=[booking.organisation.slug, booking.pk, *more])


def hub_url(hub, name, *more):
    return reverse(f"my_hub_bookings:{name}", args=[hub.slug, *more])


@pytest.fixture
def hall():
    return room(getting_in="The code is 4711.")


@pytest.fixture
def manager(hall, client):
    person = HubManager.objects.create(hub=hall.hub, person=ResidentFactory()).person
    client.force_login(person)
    return person


def typed(first, **more) -> dict:
    """What a group types for a Tuesday series or another."""
    last = more.pop("last", None)
    found = {
        **{f"starts_on_{n}": part for n, part in enumerate((first.day, first.month, first.year))},
        "begins": "10:00",
        "ends": "12:00",
        "how_often": "weekly" if last else "once",
        "purpose": "Homework club",
        "people": "20",
        "band": "community",
    }
    if last:
        parts = enumerate((last.day, last.month, last.year))
        found |= {f"ends_on_{n}": part for n, part in parts}
    return found | more


def test_everybody_sees_rooms_and_when_they_are_booked_and_by_nobody(client):
    hall_a, _hall_b, whole = halls(getting_in="The code is 4711.")
    booking = held(whole, in_days(3))
    assert "Hall A" in words(client.get(reverse("bookings:rooms")))
    page = words(client.get(hall_a.get_absolute_url()))
    assert "10:00am – midday" in page
    assert "£9" in page
    assert booking.organisation.name not in page
    assert "4711" not in page
    Room.objects.update(is_let=False)
    assert client.get(hall_a.get_absolute_url()).status_code == 404


def test_a_group_sees_each_dates_verdict_before_it_asks(client, hall):
    first = in_days(DAY)
    held(hall, in_days(DAY + 7))
    other, person = of_a_group(room(), in_days(DAY))
    client.force_login(person)
    address = reverse("my_bookings:ask", args=[other.organisation.slug, hall.pk])
    wrong = client.post(address, typed(first, ends="9:00", look="1"))
    assert "It must end after it begins" in words(wrong)
    assert "Homework club" in words(wrong)
    series = typed(first, last=in_days(DAY + 14))
    looked = words(client.post(address, series | {"look": "1"}))
    assert "2 of 3 dates are free" in looked
    assert not Booking.objects.filter(room=hall, organisation=other.organisation).exists()
    answer = client.post(address, series, follow=True)
    made = Booking.objects.get(room=hall, organisation=other.organisation)
    assert [one.state for one in made.dates.all()] == ["asked", "taken", "asked"]
    assert "We write to you when it answers" in words(answer)
    assert "Taken by somebody else" in words(answer)


def test_thirty_requests_are_cleared_on_one_screen(client, hall, manager):
    waiting = [asked(hall, in_days(DAY + n)) for n in range(30)]
    no, person = of_a_group(hall, in_days(DAY), "11:00", "13:00")
    page = words(client.get(hub_url(hall.hub, "home")))
    assert "31 wait for your answer" in page
    assert "Booking it leaves" in page
    ticked = {"booking": [one.pk for one in waiting]}
    answer = words(client.post(hub_url(hall.hub, "home"), ticked, follow=True))
    assert "30 are booked. The groups are told." in answer
    assert BookingDate.objects.filter(state="held").count() == 30
    failed = client.post(hub_url(hall.hub, "home"), {"booking": [no.pk]}, follow=True)
    assert "None of these dates is free any more" in words(failed)
    client.post(hub_url(hall.hub, "decline", no.pk), {"reason": "Somebody else has it."})
    client.force_login(person)
    assert "Somebody else has it." in words(client.get(group_url(no, "booking")))


def test_only_who_has_booked_it_is_told_how_to_get_in(client, hall):
    booking, person = of_a_group(hall, in_days(DAY))
    client.force_login(person)
    assert "4711" not in words(client.get(group_url(booking, "booking")))
    services.approve(booking_id=booking.pk, actor=PORTAL)
    page = words(client.get(group_url(booking, "booking")))
    assert "4711" in page
    assert "come to £18" in page
    one = booking.dates.get()
    client.post(group_url(booking, "give_back", one.pk))
    assert not Slot.objects.exists()
    assert "4711" not in words(client.get(group_url(booking, "booking")))


def test_a_hub_takes_a_date_back_on_its_page(client, hall, manager):
    booking = held(hall, in_days(DAY))
    one = booking.dates.get()
    address = hub_url(hall.hub, "displace", booking.pk, one.pk)
    assert "Say why" in words(client.post(address, {"displaced_for": "polling", "why": ""}))
    client.post(address, {"displaced_for": "polling", "why": "An election."})
    one.refresh_from_db()
    assert one.state == "displaced"


def test_who_looks_after_a_hub_lets_its_rooms_and_no_others(client, hall, manager):
    new = {
        "name": "Whole hall",
        "seats": "90",
        "parts": "Hall, Stage",
        "before": "0",
        "after": "30",
        "is_let": "on",
        "day_0": "9:00-22:00",
        "rate_community": "9.50",
    }
    assert client.post(hub_url(hall.hub, "new_room"), new).status_code == 302
    made = Room.objects.get(name="Whole hall")
    assert {str(part) for part in made.parts.all()} == {"Hall", "Stage"}
    assert (made.rates.get().pence, made.hours.get().weekday) == (950, 0)
    address = hub_url(hall.hub, "room", made.pk)
    form = client.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields if form[name].value() is not None}
    shown |= {"name": "Great hall", "is_let": "on"}
    assert client.post(address, shown).status_code == 302
    made.refresh_from_db()
    assert made.name == "Great hall"
    other = room()
    assert client.get(hub_url(other.hub, "home")).status_code == 404
    assert client.get(hub_url(hall.hub, "room", other.pk)).status_code == 404


@pytest.mark.parametrize("name", ["booking", "end", "again"])
def test_others_find_nothing_there(client, hall, name):
    booking = asked(hall, in_days(DAY))
    _other, stranger = of_a_group(room(), in_days(DAY))
    client.force_login(stranger)
    assert client.get(group_url(booking, name)).status_code == 404
    for page in ("booking", "decline"):
        assert client.get(hub_url(hall.hub, page, booking.pk)).status_code == 404


def test_lists_take_as_many_statements_for_many(client, hall, manager):
    counts = set()
    for number in (1, 2, 6):
        for _row in range(number):
            held(hall, in_days(DAY + BookingDate.objects.count()))
        with CaptureQueriesContext(connection) as queries:
            client.get(hub_url(hall.hub, "home"))
        counts.add(len(queries))
    assert len(counts) == 1


def test_officers_read_bookings_and_take_them_for_invoices(client, hall):
    booking = held(hall, in_days(DAY))
    sign_in_officer(client, officer_of(roles.HUB_OFFICER))
    page = f"/admin/bookings/booking/{booking.pk}/change/"
    assert "£18" in words(client.get(page))
    asked(hall, in_days(DAY + 1))
    assert "Groups that ask for a room" in words(client.get("/admin/"))
    assert client.get(f"/admin/bookings/room/{hall.pk}/change/").status_code == 200


def test_sending_twice_is_once_and_what_is_no_key_is_no_error(client, hall, manager):
    booking, person = of_a_group(room(), in_days(DAY))
    again = asked(booking.room, in_days(DAY), group=booking.organisation)
    assert again.pk == booking.pk
    home = hub_url(hall.hub, "home")
    for key in ("9" * 40, "x", ""):
        assert client.post(home, {"booking": [key]}).status_code == 302
    client.force_login(person)
    assert client.post(group_url(booking, "give_back", 10**30)).status_code == 404


def test_two_that_clash_are_booked_at_once_and_the_dates_that_were_lost_are_said(client):
    hub, person = open_hub(), ResidentFactory()
    HubManager.objects.create(hub=hub, person=person)
    hall = room(hub)
    first = asked(hall, in_days(20))
    second = asked(hall, in_days(20), last=in_days(34))
    sign_in(client, person)
    address = reverse("my_hub_bookings:home", args=[hub.slug])
    page = client.post(address, {"booking": [first.pk, second.pk]}, follow=True).content.decode()
    assert "2 are booked" in page
    assert "1 of 3 dates were not free any more" in page


def test_before_asking_a_group_sees_the_sum_and_who_else_asks_and_chooses_its_rate(client):
    hall = room(hub=open_hub())
    hall.rates.all().delete()
    for band, pence in (("community", 900), ("commercial", 3_200)):
        hall.rates.create(band=band, pence=pence)
    asked(hall, in_days(20))
    group = OrganisationFactory()
    sign_in(client, MembershipFactory(organisation=group, role="owner").person)
    address = reverse("my_bookings:ask", args=[group.slug, hall.pk])
    assert '<option value="" selected>' in client.get(address).content.decode()
    day = in_days(20)
    typed = {
        "purpose": "Tea",
        "people": "5",
        "band": "community",
        "starts_on_0": day.day,
        "starts_on_1": day.month,
        "starts_on_2": day.year,
        "begins": "10:00",
        "ends": "12:00",
        "how_often": "once",
        "look": "1",
    }
    page = client.post(address, typed).content.decode()
    assert "£18 together" in page
    assert "somebody else asks for it too" in page
    missing = client.post(address, typed | {"band": "", "people": ""}).content.decode()
    assert "Fill in “At which rate?”" in missing
    assert "Fill in “How many people come?”" in missing
