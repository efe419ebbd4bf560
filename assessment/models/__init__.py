"""Assessments, who assesses, what is assessed, and what was given."""

from assessment.models.assessment import Anchor, Assessment, Assessor, Criterion
from assessment.models.plan import Plan
from assessment.models.scoring import (
    Assignment,
    Declaration,
    Lift,
    Moderation,
    Piece,
    Recommendation,
    Score,
)

__all__ = [
    "Anchor",
    "Assessment",
    "Assessor",
    "Assignment",
    "Criterion",
    "Declaration",
    "Lift",
    "Moderation",
    "Piece",
    "Plan",
    "Recommendation",
    "Score",
]
