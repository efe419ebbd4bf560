"""The page of an application: what happened so far, what is to do, and who accepted when."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.forms import TitleForm
from collaboration_fund.models import Application
from collaboration_fund.moments import closes
from messaging.models import OutboxMessage
from tests.collaboration_fund.states import BRING
from tests.factories.fund import begun, fund_officer, moved, open_round, together
from tests.factories.organisations import DocumentFactory
from tests.factories.people import sign_in
from tests.recruitment.officers import words

pytestmark = pytest.mark.django_db


def page_for(client, person, application):
    sign_in(client, person, "code")
    return client.get(application.get_absolute_url())


def test_all_that_happened_is_told_in_order(client):
    made = together()
    made.sent()
    services.describe(partner_id=made.partner.pk, actor=made.lead, role="Bakes", tasks="Bakes.")
    made.accepted()
    made.sent()
    moved(made.application.entry.stage, closes_at=timezone.now())
    more = {
        "application_id": made.application.pk,
        "until": timezone.now() + timedelta(days=2),
        "reason": "Demo.",
        "actor": fund_officer(),
    }
    services.reopen_questions(keys=["new"], **more)
    services.extend(**more)
    group = made.partner.organisation
    said = [
        words for _at, words in page_for(client, made.lead, made.application).context["history"]
    ]
    assert [words.partition(", until")[0] for words in said] == [
        "Begun",
        f"{group} was invited",
        f"{group} accepted its part",
        "Sent: stage 1, sending 1",
        f"The part of {group} changed, so it is asked again",
        f"{group} accepted its part",
        "Sent: stage 1, sending 2",
        "Questions asked again",
        "More time",
    ]
    services.withdraw(application_id=made.application.pk, actor=made.lead)
    said = page_for(client, made.lead, made.application).context["history"]
    assert said[-1][1] == f"{made.application.lead} has withdrawn this application"


def test_the_lead_is_told_that_a_partner_accepted_once(client):
    made = together()
    made.accepted()
    told = OutboxMessage.objects.filter(key__startswith="collaboration_fund.partners.accepted")
    [row] = told
    assert row.to_address == made.lead.email
    assert f"{made.partner.organisation} has accepted its part" in row.text


def test_of_two_who_must_accept_the_lead_hears_that_one_is_missing():
    made = together(form="community", accepted=False)
    made.partner.organisation.committee.create(name=made.owner.name)
    made.accepted()
    row = OutboxMessage.objects.get(key__startswith="collaboration_fund.partners.accepted")
    assert "One more of its committee must." in row.text


def test_who_accepted_is_not_asked_again_and_their_group_reads_who_did(client):
    made = together(accepted=False)
    assert "Read and accept your part" in page_for(client, made.owner, made.application).text
    made.accepted()
    page = page_for(client, made.owner, made.application).text
    assert "Read and accept your part" not in page
    assert f"by {made.owner}." in page
    page = page_for(client, made.lead, made.application).text
    assert f"Accepted on {timezone.localdate():%-d %B %Y}." in page
    assert str(made.owner) not in page


def test_the_title_is_begun_and_areas_are_said_to_be_needed(client):
    round = open_round(priorities_needed=2)
    application, lead = begun(round)
    tasks = page_for(client, lead, application).context["tasks"]
    assert tasks[0]["status"]["tag"]["text"] == "In progress"
    url = reverse("collaboration_fund:title", args=[application.reference])
    page = client.get(url).text
    assert "At least 2 are needed; 2 still missing." in page
    assert "(optional)" not in page
    area = round.priorities.first()
    application.priorities.add(area)
    form = TitleForm(round=round, initial={"title": "T", "priorities": [area.pk]})
    assert form.fields["priorities"].help_text == "At least 2 are needed; 1 still missing."
    lacks = services.lacking(Application.objects.get(pk=application.pk).entry)
    assert "Choose 1 more priority area" in [lack.words for lack in lacks]


def test_documents_are_a_part_with_what_is_here_missing_and_over(client):
    round = open_round()
    application, lead = begun(round)
    titles = [one["title"]["text"] for one in page_for(client, lead, application).context["tasks"]]
    assert "Documents" not in titles
    round.documents.create(what="governing")
    round.documents.create(what="insurance")
    today = timezone.localdate()
    DocumentFactory(
        organisation=application.lead, what="insurance", expires_on=today - timedelta(days=1)
    )
    page = page_for(client, lead, application)
    part = page.context["tasks"][-1]
    assert part["title"]["text"] == "Documents"
    assert part["href"] == reverse("my_organisations:documents", args=[application.lead.slug])
    assert "missing; " in part["hint"]["text"]
    assert "has run out on" in part["hint"]["text"]
    assert part["status"]["tag"]["text"] == "In progress"
    assert part["hint"]["text"] in page.text
    DocumentFactory(organisation=application.lead, what="governing")
    application.lead.documents.filter(what="insurance").update(expires_on=today + timedelta(days=9))
    part = page_for(client, lead, application).context["tasks"][-1]
    assert part["status"] == {"text": "Done"}
    assert "good until" in part["hint"]["text"]


def test_a_group_that_is_through_reads_when_there_is_something_to_do(client):
    made, officer = together(), fund_officer()
    made.sent()
    BRING["through"](made, officer)
    second = made.application.round.stages.get(number=2)
    sign_in(client, made.lead, "code")
    page = words(client.get(made.application.get_absolute_url()))
    assert (
        f"Stage 2 opens at {closes(second.opens_at)}. There is nothing to do before then." in page
    )
    moved(second, opens_at=timezone.now())
    services.turn_rounds()
    page = words(client.get(made.application.get_absolute_url()))
    assert "There is nothing to do before" not in page
    assert "Stage 2 is open." in page
    assert f"It can be sent until {closes(second.closes_at)}" in page
