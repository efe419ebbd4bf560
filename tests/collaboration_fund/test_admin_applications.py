"""The officers' pages of applications: filtered, read and recorded, acted on one by one."""

import csv
import io
from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Application, Round
from messaging.models import OutboxMessage
from questionnaires.models import AnswerFile
from tests.collaboration_fund.test_accepting import change_line
from tests.collaboration_fund.test_rounds import refusal
from tests.factories.fund import begun, fund_officer, moved, open_round, together
from tests.factories.organisations import MembershipFactory
from tests.factories.panel import panel_decides
from tests.factories.people import sign_in_officer
from tests.factories.questionnaires import pdf
from tests.officers.pages import seen
from tests.recruitment.officers import confirm, marks, press, words

pytestmark = pytest.mark.django_db
LIST = "admin:collaboration_fund_application_changelist"


@pytest.fixture
def officer(client):
    officer = fund_officer()
    sign_in_officer(client, officer)
    return officer


def url(application, name="change") -> str:
    return reverse(f"admin:collaboration_fund_application_{name}", args=[application.pk])


def test_officers_read_what_was_sent_and_not_what_is_being_written(client, officer):
    made = together()
    assert "We share one kitchen." not in words(client.get(url(made.application)))
    made.sent()
    made.say("new", "Nobody knows this yet.")
    page = words(client.get(url(made.application)))
    assert "We share one kitchen." in page
    assert "Nobody knows this yet." not in page
    read = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, actor=officer)
    assert read.filter(object_pk=str(made.application.pk)).exists()


def test_officers_open_the_files_that_were_sent_and_no_other(client, officer):
    made = together(open_round(stages__paper=True))

    def give(name):
        made.say("paper", pdf(name, f"%PDF-1.7 {name} %%EOF".encode()))
        file = AnswerFile.objects.get(response=made.application.entry.response_id, name=name)
        return reverse("admin:collaboration_fund_application_file", args=[file.pk])

    first = give("first.pdf")
    assert client.get(first).status_code == 404
    made.sent()
    second = give("second.pdf")
    assert client.get(first).status_code == 200
    assert client.get(second).status_code == 404
    page = words(client.get(url(made.application)))
    assert first in page
    assert second not in page


def test_the_list_is_filtered_and_what_is_filtered_is_exported(client, officer):
    made, other = together(), together()
    made.sent()
    priority = made.application.priorities.first()
    for query in (
        f"round__id__exact={made.application.round_id}",
        "state__exact=sent",
        f"priorities__id__exact={priority.pk}",
        f"group={made.partner.organisation_id}",
        f"q={made.application.reference}",
    ):
        page = client.get(f"{reverse(LIST)}?{query}")
        found = {str(one.pk) for one in page.context["cl"].result_list}
        assert found == {str(made.application.pk)}, query
    rows = client.get(f"{reverse(LIST)}?amount=0").context["cl"].result_list
    assert {one.pk for one in rows} == {made.application.pk}, "What was never sent asks nothing."
    other.sent()
    rows = client.get(f"{reverse(LIST)}?amount=0").context["cl"].result_list
    assert {one.pk for one in rows} == {made.application.pk, other.application.pk}
    Application.objects.filter(pk=other.application.pk).update(state="ineligible")
    assert not client.get(f"{reverse(LIST)}?amount=20000").context["cl"].result_list
    export = reverse("admin:collaboration_fund_application_export")
    answer = client.post(f"{export}?state__exact=sent", {"kind": "csv"})
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    lines = list(csv.reader(io.StringIO(body.decode("utf-8-sig"))))
    assert len(lines) == 2
    assert made.application.reference in lines[1]
    assert made.partner.organisation.name in lines[1]
    assert "2000.0" in lines[1]


def test_the_list_takes_as_many_statements_for_a_hundred_applications(client, officer):
    round, counts = open_round(), set()
    client.get(reverse(LIST))
    for rows in (1, 2, 97):
        for _row in range(rows):
            begun(round)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse(LIST))
        counts.add(len(queries))
    assert len(counts) == 1


def test_more_time_is_given_to_one_or_to_many(client, officer):
    made, other = together(), together()
    for one in (made, other):
        moved(one.application.entry.stage, closes_at=timezone.now())
    until = timezone.localtime(timezone.now() + timedelta(days=1)).replace(microsecond=0)
    typed = {"until": until.strftime("%Y-%m-%dT%H:%M:%S"), "reason": "The power was cut."}
    press_and_see(client, url(made.application, "extend"), typed)
    assert Application.objects.get(pk=made.application.pk).entry.extended_to == until
    chosen = [made.application.pk, other.application.pk]
    confirm(client, reverse(LIST), {"action": "extend", "_selected_action": chosen} | typed)
    assert Application.objects.get(pk=other.application.pk).entry.extended_to == until


def press_and_see(client, address, typed):
    """Press, look at who is told, and press again."""
    page = press(client, address, typed)
    if page.status_code == 200 and page.context["question"]:
        client.post(address, typed | marks(page) | seen(page))


def test_the_first_stages_yes_opens_the_second_with_the_answers_carried_over():
    round = open_round(stages=2, decided_on=timezone.localdate() + timedelta(days=90))
    first, second = round.stages.all()
    second.question_set = first.question_set
    second.version = first.version
    second.save()
    made, other, actor = together(round), together(round), fund_officer()
    for one in (made, other):
        one.sent()
    Round.objects.filter(pk=round.pk).update(state="assessing")
    assert refusal(services.next_stage, round_id=round.pk, actor=actor).code == "undecided"
    decide = {"actor": actor, "application_id": made.application.pk}
    assert refusal(services.record_decision, decision="funded", **decide).field == "decision"
    services.record_decision(decision="through", **decide)
    no = {"actor": actor, "application_id": other.application.pk, "decision": "unsuccessful"}
    assert refusal(services.record_decision, **no).field == "feedback"
    services.record_decision(**no, feedback="Too much like what there is.")
    services.next_stage(round_id=round.pk, actor=actor)
    now = timezone.now()
    moved(first, opens_at=now - timedelta(days=9), closes_at=now - timedelta(days=8))
    moved(second, opens_at=now - timedelta(days=1))
    services.turn_rounds()
    assert Round.objects.get(pk=round.pk).state == "open"
    made.application = Application.objects.get(pk=made.application.pk)
    assert made.application.entry.stage == second
    answers = services.content_of(made.application.entry)["answers"]
    assert answers[0]["text"] == "We share one kitchen."
    edition = made.sent()
    assert (edition.entry.stage.number, edition.number) == (2, 1)
    panel_decides(made.application, "fund")
    assert services.success_of(Round.objects.get(pk=round.pk)) == (2, 1)


def test_a_first_stage_is_decided_with_its_scores_in_sight(client, officer):
    round = open_round(stages=2, decided_on=timezone.localdate() + timedelta(days=90))
    made = together(round)
    made.sent()
    Round.objects.filter(pk=round.pk).update(state="assessing")
    address = url(made.application, "decide")
    typed = {"decision": "through", "feedback": ""} | marks(client.get(address))
    page = client.post(address, typed)
    assert "was scored by 0, and should be by" in words(page)
    assert "Nobody has scored it yet" in words(page)
    assert Application.objects.get(pk=made.application.pk).state == "sent"


def test_who_has_an_interest_decides_and_gives_more_time_by_no_service():
    made, officer = together(), fund_officer()
    made.sent()
    MembershipFactory(organisation=made.application.lead, person=officer)
    asked = {"application_id": made.application.pk, "actor": officer}
    decision = {"decision": "ineligible", "feedback": "Demo."}
    assert refusal(services.record_decision, **asked, **decision).code == "interest"
    later = {"until": timezone.now() + timedelta(days=60), "reason": "Demo."}
    assert refusal(services.extend, **asked, **later).code == "interest"
    assert refusal(services.reopen_questions, **asked, **later, keys=["where"]).code == "interest"


def test_the_next_rounds_page_says_how_many_were_funded(client):
    round = open_round()
    made = together(round)
    made.sent()
    together(round).sent()
    panel_decides(made.application, "fund")
    title = {"en": "Next", "ur": ""}
    new = services.start_from(round_id=round.pk, title=title, actor=fund_officer())
    services.announce(round_id=new.pk, actor=fund_officer())
    page = words(client.get(new.get_absolute_url()))
    assert "1 of 2 applications were funded" in page


def test_a_moved_closing_is_told_to_who_has_begun():
    made = together()
    services.move_closing(
        round_id=made.application.round_id,
        closes_at=made.application.entry.stage.closes_at + timedelta(days=1),
        reason="The post was late.",
        actor=fund_officer(),
    )
    told = OutboxMessage.objects.filter(key__startswith="collaboration_fund.deadline.closing")
    assert [row.to_address for row in told] == [made.lead.email]
    assert "The post was late." in told[0].text


def test_an_officer_sees_at_a_glance_what_a_sent_application_lacks(client, officer):
    round = open_round()
    made = together(round)
    asked = made.application.entry.response.version.questions.get(key="where")
    type(asked)._base_manager.filter(pk=asked.pk).update(is_required=False)
    made.say("where", "")
    made.sent()
    round.documents.create(what="governing")
    change_line(made, pence=60_000)
    page = words(client.get(url(made.application)))
    for said in ("What it lacks", "<li>Where?</li>", f"{made.partner} must accept its part"):
        assert said in page
    assert "Add to your group’s page" in page
    form = client.get(url(made.application, "reopen")).context["form"]
    assert form.initial["keys"] == ["where"]


def test_a_complete_application_says_so(client, officer):
    made = together()
    assert "What it lacks" not in words(client.get(url(made.application)))
    made.sent()
    assert "Nothing: it is complete." in words(client.get(url(made.application)))


def test_officers_write_to_many_and_see_each_letter_first(client, officer):
    made, other = together(), together()
    services.change_title(
        application_id=other.application.pk, actor=other.lead, title="Bread for all", priorities=[]
    )
    type(made.lead).objects.filter(pk=made.lead.pk).update(language="ur")
    typed = {
        "action": "write",
        "_selected_action": [made.application.pk, other.application.pk],
        "to": "lead",
        "subject_en": "A date",
        "subject_ur": "تاریخ",
        "text_en": "We visit on Monday.",
        "text_ur": "ہم پیر کو آئیں گے۔",
    }
    before = OutboxMessage.objects.count()
    asked = client.post(reverse(LIST), typed)
    page = client.post(reverse(LIST), typed | {"pressed": "x"} | marks(asked))
    tellings = page.context["question"].tellings
    assert [telling.names for telling in tellings] == [(made.lead.name,), (other.lead.name,)]
    assert [telling.words[0].subject for telling in tellings] == [
        "تاریخ: Tea for all",
        "A date: Bread for all",
    ]
    assert "ہم پیر کو آئیں گے۔" in tellings[0].words[0].text
    assert "We visit on Monday." in tellings[1].words[0].text
    assert OutboxMessage.objects.count() == before
    confirm(client, reverse(LIST), typed)
    rows = OutboxMessage.objects.filter(key__startswith="collaboration_fund.note-")
    assert {row.to_address for row in rows} == {made.lead.email, other.lead.email}
    confirm(client, reverse(LIST), typed)
    assert rows.count() == 2
    kept = LogEntry.objects.get_for_object(made.application).filter(actor=officer)
    assert kept.filter(additional_data__written="A date").exists()


def test_what_officers_write_reaches_every_group_or_is_refused(client, officer):
    made = together()
    note = {
        "application_id": made.application.pk,
        "actor": officer,
        "subject": "A date",
        "text": "We visit on Monday.",
    }
    services.write_to_groups(to="groups", **note)
    rows = OutboxMessage.objects.filter(key__startswith="collaboration_fund.note-")
    assert {row.to_address for row in rows} == {made.lead.email, made.owner.email}
    assert refusal(services.write_to_groups, to="lead", **note | {"text": " "}).field == "text_en"
    as_lead = note | {"actor": made.lead}
    assert refusal(services.write_to_groups, to="lead", **as_lead).code == "not-allowed"
    services.withdraw(application_id=made.application.pk, actor=made.lead)
    assert refusal(services.write_to_groups, to="lead", **note).code == "not-now"


def test_the_list_says_nothing_of_what_was_never_sent(client, officer):
    made = together()
    page = words(client.get(reverse(LIST)))
    assert made.application.reference in page
    assert str(made.application.lead) in page
    for own in ("Tea for all", "£2,000"):
        assert own not in page
        assert own not in words(client.get(url(made.application)))
    assert "1 fund application" not in words(client.get(reverse(LIST), {"q": "Tea for all"}))
    made.sent()
    change_line(made, pence=70_000)
    services.change_title(
        application_id=made.application.pk, actor=made.lead, title="Late title", priorities=[]
    )
    page = words(client.get(reverse(LIST), {"q": "Tea for all"}))
    assert "Tea for all" in page
    assert "£2,000" in page
    assert "£2,200" not in page
    assert "Late title" not in page
    assert made.application.reference not in words(client.get(reverse(LIST), {"amount": "5000"}))
