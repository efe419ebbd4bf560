"""A round: what it lacks, how it opens and closes by itself, and what moves its closing."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import ClosingMove, Round, RoundMove, Stage
from collaboration_fund.moments import closes
from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires import services as questions
from tests.factories.fund import RoundFactory, fund_officer, fund_questions, moved, open_round
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db


def refusal(act, **arguments) -> Refusal:
    """The Refusal that an act ends in."""
    with pytest.raises(Refusal) as caught:
        act(**arguments)
    return caught.value


def test_what_a_round_lacks_is_said_at_once():
    now = timezone.now()
    round = RoundFactory(
        stages__opens=now - timedelta(days=3),
        stages__closes=now - timedelta(days=1),
        decided_on=timezone.localdate() - timedelta(days=20),
        priorities_needed=4,
        largest_pence=3_000_001,
    )
    round.eligibility.all().delete()
    round.stages.get().assessment.criteria.get().anchors.first().delete()
    missing = services.what_is_missing(round)
    for words in ("closing", "decision", "check whether", "priority areas", "monitoring", "score"):
        assert any(words in one for one in missing), words
    said = refusal(services.announce, round_id=round.pk, actor=fund_officer())
    assert said.code == "not-ready"
    assert all(one in said.message for one in missing)


def test_a_round_without_a_first_stage_says_so():
    round = RoundFactory()
    round.stages.update(number=2)
    assert services.what_is_missing(round) == ["a first stage, with its dates and questions"]


def test_a_second_stage_opens_after_the_first_has_closed():
    round = RoundFactory(stages=2, decided_on=timezone.localdate() + timedelta(days=90))
    assert services.what_is_missing(round) == []
    moved(round.stages.get(number=2), opens_at=round.stages.get(number=1).closes_at)
    assert services.what_is_missing(round) == [
        "a second stage that opens after the first has closed"
    ]


def test_announcing_pins_the_questions():
    round = RoundFactory()
    stage = round.stages.get()
    pinned = stage.question_set.versions.get()
    services.announce(round_id=round.pk, actor=fund_officer())
    draft = questions.new_version(question_set_id=stage.question_set_id, actor=PORTAL)
    questions.publish_version(version_id=draft.pk, actor=PORTAL)
    assert Stage.objects.get(pk=stage.pk).version == pinned


def test_a_round_opens_and_closes_by_itself():
    now = timezone.now()
    round = RoundFactory(stages__opens=now + timedelta(hours=1))
    services.announce(round_id=round.pk, actor=fund_officer())
    stage = round.stages.get()
    assert services.turn_rounds() == 0
    moved(stage, opens_at=now - timedelta(seconds=1))
    assert services.turn_rounds() == 1
    assert Round.objects.get(pk=round.pk).state == "open"
    moved(stage, closes_at=timezone.now())
    assert services.turn_rounds() == 1
    assert services.turn_rounds() == 0
    closed = Round.objects.get(pk=round.pk)
    assert closed.state == "closed"
    assert closed.moves.last().actor is None


def test_whether_a_round_is_open_is_said_by_its_dates_before_its_job_runs():
    round = open_round()
    assert round.is_open
    moved(round.stage, closes_at=timezone.now())
    late = Round.objects.get(pk=round.pk)
    assert late.state == "open"
    assert not late.is_open
    assert late.public_state == Round.PUBLIC_LABELS["closed"]


def test_the_portal_does_nothing_else_with_a_round():
    round = RoundFactory()
    assert refusal(services.announce, round_id=round.pk, actor=PORTAL).code == "not-allowed"
    assert not round.may_move(PORTAL, "cancelled")
    assert not round.may_move(ResidentFactory(), "open")


def test_an_announced_round_becomes_a_draft_again_until_it_has_opened():
    round = RoundFactory(stages__opens=timezone.now() + timedelta(days=1))
    officer = fund_officer()
    services.announce(round_id=round.pk, actor=officer)
    assert services.take_back(round_id=round.pk, actor=officer).state == "draft"
    assert Stage.objects.get(round=round).version is None
    services.announce(round_id=round.pk, actor=officer)
    moved(round.stages.get(), opens_at=timezone.now() - timedelta(seconds=1))
    assert refusal(services.take_back, round_id=round.pk, actor=officer).code == "begun"


def test_a_moved_closing_is_kept_with_its_reason():
    round, officer = open_round(), fund_officer()
    before, after = round.stage.closes_at, round.stage.closes_at + timedelta(days=2)
    move = {"round_id": round.pk, "actor": officer}
    services.move_closing(closes_at=after, reason="The post was late.", **move)
    kept = ClosingMove.objects.get()
    assert (kept.before, kept.after, kept.actor) == (before, after, officer)
    for closes_at, reason, field in (
        (timezone.now() - timedelta(seconds=1), "x", "closes_at"),
        (after, "x", "closes_at"),
        (after + timedelta(days=1), " ", "reason"),
    ):
        said = refusal(services.move_closing, closes_at=closes_at, reason=reason, **move)
        assert said.field == field
    assert ClosingMove.objects.count() == 1


def test_a_first_stage_closes_before_the_second_opens():
    round = open_round(stages=2, decided_on=timezone.localdate() + timedelta(days=90))
    first, second = round.stages.all()
    said = refusal(
        services.move_closing,
        round_id=round.pk,
        closes_at=second.opens_at,
        reason="The post was late.",
        actor=fund_officer(),
    )
    assert (said.code, said.field) == ("next-stage", "closes_at")
    assert said.message.count(closes(second.opens_at)) == 2
    assert Stage.objects.get(pk=first.pk).closes_at == first.closes_at


def test_a_closed_round_opens_again_where_its_closing_moves():
    round = open_round()
    moved(round.stage, closes_at=timezone.now())
    services.turn_rounds()
    later = timezone.now() + timedelta(days=1)
    services.move_closing(
        round_id=round.pk, closes_at=later, reason="Power cut.", actor=fund_officer()
    )
    assert Round.objects.get(pk=round.pk).state == "open"


def test_a_closing_is_moved_by_the_funds_officers_alone():
    round = open_round()
    said = refusal(
        services.move_closing,
        round_id=round.pk,
        closes_at=timezone.now() + timedelta(days=30),
        reason="Mine",
        actor=ResidentFactory(),
    )
    assert said.code == "not-allowed"


def test_a_round_ends_with_its_last_stage():
    round = RoundFactory(stages=2, decided_on=timezone.localdate() + timedelta(days=90))
    officer = fund_officer()
    Round.objects.filter(pk=round.pk).update(state="assessing")
    assert refusal(services.decide, round_id=round.pk, actor=officer).code == "second-stage"
    Round.objects.filter(pk=round.pk).update(stage_number=2)
    services.decide(round_id=round.pk, actor=officer)
    services.complete(round_id=round.pk, actor=officer)
    states = RoundMove.objects.filter(thing=round).values_list("to_state", flat=True)
    assert [*states] == ["decided", "complete"]


def test_a_round_is_cancelled_with_a_reason_that_its_page_says(client):
    round, officer = open_round(), fund_officer()
    assert refusal(services.cancel, round_id=round.pk, actor=officer, reason=" ").code == "reason"
    services.cancel(round_id=round.pk, actor=officer, reason="There is no money.")
    assert "There is no money." in client.get(round.get_absolute_url()).content.decode()
    assert not Round.objects.get(pk=round.pk).is_open


def test_a_new_round_takes_over_everything_but_dates_and_people():
    old = open_round(stages=2, decided_on=timezone.localdate() + timedelta(days=90))
    old.stage.assessment.assessors.create(person=fund_officer())
    title = {"en": "The next one", "ur": ""}
    new = services.start_from(round_id=old.pk, title=title, actor=fund_officer())
    assert (new.state, new.last_round_id, new.slug) == ("draft", old.pk, "the-next-one")
    assert new.priorities.count() == old.priorities.count()
    assert [stage.number for stage in new.stages.all()] == [1, 2]
    assert new.stage.opens_at > timezone.now()
    assert new.stage.assessment != old.stage.assessment
    assert new.stage.assessment.criteria.get().anchors.count() == 5
    assert not new.stage.assessment.assessors.exists()
    assert services.what_is_missing(new) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"largest_pence": 30_000_001},
        {"largest_pence": 0},
        {"state": "away"},
        {"quarters": 13},
        {"slug": ""},
        {"paid": "nobody"},
    ],
)
def test_the_database_refuses_a_round_that_cannot_be(wrong):
    round = RoundFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(**wrong)


def test_the_database_refuses_stages_that_cannot_be():
    round = RoundFactory()
    stage = round.stages.get()
    for wrong in ({"number": 3}, {"closes_at": stage.opens_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Stage.objects.filter(pk=stage.pk).update(**wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Stage.objects.create(
            round=round,
            number=1,
            opens_at=stage.opens_at,
            closes_at=stage.closes_at,
            question_set=fund_questions(),
        )


def test_a_no_leads_to_a_page_and_runs_nothing():
    one = RoundFactory().eligibility.get()
    for wrong in ("", "javascript:alert(1)", "groups"):
        one.leads_to = wrong
        with pytest.raises(IntegrityError), transaction.atomic():
            one.save()
    one.leads_to = "/organisations/"
    one.save()
