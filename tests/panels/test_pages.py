"""The public pages: filters, numbers, feeds, and how many statements they take."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from panels.models import AccessProvision, Session
from panels.services import register
from tests.factories.panels import SessionFactory, TopicFactory
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.places import VenueFactory, WardFactory
from tests.panels.officers import panels_officer

pytestmark = pytest.mark.django_db

PROGRAMME = "/panels/"


def titles(client, **query) -> set[str]:
    page = client.get(PROGRAMME, query)
    assert page.status_code == 200
    return {session.title for session in page.context["page"]}


@pytest.fixture
def three(db):
    """Three sessions that differ in all one can filter by."""
    cache.clear()
    now = timezone.now()
    north = VenueFactory(ward=WardFactory(name="Northfield", slug="northfield", area="north"))
    south = VenueFactory(ward=WardFactory(name="Southfield", slug="southfield", area="south"))
    bsl = AccessProvision.objects.create(slug="bsl", title="BSL interpreter")
    a = SessionFactory(title="A", venue=north, topic=TopicFactory(slug="clean-air"))
    a.provisions.add(bsl)
    SessionFactory(title="B", venue=south, starts_at=now + timedelta(days=60))
    SessionFactory(title="C", venue=None, online_link="https://meet.demo.example/c")
    SessionFactory(title="Draft", state="draft")
    SessionFactory(title="Past", state="held", starts_at=now - timedelta(days=3))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({}, {"A", "B", "C"}),
        ({"topic": "clean-air"}, {"A"}),
        ({"ward": "northfield"}, {"A"}),
        ({"area": "south"}, {"B"}),
        ({"how": "online"}, {"C"}),
        ({"how": "in-person"}, {"A", "B"}),
        ({"provision": "bsl"}, {"A"}),
        ({"ward": "northfield", "how": "online"}, set()),
    ],
)
def test_filters(client, three, query, expected):
    assert titles(client, **query) == expected


def test_dates_narrow_the_programme(client, three):
    day = timezone.localdate() + timedelta(days=50)
    typed = {"_0": day.day, "_1": day.month, "_2": day.year}
    assert titles(client, **{f"after{k}": v for k, v in typed.items()}) == {"B"}
    assert titles(client, **{f"before{k}": v for k, v in typed.items()}) == {"A", "C"}


@pytest.mark.parametrize(
    "query",
    [{"ward": "nowhere"}, {"after_0": "99", "after_1": "x"}, {"topic": "a\x00"}, {"page": "zzz"}],
)
def test_unusable_filters_are_said_and_never_a_fault(client, three, query):
    page = client.get(PROGRAMME, query)
    assert page.status_code == 200
    if "page" not in query:
        assert "There is a problem" in page.content.decode()


@pytest.mark.parametrize("url", ["/", PROGRAMME, "/panels/results/", "/panels/feed.ics"])
def test_public_pages_take_the_same_few_statements_whatever_their_length(
    client, django_assert_max_num_queries, url
):
    cache.clear()
    held = {"state": "held", "starts_at": timezone.now() - timedelta(days=3)}
    provision = AccessProvision.objects.create(slug="bsl", title="BSL interpreter")
    counts = []
    for more in (1, 2, 97):
        for session in (
            *SessionFactory.create_batch(more),
            *SessionFactory.create_batch(more, **held),
        ):
            session.provisions.add(provision)
        client.get(url)
        with django_assert_max_num_queries(6 if url == "/" else 4) as captured:
            assert client.get(url).status_code == 200
        counts.append(len(captured))
    assert len(set(counts)) == 1


def test_the_session_page_takes_few_statements(client, django_assert_max_num_queries):
    session = SessionFactory()
    client.get(session.get_absolute_url())
    with django_assert_max_num_queries(4):
        client.get(session.get_absolute_url())


def test_my_page_takes_the_same_statements_with_one_and_with_many(client):
    person = ResidentFactory()
    sign_in(client, person, "code")
    counts = []
    for more in (1, 2, 30):
        for _ in range(more):
            session = SessionFactory(capacity=1)
            first = ResidentFactory()
            register(session_id=session.pk, person=first, actor=first)
            register(session_id=session.pk, person=person, actor=person)
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/my/").content.decode()
        counts.append(len(captured))
    assert page.count("number 1 in line") == 33
    assert len(set(counts)) == 1


def test_the_calendar_feed_is_a_calendar_with_the_whole_time_zone(client, three):
    calendar = Calendar.from_ical(client.get(reverse("panels:calendar")).content)
    events = calendar.walk("VEVENT")
    assert {str(event["summary"]) for event in events} == {"A", "B", "C"}
    assert all(event["dtstart"].params["TZID"] == "Europe/London" for event in events)
    assert [str(zone["tzid"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/London"]


def test_a_cancelled_session_stays_in_the_calendar_as_cancelled(client):
    session = SessionFactory(state="cancelled", version=3)
    calendar = Calendar.from_ical(
        client.get(reverse("panels:session_calendar", args=[session.slug])).content
    )
    (event,) = calendar.walk("VEVENT")
    assert (str(event["status"]), int(event["sequence"])) == ("CANCELLED", 3)


def test_rss(client, three):
    feed = client.get(reverse("panels:rss")).content.decode()
    assert feed.count("<item>") == 3
    assert "Draft" not in feed


def test_a_hostile_title_stays_words(client):
    session = SessionFactory(title="</script><script>alert(1)</script>&")
    page = client.get(session.get_absolute_url()).content.decode()
    assert "<script>alert" not in page
    data = json.loads(re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL).group(1))
    assert data["name"] == session.title
    assert data["@type"] == "Event"


def test_published_numbers_are_rounded_and_small_ones_hidden(client):
    session = SessionFactory(
        state="held", starts_at=timezone.now() - timedelta(days=1), walked_in=13, outcome=""
    )
    Session.objects.filter(pk=session.pk).update(taken=0)
    for url in (session.get_absolute_url(), "/panels/results/"):
        cells = re.findall(
            r'<td class="govuk-table__cell"[^>]*>([^<]+)</td>', client.get(url).content.decode()
        )
        assert cells == ["0", "0", "15", "0"]
    session.registrations.create(person=ResidentFactory(), state="confirmed", attendance="attended")
    assert "fewer than 5" in client.get(session.get_absolute_url()).content.decode()


def test_the_language_of_the_page_is_urdu_right_to_left(client):
    client.cookies["django_language"] = "ur"
    page = client.get(PROGRAMME).content.decode()
    assert re.search(r'<html lang="ur"\s+dir="rtl"', page)


def test_a_preview_of_a_draft_says_that_it_is_one(client):
    panels_officer(client)
    said = "This is a draft. Only officers see this page"
    for state, is_draft in (("draft", True), ("published", False)):
        page = client.get(SessionFactory(state=state).get_absolute_url()).content.decode()
        assert (said in page) == is_draft


def test_what_officers_wrote_in_english_alone_is_marked_so_for_others(client):
    session = SessionFactory(state="reported", outcome_en="More lights.", title_ur="عنوان")
    client.cookies["django_language"] = "ur"
    page = client.get(session.get_absolute_url()).content.decode()
    assert '<div lang="en" dir="ltr"><p>More lights.</p></div>' in page
    assert "عنوان" in page


def test_registration_closing_at_midnight_is_said_as_the_day_that_ends(client):
    closes = datetime(2027, 3, 1, tzinfo=UTC)
    session = SessionFactory(
        starts_at=closes + timedelta(days=1),
        registration_opens_at=timezone.now(),
        registration_closes_at=closes,
    )
    page = client.get(session.get_absolute_url()).content.decode()
    assert "Registration closes at the end of Sunday 28 February 2027." in page


def test_who_withdraws_reads_who_gets_the_place(client):
    session, person = SessionFactory(capacity=2), ResidentFactory()
    sign_in(client, person, "code")
    place = register(session_id=session.pk, person=person, actor=person)
    page = reverse("panels:withdraw", args=[place.reference])
    assert "becomes free for somebody else" in client.get(page).content.decode()
    other = ResidentFactory()
    register(session_id=session.pk, person=other, actor=other)
    assert "goes to the first in line" in client.get(page).content.decode()
