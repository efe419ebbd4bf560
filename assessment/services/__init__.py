"""Every change of an assessment: who is asked, interests, scores, agreements."""

from assessment.services.declaring import declare
from assessment.services.moderating import agreed_mark, moderate, unresolved
from assessment.services.scoring import open_blind, score
from assessment.services.seats import assessor_of, assign, refuse_unless_assessed, start_like
from assessment.services.standings import Standing, panels_apart, standings_of

__all__ = [
    "Standing",
    "agreed_mark",
    "assessor_of",
    "assign",
    "declare",
    "moderate",
    "open_blind",
    "panels_apart",
    "refuse_unless_assessed",
    "score",
    "standings_of",
    "start_like",
    "unresolved",
]
