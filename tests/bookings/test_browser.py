"""A hub in a real browser: advice found and followed, a room asked for every week and answered."""

from datetime import time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from activities.models import Activity
from bookings.models import Booking
from hubs.models import HubManager
from hubs.opening import Span
from tests.factories.activities import every_day
from tests.factories.bookings import held, room
from tests.factories.hubs import FactFactory, NoticeFactory, open_hub
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.places import PostcodeWardFactory, VenueFactory, WardFactory

pytestmark = pytest.mark.django_db(transaction=True)
WAYS = [
    pytest.param({"width": 320, "javascript": False}, id="narrow without JavaScript"),
    pytest.param({"width": 1280}, id="wide", marks=pytest.mark.soak),
]
ALWAYS = dict.fromkeys(range(7), (Span(time.min, time.min),))


@pytest.fixture
def looks(axe, fits):
    """Looks at a page: nothing that axe finds, and nothing that scrolls sideways."""

    def look(page):
        axe(page)
        fits(page)

    return look


@pytest.fixture
def hub():
    """A hub that never closes, partly closed, with advice every day and a hall."""
    ward = WardFactory(name="Demo ward", slug="demo-ward")
    PostcodeWardFactory(postcode="LU991AB", ward=ward, easting=508_000, northing=221_000)
    found = open_hub(
        week=ALWAYS,
        venue=VenueFactory(name="Far hub", ward=ward),
        easting=508_400,
        northing=221_000,
    )
    FactFactory(hub=found)
    NoticeFactory(hub=found, kind="partly", what="The café is shut.")
    every_day(title="Advice on bills", hub=found, pence=0)
    every_day(title="Chess", kind="meeting", hub=open_hub(week=ALWAYS))
    return found


def as_(visitor, site, person, way):
    """A browser in which this person is signed in."""
    client, page = Client(), visitor(**way)
    sign_in(client, person, "code")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    return page


@pytest.mark.parametrize("way", WAYS)
def test_a_resident_finds_step_free_advice_on_a_saturday_and_follows_it(
    visitor, site, looks, hub, way
):
    person = ResidentFactory()
    page = as_(visitor, site, person, way)
    today = timezone.localdate()
    saturday = today + timedelta(days=(5 - today.weekday()) % 7 or 7)
    page.goto("/hubs/")
    page.get_by_label("Postcode").fill("lu99 1ab")
    page.get_by_label("What is on").select_option("advice")
    page.get_by_label("Step-free access", exact=True).check()
    page.get_by_label("Open", exact=True).select_option("day")
    for name, part in (("Day", saturday.day), ("Month", saturday.month), ("Year", saturday.year)):
        page.get_by_role("group", name="Day").get_by_label(name, exact=True).fill(str(part))
    page.get_by_role("button", name="Show hubs").click()
    expect(page.locator("#found")).to_have_text("1 hub, the nearest first")
    looks(page)
    page.get_by_role("link", name="Far hub").first.click()
    expect(page.get_by_text("The café is shut.")).to_be_visible()
    looks(page)
    page.get_by_role("link", name="Advice on bills").first.click()
    looks(page)
    page.get_by_role("button", name="Follow it").click()
    expect(page.get_by_text("We write to you when a date of it")).to_be_visible()
    looks(page)
    assert Activity.objects.get(title="Advice on bills").followers.get().person == person
    page.goto("/hubs/activities/")
    looks(page)


@pytest.mark.parametrize("way", WAYS)
def test_a_group_asks_every_week_two_dates_clash_and_the_rest_is_booked(
    visitor, site, looks, hub, way
):
    hall, first = room(hub), timezone.localdate() + timedelta(days=30)
    for weeks in (1, 3):
        held(hall, first + timedelta(weeks=weeks))
    group, manager = OrganisationFactory(), ResidentFactory()
    asker = MembershipFactory(organisation=group, role="owner").person
    HubManager.objects.create(hub=hub, person=manager)
    page = as_(visitor, site, asker, way)
    page.goto("/hubs/rooms/")
    looks(page)
    page.get_by_role("link", name="Hall").click()
    looks(page)
    page.goto(f"/my/organisations/{group.slug}/rooms/")
    looks(page)
    page.get_by_role("link", name="Hall").click()
    page.get_by_label("What do you need it for?").fill("Homework club")
    page.get_by_label("How many people come?").fill("20")
    fill(page, "On which day is it first?", first)
    page.get_by_label("When does it begin?").fill("10:00")
    page.get_by_label("When does it end?").fill("12:00")
    page.get_by_label("By the week").check()
    fill(page, "On which day is it last?", first + timedelta(weeks=4))
    page.get_by_role("button", name="See which dates are free").click()
    expect(page.get_by_text("3 of 5 dates are free")).to_be_visible()
    looks(page)
    page.get_by_role("button", name="Ask for the free dates").click()
    expect(page.get_by_text("Taken by somebody else").first).to_be_visible()
    looks(page)
    office = as_(visitor, site, manager, way)
    office.goto(hub.own_url)
    office.get_by_role("link", name="Rooms and who asks for them").click()
    looks(office)
    office.get_by_label("Homework club").check()
    office.get_by_role("button", name="Book what is ticked").click()
    expect(office.get_by_text("1 is booked.")).to_be_visible()
    looks(office)
    office.get_by_role("link", name="Add a room").click()
    looks(office)
    made = Booking.objects.get(purpose="Homework club")
    assert [one.state for one in made.dates.all()] == ["held", "taken", "held", "taken", "held"]
    page.reload()
    looks(page)


def fill(page, group: str, day) -> None:
    """Type a date into its three boxes."""
    boxes = page.get_by_role("group", name=group)
    for name, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        boxes.get_by_label(name, exact=True).fill(str(part))
