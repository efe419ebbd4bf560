"""The report is written beside what people said, saved as a draft, seen, and then published."""

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from panels import services
from panels.models import Registration, Session
from questionnaires.services import load_question_sets
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.times import evening
from tests.officers.pages import made_from, seen
from tests.panels.officers import (
    asked,
    officer_who_may,
    panels_officer,
    session_page,
    session_tab,
    shown,
    words,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    load_question_sets()
    return SessionFactory(state="held", starts_at=evening(-3))


def said(session, number: int, **values):
    """So many people who came say the same."""
    for _ in range(number):
        one = RegistrationFactory(session=session)
        Registration.objects.filter(pk=one.pk).update(attendance="attended")
        services.give_feedback(
            registration_id=one.pk, values={"heard": "well"} | values, language="en"
        )


def draft(client, session, **typed):
    address = session_tab(session, "report")
    return client.post(address, shown(client.get(address)) | typed)


def test_the_officer_reads_rounded_counts_and_the_words_while_writing(client, session):
    officer = panels_officer(client)
    said(session, 7, **{"next-step": "Light the path.", "may-quote": ["yes"]})
    said(session, 2, heard="not-much", **{"next-step": "Ask the school."})
    page = client.get(session_tab(session, "report"))
    found = page.context["said"]
    assert found.given == "10"
    [(question, counts)] = found.counts
    assert question == "How well were you heard?"
    assert dict(counts)["Well"] == "5"
    assert dict(counts)["Not much"] == "fewer than 5"
    assert {*found.comments} == {("Ask the school.", False), ("Light the path.", True)}
    assert "outcome_draft_en" in page.context["adminform"].form.fields
    entry = LogEntry.objects.filter(action=LogEntry.Action.ACCESS).latest("pk")
    assert (entry.actor, entry.additional_data) == (officer, {"what": "feedback", "rows": 9})


def test_who_may_not_read_feedback_sees_the_numbers_alone(client, session):
    officer_who_may(client, "view_session", "change_session")
    said(session, 1, **{"next-step": "Light the path."})
    page = client.get(session_tab(session, "report"))
    assert page.context["said"] is None
    assert "Light the path." not in words(page)
    assert "Attended" in words(page)


def test_the_tab_costs_the_same_with_any_number_of_answers(client, session):
    panels_officer(client)
    counts = []
    for more in (1, 5):
        said(session, more, **{"next-step": "Light."})
        with CaptureQueriesContext(connection) as queries:
            client.get(session_tab(session, "report"))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_draft_is_nobody_elses_to_read(client, session):
    panels_officer(client)
    assert draft(client, session, outcome_draft_en="Secret plan.").status_code == 302
    session.refresh_from_db()
    assert (session.outcome_draft_en, session.outcome) == ("Secret plan.", "")
    client.logout()
    for address in (
        session.get_absolute_url(),
        reverse("panels:results"),
        f"/api/v1/sessions/{session.slug}/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert "Secret plan." not in answer.content.decode()


def test_the_draft_is_seen_as_it_will_be_and_then_published(client, session):
    panels_officer(client)
    said(session, 1)
    draft(client, session, outcome_draft_en="More light.\n\nAsked again in May.")
    address = session_page(session, "report")
    page = client.get(address)
    assert page.context["form"]["outcome_en"].value() == "More light.\n\nAsked again in May."
    assert "As residents read it (English)" in words(page)
    assert "<p>More light.</p>" in words(page)
    assert "attended: fewer than 5" in words(page)
    typed = made_from(page) | {"outcome_en": "More light.\n\nAsked again in May.", "outcome_ur": ""}
    ask = client.post(address, typed)
    assert asked(ask).people == 1
    assert Session.objects.get(pk=session.pk).state == "held"
    assert client.post(address, typed | seen(ask)).status_code == 302
    session.refresh_from_db()
    assert (session.state, session.outcome_draft_en) == ("reported", "")
    assert session.outcome_en.startswith("More light.")
    assert "outcome_en" in shown(client.get(session_tab(session, "report")))


def test_a_draft_saved_meanwhile_is_not_published_over(client, session):
    panels_officer(client)
    draft(client, session, outcome_draft_en="First.")
    old = made_from(client.get(session_page(session, "report")))
    draft(client, session, outcome_draft_en="Second.")
    page = client.post(session_page(session, "report"), old | {"outcome_en": "First."})
    assert page.status_code == 200
    assert "Somebody else saved this while you had it open" in words(page)
    assert Session.objects.get(pk=session.pk).state == "held"
