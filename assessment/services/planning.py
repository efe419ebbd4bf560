"""Working out who scores what, by `assessment.spreading`, from interests, areas and loads."""

from django.db import transaction
from django.utils.translation import gettext as _

from assessment import registry
from assessment.models import Assessment, Assignment, Plan
from assessment.services.asking import lock_to_ask, pairs_of, replace_pairs, scored_pairs
from assessment.services.interests import Pair, interests_in
from assessment.spreading import Question, Spread, spread
from core.refusal import Refusal
from jobs import services as jobs
from jobs.models import BackgroundJob
from people.models import User

WORK = "assessment.plan"
# So many pairs of piece and assessor are worked out while the officer waits: under a second.
WHILE_WAITING = 5000
SECONDS = 8.0


def plan(*, assessment_id: int, each: int, even: bool, actor) -> Plan | BackgroundJob:
    """Work out who scores what and hold it; where it is large, a background job does.

    Who was asked already, or has scored, stays; what was held is replaced.

    Args:
        each: how many assessors each piece needs.
        even: whether loads lie within one of each other, before it is asked who knows what.

    Raises:
        Refusal: as `lock_to_ask`; `nothing` where nothing can be scored, or nobody could.
    """
    with transaction.atomic():
        assessment = lock_to_ask(assessment_id, actor)
        pairs = assessment.pieces.assessed_now().count() * assessment.assessors.count()
        if not pairs:
            raise Refusal(_nothing_to_plan(assessment), code="nothing")
        if pairs <= WHILE_WAITING:
            return _plan(assessment, each, even, actor)
        return jobs.ask_for(
            kind=WORK,
            about=_about(assessment),
            actor=actor,
            arguments={"assessment": assessment.pk, "each": each, "even": even},
        )


def _nothing_to_plan(assessment: Assessment) -> str:
    if not assessment.assessors.exists():
        return _("Nobody sits on the panel yet. Add assessors first.")
    return _("Nothing can be scored yet: wait until the round has closed and is being assessed.")


def is_being_worked_out(assessment: Assessment) -> bool:
    """Whether a background job works out who scores what."""
    return BackgroundJob.objects.live().about(_about(assessment)).filter(kind=WORK).exists()


def _about(assessment: Assessment) -> str:
    return f"assessment:{assessment.pk}"


def work(work: jobs.Work) -> dict:
    """What a worker does with a large one, as `jobs.register_work` asks for."""
    asked = work.arguments
    actor = User.objects.get(pk=work.job.asked_by_id)
    with transaction.atomic():
        assessment = lock_to_ask(asked["assessment"], actor)
        work.report(0.1)
        made = _plan(assessment, asked["each"], asked["even"], actor)
        work.report(1)
    return {"plan": made.pk}


def _plan(assessment: Assessment, each: int, even: bool, actor) -> Plan:
    interests, scored = interests_in(assessment), scored_pairs(assessment)
    rows = Assignment.objects.filter(piece__assessment=assessment)
    stay = (pairs_of(rows.released()) | scored) - interests
    found = spread(_question(assessment, each, even, interests, stay), seconds=SECONDS)
    now = pairs_of(rows)
    replace_pairs(assessment, now, set(found.pairs) | (now & scored))
    Plan.objects.filter(assessment=assessment, released_at=None).delete()
    return Plan.objects.create(
        assessment=assessment, each=each, even=even, said=_said(found), by=actor
    )


def _question(assessment, each: int, even: bool, interests: set[Pair], stay: set[Pair]) -> Question:
    pieces = list(assessment.pieces.assessed_now().order_by("pk"))
    people = list(assessment.assessors.order_by("pk"))
    about = registry.use_of(assessment).areas_of(pieces)
    keys = {piece.pk for piece in pieces}
    return Question(
        pieces=tuple(piece.pk for piece in pieces),
        assessors={one.pk: one.largest_load for one in people},
        each=each,
        fit={
            (piece.pk, one.pk): len(set(about.get(piece.pk, ())) & set(one.areas))
            for piece in pieces
            for one in people
        },
        shut=frozenset(interests),
        kept=frozenset(pair for pair in stay if pair[0] in keys),
        even=even,
    )


def _said(found: Spread) -> dict:
    return {
        "lacks": {str(piece): list(lack) for piece, lack in found.lacks.items()},
        "worst": found.worst,
        "total": found.total,
        "is_even": found.is_even,
        "is_proven": found.is_proven,
        "apart": [sorted(group) for group in found.apart],
    }
