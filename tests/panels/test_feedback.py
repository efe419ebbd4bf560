"""Feedback is a set of questions like any other; what was said before is carried over."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.actors import PORTAL
from panels import links, services
from panels.models import SessionFeedback
from questionnaires.enums import Kind
from questionnaires.models import Question, QuestionSet, Response, SetVersion
from questionnaires.services import (
    load_question_sets,
    new_version,
    publish_version,
    published_version,
    values_of,
)
from tests.factories.panels import RegistrationFactory
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in_officer

pytestmark = pytest.mark.django_db


@pytest.fixture
def address():
    load_question_sets()
    return links.link(RegistrationFactory(), links.FEEDBACK).partition("8000")[2]


def version_now() -> dict:
    """What the page carries beside what is typed."""
    return {"version": published_version("session-feedback").pk}


def test_the_link_asks_and_keeps_once(client, address):
    assert "How was it?" in client.get(address).content.decode()
    wrong = client.post(address, version_now() | {"q-next-step": "x" * 2001})
    assert wrong.content.decode().count("There is a problem") == 1
    assert "x" * 2001 in wrong.content.decode()
    assert not SessionFeedback.objects.exists()
    typed = version_now() | {"q-heard": "well", "q-next-step": "More benches", "q-may-quote": "yes"}
    assert "will read what you wrote" in client.post(address, typed).content.decode()
    assert "already" in client.post(address, typed).content.decode()
    assert values_of(Response.objects.get()) == {
        "heard": "well",
        "next-step": "More benches",
        "may-quote": ["yes"],
    }


def test_a_question_that_an_answer_opens_is_shown_before_anything_is_kept(client, address):
    version = published_version("session-feedback")
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    Question.objects.create(
        section=draft.sections.get(),
        key="why",
        kind=Kind.SHORT_TEXT,
        label="What went wrong?",
        is_required=False,
        order=2,
        show_if_question=draft.questions.get(key="heard"),
        show_if_operator="is",
        show_if_value="not-at-all",
    )
    publish_version(version_id=draft.pk, actor=PORTAL)
    typed = version_now()
    typed |= {"q-heard": "not-at-all", "asked": "heard next-step may-quote"}
    page = client.post(address, typed).content.decode()
    assert "What went wrong?" in page
    assert "There is a problem" not in page
    assert not Response.objects.exists()
    client.post(address, typed | {"asked": "heard why next-step may-quote", "q-why": "Noise"})
    assert values_of(Response.objects.get())["why"] == "Noise"


def test_a_set_that_is_out_of_use_is_said(client, address):
    SetVersion.objects.filter(question_set__key="session-feedback").update(state="retired")
    assert "Try again later" in client.get(address).content.decode()
    assert client.post(address, {"q-heard": "well"}).status_code == 200
    assert not Response.objects.exists()


def test_officers_read_any_number_with_the_same_statements(client):
    load_question_sets()
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    session = RegistrationFactory().session
    counts = []
    for more in (1, 2, 97):
        for person in ResidentFactory.create_batch(more):
            registration = RegistrationFactory(session=session, person=person)
            services.give_feedback(
                registration_id=registration.pk, values={"heard": "well"}, language="en"
            )
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("admin:panels_sessionfeedback_changelist"))
        counts.append(len(queries))
    assert len(set(counts[1:])) == 1


def test_a_page_of_another_version_is_shown_again_with_what_was_typed(client, address):
    old, version = version_now(), published_version("session-feedback")
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    draft.questions.filter(key="may-quote").first().delete()
    publish_version(version_id=draft.pk, actor=PORTAL)
    typed = {"q-heard": "well", "q-next-step": "More benches", "q-may-quote": "yes"}
    page = client.post(address, old | typed).content.decode()
    assert "The questions have changed while you had this page open" in page
    assert "More benches" in page
    assert "There is a problem" not in page
    assert not Response.objects.exists()
    assert "will read what you wrote" in client.post(address, version_now() | typed).text
    assert Response.objects.get().version == draft


def test_results_are_counted_for_a_session_of_which_enough_was_said(client):
    load_question_sets()
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    sessions = [RegistrationFactory().session for _number in range(3)]
    for session, number in zip(sessions, (11, 10, 10), strict=True):
        for _number in range(number):
            registration = RegistrationFactory(session=session)
            services.give_feedback(
                registration_id=registration.pk, values={"heard": "well"}, language="en"
            )
    last = SessionFeedback.objects.filter(registration__session=sessions[2]).first()
    last.response.delete()
    whole = QuestionSet.objects.get(key="session-feedback")
    here = reverse("admin:questionnaires_questionset_results", args=[whole.pk])
    shown = client.get(here, {"part": f"session-{sessions[0].pk}"})
    assert (shown.context["sent"], str(sessions[0]) in shown.text) == ("10", True)
    few = client.get(here, {"part": f"session-{sessions[2].pk}"})
    assert few.context["sent"] == "30"
    assert "Too few answered in that part" in few.text
