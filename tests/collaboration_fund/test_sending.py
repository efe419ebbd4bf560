"""What is sent: an edition that nothing changes, sent again until the closing, with a receipt."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Application, Edition, Partner, Round, UnchangeableError
from messaging.models import OutboxMessage
from tests.collaboration_fund.test_rounds import refusal
from tests.factories.fund import moved, open_round, together
from tests.factories.organisations import DocumentFactory, MembershipFactory
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db


def test_what_is_sent_is_an_edition_with_its_hash_and_its_time():
    made = together()
    before = timezone.now()
    edition = made.sent()
    assert edition.number == 1
    assert before - timedelta(seconds=5) < edition.received_at < timezone.now()
    edition = Edition.objects.get(pk=edition.pk)
    assert services.is_whole(edition)
    assert edition.content["answers"][0]["text"] == "We share one kitchen."
    assert Application.objects.get(pk=made.application.pk).state == "sent"


def test_sending_twice_is_once_and_a_change_is_the_next_edition():
    made = together()
    first = made.sent()
    assert made.sent() == first
    made.say("new", "We share three kitchens.")
    changed = services.unsent(made.application.entry)
    assert [one.what for one in changed] == ["What is new?"]
    second = made.sent()
    assert (second.number, services.unsent(made.application.entry)) == (2, [])
    found = services.differences(first.content, second.content)
    assert [(one.before, one.after) for one in found] == [
        ("We share one kitchen.", "We share three kitchens.")
    ]
    assert Edition.objects.get(pk=first.pk).content == first.content


def test_nothing_changes_or_deletes_an_edition():
    edition = together().sent()
    rows = Edition.objects.filter(pk=edition.pk)
    for act in (
        lambda: rows.update(number=9),
        rows.delete,
        edition.save,
        edition.delete,
        lambda: Edition.objects.bulk_update([edition], ["number"]),
    ):
        with pytest.raises(UnchangeableError):
            act()


def test_an_edition_that_was_tampered_with_is_found_out():
    edition = together().sent()
    edition.content["title"] = "Another"
    assert not services.is_whole(edition)


def test_a_second_late_is_refused_with_the_time_and_sends_nothing():
    made = together()
    made.sent()
    made.say("new", "A last change.")
    moved(made.application.entry.stage, closes_at=timezone.now())
    said = refusal(made.sent)
    assert said.code == "late"
    assert made.application.entry.editions.count() == 1
    assert services.unsent(made.application.entry)


def test_the_round_being_closed_and_assessed_takes_nothing_from_who_was_in_time():
    made = together()
    Round.objects.filter(pk=made.application.round_id).update(state="assessing")
    assert made.sent().number == 1


def test_all_that_is_missing_is_said_at_once():
    round = open_round(priorities_needed=3)
    made = together(round, accepted=False)
    made.say("new", "")
    Partner.objects.filter(application=made.application).update(
        subsidy_pence=None, subsidy_at=None, subsidy_by=None
    )
    made.application.lines.update(pence=2_000_000)
    round.documents.create(what="governing")
    said = refusal(made.sent)
    assert said.code == "lacking"
    assert {lack.part for lack in said.lacks} == {
        "answers",
        "title",
        "partners",
        "budget",
        "subsidies",
        "documents",
    }
    assert not Edition.objects.exists()
    assert made.application.entry.response.is_draft


def test_a_first_stage_may_ask_for_no_budget_and_no_acceptance():
    made = together(accepted=False)
    made.application.lines.all().delete()
    moved(made.application.entry.stage, asks_budget=False)
    assert made.sent().number == 1


def test_a_document_stays_as_it_was_when_it_was_sent():
    round = open_round()
    round.documents.create(what="governing")
    made = together(round)
    document = DocumentFactory(organisation=made.application.lead)
    edition = made.sent()
    kept = made.application.entry.documents.get()
    document.delete()
    assert edition.content["documents"][0]["sha256"] == kept.sha256
    kept.refresh_from_db()
    with kept.file.open() as file:
        assert file.read().startswith(b"%PDF")


def test_the_lead_and_every_partner_get_a_receipt_and_viewers_do_not():
    made = together()
    viewer = MembershipFactory(organisation=made.partner.organisation, role="viewer").person
    edition = made.sent()
    sent = OutboxMessage.objects.filter(key__startswith="collaboration_fund.application.received")
    assert {row.to_address for row in sent} == {made.lead.email, made.owner.email}
    assert viewer.email not in {row.to_address for row in sent}
    for row in sent:
        for said in (made.application.reference, edition.sha256):
            assert said in row.text
        assert "GMT" in row.text or "BST" in row.text


def test_a_withdrawn_application_is_sent_no_more_and_what_was_sent_stays():
    made = together()
    edition = made.sent()
    services.withdraw(application_id=made.application.pk, actor=made.lead)
    made.application.refresh_from_db()
    assert refusal(made.say, key="new", words="x").code == "not-now"
    assert Edition.objects.get(pk=edition.pk).sha256 == edition.sha256


@pytest.mark.parametrize("is_sent", [True, False])
def test_every_group_is_told_who_withdrew_it_and_has_nothing_left_to_do(client, is_sent):
    made = together()
    if is_sent:
        made.sent()
    withdraw_url = reverse("collaboration_fund:withdraw", args=[made.application.reference])
    sign_in(client, made.lead, "code")
    asked = client.get(withdraw_url).text
    assert ("What was sent stays with the council" in asked) is is_sent
    client.post(withdraw_url, {"reason": "Our hall burnt down."})
    client.post(withdraw_url, {"reason": "Again."})
    told = OutboxMessage.objects.filter(key__startswith="collaboration_fund.application.withdrawn")
    assert {row.to_address for row in told} == {made.lead.email, made.owner.email}
    assert told.count() == 2
    for row in told:
        assert f"{made.application.lead} has withdrawn this application." in row.text
        assert "Our hall burnt down." in row.text
        assert ("What was sent stays with the council" in row.text) is is_sent
    sign_in(client, made.owner, "code")
    page = client.get(made.application.get_absolute_url()).text
    assert f"{made.application.lead} has withdrawn this application" in page
    for gone in ("You have withdrawn", "Has accepted its part", "Take no part", "accept your part"):
        assert gone not in page
