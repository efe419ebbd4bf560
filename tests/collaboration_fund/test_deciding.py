"""Deciding on applications: what is asked first, of one and of many."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Application
from collaboration_fund.moments import closes
from tests.factories.fund import fund_officer, moved, together
from tests.factories.people import sign_in_officer
from tests.officers.pages import send
from tests.recruitment.officers import confirm, marks, words

pytestmark = pytest.mark.django_db
LIST = reverse("admin:collaboration_fund_application_changelist")


@pytest.fixture
def officer(client):
    officer = fund_officer()
    sign_in_officer(client, officer)
    return officer


def sent():
    made = together()
    made.sent()
    return made


def decide(client, made, **typed):
    address = reverse("admin:collaboration_fund_application_decide", args=[made.application.pk])
    return send(client, address, typed)


def state_of(made) -> str:
    return Application.objects.get(pk=made.application.pk).state


def test_who_decides_while_it_can_be_changed_is_asked_first(client, officer):
    made = sent()
    stage = made.application.entry.stage
    page = decide(client, made, decision="ineligible", feedback="Not in Luton.")
    assert page.context["question"].doubts == (
        f"The round “{stage.round}” is still open until {closes(stage.closes_at)}.",
    )
    moved(stage, closes_at=timezone.now())
    until = timezone.now() + timedelta(days=2)
    services.reopen_questions(
        application_id=made.application.pk,
        keys=["new"],
        until=until,
        reason="Demo: we can't read it.",
        actor=officer,
    )
    page = decide(client, made, decision="ineligible", feedback="Not in Luton.")
    assert page.context["question"].doubts == (
        f"Questions of {made.application} are open until {closes(until)}.",
    )
    assert state_of(made) == "sent"


def test_a_no_for_many_without_a_reason_is_one_error_at_its_field(client, officer):
    both = [sent(), sent()]
    typed = {
        "action": "decide",
        "_selected_action": [made.application.pk for made in both],
        "decision": "ineligible",
    }
    page = client.post(
        LIST, typed | {"pressed": "x", "feedback": " "} | marks(client.post(LIST, typed))
    )
    assert page.context["form"].errors == {"feedback": ["Say why; the groups read it."]}
    assert page.context["question"] is None
    confirm(client, LIST, typed | {"feedback": "Demo: there is too little money."})
    assert {state_of(made) for made in both} == {"ineligible"}


def test_sent_is_offered_only_where_something_can_be_taken_back(client, officer):
    first, other = sent(), sent()
    typed = {
        "action": "decide",
        "_selected_action": [first.application.pk, other.application.pk],
    }

    def offered():
        form = client.post(LIST, typed).context["form"]
        return {value for value, _label in form.fields["decision"].choices}

    assert offered() == {"ineligible", "through"}
    Application.objects.filter(pk=other.application.pk).update(state="ineligible")
    assert "sent" in offered()


@pytest.mark.parametrize(
    "asked", ["round__id__exact=x", "priorities__id__exact=x", "lead__ward__id__exact=99999999999"]
)
def test_a_filter_that_is_not_known_is_said(client, officer, asked):
    page = client.get(f"{LIST}?{asked}", follow=True)
    assert "The list couldn’t be narrowed as its address asked" in words(page)


def test_an_amount_that_is_not_known_finds_nothing(client, officer):
    sent()
    assert not client.get(f"{LIST}?amount=abc").context["cl"].result_list
