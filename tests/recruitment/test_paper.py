"""Applications on paper: of people without email, entered late, with their consent on a form."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from messaging.dispatch import dispatch
from messaging.models import OutboxMessage
from questionnaires import services as questions
from recruitment import services
from recruitment.models import Application, Round
from tests.factories.people import ResidentFactory
from tests.factories.recruitment import RoundFactory, start
from tests.recruitment.officers import application_url, round_url, words
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db


def paper(**more):
    """What an officer types of a form that came by post."""
    return {
        "name": "Demo Paper",
        "email": "",
        "arrived_on": timezone.localdate().isoformat(),
        "sector": "residents",
        "address": "1 Demo Street",
        "postcode": "LU99 1AA",
    } | more


def closed_round(state: str = "screening", days: int = 2) -> Round:
    round = RoundFactory()
    closed = timezone.now() - timedelta(days=days)
    Round.objects.filter(pk=round.pk).update(state=state, closes_at=closed)
    round.refresh_from_db()
    return round


def enter_answers(application, officer):
    questions.save_answers(
        response_id=application.response_id,
        values={"called": "Demo Paper", "why": "On paper."},
        actor=officer,
    )
    return services.submit(application_id=application.pk, actor=officer)


def test_somebody_without_email_applies_and_their_receipt_waits_as_a_letter(client, officer):
    round = RoundFactory()
    begun = client.post(round_url(round, "offline"), paper())
    application = Application.objects.get()
    assert begun.url == application.get_absolute_url()
    assert application.person.gets_letters
    assert "no email address" in words(client.get(application_url(application)))
    enter_answers(application, officer)
    letter = OutboxMessage.objects.get(recipient=application.person.reference)
    assert letter.state == OutboxMessage.State.LETTER
    dispatch()
    letter.refresh_from_db()
    assert letter.state == OutboxMessage.State.LETTER


def test_beginning_the_same_paper_again_goes_on_with_it(client, officer):
    round = RoundFactory()
    for _again in range(2):
        assert client.post(round_url(round, "offline"), paper()).status_code == 302
    assert Application.objects.count() == 1


def test_only_the_sectors_of_the_round_are_offered(client, officer):
    form = client.get(round_url(RoundFactory(), "offline")).context["form"]
    assert [value for value, _label in form.fields["sector"].choices] == ["residents"]


def test_what_arrived_in_time_is_entered_after_the_closing_with_its_reason(client, officer):
    round = closed_round()
    url = round_url(round, "offline")
    in_time = timezone.localdate(round.closes_at).isoformat()
    page = words(client.post(url, paper(arrived_on=in_time)))
    assert "Say why an application that arrived in time" in page
    page = words(client.post(url, paper(late_reason="The post was late.")))
    assert "only what arrived while the round was open counts" in page
    client.post(url, paper(arrived_on=in_time, late_reason="It lay in another office."))
    application = Application.objects.get()
    own = words(client.get(application.get_absolute_url()))
    assert "until the screening ends" in own
    assert reverse("admin:recruitment_application_change", args=[application.pk]) in own
    assert (
        client.get(
            reverse("recruitment:answers_page", args=[application.reference, "why"])
        ).status_code
        == 200
    )
    assert enter_answers(application, officer).state == "submitted"
    shown = words(client.get(application_url(application)))
    assert "It lay in another office." in shown


def test_nothing_is_entered_once_the_screening_is_over(client, officer):
    round = closed_round("scoring")
    in_time = timezone.localdate(round.closes_at).isoformat()
    page = words(
        client.post(
            round_url(round, "offline"), paper(arrived_on=in_time, late_reason="It lay about.")
        )
    )
    assert "Applications have closed" in page
    assert not Application.objects.exists()


def test_what_was_begun_late_ends_with_the_screening(officer):
    round = closed_round()
    application = start(
        round,
        ResidentFactory(),
        actor=officer,
        arrived_on=timezone.localdate(round.closes_at),
        late_reason="It lay about.",
    )
    Round.objects.filter(pk=round.pk).update(state="scoring")
    act = {"application_id": application.pk, "actor": officer}
    assert refusal(services.submit, **act) == "closed"


def test_an_applicant_cannot_apply_late_by_themselves(officer):
    round, person = closed_round(), ResidentFactory()
    assert refusal(start, round, person, late_reason="Please.") == "closed"


def test_an_officer_says_how_and_when_the_applicant_agreed(client, officer):
    application = start(RoundFactory(), ResidentFactory(), actor=officer)
    act = {"application_id": application.pk, "actor": officer}
    assert refusal(services.consent_to_selection, **act) == "how-agreed"
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert refusal(services.consent_to_selection, **act, how="form", on=tomorrow) == "agreed-when"
    url = reverse("recruitment:consent", args=[application.reference])
    assert "Keep the signed form" in words(client.get(url))
    today = timezone.localdate().isoformat()
    assert client.post(url, {"agree": "on"}).status_code == 200
    assert client.post(url, {"how": "form", "on": today}).status_code == 302
    application.refresh_from_db()
    assert application.consent_how == "form"
    assert "On a signed form" in words(client.get(application_url(application)))
