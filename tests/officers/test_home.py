"""The officers' home: what is on, what waits, what comes, the year; and the one search."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from panels import services
from people import roles
from tests.factories.messaging import OutboxMessageFactory
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import ResidentFactory, officer_of, sign_in_officer
from tests.factories.recruitment import make_recruitment
from tests.factories.taskforce import ExpenseFactory, MeetingFactory, MemberFactory
from tests.factories.times import later_today

pytestmark = pytest.mark.django_db

HOME, SEARCH = reverse("admin:index"), reverse("admin:search")


def home(client, role):
    """The home as an officer with this role sees it, and the officer."""
    officer = officer_of(role)
    sign_in_officer(client, officer)
    return client.get(HOME), officer


def said(waits) -> dict[str, int]:
    return {str(one.words): one.number for one in waits}


def found(client, words: str) -> dict[str, list[str]]:
    """What a search finds: the words of each thing, by kind."""
    page = client.get(SEARCH, {"q": words})
    return {kind: [one.words for one in things] for kind, things in page.context["found"]}


def over(**fields):
    return SessionFactory(starts_at=timezone.now() - timedelta(hours=3), **fields)


def test_what_waits_is_said_with_its_number_and_since_when_and_goes_once_it_is_done(client):
    session = over()
    over(state="held")
    page, officer = home(client, roles.PANELS_OFFICER)
    waits = said(page.context["waits"])
    mark = "sessions that are over: say who came, and mark them as held"
    report = "sessions to report on: people were promised to hear what came of it"
    assert (waits[mark], waits[report]) == (1, 1)
    for one in page.context["waits"]:
        assert client.get(one.url).status_code == 200, one
        assert one.oldest or one.due
    services.hold_session(session_id=session.pk, actor=officer)
    waits = said(client.get(HOME).context["waits"])
    assert mark not in waits
    assert waits[report] == 2


def test_today_leads_to_attendance_and_sheet_and_the_coming_days_follow(client):
    today = SessionFactory(starts_at=later_today(), title="Today’s session")
    SessionFactory(starts_at=timezone.now() + timedelta(days=5), title="Next week’s session")
    SessionFactory(starts_at=timezone.now() + timedelta(days=30), title="Far away")
    page, _officer = home(client, roles.PANELS_OFFICER)
    [now] = page.context["today"]
    assert now.words == "Today’s session"
    assert [href for _words, href in now.links] == [
        reverse(f"admin:panels_session_{name}", args=[today.pk]) for name in ("attendance", "sheet")
    ]
    assert [one.words for one in page.context["coming"]] == ["Next week’s session"]


def test_what_is_over_is_reached_from_the_home_until_it_is_finished(client):
    for number in range(7):
        SessionFactory(starts_at=timezone.now() - timedelta(days=30 + number), state="held")
    old = over(title="Marked yet", state="reported")
    unmarked = over(title="Not marked yet")
    SessionFactory(starts_at=timezone.now() - timedelta(days=2), state="draft", title="A draft")
    held = SessionFactory(starts_at=timezone.now() - timedelta(days=3), state="held")
    page, _officer = home(client, roles.PANELS_OFFICER)
    past = page.context["past"]
    assert len(past) == 5
    assert [one.words for one in past[:2]] == ["Not marked yet", held.title]
    assert old.title not in [one.words for one in past]
    assert [href for _words, href in past[0].links] == [
        reverse(f"admin:panels_session_{name}", args=[unmarked.pk])
        for name in ("attendance", "hold")
    ]
    assert past[1].links[1][1] == reverse("admin:panels_session_report", args=[held.pk])
    for one in past[:2]:
        for _words, href in one.links:
            assert client.get(href).status_code == 200
    assert "Over, and to finish" in page.content.decode()


def test_todays_session_stays_on_the_home_once_it_was_held(client):
    SessionFactory(starts_at=later_today(), title="Was held", state="held")
    page, _officer = home(client, roles.PANELS_OFFICER)
    assert [one.words for one in page.context["today"]] == ["Was held"]


def test_failed_emails_and_letters_stand_first(client):
    session = SessionFactory()
    for state in ("failed", "letter", "letter", "sent"):
        OutboxMessageFactory(state=state, about=session.filed_under)
    OutboxMessageFactory(state="failed", about="round:1")
    page, _officer = home(client, roles.PANELS_OFFICER)
    assert said(page.context["urgent"]) == {
        "emails that could not be delivered": 1,
        "letters to post": 2,
    }


def test_each_role_sees_what_is_theirs(client):
    over()
    ExpenseFactory()
    MeetingFactory(starts_at=timezone.now() + timedelta(days=2))
    page, _officer = home(client, roles.RECRUITMENT_OFFICER)
    words = said(page.context["waits"])
    assert not [one for one in words if "sessions" in one]
    assert "expense claims to decide on" in words
    for role in (roles.READ_ONLY, roles.SELECTION_PANEL):
        page, _officer = home(client, role)
        shown = [page.context[name] for name in ("urgent", "waits", "today", "coming")]
        assert shown == [[], [], [], []], role
    page, _officer = home(client, roles.READ_ONLY)
    assert page.context["figures"]


def test_the_year_is_in_numbers(client):
    session = over(state="held", walked_in=4)
    RegistrationFactory(session=session, attendance="attended")
    RegistrationFactory(session=session, attendance="absent")
    page, _officer = home(client, roles.READ_ONLY)
    figures = said(page.context["figures"])
    assert figures["panel sessions held"] == 1
    assert figures["times that somebody came to one"] == 5


@pytest.mark.parametrize("role", [roles.PANELS_OFFICER, roles.RECRUITMENT_OFFICER])
def test_the_home_costs_the_same_whatever_there_is(client, role):
    _page, _officer = home(client, role)
    costs = []
    for more in (1, 2, 20):
        for _turn in range(more):
            over()
            SessionFactory(starts_at=later_today())
            OutboxMessageFactory(state="failed")
            ExpenseFactory()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(HOME).status_code == 200
        costs.append(len(queries))
    assert len(set(costs)) == 1, costs


def test_the_ways_are_by_what_they_are_for(client):
    page, _officer = home(client, roles.PANELS_OFFICER)
    areas = {area["app_label"]: area for area in page.context["app_list"]}
    assert [*areas][:3] == ["sessions", "people", "messages"]
    assert str(areas["sessions"]["models"][0]["name"]) == "Sessions"
    for area in page.context["app_list"]:
        for model in area["models"]:
            assert client.get(model["admin_url"]).status_code == 200, model["name"]


# --- The search ---------------------------------------------------------------------------------


def test_a_person_is_found_by_name_address_and_postcode_and_that_is_recorded(client):
    person = ResidentFactory(name="José O’Brien", email="jose@demo.example", postcode="LU1 2BQ")
    _page, officer = home(client, roles.PANELS_OFFICER)
    for words in ("jose", "O'Brien", "JOSE@demo.example", "lu12bq"):
        assert found(client, words)["People"] == [person.name], words
    read = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, actor=officer)
    assert [entry.additional_data["what"] for entry in read] == ["search"] * 4


def test_a_registration_is_found_by_its_reference_and_a_session_by_its_title(client):
    registration = RegistrationFactory(session__title="Streets at night")
    home(client, roles.PANELS_OFFICER)
    assert found(client, registration.reference.lower()) == {"Registrations": [registration.called]}
    assert found(client, "streets")["Sessions"] == ["Streets at night"]


def test_an_officer_finds_what_they_may_read_and_nothing_else(client):
    member = MemberFactory(person=ResidentFactory(name="Demo Wren"))
    make_recruitment(member.person)
    RegistrationFactory(person=member.person)
    home(client, roles.PANELS_OFFICER)
    assert found(client, "Demo Wren").keys() == {"People", "Registrations"}
    home(client, roles.RECRUITMENT_OFFICER)
    assert {"People", "Members of the Taskforce", "Applications"} <= found(
        client, "Demo Wren"
    ).keys()
    for role in (roles.READ_ONLY, roles.SELECTION_PANEL):
        home(client, role)
        assert found(client, "Demo Wren") == {}


@pytest.mark.parametrize("words", ["", "a", "%", "no\0thing", "'; --", "x" * 500, "@", "ا"])
def test_whatever_is_looked_for_is_answered(client, words):
    home(client, roles.PANELS_OFFICER)
    assert client.get(SEARCH, {"q": words}).status_code == 200


def test_without_words_there_is_the_question(client):
    home(client, roles.PANELS_OFFICER)
    page = client.get(SEARCH)
    assert page.context["found"] == []
    assert "Nothing was found" not in page.content.decode()
    assert OutboxMessage.objects.count() == 0
