"""Applying together: who may, who wrote what, and until when."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Application, Entry, SavedAnswer
from core.refusal import Refusal
from questionnaires.services import SavedMeanwhile
from questionnaires.values import digest
from tests.collaboration_fund.test_rounds import refusal
from tests.factories.fund import RoundFactory, begun, fund_officer, moved, open_round, together
from tests.factories.organisations import MembershipFactory, group_with
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db


def test_a_group_leads_one_application_in_a_round_however_often_it_begins():
    round = open_round()
    application, lead = begun(round)
    again = services.start(
        round_id=round.pk, organisation=application.lead, title="Another", actor=lead
    )
    assert again == application
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.create(round=round, lead=application.lead, title="Past the service")


@pytest.mark.parametrize("role", ["viewer", None])
def test_who_may_not_act_for_a_group_begins_nothing(role):
    group, _owner = group_with()
    person = MembershipFactory(organisation=group, role=role).person if role else ResidentFactory()
    said = refusal(
        services.start, round_id=open_round().pk, organisation=group, title="Tea", actor=person
    )
    assert said.code == "not-allowed"


def test_nobody_begins_before_the_opening_or_after_the_closing():
    group, owner = group_with()
    late, early = open_round(), RoundFactory(stages__opens=timezone.now() + timedelta(days=1))
    moved(late.stage, closes_at=timezone.now())
    for round in (late, early):
        said = refusal(
            services.start, round_id=round.pk, organisation=group, title="Tea", actor=owner
        )
        assert said.code == "not-open"


def test_who_saved_which_answer_is_kept_outside_the_answers():
    made = together()
    editor = MembershipFactory(organisation=made.application.lead, role="editor").person
    made.say("new", "We share two kitchens.", actor=editor)
    last = SavedAnswer.objects.filter(entry=made.application.entry, key="new").last()
    assert last.person == editor
    before = SavedAnswer.objects.count()
    made.say("new", "We share two kitchens.", actor=made.lead)
    assert SavedAnswer.objects.count() == before, "Saving the same again is no saving."
    response = made.application.entry.response
    assert {field.name for field in response._meta.fields}.isdisjoint({"person", "actor"})


def test_an_answer_is_not_written_over_by_an_old_page():
    made = together()
    marks = {"new": digest("We share one kitchen.")}
    made.say("new", "Two kitchens.")
    with pytest.raises(SavedMeanwhile):
        services.save_answers(
            application_id=made.application.pk,
            values={"new": "Three kitchens."},
            actor=made.lead,
            made_from=marks,
        )
    assert services.content_of(made.application.entry)["answers"][0]["text"] == "Two kitchens."


def test_a_second_after_the_closing_nothing_is_written_and_the_draft_is_kept():
    made = together()
    moved(made.application.entry.stage, closes_at=timezone.now())
    said = refusal(
        services.save_answers,
        application_id=made.application.pk,
        values={"new": "Too late."},
        actor=made.lead,
    )
    assert said.code == "late"
    assert timezone.localtime().strftime("%-d %B %Y, %H:%M") in said.message
    assert said.message.count("GMT") + said.message.count("BST") == 2
    assert services.content_of(made.application.entry)["answers"][0]["text"] != "Too late."


ACTS = {
    "title": lambda made: services.change_title(
        application_id=made.application.pk, actor=made.lead, title="New", priorities=[]
    ),
    "invite": lambda made: services.invite(
        application_id=made.application.pk, organisation=group_with()[0], actor=made.lead
    ),
    "describe": lambda made: services.describe(
        partner_id=made.partner.pk, actor=made.lead, role="x", tasks="y"
    ),
    "remove": lambda made: services.remove(partner_id=made.partner.pk, actor=made.lead),
    "line": lambda made: services.remove_line(
        application_id=made.application.pk, line_id=made.line.pk, actor=made.lead
    ),
    "subsidies": lambda made: services.say_subsidies(
        partner_id=made.partner.pk, actor=made.owner, pence=1
    ),
    "send": lambda made: made.sent(),
}


@pytest.mark.parametrize("act", ACTS)
def test_one_rule_says_until_when_whatever_is_done(act):
    made = together()
    moved(made.application.entry.stage, closes_at=timezone.now())
    assert not made.application.entry.is_writable()
    with pytest.raises(Refusal) as caught:
        ACTS[act](made)
    assert caught.value.code == "late"


@pytest.mark.parametrize("act", [act for act in ACTS if act not in {"subsidies"}])
def test_a_partner_changes_and_sends_nothing_of_the_lead_group(act):
    made = together()
    lead, made.lead = made.lead, made.owner
    with pytest.raises(Refusal) as caught:
        ACTS[act](made)
    assert caught.value.code == "not-allowed"
    assert lead != made.owner


def test_one_application_is_given_more_time_with_a_reason():
    made, other = together(), together()
    officer = fund_officer()
    moved(made.application.entry.stage, closes_at=timezone.now())
    moved(other.application.entry.stage, closes_at=timezone.now())
    until = timezone.now() + timedelta(hours=2)
    ask = {"application_id": made.application.pk, "until": until, "actor": officer}
    assert refusal(services.extend, **ask, reason=" ").field == "reason"
    services.extend(**ask, reason="Their power was cut.")
    assert made.sent().number == 1
    assert refusal(other.sent).code == "late"
    assert made.application.entry.extensions.get().reason == "Their power was cut."


def test_named_questions_are_open_again_and_nothing_else():
    made = together()
    made.sent()
    moved(made.application.entry.stage, closes_at=timezone.now())
    services.reopen_questions(
        application_id=made.application.pk,
        keys=["where"],
        until=timezone.now() + timedelta(days=2),
        reason="Which wards?",
        actor=fund_officer(),
    )
    made.say("where", "In Dallow and Biscot.")
    made.application = Application.objects.get(pk=made.application.pk)
    for act in (
        lambda: made.say("new", "Something else."),
        lambda: ACTS["line"](made),
        lambda: ACTS["title"](made),
    ):
        with pytest.raises(Refusal) as caught:
            act()
        assert caught.value.code == "not-reopened"
    assert made.sent().number == 2


def test_the_queryset_and_the_property_are_one_rule():
    made = together()
    entry = made.application.entry
    for moment in (
        entry.stage.opens_at - timedelta(seconds=1),
        entry.stage.opens_at,
        entry.stage.closes_at - timedelta(microseconds=1),
        entry.stage.closes_at,
    ):
        expected = entry.stage.opens_at <= moment < entry.stage.closes_at
        assert entry.is_writable(moment) is expected
        assert Entry.objects.writable_at(moment).filter(pk=entry.pk).exists() is expected
