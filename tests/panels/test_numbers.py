"""The year in numbers: what the council promised to count."""

import csv
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panels.services.numbers import year_in_numbers
from people import roles
from tests.factories.panels import RegistrationFactory, SessionFactory, TopicFactory
from tests.factories.people import ResidentFactory, officer_of, sign_in_officer
from tests.factories.places import VenueFactory, WardFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("admin:panels_session_numbers")


def held(month, day=10, **fields):
    return SessionFactory(
        state="held", starts_at=datetime(2025, month, day, 18, tzinfo=UTC), **fields
    )


def came(session, *people, attendance="attended"):
    for person in people:
        RegistrationFactory(session=session, person=person, attendance=attendance)


def test_who_came_is_counted_by_month_topic_and_place_first_time_and_again():
    lamps, ward = TopicFactory(title="Lamps"), WardFactory(name="Demo ward")
    may = held(5, topic=lamps, venue=VenueFactory(ward=ward), walked_in=2)
    june = held(6, topic=lamps)
    one, two, three = (ResidentFactory() for _ in range(3))
    came(may, one, two)
    came(june, one, three)
    came(june, ResidentFactory(), attendance="absent")
    SessionFactory(state="published", starts_at=datetime(2025, 7, 1, 18, tzinfo=UTC))
    year = year_in_numbers(2025)
    assert (year.all.sessions, year.all.registered, year.all.came) == (2, 5, 6)
    assert (year.all.first, year.all.again, year.all.unknown) == (3, 1, 2)
    assert year.topics["Lamps"].came == 6
    assert year.places["Demo ward"].walked_in == 2
    assert [name for name, numbers in year.months.items() if numbers.came] == ["May", "June"]
    assert len(year.months) == 12


def test_somebody_who_came_the_year_before_comes_again():
    person = ResidentFactory()
    came(SessionFactory(state="held", starts_at=datetime(2024, 3, 1, 18, tzinfo=UTC)), person)
    came(held(1), person)
    assert (year_in_numbers(2025).all.first, year_in_numbers(2025).all.again) == (0, 1)
    assert year_in_numbers(2024).all.first == 1


def test_the_year_is_lutons_own_and_small_numbers_of_a_ward_are_hidden():
    ward = WardFactory(name="Demo ward")
    # Half past midnight on the first of July of summer time is still June in UTC.
    session = SessionFactory(state="held", starts_at=datetime(2025, 6, 30, 23, 30, tzinfo=UTC))
    came(session, *(ResidentFactory(ward=ward) for _ in range(3)))
    year = year_in_numbers(2025)
    assert year.months["July"].came == 3
    assert year.wards == [("Demo ward", "fewer than 5")]


def test_it_costs_the_same_for_any_number_of_sessions():
    counts = []
    for more in (1, 2, 20):
        for _turn in range(more):
            came(held(4), ResidentFactory())
        with CaptureQueriesContext(connection) as queries:
            year_in_numbers(2025)
        counts.append(len(queries))
    assert counts == [3, 3, 3]


def test_whoever_may_only_look_reads_them_and_takes_the_file(client):
    ward = WardFactory(name="Demo ward")
    came(held(5, walked_in=2), ResidentFactory(name="Demo Wren", ward=ward))
    came(held(6), ResidentFactory())
    sign_in_officer(client, officer_of(roles.READ_ONLY))
    page = client.get(PAGE, {"year": "2025"}).content.decode()
    assert "Demo Wren" not in page
    assert "By month" in page
    assert "they are in neither of the two numbers" in page
    file = client.get(PAGE, {"year": "2025", "kind": "csv"})
    rows = list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"))))
    totals = ["2", "2", "2", "2", "4", "2", "0", "2"]
    assert rows[1] == ["Whole year, in total", "2025", *totals, ""]
    assert ["Ward in which they live", "Demo ward", *[""] * 8, "fewer than 5"] in rows
    assert ["Ward in which they live", "Ward not known", *[""] * 8, "fewer than 5"] in rows
    assert len({len(row) for row in rows}) == 1


@pytest.mark.parametrize("year", ["", "x", "99999", "-1", "2025'"])
def test_a_year_that_is_none_shows_this_one(client, year):
    sign_in_officer(client, officer_of(roles.PANELS_OFFICER))
    assert client.get(PAGE, {"year": year}).status_code == 200


def test_who_sees_no_sessions_sees_no_numbers(client):
    sign_in_officer(client, officer_of(roles.SELECTION_PANEL))
    assert client.get(PAGE).status_code == 403
