"""A hub's manager keeps the record on a telephone without JavaScript, an officer wide."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from buildings.models import CheckDone
from hubs.models import HubManager
from tests.factories.buildings import building, make_record
from tests.factories.hubs import open_hub
from tests.factories.investment import hub_officer
from tests.factories.people import ResidentFactory, sign_in, sign_in_officer
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def looks(axe, fits):
    """Looks at a page: nothing that axe finds, and nothing that scrolls sideways."""

    def look(page):
        axe(page)
        fits(page)

    return look


def signed_in(page, site, enter, person, *more):
    """The page with somebody signed in."""
    client = Client()
    enter(client, person, *more)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
    page.context.add_cookies([cookie])
    return page


def test_a_manager_records_a_check_that_failed(visitor, site, looks):
    made = building(open_hub(venue=VenueFactory(slug="demo-hub", name="Demo hub")))
    person = HubManager.objects.create(hub=made.hub, person=ResidentFactory()).person
    page = signed_in(visitor(width=320, javascript=False), site, sign_in, person, "code")
    page.goto("/my/hubs/demo-hub/")
    page.get_by_role("link", name="The building: checks, counts and incidents").click()
    looks(page)
    page.get_by_role("link", name=re.compile("Record.*Gas appliances")).click()
    looks(page)
    page.get_by_label("How did it end?").select_option("failed")
    page.get_by_label("Who checked it?").fill("Demo engineers")
    page.get_by_role("button", name="Save").click()
    looks(page)
    page.get_by_label("If it failed: what is to be mended?").fill("The flue")
    page.get_by_label("If it failed: by whom?").fill("Demo team")
    due = page.get_by_role("group", name="If it failed: until when?")
    for name, part in (("Day", "3"), ("Month", "4"), ("Year", "2090")):
        due.get_by_label(name, exact=True).fill(part)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("The flue")).to_be_visible()
    looks(page)
    assert CheckDone.objects.get().defect.owner == "Demo team"


def test_officers_pages_of_a_building_are_clean(visitor, site, looks):
    made = make_record(open_hub()).building
    page = signed_in(visitor(width=1280), site, sign_in_officer, hub_officer())
    address = reverse("admin:buildings_building_change", args=[made.pk])
    for tab in ("overview", "checks", "use", "incidents"):
        page.goto(f"{address}?tab={tab}")
        looks(page)
