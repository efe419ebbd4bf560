"""The panel's meeting: who decides, who stays out, who confirms, and what comes of it at once."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from collaboration_fund import emails, services
from collaboration_fund.models import (
    Application,
    Award,
    Confirmation,
    Decision,
    PanelMeeting,
    Round,
)
from messaging.models import OutboxMessage
from tests.collaboration_fund.test_awarding import refused
from tests.factories.fund import fund_officer
from tests.factories.panel import as_advised, assessing, confirmed, met
from tests.factories.people import OfficerFactory, ResidentFactory

pytestmark = pytest.mark.django_db
SMALL = {"total_pence": 300_000, "largest_pence": 200_000}


def states(round) -> list[str]:
    return [*Application.objects.filter(round=round).order_by("pk").values_list("state", flat=True)]


def test_the_agenda_is_in_the_order_of_the_scores_with_the_advice():
    round, made = assessing(2, 4, 3, **SMALL)
    decisions = [*met(round).decisions.all()]
    assert [one.application for one in decisions] == [made[n].application for n in (1, 2, 0)]
    assert [one.advised_pence for one in decisions] == [200_000, 0, 0]
    Round.objects.filter(pk=round.pk).update(least_percent=50)
    assert [one.advised_pence for one in met(round).decisions.all()] == [200_000, 100_000, 0]


def test_all_happens_at_once_when_a_second_person_confirms():
    round, made = assessing(2, 4, **SMALL)
    meeting = met(round)
    as_advised(meeting)
    digest, first, second = services.digest_of_decisions(meeting), fund_officer(), fund_officer()
    asked = {"meeting_id": meeting.pk, "digest": digest}
    assert refused(services.confirm_second, **asked, actor=second).code == "first"
    services.confirm_first(**asked, actor=first)
    assert refused(services.confirm_first, **asked, actor=second).code == "waits"
    assert refused(services.confirm_second, **asked, actor=first).code == "same-person"
    assert refused(services.confirm_second, **asked, actor=OfficerFactory()).code == "not-allowed"
    assert states(round) == ["sent", "sent"]
    assert not Award.objects.exists()
    services.confirm_second(**asked, actor=second)
    assert states(round) == ["unsuccessful", "funded"]
    award = Award.objects.get()
    assert (award.application, award.pence) == (made[1].application, 200_000)
    round.refresh_from_db()
    assert (round.state, round.committed_pence) == ("decided", 200_000)
    told = OutboxMessage.objects.filter(kind="collaboration_fund.letter")
    assert told.count() == 2 * len(made)
    assert refused(services.confirm_second, **asked, actor=second).code == "confirmed"
    again = refused(
        services.decide_on, decision_id=meeting.decisions.first().pk, verdict="no", actor=first
    )
    assert again.code == "confirmed"


def test_a_change_after_the_first_confirmation_voids_it():
    round, _made = assessing(2, 4, **SMALL)
    meeting = met(round)
    as_advised(meeting)
    digest, officer = services.digest_of_decisions(meeting), fund_officer()
    asked = {"meeting_id": meeting.pk, "digest": digest}
    services.confirm_first(**asked, actor=officer)
    last = meeting.decisions.last()
    # Past the services, so that the digest alone tells.
    Decision.objects.filter(pk=last.pk).update(reason="Demo: another one.")
    assert refused(services.confirm_second, **asked, actor=fund_officer()).code == "changed"
    now = {"digest": services.digest_of_decisions(meeting), "meeting_id": meeting.pk}
    assert refused(services.confirm_second, **now, actor=fund_officer()).code == "changed"
    services.decide_on(decision_id=last.pk, verdict="no", reason="Demo: a third.", actor=officer)
    assert services.standing_of(meeting) is None
    assert refused(services.confirm_second, **now, actor=fund_officer()).code == "first"
    assert states(round) == ["sent", "sent"]


def test_the_database_refuses_one_person_twice():
    round, _made = assessing(4)
    meeting, officer, now = met(round), fund_officer(), timezone.now()
    fields = {"digest": "0" * 64, "first_by": officer, "first_at": now, "second_at": now}
    with pytest.raises(IntegrityError), transaction.atomic():
        Confirmation.objects.create(meeting=meeting, second_by=officer, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(meeting=meeting).update(verdict="fund", pence=1, reason="x")


def test_too_few_without_an_interest_decide_on_nothing():
    round, _made = assessing(4, 3, **SMALL)
    meeting, officer = met(round), fund_officer()
    first, second = meeting.decisions.all()
    member = meeting.members.first()
    services.recuse(
        decision_id=first.pk, person=member.person, reason="Her brother.", actor=officer
    )
    asked = {"decision_id": first.pk, "actor": officer, "verdict": "no", "departs": "x"}
    assert refused(services.decide_on, **asked, reason="x").code == "quorum"
    services.decide_on(decision_id=second.pk, verdict="no", reason="x", actor=officer)
    late = refused(
        services.recuse, decision_id=second.pk, person=member.person, reason="x", actor=officer
    )
    assert late.code == "decided"


def test_whoever_stays_out_of_one_sees_nothing_of_it_in_any_number():
    round, made = assessing(4, 3, 2, **SMALL)
    meeting, officer = met(round), fund_officer()
    before = services.advise(round, actor=officer)
    assert len(before.wishes) == 3
    first = meeting.decisions.first()
    services.recuse(decision_id=first.pk, person=officer, reason="A friend.", actor=fund_officer())
    asked = {"decision_id": first.pk, "actor": officer, "verdict": "no", "reason": "x"}
    assert refused(services.decide_on, **asked).code == "not-found"
    seen = services.advise(round, actor=officer)
    left_out = made[0].application.pk
    assert left_out not in {one.key for one in seen.wishes} | seen.best.amounts.keys()
    assert [one.application_id for one in meeting.seen_by(officer)] == [
        one.key for one in seen.wishes
    ]
    as_advised(meeting)
    digest = services.digest_of_decisions(meeting)
    own = refused(services.confirm_first, meeting_id=meeting.pk, digest=digest, actor=officer)
    assert own.code == "interest"
    # In a later meeting they still do.
    assert left_out not in {one.application_id for one in met(round).seen_by(officer)}


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"verdict": "perhaps", "reason": "x"}, "verdict"),
        ({"verdict": "fund", "pounds_pence": 0, "reason": "x"}, "pounds_pence"),
        ({"verdict": "fund", "pounds_pence": 200_001, "reason": "x"}, "pounds_pence"),
        ({"verdict": "fund", "pounds_pence": 200_000, "reason": " "}, "reason"),
        ({"verdict": "fund", "pounds_pence": 100_000, "reason": "x"}, "departs"),
        ({"verdict": "reserve", "reason": "x"}, "departs"),
    ],
)
def test_a_decision_says_how_much_and_why_and_why_it_departs(fields, field):
    round, _made = assessing(4)
    decision = met(round).decisions.get()
    asked = {"decision_id": decision.pk, "actor": fund_officer()}
    assert refused(services.decide_on, **asked, **fields).field == field


def test_decisions_above_the_budget_are_refused_whole():
    round, _made = assessing(4, 3, **SMALL)
    meeting, officer = met(round), fund_officer()
    for one in meeting.decisions.all():
        services.decide_on(
            decision_id=one.pk,
            verdict="fund",
            pounds_pence=200_000,
            reason="x",
            departs="Both are needed.",
            actor=officer,
        )
    digest = services.digest_of_decisions(meeting)
    asked = {"meeting_id": meeting.pk, "digest": digest, "actor": officer}
    assert refused(services.confirm_first, **asked).code == "over-budget"


def test_a_reserve_is_decided_on_again_by_another_meeting():
    round, [made] = assessing(4)
    meeting, officer = met(round), fund_officer()
    services.decide_on(
        decision_id=meeting.decisions.get().pk,
        verdict="reserve",
        reason="Too little money.",
        departs="It waits for a building.",
        actor=officer,
    )
    confirmed(meeting)
    assert states(round) == ["reserve"]
    later = met(round)
    as_advised(later)
    confirmed(later)
    assert states(round) == ["funded"]
    assert Award.objects.get().application == made.application


def test_one_officer_alone_decides_on_no_money():
    _round, [made] = assessing(4)
    asked = {"application_id": made.application.pk, "actor": fund_officer(), "feedback": "x"}
    for decision in ("funded", "reserve", "unsuccessful"):
        assert refused(services.record_decision, **asked, decision=decision).field == "decision"
    services.record_decision(**asked, decision="ineligible")


def test_the_groups_are_told_by_criterion_and_never_by_whom():
    round, [_made] = assessing(3)
    meeting = met(round)
    decision = meeting.decisions.get()
    criterion = round.stage.assessment.criteria.get()
    services.decide_on(
        decision_id=decision.pk,
        verdict="no",
        reason="Demo: too like another one.",
        departs="The panel knows of another one.",
        words={str(criterion.pk): "Say who cooks.", "99": "Nothing of ours."},
        actor=fund_officer(),
    )
    confirmed(meeting)
    decision.refresh_from_db()
    assert decision.told == [{"criterion": "Together", "mean": "3.0", "words": "Say who cooks."}]
    letter = OutboxMessage.objects.filter(kind="collaboration_fund.letter").first()
    for words in ("Together: 3.0", "Say who cooks.", "Demo: too like another one."):
        assert words in letter.text
    assessor = round.stage.assessment.assessors.get().person
    assert assessor.name not in letter.text + letter.html


def test_a_review_is_asked_once_and_in_time_and_answered():
    round, [made] = assessing(1)
    asked = {"application_id": made.application.pk, "actor": made.lead}
    assert refused(services.ask_review, **asked, reason="x").code == "not-now"
    meeting = met(round)
    as_advised(meeting)
    confirmed(meeting)
    assert refused(services.ask_review, **asked, reason=" ").field == "reason"
    assert refused(services.ask_review, **asked | {"actor": ResidentFactory()}, reason="x")
    until = PanelMeeting.objects.get(pk=meeting.pk).review_until
    early = timezone.now() - timedelta(days=1)
    PanelMeeting.objects.filter(pk=meeting.pk).update(
        confirmed_at=early - timedelta(days=1), review_until=early
    )
    assert refused(services.ask_review, **asked, reason="You missed our plan.").code == "late"
    PanelMeeting.objects.filter(pk=meeting.pk).update(review_until=until)
    review = services.ask_review(**asked, reason="You missed our plan.")
    assert refused(services.ask_review, **asked, reason="Again.").code == "asked"
    answer = {"review_id": review.pk, "actor": fund_officer()}
    assert refused(services.answer_review, **answer | {"actor": made.lead}, answer="x")
    assert refused(services.answer_review, **answer, answer=" ").field == "answer"
    services.answer_review(**answer, answer="We looked again; it stays.")
    assert refused(services.answer_review, **answer, answer="x").code == "answered"
    assert (
        "We looked again"
        in OutboxMessage.objects.filter(key__startswith="collaboration_fund.letter.review")
        .first()
        .text
    )


def test_what_another_meeting_decided_meanwhile_is_taken_back_first():
    round, made = assessing(4, 3)
    earlier, later = met(round), met(round)
    as_advised(earlier)
    as_advised(later)
    confirmed(earlier)
    refusal = refused(confirmed, later)
    assert refusal.code == "over"
    assert made[0].application.reference in str(refusal)
    letters = OutboxMessage.objects.filter(key__startswith=emails.LETTER)
    before = letters.count()
    for one in later.decisions.all():
        services.decide_on(decision_id=one.pk, verdict="", actor=fund_officer())
    confirmed(later)
    assert letters.count() == before
