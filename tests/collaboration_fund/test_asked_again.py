"""Named questions that are asked again: only their answers are sent, all else stays as it was."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Application
from messaging.models import OutboxMessage
from organisations import registry
from tests.collaboration_fund.test_rounds import refusal
from tests.factories.fund import Together, fund_officer, moved, together
from tests.factories.people import sign_in, sign_in_officer
from tests.recruitment.officers import words

pytestmark = pytest.mark.django_db


def ask_again(made: Together, *keys: str):
    """The officers ask named questions again, once the closing has passed."""
    moved(made.application.entry.stage, closes_at=timezone.now())
    services.reopen_questions(
        application_id=made.application.pk,
        keys=keys,
        until=timezone.now() + timedelta(days=2),
        reason="Demo: we can't read it.",
        actor=fund_officer(),
    )
    made.application = Application.objects.get(pk=made.application.pk)


@pytest.fixture
def changed_in_time():
    """Sent; then a title, an answer and a line were changed in time, and never sent."""
    made = together()
    made.sent()
    pk = made.application.pk
    services.change_title(application_id=pk, actor=made.lead, title="Late tea", priorities=[])
    made.say("where", "")
    line = made.application.lines.get(partner__is_lead=True)
    services.save_line(
        application_id=pk,
        actor=made.lead,
        line_id=line.pk,
        partner=line.partner,
        category="rooms",
        source="grant",
        what="Rent",
        quarter=1,
        pence=9_000_000,
    )
    ask_again(made, "new")
    return made


def test_only_the_named_answers_are_new(changed_in_time):
    made = changed_in_time
    first = services.last_edition(made.application.entry)
    assert made.sent() == first
    made.say("new", "We share five kitchens.")
    assert services.lacking(made.application.entry) == []
    second = made.sent()
    assert second.number == 2
    assert [one.what for one in services.differences(first.content, second.content)] == [
        "What is new?"
    ]
    response = made.application.entry.response
    assert response.submissions.latest("number").value == {
        "new": "We share five kitchens.",
        "where": "In two wards.",
    }
    assert {one.what for one in services.unsent(made.application.entry)} >= {"Title", "Where?"}
    assert services.unsent(made.application.entry, open_only=True) == []


def test_the_page_says_so_and_what_stays_unsent(client, changed_in_time):
    made = changed_in_time
    made.say("new", "We share five kitchens.")
    sign_in(client, made.lead, "code")
    for url in (
        made.application.get_absolute_url(),
        reverse("collaboration_fund:check", args=[made.application.reference]),
    ):
        page = client.get(url)
        assert [one.label for one in page.context["again"].questions] == ["What is new?"]
        assert "Title" in {one.what for one in page.context["stays"]}
        assert "All else stays as you sent it last." in page.content.decode()
    page = client.get(made.application.get_absolute_url())
    assert [one.what for one in page.context["unsent"]] == ["What is new?"]
    assert [one["title"]["text"] for one in page.context["tasks"]] == ["Questions"]


def test_a_named_question_without_an_answer_is_not_sent(changed_in_time):
    changed_in_time.say("new", "")
    assert [lack.part for lack in refusal(changed_in_time.sent).lacks] == ["answers"]


def test_of_what_was_never_sent_nothing_is_asked_again():
    made = together()
    assert refusal(lambda: ask_again(made, "new")).code == "not-sent"


@pytest.mark.parametrize("state", ["ineligible", "funded", "unsuccessful", "withdrawn"])
def test_what_is_decided_gets_no_more_time(client, state):
    made, officer = together(), fund_officer()
    made.sent()
    Application.objects.filter(pk=made.application.pk).update(state=state)
    given = {
        "application_id": made.application.pk,
        "until": made.application.entry.closes_at + timedelta(days=2),
        "reason": "Demo: the post was late.",
        "actor": officer,
    }
    label = Application.State(state).label
    for act, named in ((services.extend, {}), (services.reopen_questions, {"keys": ["new"]})):
        assert refusal(act, **given, **named).message == (
            f"This can't be done now: it is “{label}”."
        )
    assert not OutboxMessage.objects.filter(key__contains="more-time").exists()
    sign_in_officer(client, officer)
    page = words(
        client.get(
            reverse("admin:collaboration_fund_application_change", args=[given["application_id"]])
        )
    )
    for said in ("Give more time", "Ask questions again", "Can be sent until"):
        assert said not in page


def test_the_group_reads_which_questions_and_why_also_before_the_closing(client):
    made = together()
    made.sent()
    entry, until = made.application.entry, timezone.now() + timedelta(days=2)
    services.reopen_questions(
        application_id=made.application.pk,
        keys=["new", "where"],
        until=until,
        reason="Demo: we can't read it.",
        actor=fund_officer(),
    )
    sent = OutboxMessage.objects.get(key__contains="more-time")
    assert sent.subject.startswith("Please answer 2 questions again")
    for said in ("- What is new?", "- Where?", "Demo: we can't read it.", "change all else too"):
        assert said in sent.text
    sign_in(client, made.lead, "code")
    page = words(client.get(made.application.get_absolute_url()))
    for said in ("Please answer these questions again", '<li dir="auto">Where?</li>'):
        assert said in page
    assert "Demo: we can't read it." in page
    assert "All else stays as you sent it last." not in page

    def waiting():
        found = registry.waits_for(made.lead, [made.application.lead])
        return [one for one in found if "Tea for all" in one.words]

    (waits,) = waiting()
    assert "Answer 2 questions again" in waits.words
    assert waits.due == timezone.localdate(until)
    assert waits.due != timezone.localdate(entry.closes_at)
    made.application = Application.objects.get(pk=made.application.pk)
    made.say("new", "We share five kitchens.")
    made.sent()
    assert waiting() == []
