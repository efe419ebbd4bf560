"""The public API: what anybody may read, and how it says no."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from places import services
from places.models import Venue, Ward
from tests.factories.fund import OpenRoundFactory
from tests.factories.panels import SessionFactory, TopicFactory
from tests.factories.places import VenueFactory, WardFactory
from tests.factories.taskforce import EvidenceFactory, MeetingFactory, NamedMemberFactory

pytestmark = pytest.mark.django_db

LISTS = {
    "fund-rounds": OpenRoundFactory,
    "sessions": SessionFactory,
    "taskforce-evidence": EvidenceFactory,
    "taskforce-meetings": MeetingFactory,
    "taskforce-members": NamedMemberFactory,
    "topics": TopicFactory,
    "venues": VenueFactory,
    "wards": WardFactory,
}
FILTERED = {
    "sessions": "?ward={0.venue.ward.slug}",
    "taskforce-evidence": "?kind=statistical",
    "taskforce-meetings": "?kind=meeting",
    "taskforce-members": "?sector=residents",
    "topics": "?theme={0.theme.slug}",
    "venues": "?ward={0.ward.slug}",
    "wards": "?area=central",
}


def slugs(client, address: str) -> list[str]:
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 200, response.content
    return [thing["slug"] for thing in response.json()["results"]]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_takes_as_many_queries_for_100_rows_as_for_one(client, name):
    counts = {}
    made = []
    for rows in (1, 3, 100):
        made += LISTS[name].create_batch(rows - len(made))
        for filters in {"", FILTERED.get(name, "").format(made[0])}:
            with CaptureQueriesContext(connection) as queries:
                response = client.get(f"/api/v1/{name}/{filters or '?page_size=100'}")
            assert response.status_code == 200
            assert filters or len(response.json()["results"]) == rows
            counts.setdefault(bool(filters), set()).add(len(queries))
    assert all(len(seen) == 1 and max(seen) <= 4 for seen in counts.values()), counts


@pytest.mark.parametrize("name", LISTS)
def test_one_thing_is_read_by_its_slug(client, name):
    thing = LISTS[name]()
    assert client.get(f"/api/v1/{name}/{thing.slug}/").json()["slug"] == thing.slug
    assert slugs(client, f"{name}/") == [thing.slug]


def test_a_ward_has_its_figures(client):
    services.load_wards()
    assert client.get("/api/v1/wards/biscot/").json() == {
        "slug": "biscot",
        "code": "E05014737",
        "name": "Biscot",
        "area": "central",
        "population": 10915,
        "asian": 8014,
        "black": 537,
        "mixed": 279,
        "other": 372,
        "white": 1713,
        "disabled": 1357,
        "mean_deprivation_decile": 1.8,
        "deprived_lsoas": 4,
        "lsoas": 5,
    }


def test_a_venue_says_null_where_nobody_knows(client):
    venue = VenueFactory(step_free=True, parking=False)
    answer = client.get(f"/api/v1/venues/{venue.slug}/").json()
    assert answer["ward"] == venue.ward.slug
    assert answer["area"] == venue.ward.area
    assert (answer["step_free"], answer["parking"], answer["prayer_room"]) == (True, False, None)
    VenueFactory(slug="nowhere", ward=None)
    nowhere = client.get("/api/v1/venues/nowhere/").json()
    assert (nowhere["ward"], nowhere["area"]) == (None, None)


def test_wards_and_venues_by_place_and_access(client):
    services.load_wards()
    north = slugs(client, "wards/?area=north")
    assert north == ["barnfield", "bramingham", "northwell", "sundon-park"]
    here = VenueFactory(ward=Ward.objects.get(slug="barnfield"), hearing_loop=True)
    there = VenueFactory(ward=Ward.objects.get(slug="dallow"), hearing_loop=False)
    VenueFactory(ward=None)
    assert slugs(client, "venues/?ward=barnfield") == [here.slug]
    assert slugs(client, "venues/?area=central") == [there.slug]
    assert slugs(client, "venues/?hearing_loop=true") == [here.slug]
    assert slugs(client, "venues/?hearing_loop=false") == [there.slug]
    assert len(slugs(client, "venues/?hearing_loop=")) == 3


def test_lists_have_an_order_that_stays(client):
    for name in ("b", "c", "a"):
        VenueFactory(name=name, slug=name)
    assert slugs(client, "venues/") == ["a", "b", "c"]
    pages = [slugs(client, f"venues/?page_size=1&page={page}") for page in (1, 2, 3)]
    assert pages == [["a"], ["b"], ["c"]]


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("wards/?area=nowhere", "area"),
        ("venues/?ward=nowhere", "ward"),
        ("venues/?step_free=maybe", "step_free"),
        ("venues/?wrad=dallow", "wrad"),
        ("sessions/?ward=nowhere", "ward"),
        ("sessions/?starts_after=soon", "starts_after"),
        ("sessions/?state=draft", "state"),
        ("topics/?colour=red", "colour"),
    ],
)
def test_a_filter_that_cannot_be_used_is_refused_by_name(client, address, field):
    response = client.get(f"/api/v1/{address}")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/json"
    assert list(response.json()) == [field]
    assert response.json()[field][0]


@pytest.mark.parametrize("address", ["wards/?area=%00", "sessions/?topic=%00%E2%80%8B"])
def test_a_filter_of_nothing_that_can_be_seen_asks_for_nothing(client, address):
    assert client.get(f"/api/v1/{address}").status_code == 200


def test_an_unknown_filter_is_told_which_there_are(client):
    message = client.get("/api/v1/wards/?aera=north").json()["aera"][0]
    assert "area, format, page, page_size" in message


@pytest.mark.parametrize(
    "address",
    [
        "v1/wards/?page=2",
        "v1/wards/?page=0",
        "v1/wards/?page=x",
        f"v1/wards/?page={'9' * 30}",
        "v1/wards/nowhere/",
        "v1/wards/%00/",
        "v1/sessions/%00/",
        "v1/people/",
        "v2/wards/",
        "nothing",
        "",
        f"v1/wards/{'x' * 10_000}/",
    ],
)
def test_what_is_not_there_gets_404_in_json(client, address):
    response = client.get(f"/api/{address}")
    assert response.status_code == 404
    assert response["Content-Type"] == "application/json"
    assert response.json()["detail"]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-12:00"])
@pytest.mark.parametrize("name", ["starts_after", "starts_before"])
def test_a_moment_at_the_end_of_time_breaks_nothing(client, name, moment):
    response = client.get(f"/api/v1/sessions/?{name}={moment}")
    assert response.status_code == 400
    assert response.json() == {name: ["This is too far from today."]}


def test_sessions_between_two_moments(client):
    session = SessionFactory(starts_at=datetime(2027, 7, 1, 17, tzinfo=UTC))
    found = "sessions/?starts_after={}&starts_before={}"
    assert slugs(client, found.format("2027-07-01T18:00:00%2B01:00", "2027-07-01T17:00:01Z")) == [
        session.slug
    ]
    assert slugs(client, found.format("2027-07-01T17:00:01Z", "2028-01-01T00:00:00Z")) == []
    assert slugs(client, found.format("2027-01-01T00:00:00Z", "2027-07-01T17:00:00Z")) == []


def test_the_root_names_the_lists(client):
    lists = client.get("/api/v1/").json()
    # Awards are tried in tests/publishing: they are read by their reference. Hubs are tried in
    # tests/hubs: whether they are open takes more statements.
    assert set(lists) == {*LISTS, "fund-awards", "hubs"}
    assert {client.get(address).status_code for address in lists.values()} == {200}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_it_is_read_only(client, method):
    ward = WardFactory()
    for address in ("/api/v1/wards/", f"/api/v1/wards/{ward.slug}/"):
        response = getattr(client, method)(address)
        assert response.status_code == 405
        assert response.json()["detail"]
    assert Ward.objects.filter(pk=ward.pk).exists()


@pytest.mark.parametrize("headers", [{}, {"accept-encoding": "gzip"}])
def test_an_unchanged_answer_is_not_sent_again(client, headers):
    VenueFactory.create_batch(5)
    tag = client.get("/api/v1/venues/", headers=headers)["ETag"]
    again = client.get("/api/v1/venues/", headers={**headers, "if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    Venue.objects.update(parking=True)
    changed = client.get("/api/v1/venues/", headers={**headers, "if-none-match": tag})
    assert changed.status_code == 200
    assert changed["ETag"] != tag


def test_any_site_may_read_it_but_without_credentials(client):
    response = client.get("/api/v1/wards/", headers={"origin": "https://elsewhere.example"})
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in response
    assert not response.cookies
    asked = client.options(
        "/api/v1/wards/",
        headers={
            "origin": "https://elsewhere.example",
            "access-control-request-method": "DELETE",
        },
    )
    assert asked["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


def test_no_page_outside_the_api_may_be_read_by_another_site(client):
    response = client.get("/privacy/", headers={"origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response


def test_times_are_utc_in_summer_too(client):
    session = SessionFactory(
        starts_at="2027-07-01T17:00:00Z",
        ends_at="2027-07-01T19:00:00Z",
        registration_opens_at="2027-05-01T08:00:00Z",
        registration_closes_at="2027-07-01T16:00:00Z",
    )
    answer = client.get(f"/api/v1/sessions/{session.slug}/").json()
    assert answer["starts_at"] == "2027-07-01T17:00:00Z"
    assert answer["registration_closes_at"] == "2027-07-01T16:00:00Z"


def test_a_draft_is_nobodys_business(client):
    session = SessionFactory(state="draft")
    assert client.get(f"/api/v1/sessions/{session.slug}/").status_code == 404
    assert slugs(client, "sessions/") == []


def test_titles_come_in_the_language_asked_for(client):
    topic = TopicFactory(title_en="Parks", title_ur="پارک")
    answer = client.get(f"/api/v1/topics/{topic.slug}/", headers={"accept-language": "ur"})
    assert answer.json()["title"] == "پارک"
    assert "Accept-Language" in answer["Vary"]
