"""Assessments, who assesses, what is assessed, and what was given."""

from assessment.models.assessment import Anchor, Assessment, Assessor, Criterion
from assessment.models.scoring import Assignment, Declaration, Moderation, Piece, Score

__all__ = [
    "Anchor",
    "Assessment",
    "Assessor",
    "Assignment",
    "Criterion",
    "Declaration",
    "Moderation",
    "Piece",
    "Score",
]
