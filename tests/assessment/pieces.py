"""Pieces with their assessors and submitted scores, of a round of recruitment."""

from django.utils import timezone

from assessment.models import Piece, Score
from tests.factories.recruitment import RoundFactory, scorer


class Assessed:
    """An assessment with so many bare pieces and assessors, and a criterion for each weight."""

    def __init__(self, *, pieces: int, assessors: int, weights=(1,)):
        titles = [f"Demo criterion {number}" for number in range(len(weights))]
        self.round = RoundFactory(criteria=titles)
        self.assessment = self.round.assessment
        self.criteria = list(self.assessment.criteria.all())
        for criterion, weight in zip(self.criteria, weights, strict=True):
            criterion.weight = weight
            criterion.save()
        self.pieces = [self.assessment.pieces.create() for _number in range(pieces)]
        self.assessors = [scorer(self.round) for _number in range(assessors)]

    def rows(self):
        """The pieces in the order in which they were made."""
        return Piece.objects.filter(assessment=self.assessment).order_by("pk")

    def gives(self, piece, scores: dict) -> None:
        """Submitted scores: {assessor: one score for every criterion, or {criterion: score}}."""
        for assessor, given in scores.items():
            values = given if isinstance(given, dict) else dict.fromkeys(self.criteria, given)
            Score.objects.bulk_create(
                Score(
                    piece=piece,
                    assessor=assessor,
                    criterion=criterion,
                    value=value,
                    submitted_at=timezone.now(),
                )
                for criterion, value in values.items()
            )
