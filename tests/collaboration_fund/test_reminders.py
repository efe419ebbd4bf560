"""What the groups are told by the clock, and of each decision: nobody is left untold."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from collaboration_fund import reminders, services
from collaboration_fund.models import Application, Partner, Round, Stage
from core.luton import LUTON
from messaging.due import run_due
from messaging.models import Due, OutboxMessage
from tests.collaboration_fund.test_rounds import refusal
from tests.factories.fund import fund_officer, moved, open_round, together
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db
SEND, ACCEPT = [*reminders.SEND], [*reminders.ACCEPT]


def waiting(made) -> dict[str, datetime]:
    """{kind: when} of what waits to be said of an application."""
    rows = Due.objects.filter(about=made.application.filed_under, state=Due.State.WAITING)
    return dict(rows.values_list("kind", "due_at"))


def told(name: str) -> dict[str, str]:
    """{address: text} of the emails that a file made."""
    rows = OutboxMessage.objects.filter(key__startswith=f"collaboration_fund.{name}")
    return {row.to_address: row.text for row in rows}


def days_later(due: dict, days: int) -> dict[str, datetime]:
    """The same, so many days later by Luton's clock."""
    return {kind: at.astimezone(LUTON) + timedelta(days=days) for kind, at in due.items()}


def at_the_time(made, kind: str) -> None:
    """What is said once the time of one kind has come."""
    Due.objects.filter(about=made.application.filed_under, kind=kind).update(
        due_at=timezone.now(), next_attempt_at=timezone.now()
    )
    run_due()


@pytest.mark.parametrize(
    ("closes", "seven", "two"),
    [
        # Summer time ends between the closing and a week before it, and begins there.
        ((2027, 11, 3, 12), (2027, 10, 27, 8), (2027, 11, 1, 9)),
        ((2027, 4, 1, 11), (2027, 3, 25, 9), (2027, 3, 30, 8)),
        # Closing at midnight, and on the very mornings after the clocks changed.
        ((2027, 11, 2, 0), (2027, 10, 26, 8), (2027, 10, 31, 9)),
        ((2027, 3, 30, 11), (2027, 3, 23, 9), (2027, 3, 28, 8)),
    ],
)
def test_reminders_are_at_nine_in_luton_whatever_the_clocks_do(closes, seven, two):
    made = together()
    stage = moved(made.application.entry.stage, closes_at=datetime(*closes, tzinfo=UTC))
    entry = made.application.entry
    entry.stage = stage
    reminders.schedule(entry)
    due = {kind: at.astimezone(UTC) for kind, at in waiting(made).items()}
    assert due == dict(
        zip(
            [*SEND, *ACCEPT],
            [datetime(*at, tzinfo=UTC) for at in (seven, two, seven, two)],
            strict=True,
        )
    )
    assert {at.astimezone(LUTON).hour for at in due.values()} == {9}


def test_a_moved_closing_more_time_and_asking_again_move_the_reminders():
    made, officer = together(), fund_officer()
    made.sent()
    pk = made.application.pk
    began = waiting(made)
    assert set(began) == {*SEND, *ACCEPT}
    later = made.application.entry.stage.closes_at + timedelta(days=3)
    services.move_closing(
        round_id=made.application.round_id, closes_at=later, reason="Post.", actor=officer
    )
    assert waiting(made) == {
        kind: at.astimezone(LUTON) + timedelta(days=3) for kind, at in began.items()
    }
    services.extend(
        application_id=pk, until=later + timedelta(days=2), reason="Ill.", actor=officer
    )
    assert waiting(made) == {
        kind: at.astimezone(LUTON) + timedelta(days=5) for kind, at in began.items()
    }
    services.reopen_questions(
        application_id=pk,
        keys=["new"],
        until=later + timedelta(days=4),
        reason="One thing is unclear.",
        actor=officer,
    )
    assert waiting(made) == {
        kind: at.astimezone(LUTON) + timedelta(days=7) for kind, at in began.items()
    }


def test_a_closing_that_comes_near_takes_back_the_reminder_that_is_too_late():
    made = together()
    services.move_closing(
        round_id=made.application.round_id,
        closes_at=timezone.now() + timedelta(days=4),
        reason="The bank holiday.",
        actor=fund_officer(),
    )
    assert set(waiting(made)) == {SEND[1], ACCEPT[1]}


def test_whoever_withdraws_or_is_not_eligible_is_reminded_of_nothing():
    made, other = together(), together()
    services.withdraw(application_id=made.application.pk, actor=made.lead)
    assert waiting(made) == {}
    other.sent()
    decide = {"application_id": other.application.pk, "actor": fund_officer()}
    services.record_decision(decision="ineligible", feedback="Not in Luton.", **decide)
    assert waiting(other) == {}
    services.record_decision(decision="sent", **decide)
    assert set(waiting(other)) == {*SEND, *ACCEPT}


def test_who_has_sent_nothing_is_told_what_is_missing():
    made = together(accepted=False)
    viewer = MembershipFactory(organisation=made.application.lead, role="viewer").person
    made.say("new", "")
    at_the_time(made, SEND[0])
    said = told("to_send")
    assert set(said) == {made.lead.email}
    assert viewer.email not in said
    words = said[made.lead.email]
    assert "hasn’t been sent yet" in words
    assert f"{made.partner} must accept its part" in words
    assert "Answer 1 more question" in words


def test_who_has_sent_all_is_told_nothing_and_who_changed_it_is_told():
    made = together()
    made.sent()
    at_the_time(made, SEND[0])
    assert told("to_send") == {}
    made.say("new", "We share three kitchens.")
    at_the_time(made, SEND[1])
    assert "What was sent last counts" in told("to_send")[made.lead.email]


def test_who_is_asked_again_is_reminded_until_they_send():
    made = together()
    made.sent()
    moved(made.application.entry.stage, closes_at=timezone.now())
    services.reopen_questions(
        application_id=made.application.pk,
        keys=["new"],
        until=timezone.now() + timedelta(days=10),
        reason="One thing is unclear.",
        actor=fund_officer(),
    )
    at_the_time(made, SEND[0])
    assert "asked some questions again" in told("to_send")[made.lead.email]
    OutboxMessage.objects.all().delete()
    made.say("new", "We share three kitchens.")
    made.sent()
    at_the_time(made, SEND[1])
    assert told("to_send") == {}


def test_nobody_is_reminded_once_it_is_over():
    made = together(accepted=False)
    moved(made.application.entry.stage, closes_at=timezone.now())
    for kind in (*SEND, *ACCEPT):
        at_the_time(made, kind)
    assert told("to_") == {}


def test_a_partner_that_has_not_accepted_is_reminded_and_one_that_has_is_not():
    made = together(accepted=False)
    at_the_time(made, ACCEPT[0])
    assert set(told("to_accept")) == {made.owner.email}
    OutboxMessage.objects.all().delete()
    made.accepted()
    at_the_time(made, ACCEPT[1])
    assert told("to_accept") == {}


def test_where_two_accept_only_the_one_who_has_not_is_reminded():
    made = together(form="community", accepted=False)
    group = made.partner.organisation
    chair = MembershipFactory(organisation=group, role="viewer").person
    for person in (made.owner, chair):
        group.committee.create(name=person.name)
    made.accepted()
    at_the_time(made, ACCEPT[0])
    assert set(told("to_accept")) == {chair.email}


def test_partners_with_five_days_more_are_reminded_by_their_own_day():
    made = together(open_round(accept_by="five-days"), accepted=False)
    entry = Application.objects.get(pk=made.application.pk).entry
    due = waiting(made)
    assert due[ACCEPT[0]] > due[SEND[0]]
    made.sent()
    moved(entry.stage, closes_at=timezone.now())
    at_the_time(made, ACCEPT[1])
    assert set(told("to_accept")) == {made.owner.email}


def test_the_words_are_in_each_readers_language():
    made = together(accepted=False)
    type(made.lead).objects.filter(pk=made.lead.pk).update(language="ur")
    at_the_time(made, SEND[0])
    assert OutboxMessage.objects.get(key__startswith="collaboration_fund.to_send").language == "ur"


def through(*, opens_in=timedelta(days=3)):
    """An application that got through to a second stage: (made, its round, an officer)."""
    round = open_round(stages=2, decided_on=timezone.localdate() + timedelta(days=90))
    officer, made = fund_officer(), together(round)
    made.sent()
    now = timezone.now()
    first, second = round.stages.all()
    Stage.objects.filter(pk=second.pk).update(
        version=first.version, question_set=first.question_set
    )
    moved(first, closes_at=now)
    moved(second, opens_at=now + opens_in, closes_at=now + timedelta(days=20))
    Round.objects.filter(pk=round.pk).update(state="assessing")
    services.record_decision(application_id=made.application.pk, decision="through", actor=officer)
    return made, Round.objects.get(pk=round.pk), officer


def test_getting_through_is_told_to_every_group_with_the_dates():
    made, _round, _officer = through()
    said = told("application.decided")
    assert set(said) == {made.lead.email, made.owner.email}
    for words in said.values():
        assert "through to the second stage" in words
        assert made.application.reference in words
        assert "opens at" in words
    assert set(waiting(made)) == {reminders.OPENS, *SEND, *ACCEPT}


def test_as_the_second_stage_opens_every_group_is_told_once():
    made, round, _officer = through()
    at_the_time(made, reminders.OPENS)
    assert told("stage_opened") == {}, "It isn't open, whatever the row says."
    moved(round.stages.get(number=2), opens_at=timezone.now())
    reminders.schedule(Application.objects.get(pk=made.application.pk).entry)
    Due.objects.filter(kind=reminders.OPENS).update(state="waiting")
    at_the_time(made, reminders.OPENS)
    assert set(told("stage_opened")) == {made.lead.email, made.owner.email}


def test_a_second_stage_that_is_to_come_moves_and_who_got_through_is_told():
    made, round, officer = through()
    opens_at = timezone.now() + timedelta(days=9)
    dates = {"opens_at": opens_at, "closes_at": opens_at + timedelta(days=20)}
    move = {"round_id": round.pk, "actor": officer, "reason": "The hall."} | dates
    for wrong, field in (
        ({"opens_at": timezone.now() - timedelta(seconds=1)}, "opens_at"),
        ({"closes_at": opens_at}, "closes_at"),
        ({"reason": " "}, "reason"),
    ):
        assert refusal(services.move_second_stage, **move | wrong).field == field
    services.move_second_stage(**move)
    assert waiting(made)[reminders.OPENS] == opens_at
    [words] = told("deadline.closing").values()
    assert "It opens at" in words
    assert "The hall." in words
    moved(round.stages.get(number=2), opens_at=timezone.now())
    assert refusal(services.move_second_stage, **move).code == "not-now"


def test_a_decision_tells_every_group_with_its_reason():
    made = together()
    made.sent()
    services.record_decision(
        application_id=made.application.pk,
        decision="ineligible",
        feedback="It takes place in another town.",
        actor=fund_officer(),
    )
    said = told("application.decided")
    assert set(said) == {made.lead.email, made.owner.email}
    assert all("It takes place in another town." in words for words in said.values())


def test_a_round_is_decided_once_every_group_has_been_told():
    made, officer = together(), fund_officer()
    made.sent()
    round = {"round_id": made.application.round_id, "actor": officer}
    Round.objects.filter(pk=made.application.round_id).update(state="assessing")
    assert refusal(services.decide, **round).code == "undecided"
    services.record_decision(
        application_id=made.application.pk, decision="ineligible", feedback="No.", actor=officer
    )
    assert services.decide(**round).state == "decided"


def test_what_got_through_and_can_be_considered_after_all_is_through_again():
    made, _round, officer = through()
    decide = {"application_id": made.application.pk, "actor": officer}
    assert refusal(services.record_decision, decision="sent", **decide).field == "decision"
    services.record_decision(decision="ineligible", feedback="Closed group.", **decide)
    assert services.record_decision(decision="sent", **decide).state == "through"


def test_a_cancelled_round_tells_every_group_and_reminds_nobody():
    made = together()
    services.cancel(
        round_id=made.application.round_id, actor=fund_officer(), reason="There is no money."
    )
    said = told("application.cancelled")
    assert set(said) == {made.lead.email, made.owner.email}
    assert all("There is no money." in words for words in said.values())
    assert waiting(made) == {}


def test_partners_that_left_are_told_nothing_more():
    made = together()
    made.sent()
    services.withdraw_partner(partner_id=made.partner.pk, actor=made.owner)
    assert Partner.objects.get(pk=made.partner.pk).state == "withdrawn"
    services.record_decision(
        application_id=made.application.pk,
        decision="ineligible",
        feedback="A partner has left.",
        actor=fund_officer(),
    )
    assert set(told("application.decided")) == {made.lead.email}
