"""How the invented round that is over was decided: scores, a meeting, two people who confirm."""

from datetime import datetime, time

from django.utils import timezone

from assessment.models import Assessor, Score
from assessment.services.scoring import edition_mark
from collaboration_fund import services
from collaboration_fund.models import Application, PanelMeeting, Round
from core.luton import LUTON
from people.demo import staff
from people.models import User
from people.roles import FUND_OFFICER

# By application and scorer, of every criterion.
SCORES = ((4, 3), (3, 3), (2, 1))
OTHERS = (
    ("second-officer@demo.example", "Demo Second Officer"),
    ("third-officer@demo.example", "Demo Third Officer"),
)
REASONS = (
    "Two groups that never worked together reach families whom neither reaches alone.",
    "Nobody else is there at two in the morning, and both groups know whom they meet.",
    "A good idea that the repair cafés of three wards carry on already.",
)
WORDS = "Say who does what when the two of you disagree."
COMMON = (
    "Many applications named a partner without saying what it does. Some asked for what another "
    "fund of the council pays for already."
)


def decided(round: Round, applications: tuple[Application, ...], officer: User) -> None:
    """Score what was sent, hold a meeting, and confirm what it decided: two are funded, one isn't.

    Args:
        officer: runs the round, and confirms first.
    """
    others = [staff(email, name, FUND_OFFICER) for email, name in OTHERS]
    Round.objects.filter(pk=round.pk).update(reasons=COMMON, reasons_en=COMMON, threshold=2)
    _score(round, applications, others)
    meeting = services.plan_meeting(
        round_id=round.pk,
        starts_at=datetime.combine(round.decided_on, time(10), tzinfo=LUTON),
        place="Demo Committee Room 3",
        quorum=2,
        actor=officer,
    )
    for person in (officer, *others):
        services.seat(meeting_id=meeting.pk, person=person, came=True, actor=officer)
    _decide(meeting, applications, officer)
    digest = services.digest_of_decisions(meeting)
    services.confirm_first(meeting_id=meeting.pk, digest=digest, actor=officer)
    services.confirm_second(meeting_id=meeting.pk, digest=digest, actor=others[0])


def _score(round: Round, applications, others: list[User]) -> None:
    """What two assessors gave, all criteria alike."""
    assessment = round.stages.get().assessment
    criteria = [*assessment.criteria.all()]
    seats = [Assessor.objects.create(assessment=assessment, person=one) for one in others]
    Score.objects.bulk_create(
        Score(
            piece=application.entry.piece,
            assessor=seat,
            criterion=criterion,
            value=value,
            edition=edition_mark(application.entry.piece),
            submitted_at=timezone.now(),
        )
        for application, values in zip(applications, SCORES, strict=True)
        for seat, value in zip(seats, values, strict=True)
        for criterion in criteria
    )


def _decide(meeting: PanelMeeting, applications, officer: User) -> None:
    reasons = {one.pk: words for one, words in zip(applications, REASONS, strict=True)}
    criterion = meeting.round.stage.assessment.criteria.first()
    for one in meeting.decisions.all():
        services.decide_on(
            decision_id=one.pk,
            verdict="fund" if one.advised_pence else "no",
            pounds_pence=one.advised_pence,
            reason=reasons[one.application_id],
            words={str(criterion.pk): WORDS},
            conditions="Tell us the day on which you begin." if one.advised_pence else "",
            actor=officer,
        )
