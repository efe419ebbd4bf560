"""The front page: what to join, where, and what came of it."""

import gzip
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.utils import timezone

from luton_portal.home import TOWN
from panels.models import Session
from places.models import Ward
from places.services import load_wards
from tests.factories.panels import SessionFactory
from tests.factories.places import VenueFactory
from tests.html import assert_valid_html, parse_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def wards():
    """The 20 wards the portal ships, by slug."""
    load_wards()
    return {ward.slug: ward for ward in Ward.objects.all()}


def a_session(number=1, **facts):
    """A session a month and `number` hours ahead that is open for registration."""
    starts_at = timezone.now() + timedelta(days=30, hours=number)
    return SessionFactory(slug=f"session-{number}", starts_at=starts_at, **facts)


def a_past_session(number=1, **facts):
    """A session held a month and `number` days ago and reported on."""
    defaults = {
        "slug": f"session-{number}",
        "starts_at": timezone.now() - timedelta(days=30 + number),
        "state": Session.State.REPORTED,
        "outcome": f"The road got lamps, {number}.",
    }
    return SessionFactory(**defaults | facts)


def tile(client, slug):
    tree = parse_page(client.get("/").text)
    (link,) = [a for a in tree.iter("a") if a.get("href") == f"/panels/?ward={slug}"]
    return " ".join("".join(link.itertext()).split())


def test_every_ward_of_the_town_has_its_tile_in_its_area(client, wards):
    assert {slug: area for area, slugs in TOWN.items() for slug in slugs} == {
        ward.slug: ward.area for ward in Ward.objects.all()
    }
    response = client.get("/")
    assert_valid_html(response)
    for slug in wards:
        assert f'href="/panels/?ward={slug}"' in response.text


def test_a_tile_leads_to_the_sessions_of_its_ward(client, wards):
    a_session(1, venue=VenueFactory(ward=wards["biscot"]), title="In Biscot")
    a_session(2, venue=VenueFactory(ward=wards["wigmore"]), title="In Wigmore")
    found = client.get("/panels/?ward=biscot").text
    assert "In Biscot" in found
    assert "In Wigmore" not in found


def test_a_tile_counts_what_can_be_joined_in_the_ward(client, wards):
    venues = [VenueFactory(ward=wards["biscot"]) for _venue in range(2)]
    a_session(1, venue=venues[0])
    assert tile(client, "biscot") == "Biscot 1 session to join"
    a_session(2, venue=venues[1])
    a_session(3, venue=venues[1], state=Session.State.DRAFT)
    a_session(4, venue=venues[1], state=Session.State.CANCELLED)
    a_session(5, venue=venues[1], registration_opens_at=timezone.now() + timedelta(days=1))
    a_past_session(6, venue=venues[1])
    assert tile(client, "biscot") == "Biscot 2 sessions to join"
    assert tile(client, "wigmore") == "Wigmore no sessions to join yet"


def test_the_next_three_that_can_be_joined_come_first(client):
    for number in (5, 4, 3, 2):
        a_session(number)
    a_session(1, state=Session.State.DRAFT)
    shown = [session.slug for session in client.get("/").context["sessions"]]
    assert shown == ["session-2", "session-3", "session-4"]


def test_what_came_of_the_last_three_that_were_reported(client):
    for number in (4, 3, 2, 1):
        a_past_session(number)
    a_past_session(5, state=Session.State.HELD, outcome="Not published yet")
    a_past_session(6, outcome="")
    response = client.get("/")
    assert [session.slug for session in response.context["outcomes"]] == [
        "session-1",
        "session-2",
        "session-3",
    ]
    assert "The road got lamps, 1." in response.text


def test_a_town_where_nothing_is_on_says_so(client):
    response = client.get("/")
    assert_valid_html(response)
    assert "No sessions are open to join just now" in response.text
    assert "What came of earlier sessions" not in response.text


@pytest.mark.parametrize("rows", [1, 3, 100])
def test_the_front_page_takes_six_statements(client, wards, django_assert_num_queries, rows):
    venue = VenueFactory(ward=wards["biscot"])
    for number in range(rows):
        a_session(number, venue=venue)
        a_past_session(1000 + number, venue=venue)
    with django_assert_num_queries(6):
        response = client.get("/")
    assert_valid_html(response)


def test_reading_the_front_page_sets_no_cookie(client):
    assert not client.get("/").cookies


def test_a_first_visit_is_light(client, wards):
    for number in range(3):
        a_session(number, venue=VenueFactory(ward=wards["biscot"]))
        a_past_session(1000 + number, outcome="What was said, and what changed. " * 20)
    page = client.get("/").content
    tree = parse_page(page.decode())
    addresses = [e.get("href") for e in tree.iter("link")] + [
        e.get("src") for e in tree.iter("script")
    ]
    files = [finders.find(address.removeprefix(settings.STATIC_URL)) for address in addresses]
    assert all(files), "Build the assets first: bin/assets"
    contents = [page] + [Path(file).read_bytes() for file in files]
    assert len(contents) <= 5
    assert sum(len(gzip.compress(content)) for content in contents) <= 30_000
