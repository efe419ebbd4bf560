"""Meetings of a fund's panel for tests."""

from datetime import timedelta

from django.utils import timezone

from assessment.models import Assessor
from assessment.services.scoring import edition_mark
from collaboration_fund import services
from collaboration_fund.models import PanelMeeting, Round
from tests.factories.again import made_once
from tests.factories.fund import Together, fund_officer, moved, open_round, together
from tests.factories.people import ResidentFactory


@made_once
def assessing(*scores: int, **fields) -> tuple[Round, list[Together]]:
    """A round that is assessed, and applications that were sent to it, each with a score."""
    round = open_round(**fields)
    made = [together(round) for _score in scores]
    for one in made:
        one.sent()
    moved(round.stage, closes_at=timezone.now() - timedelta(hours=1))
    services.turn_rounds()
    services.start_assessing(round_id=round.pk, actor=fund_officer())
    stage = round.stages.get()
    criterion = stage.assessment.criteria.get()
    assessor = Assessor.objects.create(assessment=stage.assessment, person=ResidentFactory())
    for one, value in zip(made, scores, strict=True):
        piece = one.application.entry.piece
        piece.scores.create(
            assessor=assessor,
            criterion=criterion,
            value=value,
            edition=edition_mark(piece),
            submitted_at=timezone.now(),
        )
    return Round.objects.get(pk=round.pk), made


def met(round: Round, *, there: int = 3, officer=None) -> PanelMeeting:
    """A meeting of the panel, at which so many people were there."""
    officer = officer or fund_officer()
    meeting = services.plan_meeting(
        round_id=round.pk,
        starts_at=timezone.now() - timedelta(hours=1),
        place="Demo hall",
        quorum=3,
        actor=officer,
    )
    for _number in range(there):
        services.seat(meeting_id=meeting.pk, person=ResidentFactory(), came=True, actor=officer)
    return meeting


def as_advised(meeting: PanelMeeting, *, officer=None) -> None:
    """The panel decides what the plan advised."""
    for one in meeting.decisions.all():
        services.decide_on(
            decision_id=one.pk,
            verdict="fund" if one.advised_pence else "no",
            pounds_pence=one.advised_pence,
            reason="Demo: as the scores say.",
            actor=officer or fund_officer(),
        )


def confirmed(meeting: PanelMeeting) -> PanelMeeting:
    """Two officers confirm what a meeting decided."""
    digest = services.digest_of_decisions(meeting)
    services.confirm_first(meeting_id=meeting.pk, digest=digest, actor=fund_officer())
    return services.confirm_second(meeting_id=meeting.pk, digest=digest, actor=fund_officer())


def panel_decides(application, verdict: str, *, reason: str = "We said why.") -> PanelMeeting:
    """A panel decides so on an application, and to fund no other of its round."""
    round = application.round
    if Round.objects.get(pk=round.pk).state != "assessing":
        moved(round.stage, closes_at=timezone.now() - timedelta(hours=1))
        services.turn_rounds()
        services.start_assessing(round_id=round.pk, actor=fund_officer())
    meeting = met(Round.objects.get(pk=round.pk))
    for one in meeting.decisions.all():
        says = verdict if one.application_id == application.pk else "no"
        services.decide_on(
            decision_id=one.pk,
            verdict=says,
            pounds_pence=100_000 if says == "fund" else 0,
            reason=reason,
            departs="Demo: the panel knows better.",
            actor=fund_officer(),
        )
    return confirmed(meeting)
