"""What assessors who differed agreed on after talking; the originals stay beside it."""

from collections import defaultdict
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from assessment import rules
from assessment.models import Assessment, Moderation, Score
from assessment.services.interests import seen_by
from assessment.services.scoring import refuse_unless_score
from assessment.services.seats import hold, refuse_unless_assessed
from core.refusal import Refusal, require


@dataclass(frozen=True)
class Disagreement:
    """Scores of one criterion that differ by more than the gap and aren't agreed yet."""

    piece_id: int
    criterion_id: int
    lowest: int
    highest: int


def submitted(assessment: Assessment):
    """The scores that count: those sent of the edition that each piece has now."""
    return Score.objects.current().sent().filter(piece__assessment=assessment)


def unresolved(assessment: Assessment, pieces=None) -> list[Disagreement]:
    """Every disagreement that nobody has moderated, in order of piece.

    What was agreed before another score came in is to be talked over again.

    Args:
        pieces: those that are looked at; all of the assessment where nothing is said.
    """
    pieces = assessment.pieces.all() if pieces is None else pieces
    given = defaultdict(list)
    for piece, criterion, value in (
        submitted(assessment)
        .filter(piece__in=pieces)
        .values_list("piece_id", "criterion_id", "value")
    ):
        given[piece, criterion].append(value)
    settled = agreed(assessment)
    return [
        Disagreement(piece, criterion, min(values), max(values))
        for (piece, criterion), values in sorted(given.items())
        if max(values) - min(values) > assessment.gap and criterion not in settled[piece]
    ]


def agreed(assessment: Assessment) -> dict[int, dict[int, int]]:
    """The agreed scores, by piece and criterion, that cover every score that was given."""
    later = Score.objects.filter(
        piece=OuterRef("piece"),
        criterion=OuterRef("criterion"),
        submitted_at__gt=OuterRef("at"),
    )
    covering = Moderation.objects.filter(~Exists(later), piece__assessment=assessment)
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for piece, criterion, value in covering.values_list("piece_id", "criterion_id", "value"):
        found[piece][criterion] = value
    return found


def moderate(
    *,
    piece_id: int,
    criterion_id: int,
    value: int,
    reason: str,
    actor,
    made_from: str | None = None,
) -> Moderation:
    """Keep the score that the assessors agreed on after talking; the originals stay beside it.

    Args:
        made_from: the mark (`agreed_mark`) of what was agreed when the officer looked, where they
            looked.

    Raises:
        Refusal: `not-allowed`, `not-scored`, `not-a-score`, `reason-needed`, `no-scores`, or
            `changed-meanwhile`.
    """
    reason = reason.strip()
    with transaction.atomic():
        piece = hold(piece_id)
        require(rules.may_run(actor, piece.assessment))
        require(seen_by(actor, piece.assessment).filter(pk=piece.pk).exists())
        refuse_unless_assessed(piece)
        criterion = piece.assessment.criteria.filter(pk=criterion_id).first()
        given = submitted(piece.assessment).filter(piece=piece, criterion_id=criterion_id)
        if criterion is None or not given.exists():
            raise Refusal(_("Nobody has submitted a score for this."), code="no-scores")
        refuse_unless_score(criterion, value)
        if not reason:
            raise Refusal(
                _("Say why the panel agreed on this score."), code="reason-needed", field="reason"
            )
        kept = Moderation.objects.filter(piece=piece, criterion=criterion).first()
        if made_from is not None and made_from != agreed_mark(kept):
            raise Refusal(
                _(
                    "Somebody kept an agreed score while you had the page open, so yours isn't "
                    "kept yet. Look at both, and keep yours again if it is right."
                ),
                code="changed-meanwhile",
            )
        moderation, _created = Moderation.objects.update_or_create(
            piece=piece,
            criterion=criterion,
            defaults={"value": value, "reason": reason, "by": actor, "at": timezone.now()},
        )
        return moderation


def agreed_mark(moderation: Moderation | None) -> str:
    """A mark of an agreed score as it stands; a page carries it to the next save."""
    return f"{moderation.pk}-{moderation.at:%Y%m%d%H%M%S%f}" if moderation else "none"
