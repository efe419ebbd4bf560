"""What the scores come to: the one place that adds them up."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal

from assessment.models import Assessment, Assessor, Piece, Recommendation, Score
from assessment.services.moderating import agreed, submitted
from assessment.severity import NOTHING, Adjusted, ApartError, adjusted, connected


@dataclass(frozen=True)
class Standing:
    """What one piece's scores come to.

    `mean` is the mean over criteria, each as often as it weighs, of the mean over assessors, or of
    the agreed score; None where nobody has scored. `level` is the same with each assessor's leaning
    taken off, by how sure they were, and `error` its standard error; both stand beside the mean.
    None where panels that share no piece can't be put on one scale. `advised` are the
    recommendations that were sent; `older` is how many assessors scored an older edition alone,
    which doesn't count until they have confirmed it.
    """

    piece: Piece
    scorers: int
    mean: Decimal | None
    level: float | None
    by_criterion: dict = field(default_factory=dict)
    error: float | None = None
    advised: tuple[Recommendation, ...] = ()
    older: int = 0


def standings_of(assessment: Assessment, pieces) -> list[Standing]:
    """What each of these pieces comes to, best first; no other piece has a part in any number.

    Args:
        pieces: a QuerySet of pieces of this assessment, in the order that breaks ties.
    """
    pieces = list(pieces)
    given = _given(assessment, pieces)
    settled = agreed(assessment)
    weights = dict(assessment.criteria.values_list("pk", "weight"))
    found = _adjusted(given, settled, weights)
    advised = defaultdict(list)
    sent = Recommendation.objects.current().sent().filter(piece__in=pieces)
    for one in sent.select_related("assessor__person").order_by("assessor"):
        advised[one.piece_id].append(one)
    older, given_by = defaultdict(set), defaultdict(set)
    for piece, assessor in (
        Score.objects.sent().filter(piece__in=pieces).values_list("piece", "assessor")
    ):
        older[piece].add(assessor)
    for piece, criteria in given.items():
        given_by[piece] = {one for scores in criteria.values() for one in scores}
    standings = [
        replace(
            _standing(piece, given[piece.pk], settled[piece.pk], weights, found),
            advised=tuple(advised[piece.pk]),
            older=len(older[piece.pk] - given_by[piece.pk]),
        )
        for piece in pieces
    ]
    return sorted(standings, key=lambda one: -(one.mean if one.mean is not None else -1))


def leanings_of(assessment: Assessment, pieces) -> list[tuple[Assessor, float, float | None]]:
    """(assessor, leaning in points, its standard error) over these pieces; most severe first."""
    given = _given(assessment, pieces)
    weights = dict(assessment.criteria.values_list("pk", "weight"))
    found = _adjusted(given, agreed(assessment), weights)
    people = {one.pk: one for one in assessment.assessors.select_related("person")}
    rows = [
        (people[pk], leaning, found.leaning_errors.get(pk))
        for pk, leaning in found.leanings.items()
    ]
    return sorted(rows, key=lambda row: (row[1], row[0].pk))


def panels_apart(assessment: Assessment, pieces=None) -> list[list[Assessor]]:
    """Groups of assessors that share no piece with one another; nothing where all are connected.

    Args:
        pieces: those that are looked at; all of the assessment where nothing is said.
    """
    pieces = assessment.pieces.all() if pieces is None else pieces
    scores = submitted(assessment).filter(piece__in=pieces)
    pairs = scores.order_by("piece", "assessor").values_list("piece", "assessor")
    groups = connected(pairs.distinct())
    if len(groups) < 2:
        return []
    people = {one.pk: one for one in assessment.assessors.select_related("person")}
    return [[people[pk] for pk in sorted(group)] for group in groups]


def _given(assessment: Assessment, pieces) -> dict:
    """{piece: {criterion: {assessor: Score}}} of the scores that count."""
    given = defaultdict(lambda: defaultdict(dict))
    for score in submitted(assessment).filter(piece__in=pieces):
        given[score.piece_id][score.criterion_id][score.assessor_id] = score
    return given


def _adjusted(given, settled, weights) -> Adjusted:
    """Pieces' levels and assessors' leanings over all criteria together; nothing of panels apart.

    Where the panel agreed on a score, that is what each of them stands by. How sure an assessor is
    of a piece is the mean over its criteria.
    """
    scores = []
    for piece, criteria in given.items():
        by_assessor = defaultdict(dict)
        for criterion, assessors in criteria.items():
            for assessor, score in assessors.items():
                by_assessor[assessor][criterion] = score
        for assessor, found in by_assessor.items():
            values = {one: settled[piece].get(one, score.value) for one, score in found.items()}
            sure = {one: score.confidence for one, score in found.items()}
            scores.append(
                (
                    piece,
                    assessor,
                    float(_weighted(values, weights)),
                    float(_weighted(sure, weights)),
                )
            )
    try:
        return adjusted(scores)
    except ApartError:
        return NOTHING


def _weighted(values: dict, weights: dict) -> Decimal:
    """The mean of values by criterion, each as often as its criterion weighs."""
    whole = sum(weights[criterion] for criterion in values)
    return sum(Decimal(value) * weights[one] for one, value in values.items()) / whole


def _standing(piece, criteria, settled, weights, found: Adjusted) -> Standing:
    by_criterion = {
        criterion: Decimal(settled[criterion])
        if criterion in settled
        else Decimal(sum(score.value for score in given.values())) / len(given)
        for criterion, given in criteria.items()
    }
    return Standing(
        piece=piece,
        scorers=len({assessor for given in criteria.values() for assessor in given}),
        mean=_weighted(by_criterion, weights) if by_criterion else None,
        level=found.levels.get(piece.pk),
        by_criterion=by_criterion,
        error=found.level_errors.get(piece.pk),
    )
