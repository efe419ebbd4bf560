"""The directory, a hub's public page, its managers' own pages, and open data."""

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from core.actors import PORTAL
from hubs import services
from hubs.enums import AccessKind, Answer, HubState, NoticeKind
from hubs.models import Hub, HubManager
from hubs.opening import Now, Span
from hubs.words import now_words
from panels.models import Session
from people import roles
from tests.factories.activities import every_day
from tests.factories.hubs import (
    WEDNESDAY,
    FactFactory,
    HubFactory,
    NoticeFactory,
    luton,
    make_hubs,
    open_hub,
)
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, officer_of, sign_in, sign_in_officer
from tests.factories.places import PostcodeWardFactory, VenueFactory, WardFactory

pytestmark = pytest.mark.django_db

DIRECTORY = "/hubs/"
NOON = luton(WEDNESDAY, 12)


def names(page) -> list[str]:
    return [str(line["hub"]) for line in page.context["lines"]]


@pytest.fixture
def town(time_machine):
    """Three hubs, one kilometre further from the postcode each, on a Wednesday at noon."""
    time_machine.move_to(NOON)
    PostcodeWardFactory(postcode="LU991AB", easting=508_000, northing=221_000)
    east, west = (
        WardFactory(code=f"E0{place}", name=place, slug=place, area=place)
        for place in ("east", "west")
    )
    far = open_hub(venue=VenueFactory(name="Far", ward=west), easting=511_000, northing=221_000)
    near = open_hub(venue=VenueFactory(name="Near", ward=east), easting=508_600, northing=221_800)
    HubFactory(venue=VenueFactory(name="Nowhere", ward=None))
    FactFactory(hub=near)
    FactFactory(hub=far)
    FactFactory(hub=far, kind=AccessKind.LIFT, answer=Answer.FAILED)
    near.facilities.create(kind="wifi")
    near.serves.add(west)
    NoticeFactory(hub=far, kind=NoticeKind.PARTLY, what="The hall is shut.")
    return {"far": far, "near": near}


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", ["Far", "Near", "Nowhere"]),
        ("?postcode=lu99+1ab", ["Near", "Far", "Nowhere"]),
        ("?ward=west", ["Far", "Near"]),
        ("?ward=east", ["Near"]),
        ("?area=west", ["Far", "Near"]),
        ("?facility=wifi", ["Near"]),
        ("?need=step-free", ["Near"]),
        ("?need=step-free&need=toilet", []),
        ("?open=now", ["Far", "Near"]),
        ("?on_0=13&on_1=6&on_2=2026", []),
        ("?on_0=15&on_1=6&on_2=2026", ["Far", "Near"]),
        ("?open=day&on_0=15&on_1=6&on_2=2026&ward=east", ["Near"]),
        ("?postcode=LU1+9ZZ", []),
        ("?ward=nonsense", []),
        ("?open=day", []),
        ("?on_0=1&on_1=6&on_2=2026", []),
        ("?on_0=99&on_1=6&on_2=2026", []),
        ("?postcode=%00&page=x", ["Far", "Near", "Nowhere"]),
    ],
)
def test_the_directory_is_narrowed_by_the_address(client, town, asked, found):
    page = client.get(DIRECTORY + asked)
    assert (page.status_code, names(page)) == (200, found)


def test_the_list_says_all_that_the_map_says_and_leads_on(client, town):
    page = client.get(DIRECTORY + "?postcode=LU99+1AB")
    said = page.content.decode()
    assert "1.0 km away" in said
    assert "distance not known" in said
    assert "Open now, until 5:00pm" in said
    assert "Opening hours not known yet" in said
    assert "The hall is shut." in said
    marks = page.context["map"]["hubs"]
    assert [mark.number for mark in marks] == [1, 2]
    for mark in marks:
        assert f'href="{mark.url}" aria-label="{mark.number}. {mark.words}"' in said
    empty = client.get(DIRECTORY + "?postcode=LU99+1AB&need=toilet").content.decode()
    assert "?postcode=LU99%201AB" in empty
    assert "haven’t been measured yet" in empty
    assert "We don’t know this postcode" in client.get(f"{DIRECTORY}?postcode=x").content.decode()


def test_what_nobody_assured_for_a_year_is_shown_to_nobody_but_who_looks_after_it(client):
    hub = HubFactory(assured_on=timezone.localdate() - timedelta(days=400))
    assert names(client.get(DIRECTORY)) == []
    assert client.get(hub.get_absolute_url()).status_code == 404
    manager = HubManager.objects.create(hub=hub, person=ResidentFactory()).person
    for person, status in ((manager, 200), (ResidentFactory(), 404)):
        sign_in(client, person, "code")
        assert client.get(hub.get_absolute_url()).status_code == status


@pytest.mark.parametrize("number", [1, 3, 100])
def test_the_directory_takes_as_many_statements_for_any_number(
    client, django_assert_num_queries, number
):
    PostcodeWardFactory(postcode="LU991AB", easting=508_000, northing=221_000)
    first = make_hubs(ResidentFactory()).hub
    ward = first.venue.ward
    for _one in range(number - 1):
        hub = open_hub(venue=VenueFactory(ward=ward), easting=508_000, northing=221_000)
        FactFactory(hub=hub)
        hub.serves.add(ward)
        NoticeFactory(hub=hub, instead_hub=first)
    with django_assert_num_queries(15):
        client.get(DIRECTORY + "?postcode=LU99+1AB&open=now")


@pytest.mark.parametrize("number", [1, 3, 20])
def test_a_hub_page_and_open_data_take_as_many_statements_for_any_number(
    client, django_assert_num_queries, number
):
    hub = make_hubs(ResidentFactory()).hub
    for place in range(number):
        SessionFactory(venue=hub.venue)
        NoticeFactory(hub=hub, kind=NoticeKind.PARTLY)
        day = timezone.localdate() + timedelta(days=2 + place)
        services.set_exception(hub_id=hub.pk, actor=officer_of(roles.HUB_OFFICER), day=day)
        make_more(hub)
        every_day(hub=hub)
    with django_assert_num_queries(21):
        client.get(hub.get_absolute_url())
    with django_assert_num_queries(14):
        client.get("/api/v1/hubs/")


def make_more(hub) -> Hub:
    other = open_hub(venue=VenueFactory(ward=hub.venue.ward))
    FactFactory(hub=other)
    return other


# --- A hub's page ---------------------------------------------------------------------------------


def test_a_page_says_hours_access_and_notices_and_unknown_is_never_no(client, town):
    said = client.get(town["near"].get_absolute_url()).content.decode()
    assert "Open now, until 5:00pm" in said
    assert said.count("Not known yet") >= len(AccessKind) - 1
    assert "Measured on 5 January 2026 by a council officer" in said
    assert "Bank holidays after 2028 are not announced yet" in said
    assert "Whether it opens on bank holidays is not known yet" in said
    lift = client.get(town["far"].get_absolute_url()).content.decode()
    assert "The lift is out of order. There is no step-free access" in lift
    assert "nobody knows yet until when" in lift


def test_a_failed_lift_shows_at_once(client, town):
    near = town["near"]
    address = near.get_absolute_url()
    assert "Step-free access: yes" in client.get(address).content.decode()
    FactFactory(hub=near, kind=AccessKind.LIFT, answer=Answer.FAILED)
    for page in (address, DIRECTORY):
        assert "Step-free access: no" in client.get(page).content.decode()
    assert names(client.get(DIRECTORY + "?need=step-free")) == []


def test_a_hub_that_opens_later_today_says_today():
    later = timezone.localtime().replace(hour=23, minute=59)
    shut = Now(is_open=False, opens_at=later)
    assert now_words(shut) == "Closed now. Opens today at 11:59pm"


def test_a_closed_hub_says_so_where_it_leads_and_for_which_days(client, town):
    near = town["near"]
    NoticeFactory(
        hub=near, ends_at=luton(WEDNESDAY + timedelta(days=2), 12), instead_hub=town["far"]
    )
    said = client.get(near.get_absolute_url()).content.decode()
    assert "Closed now. Opens on Friday 12 June 2026 at midday" in said
    assert town["far"].get_absolute_url() in said
    assert said.count("Closed: see the notice above") == 1
    assert said.count("Closed for part of the day") == 2
    assert "Near" not in names(client.get(DIRECTORY + "?open=now"))


def test_a_planned_hub_has_no_hours_and_no_address(client):
    hub = HubFactory(state=HubState.PLANNED)
    said = client.get(hub.get_absolute_url()).content.decode()
    assert "Planned: it isn’t there yet" in said
    assert "It has no address yet." in said
    assert "Opening hours" not in said
    assert names(client.get(f"{DIRECTORY}?open=now")) == []


def test_sessions_held_there_are_on_its_page(client, town):
    venue = town["near"].venue
    shown = SessionFactory(venue=venue, title="Lamps", state=Session.State.PUBLISHED)
    SessionFactory(venue=venue, title="Secret", state=Session.State.DRAFT)
    SessionFactory(title="Elsewhere")
    said = client.get(town["near"].get_absolute_url()).content.decode()
    assert shown.get_absolute_url() in said
    assert "Secret" not in said
    assert "Elsewhere" not in said


# --- Open data ------------------------------------------------------------------------------------


def test_open_data_says_what_the_page_says_and_names_nobody(client, town):
    person = ResidentFactory()
    HubManager.objects.create(hub=town["far"], person=person)
    answer = client.get(f"/api/v1/hubs/{town['far'].slug}/")
    said = answer.json()
    assert (said["is_open"], said["step_free"]) == (True, False)
    assert said["open_until"] == "2026-06-10T16:00:00Z"
    assert [one["what"] for one in said["notices"]] == ["The hall is shut."]
    assert {one["kind"] for one in said["access"]} == {"step-free", "lift"}
    assert person.name not in answer.content.decode()
    assert person.email not in answer.content.decode()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", {"Far", "Near", "Nowhere"}),
        ("?ward=east", {"Near"}),
        ("?area=west", {"Far"}),
        ("?facility=wifi", {"Near"}),
        ("?state=planned", set()),
    ],
)
def test_open_data_is_narrowed(client, town, asked, found):
    said = client.get(f"/api/v1/hubs/{asked}").json()
    assert {one["name"] for one in said["results"]} == found
    assert client.get("/api/v1/hubs/?colour=red").status_code == 400


def test_an_officer_reads_the_hidden_page(client):
    hub = HubFactory(assured_on=date(2020, 1, 1))
    for role, status in ((roles.HUB_OFFICER, 200), (roles.HUB_MANAGER, 404)):
        sign_in_officer(client, officer_of(role))
        assert client.get(hub.get_absolute_url()).status_code == status


def test_bank_holidays_and_other_days_of_the_next_months_are_listed_with_their_hours(client):
    hub = open_hub(on_holidays="closed")
    day = timezone.localdate() + timedelta(days=60)
    services.set_exception(
        hub_id=hub.pk, actor=PORTAL, day=day, spans=[Span(time(9), time(13))], why="Fair"
    )
    page = client.get(hub.get_absolute_url()).content.decode()
    assert "Bank holidays and other days after that" in page
    assert f"{day:%A} {day.day} {day:%B %Y}" in page
    assert "Fair" in page
    assert "9:00am to 1:00pm" in page


def test_a_closure_to_come_is_said_in_the_list_with_the_day_on_which_it_begins(client):
    hub = open_hub()
    starts = luton(timezone.localdate() + timedelta(days=3), 0)
    NoticeFactory(hub=hub, what="Works on the roof", starts_at=starts)
    for address in ("/hubs/", hub.get_absolute_url()):
        page = " ".join(client.get(address).content.decode().split())
        assert "Works on the roof" in page
        assert f"rom {starts:%A} {starts.day} {starts:%B %Y}" in page
