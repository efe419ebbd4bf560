"""What the scores come to: the one place that adds them up."""

from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal

from assessment.models import Assessment, Assessor, Piece
from assessment.services.moderating import agreed, submitted
from assessment.severity import adjusted, connected


@dataclass(frozen=True)
class Standing:
    """What one piece's scores come to.

    `mean` is the mean over criteria, each as often as it weighs, of the mean over assessors, or of
    the agreed score; None where nobody has scored. `level` is the same with each assessor's leaning
    taken off, shown beside it; None where panels that share no piece can't be put on one scale.
    """

    piece: Piece
    scorers: int
    mean: Decimal | None
    level: float | None
    by_criterion: dict = field(default_factory=dict)


def standings_of(assessment: Assessment, pieces) -> list[Standing]:
    """What each of these pieces comes to, best first.

    Args:
        pieces: a QuerySet of pieces of this assessment, in the order that breaks ties.
    """
    given = defaultdict(lambda: defaultdict(dict))
    for piece, criterion, assessor, value in submitted(assessment).values_list(
        "piece_id", "criterion_id", "assessor_id", "value"
    ):
        given[piece][criterion][assessor] = value
    settled = agreed(assessment)
    weights = dict(assessment.criteria.values_list("pk", "weight"))
    levels = _levels(given, settled, weights)
    standings = [
        _standing(piece, given[piece.pk], settled[piece.pk], weights, levels) for piece in pieces
    ]
    return sorted(standings, key=lambda one: -(one.mean if one.mean is not None else -1))


def panels_apart(assessment: Assessment) -> list[list[Assessor]]:
    """Groups of assessors that share no piece with one another; nothing where all are connected."""
    pairs = submitted(assessment).order_by("piece", "assessor").values_list("piece", "assessor")
    groups = connected(pairs.distinct())
    if len(groups) < 2:
        return []
    people = {one.pk: one for one in assessment.assessors.select_related("person")}
    return [[people[pk] for pk in sorted(group)] for group in groups]


def _levels(given, settled, weights) -> dict:
    """Each piece's level with assessors' leanings taken off, over all criteria together.

    Where the panel agreed on a score, that is what each of them stands by.
    """
    scores = []
    for piece, criteria in given.items():
        by_assessor = defaultdict(dict)
        for criterion, assessors in criteria.items():
            for assessor, value in assessors.items():
                by_assessor[assessor][criterion] = settled[piece].get(criterion, value)
        scores += [
            (piece, assessor, float(_weighted(values, weights)))
            for assessor, values in by_assessor.items()
        ]
    if len(connected((piece, assessor) for piece, assessor, _score in scores)) != 1:
        return {}
    return adjusted(scores).levels


def _weighted(values: dict, weights: dict) -> Decimal:
    """The mean of values by criterion, each as often as its criterion weighs."""
    whole = sum(weights[criterion] for criterion in values)
    return sum(Decimal(value) * weights[one] for one, value in values.items()) / whole


def _standing(piece, criteria, settled, weights, levels) -> Standing:
    by_criterion = {
        criterion: Decimal(settled[criterion])
        if criterion in settled
        else Decimal(sum(given.values())) / len(given)
        for criterion, given in criteria.items()
    }
    scorers = len({assessor for given in criteria.values() for assessor in given})
    mean = _weighted(by_criterion, weights) if by_criterion else None
    return Standing(piece, scorers, mean, levels.get(piece.pk), by_criterion)
