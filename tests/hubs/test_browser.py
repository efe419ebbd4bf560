"""Hubs in a real browser: a resident finds an open, step-free one; its manager closes a part."""

from datetime import time

import pytest
from django.test import Client
from playwright.sync_api import expect

from hubs.enums import AccessKind, Answer
from hubs.models import HubManager
from hubs.opening import Span
from tests.factories.hubs import FactFactory, open_hub
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.places import PostcodeWardFactory, VenueFactory, WardFactory

pytestmark = pytest.mark.django_db(transaction=True)

WAYS = [
    pytest.param({"width": 320, "javascript": False}, id="narrow without JavaScript"),
    pytest.param({"width": 1280}, id="wide"),
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
def town():
    """Two hubs that never close, the nearer one with a lift that is out of order."""
    ward = WardFactory(name="Demo ward", slug="demo-ward")
    PostcodeWardFactory(postcode="LU991AB", ward=ward, easting=508_000, northing=221_000)
    near, far = (
        open_hub(
            week=ALWAYS,
            venue=VenueFactory(name=name, ward=ward),
            easting=508_000 + metres,
            northing=221_000,
        )
        for name, metres in (("Near hub", 400), ("Far hub", 2_500))
    )
    for hub in (near, far):
        FactFactory(hub=hub)
    FactFactory(hub=near, kind=AccessKind.LIFT, answer=Answer.FAILED)
    SessionFactory(venue=far.venue, title="Advice on lamps")
    manager = HubManager.objects.create(hub=far, person=ResidentFactory()).person
    return far, manager


@pytest.mark.parametrize("way", WAYS)
def test_a_resident_finds_an_open_step_free_hub_in_three_pages(visitor, site, looks, town, way):
    page = visitor(**way)
    page.goto("/hubs/")
    looks(page)
    page.get_by_label("Postcode").fill("lu99 1ab")
    page.get_by_label("Step-free access", exact=True).check()
    page.get_by_label("Open", exact=True).select_option("now")
    page.get_by_role("button", name="Show hubs").click()
    expect(page.locator("#found")).to_have_text("1 hub, the nearest first")
    looks(page)
    # The map leads where the list leads, by the keyboard too.
    mark = page.locator(".portal-map__hub")
    mark.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Far hub")
    expect(page.get_by_role("link", name="Advice on lamps")).to_be_visible()
    expect(page.get_by_text("Open now, day and night")).to_be_visible()
    looks(page)


@pytest.mark.parametrize("way", WAYS)
def test_a_manager_closes_a_part_and_changes_the_hours(visitor, site, looks, town, way):
    far, manager = town
    client, page = Client(), visitor(**way)
    sign_in(client, manager, "code")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
    page.goto(far.own_url)
    looks(page)
    page.get_by_role("link", name="Say that it is closed").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    looks(page)
    page.get_by_label("Partly closed").check()
    page.get_by_label("What do people need to know?").fill("The hall is shut.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("The notice is published.")).to_be_visible()
    page.get_by_role("link", name="Change the opening hours").click()
    looks(page)
    page.get_by_label("Monday").fill("9:00-12:00, 13:30-17:00")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The opening hours are saved.")).to_be_visible()
    page.get_by_role("link", name="See its public page").click()
    expect(page.get_by_text("The hall is shut.")).to_be_visible()
    looks(page)


def test_the_pages_hold_in_urdu_from_right_to_left(visitor, site, looks, town):
    far, _manager = town
    page = visitor(width=320)
    page.context.add_cookies([{"name": "django_language", "value": "ur", "url": site}])
    for address in ("/hubs/?postcode=LU991AB", far.get_absolute_url()):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        looks(page)
