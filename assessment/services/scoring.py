"""Scores. Whoever scores is blind: `open_blind` is their one way to what a piece says."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment import registry
from assessment.enums import HIGHEST_SCORE, Confidence
from assessment.models import Criterion, Piece, Score
from assessment.services.declaring import refuse_unless_clear
from assessment.services.seats import assessor_of, hold, refuse_unless_assessed
from core.refusal import Refusal, require


@dataclass(frozen=True)
class Opened:
    """What an assessor may know of a piece: its code, a few words on it, and its answers."""

    code: str
    context: str
    answers: list[tuple[str, str]]


def open_blind(*, piece_id: int, actor) -> Opened:
    """A piece as an assessor may read it: nothing that tells whose it is.

    Raises:
        Refusal: `not-allowed`, `not-scored`, `declare-first`, or `interest` where it is shut.
    """
    piece = Piece.objects.select_related("assessment").filter(pk=piece_id).first()
    require(piece is not None)
    refuse_unless_clear(assessor_of(actor, piece), piece)
    refuse_unless_assessed(piece)
    reading = registry.use_of(piece.assessment).read(piece)
    return Opened(piece.code, reading.context, reading.answers)


def score(
    *,
    piece_id: int,
    actor,
    values: Mapping[int, int],
    comments: Mapping[int, str],
    final: bool,
    confidence: Mapping[int, int] | None = None,
) -> list[Score]:
    """Keep an assessor's scores; with `final` they are submitted and stay as they are.

    Args:
        values: criterion id to score, 0 to 4.
        comments: criterion id to why.
        final: submit them; every criterion must have its score then.
        confidence: criterion id to how sure they are, 1 to 3; fairly sure where none is given.

    Raises:
        Refusal: `not-allowed`, `not-scored`, `declare-first`, `interest`, `submitted-already`,
            `not-a-score`, or `incomplete` naming the criteria without one.
    """
    with transaction.atomic():
        piece = hold(piece_id)
        assessor = assessor_of(actor, piece)
        refuse_unless_assessed(piece)
        refuse_unless_clear(assessor, piece)
        mine = Score.objects.filter(piece=piece, assessor=assessor)
        if mine.filter(submitted_at__isnull=False).exists():
            raise Refusal(
                _("You have submitted your scores of this application already."),
                code="submitted-already",
            )
        criteria = list(piece.assessment.criteria.all())
        missing = [criterion for criterion in criteria if values.get(criterion.pk) is None]
        if final and missing:
            raise Refusal(
                _("Give a score for: %s.") % ", ".join(map(str, missing)),
                code="incomplete",
                field=f"score-{missing[0].pk}",
            )
        now = timezone.now() if final else None
        for criterion in criteria:
            value = values.get(criterion.pk)
            if value is None:
                mine.filter(criterion=criterion).delete()
                continue
            refuse_unless_score(criterion, value)
            Score.objects.update_or_create(
                piece=piece,
                assessor=assessor,
                criterion=criterion,
                defaults={
                    "value": value,
                    "confidence": (confidence or {}).get(criterion.pk) or Confidence.FAIR,
                    "comment": comments.get(criterion.pk, "").strip(),
                    "submitted_at": now,
                },
            )
        return list(mine)


def refuse_unless_score(criterion: Criterion, value: int) -> None:
    """Raise `not-a-score` where `value` isn't from 0 to 4, naming the criterion's field."""
    if not 0 <= value <= HIGHEST_SCORE:
        raise Refusal(
            _("A score is a whole number from 0 to %(highest)s.") % {"highest": HIGHEST_SCORE},
            code="not-a-score",
            field=f"score-{criterion.pk}",
        )
