"""The feed of Open Referral UK: what it says, how it is asked, and that the standard takes it."""

import json
from datetime import date, time, timedelta
from pathlib import Path
from time import process_time
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from jsonschema import Draft202012Validator

from activities.models import Activity
from hubs.models import Hub
from oruk.keys import KINDS, id_of, key_of
from oruk.points import on_the_earth
from places.points import Point
from tests.factories.activities import ActivityFactory, every_day
from tests.factories.hubs import FactFactory, NoticeFactory, open_hub
from tests.factories.organisations import OrganisationFactory
from tests.factories.places import PostcodeWardFactory, VenueFactory

FEED = "/open-data/oruk/"
SCHEMAS = Path(__file__).parent / "schemas"
MONDAY = "1"
# Of a page, however long and many: the count, the rows, and what belongs to them.
STATEMENTS = 8


def validator(name: str) -> Draft202012Validator:
    """Of a schema of the standard; addresses and ids are looked at too."""
    schema = json.loads((SCHEMAS / f"oruk-{name}.schema.json").read_text())
    return Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER)


SERVICE, LISTED = validator("service"), validator("service-list")


def asked(client, path="services", status=200, **questions) -> dict:
    """What the feed answers."""
    answer = client.get(FEED + path, questions)
    assert answer.status_code == status
    return answer.json()


def names(client, path="services", **questions) -> list[str]:
    """The names of the services that are found."""
    found = asked(client, path, **questions)["contents"]
    return [one.get("name") or one["service"]["name"] for one in found]


@pytest.fixture
def full():
    """An activity of which everything is said."""
    hub = open_hub(
        easting=508_000, northing=221_000, about="Demo", venue=VenueFactory(address="1 Demo Street")
    )
    FactFactory(hub=hub, note="At the side")
    NoticeFactory(hub=hub, kind="partly", what="The café is shut.")
    activity = ActivityFactory(
        title="Advice on bills",
        hub=hub,
        organisation=OrganisationFactory(name="Demo group", website="https://demo.example/"),
        pence=250,
        price_note="or what you can",
        youngest=18,
        oldest=99,
        telephone="01582 000000",
        email="advice@demo.example",
        how_often="weekly",
        weekdays="13",
        begins=time(10),
        ends=time(12),
    )
    activity.languages.create(code="ur")
    activity.access.create(kind="quiet")
    day = timezone.localdate() + timedelta(days=9)
    activity.changed_dates.create(day=day, state="cancelled", why="Election")
    activity.stretches.create(first=day, last=day, why="Works")
    return activity


def errors_of(found: Draft202012Validator, said) -> list[str]:
    """What the standard doesn't take."""
    return [f"{[*error.path]}: {error.message}" for error in found.iter_errors(said)]


def test_the_control_finds_a_bad_address_an_id_that_is_none_and_another_word():
    bad = {"id": "1", "name": "x", "status": "perhaps", "url": "not an address", "email": "x"}
    assert len(errors_of(SERVICE, bad)) == 4


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("key", [1, 5_000, 2**32 - 1])
def test_an_id_leads_back_to_its_key_and_to_no_other_kind(kind, key):
    found = UUID(id_of(kind, key))
    assert (found.version, key_of(kind, found)) == (8, key)
    assert all(key_of(other, found) is None for other in KINDS if other != kind)
    assert key_of(kind, uuid4()) is None


def test_a_point_of_the_national_grid_is_where_it_is():
    """Luton's town hall stands at 51.879, -0.417 within a hundred metres of TL 09150 21300."""
    latitude, longitude = on_the_earth(Point(509_150, 221_300))
    assert (round(latitude, 2), round(longitude, 2)) == (51.88, -0.42)


@pytest.mark.django_db
def test_the_feed_says_which_version_it_is_to_everybody(client):
    answer = client.get(FEED, headers={"origin": "https://elsewhere.example"})
    assert answer.json()["version"] == "HSDS-UK-3.0"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
def test_everything_that_is_known_is_said_and_the_standard_takes_it(client, full):
    said = asked(client, f"services/{id_of('service', full.pk)}")
    assert errors_of(SERVICE, said) == []
    assert said["status"] == "active"
    assert said["fees"] == "£2.50 (or what you can)"
    assert (said["minimum_age"], said["maximum_age"]) == (18, 99)
    assert said["cost_options"][0]["amount"] == 2.5
    schedule = said["schedules"][0]
    assert (schedule["freq"], schedule["byday"], schedule["interval"]) == ("WEEKLY", "MO,WE", 1)
    assert (schedule["opens_at"], schedule["closes_at"]) == ("10:00:00", "12:00:00")
    place = said["service_at_locations"][0]["location"]
    assert place["latitude"] > 51.8
    assert place["accessibility"][0]["details"] == "At the side"
    assert said["organization"]["name"] == "Demo group"
    assert {one["taxonomy_term"]["name"] for one in said["attributes"]} == {
        "Advice",
        "A quiet space",
    }


@pytest.mark.django_db
def test_what_the_format_cannot_say_is_said_in_words(client, full):
    said = asked(client, f"services/{id_of('service', full.pk)}")
    for words in ("The café is shut.", "Election", "Works"):
        assert words in said["alert"]
        assert words in said["schedules"][0]["notes"]
    assert "bank holidays" in said["schedules"][0]["notes"]


@pytest.mark.django_db
def test_nothing_without_a_value_is_said(client):
    activity = every_day(organisation=None, run_by="", pence=None)
    said = asked(client, f"services/{id_of('service', activity.pk)}")

    def values(one):
        for value in one.values() if isinstance(one, dict) else one:
            yield value
            if isinstance(value, dict | list):
                yield from values(value)

    assert not [one for one in values(said) if one in (None, "", [], {})]
    assert errors_of(SERVICE, said) == []


@pytest.mark.django_db
def test_a_closed_hub_closes_what_is_there(client):
    activity = every_day()
    NoticeFactory(hub=activity.hub)
    assert asked(client)["contents"][0]["status"] == "temporarily closed"


@pytest.mark.django_db
def test_only_what_is_public_is_in_it(client):
    shown = every_day(title="Shown")
    hidden = every_day(title="Hidden")
    Activity.objects.filter(pk=hidden.pk).update(state="proposed")
    assert names(client) == ["Shown"]
    for path in ("services", "service_at_locations"):
        kind = {"services": "service", "service_at_locations": "at_location"}[path]
        assert asked(client, f"{path}/{id_of(kind, shown.pk)}")
        asked(client, f"{path}/{id_of(kind, hidden.pk)}", status=404)
        asked(client, f"{path}/{uuid4()}", status=404)


@pytest.mark.django_db
def test_a_group_that_is_not_in_the_directory_is_said_by_its_name_alone(client):
    group = OrganisationFactory(listing="private", website="https://secret.example/")
    group.numbers.create(scheme="GB-CHC", identifier="1164883")
    activity = every_day(organisation=group)
    said = asked(client, f"services/{id_of('service', activity.pk)}")
    assert {*said["organization"]} == {"id", "name", "description"}


@pytest.mark.django_db
def test_each_rule_is_said_as_the_standard_can(client):
    first = date(2026, 6, 9)
    for how, days in (
        ("once", {}),
        ("month-day", {"freq": "MONTHLY", "bymonthday": str(first.day)}),
        ("month-weekday", {"freq": "MONTHLY", "byday": "2TU"}),
        ("month-last", {"freq": "MONTHLY", "byday": "-1TU"}),
    ):
        activity = ActivityFactory(how_often=how, weekdays="", starts_on=first)
        if how == "once":
            # What is over isn't public: this one is to come.
            ahead = timezone.localdate() + timedelta(days=9)
            Activity.objects.filter(pk=activity.pk).update(starts_on=ahead)
        said = asked(client, f"services/{id_of('service', activity.pk)}")["schedules"][0]
        assert days.items() <= said.items()
        assert ("freq" in said) == (how != "once")
        assert errors_of(SERVICE, {"id": id_of("service", 1), "name": "x", "status": "active",
                                   "schedules": [said]}) == []  # fmt: skip


@pytest.mark.django_db
def test_services_are_found_by_the_standards_own_questions(client):
    morning = {"begins": time(9), "ends": time(10)}
    ActivityFactory(title="Chess", kind="meeting", youngest=60, weekdays="1", **morning)
    tea = ActivityFactory(
        title="Tea", kind="food", oldest=11, weekdays="2", begins=time(15), ends=time(17)
    )
    tea.access.create(kind="quiet")
    terms = {
        one["name"]: one["id"] for one in asked(client, "taxonomy_terms", per_page=50)["contents"]
    }
    food = terms["Food and warm spaces"]
    quiet = terms["A quiet space"]
    for questions, found in (
        ({"search": "ches"}, ["Chess"]),
        ({"minimum_age": 50}, ["Chess"]),
        ({"maximum_age": 12}, ["Tea"]),
        ({"start_time": "14:00"}, ["Tea"]),
        ({"end_time": "12:00"}, ["Chess"]),
        ({"day": "MO"}, ["Chess"]),
        ({"day": "Tuesday"}, ["Tea"]),
        ({"day": "2026-12-01"}, ["Tea"]),
        ({"taxonomy_term_id": food}, ["Tea"]),
        ({"taxonomy_term_id": quiet}, ["Tea"]),
        ({"taxonomy_term_id": uuid4()}, []),
        ({"taxonomy_id": id_of("taxonomy", 1)}, ["Chess", "Tea"]),
        ({"taxonomy_id": id_of("taxonomy", 2)}, ["Tea"]),
        ({"unknown": "x"}, ["Chess", "Tea"]),
    ):
        assert names(client, **questions) == found, questions


@pytest.mark.django_db
def test_places_are_found_near_a_postcode(client):
    PostcodeWardFactory(postcode="LU991AB", easting=508_000, northing=221_000)
    for title, metres in (("Near", 900), ("Far", 3_000)):
        every_day(title=title, hub=open_hub(easting=508_000 + metres, northing=221_000))
    near = {"postcode": "lu99 1ab"}
    assert names(client, "service_at_locations", **near) == ["Near"]
    assert names(client, "service_at_locations", **near, proximity=5_000) == ["Near", "Far"]
    wrong = asked(client, "service_at_locations", status=400, postcode="ZZ1 1ZZ")
    assert "postcode" in wrong["fields"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "questions",
    [{"page": 0}, {"page": "x"}, {"per_page": 501}, {"day": "someday"}, {"start_time": "25:00"},
     {"taxonomy_id": "1"}, {"minimum_age": -1}, {"search": "x" * 201}],
)  # fmt: skip
def test_what_cannot_be_answered_is_said(client, questions):
    assert [*asked(client, status=400, **questions)["fields"]] == [*questions]


@pytest.mark.django_db
def test_terms_and_their_lists_are_there(client):
    lists = asked(client, "taxonomies")["contents"]
    assert len(lists) == 2
    assert asked(client, f"taxonomies/{lists[0]['id']}") == lists[0]
    term = asked(client, "taxonomy_terms")["contents"][0]
    assert asked(client, f"taxonomy_terms/{term['id']}") == term
    for path in ("taxonomies", "taxonomy_terms"):
        asked(client, f"{path}/{uuid4()}", status=404)


@pytest.mark.django_db
def test_an_empty_feed_and_a_page_past_the_end_are_pages_too(client):
    empty = asked(client)
    assert (empty["total_items"], empty["total_pages"], empty["empty"]) == (0, 0, True)
    assert (empty["first_page"], empty["last_page"]) == (True, True)
    every_day()
    past = asked(client, page=9)
    assert (past["total_pages"], past["page_number"], past["contents"]) == (1, 9, [])


def many(number: int) -> None:
    """So many activities at ten hubs."""
    hubs = [open_hub(easting=505_000 + n, northing=221_000) for n in range(10)]
    Activity.objects.bulk_create(
        Activity(
            hub=hubs[n % 10],
            slug=f"demo-{n}",
            state="listed",
            title=f"Demo {n}",
            about="Tea.",
            kind="food",
            starts_on=timezone.localdate(),
            begins=time(9),
            ends=time(10),
            how_often="weekly",
            weekdays=MONDAY,
        )
        for n in range(number)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 100, pytest.param(5_000, marks=pytest.mark.soak)])
def test_every_page_and_service_is_taken_at_the_same_number_of_statements(client, number):
    many(number)
    pages = asked(client)["total_pages"]
    taken = set()
    for page in {1, (pages + 1) // 2, pages}:
        with CaptureQueriesContext(connection) as statements:
            said = asked(client, page=page)
        taken.add(len(statements))
        assert said["size"] == len(said["contents"])
        assert [error for one in said["contents"] for error in errors_of(LISTED, one)] == []
    assert taken == {STATEMENTS}
    for activity in Activity.objects.all():
        said = asked(client, f"services/{id_of('service', activity.pk)}")
        assert errors_of(SERVICE, said) == []
    assert Hub.objects.count() == 10


@pytest.mark.django_db
@pytest.mark.soak
def test_the_first_page_of_five_thousand_takes_less_than_fifty_milliseconds(client):
    many(5_000)
    asked(client)
    took = []
    for _ in range(5):
        began = process_time()
        asked(client)
        took.append(process_time() - began)
    assert min(took) < 0.05, took
