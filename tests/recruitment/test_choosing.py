"""Screening, interests, blind scoring, moderation and the pool."""

import pytest
from django.db import IntegrityError, transaction

from assessment import services as assessing
from assessment.models import Declaration, Moderation, Score
from core.refusal import Refusal
from recruitment import services
from recruitment.services.pool import pool_of
from tests.factories.people import OfficerFactory
from tests.factories.recruitment import (
    RoundFactory,
    recruitment_officer,
    round_with_pool,
    scored,
    scorer,
    submitted,
)
from tests.recruitment.test_applying import emails_to, refusal

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return recruitment_officer()


@pytest.fixture
def scene(officer):
    """A round in scoring with one eligible application and a panel of two."""
    round = RoundFactory()
    application = submitted(round, answers={"why": "I am Demo and live at 1 Demo Street."})
    panel = [scorer(round), scorer(round)]
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    application.refresh_from_db()
    return application, panel


def declare(application, member, *, interest=""):
    return assessing.declare(
        piece_id=application.piece_id,
        actor=member.person,
        has_interest=bool(interest),
        reason=interest,
    )


def give(application, member, *values, final=True):
    criteria = application.round.assessment.criteria.all()
    return assessing.score(
        piece_id=application.piece_id,
        actor=member.person,
        values={c.pk: v for c, v in zip(criteria, values, strict=False)},
        comments={},
        final=final,
    )


def test_who_cannot_be_considered_is_told_why(officer):
    application = submitted(RoundFactory())
    unsaid = refusal(services.screen, application_id=application.pk, eligible=False, actor=officer)
    assert unsaid == "reason-needed"
    services.screen(
        application_id=application.pk, eligible=False, reason="Lives elsewhere.", actor=officer
    )
    application.refresh_from_db()
    assert (application.state, application.screening_reason) == ("ineligible", "Lives elsewhere.")
    assert emails_to(application.person)[-1] == "ineligible"
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    application.refresh_from_db()
    assert application.state == "eligible"


def test_scoring_waits_for_the_screening_and_the_panel(officer):
    round = RoundFactory()
    application = submitted(round)
    services.close_round(round_id=round.pk, actor=officer)
    start = {"round_id": round.pk, "actor": officer}
    assert refusal(services.start_scoring, **start) == "still-to-screen"
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    assert refusal(services.start_scoring, **start) == "too-few-scorers"


def test_nothing_opens_before_a_declaration(scene):
    application, (member, _other) = scene
    assert (
        refusal(assessing.open_blind, piece_id=application.piece_id, actor=member.person)
        == "declare-first"
    )
    assert refusal(give, application, member, 3, 3) == "declare-first"
    declare(application, member)
    opened = assessing.open_blind(piece_id=application.piece_id, actor=member.person)
    assert opened.code == application.piece.code
    assert len(give(application, member, 3, 3)) == 2


def test_what_a_scorer_reads_tells_nobody_apart(scene):
    application, (member, _other) = scene
    declare(application, member)
    opened = assessing.open_blind(piece_id=application.piece_id, actor=member.person)
    said = repr(opened)
    assert "live at" in said
    for secret in (
        application.person.name,
        application.person.email,
        application.reference,
        application.address,
        application.postcode,
    ):
        assert secret not in said
    assert [label for label, _text in opened.answers] == ["Why you?"]


@pytest.mark.parametrize(
    ("member_fields", "application_fields", "found"),
    [
        ({"organisation": "Demo Group"}, {"organisation": "DEMO  group."}, "organisation"),
        ({"address": "1 demo street", "postcode": "LU991AA"}, {}, "address"),
        ({"postcode": "lu99 1aa"}, {}, "address"),
        ({"address": "2 Demo Street", "postcode": "LU99 1AA"}, {}, "none"),
        ({}, {}, "none"),
    ],
)
def test_an_interest_is_found_whatever_is_said(officer, member_fields, application_fields, found):
    round = RoundFactory(seats={"residents": (2, "lottery"), "community": (2, "lottery")})
    sector = "community" if application_fields else "residents"
    application = submitted(round, sector=sector, **application_fields)
    member = scorer(round, **member_fields)
    scorer(round)
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    assert declare(application, member).interest == found
    opens = {"piece_id": application.piece_id, "actor": member.person}
    if found == "none":
        assert assessing.open_blind(**opens)
    else:
        assert refusal(assessing.open_blind, **opens) == "interest"
        assert refusal(give, application, member, 1, 1) == "interest"


def test_an_interest_that_comes_to_light_shuts_it_and_drops_the_scores(scene):
    application, (member, _other) = scene
    declare(application, member)
    give(application, member, 4, 4)
    declare(application, member, interest="She is my neighbour.")
    assert not Score.objects.filter(assessor=member).exists()
    declare(application, member)
    assert Declaration.objects.get(assessor=member).interest == "declared"
    assert refusal(give, application, member, 4, 4) == "interest"


def test_an_interest_says_what_it_is(scene):
    application, (member, _other) = scene
    with pytest.raises(Refusal, match="Say what your interest is"):
        assessing.declare(
            piece_id=application.piece_id, actor=member.person, has_interest=True, reason=" "
        )


def test_nobody_outside_the_panel_declares_or_scores(scene, officer):
    application, _panel = scene
    for actor in (officer, OfficerFactory(), application.person):
        assert (
            refusal(
                assessing.declare, piece_id=application.piece_id, actor=actor, has_interest=False
            )
            == "not-allowed"
        )


def test_drafts_can_change_and_what_is_submitted_stays(scene):
    application, (member, _other) = scene
    declare(application, member)
    give(application, member, 1, final=False)
    give(application, member, 2, 3, final=False)
    assert list(Score.objects.values_list("value", flat=True)) == [2, 3]
    assert pool_of(application.round)[0].scorers == 0
    assert refusal(give, application, member, 2) == "incomplete"
    give(application, member, 4, 4)
    assert refusal(give, application, member, 0, 0) == "submitted-already"


@pytest.mark.parametrize("value", [-1, 5])
def test_a_score_is_0_to_4(scene, value):
    application, (member, _other) = scene
    declare(application, member)
    assert refusal(give, application, member, value, 3) == "not-a-score"
    assert not Score.objects.exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(
            piece=application.piece,
            assessor=member,
            criterion=application.round.assessment.criteria.first(),
            value=9,
        )


def test_scorers_who_differ_too_much_agree_on_a_score_first(scene, officer):
    application, panel = scene
    round = application.round
    scored(application, panel, 0, 3)
    assert len(assessing.unresolved(round.assessment)) == 2
    settle = {"round_id": round.pk, "actor": officer}
    assert refusal(services.settle_pool, **settle) == "not-agreed"
    for criterion in round.assessment.criteria.all():
        assessing.moderate(
            piece_id=application.piece_id,
            criterion_id=criterion.pk,
            value=2,
            reason="Both read the anchor again.",
            actor=officer,
        )
    services.settle_pool(**settle)
    application.refresh_from_db()
    assert application.state == "pooled"
    assert set(Score.objects.values_list("value", flat=True)) == {0, 3}
    assert Moderation.objects.count() == 2


def test_moderating_needs_a_reason_and_scores(scene, officer):
    application, panel = scene
    criterion = application.round.assessment.criteria.first()
    act = {
        "piece_id": application.piece_id,
        "criterion_id": criterion.pk,
        "value": 2,
        "actor": officer,
    }
    assert refusal(assessing.moderate, **act, reason="Why.") == "no-scores"
    scored(application, panel, 1, 4)
    assert refusal(assessing.moderate, **act, reason=" ") == "reason-needed"
    scored_by = {**act, "actor": panel[0].person}
    assert refusal(assessing.moderate, **scored_by, reason="Why.") == "not-allowed"


def test_everybody_needs_enough_scorers(scene, officer):
    application, (member, _other) = scene
    declare(application, member)
    give(application, member, 4, 4)
    settled = refusal(services.settle_pool, round_id=application.round_id, actor=officer)
    assert settled == "not-all-scored"


def test_the_threshold_opens_the_pool(officer):
    for values, state in (((2, 2), "pooled"), ((2, 1), "below"), ((1, 2), "below")):
        round, _panel = round_with_pool(officer, 1, values=values)
        assert round.applications.get().state == state


def test_scoring_can_be_reopened_until_a_draw(officer):
    round, _panel = round_with_pool(officer, 2)
    services.start_scoring(round_id=round.pk, actor=officer)
    assert {one.state for one in round.applications.all()} == {"eligible"}
