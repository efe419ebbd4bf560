"""Every change of an assessment: who is asked, interests, scores, agreements."""

from assessment.services.asking import assign, release
from assessment.services.declaring import declare
from assessment.services.interests import lift, open_to, seen_by
from assessment.services.moderating import agreed_mark, moderate, unresolved
from assessment.services.planning import plan
from assessment.services.scoring import given_by, open_blind, score, summary_of
from assessment.services.seats import assessor_of, refuse_unless_assessed, start_like
from assessment.services.standings import Standing, leanings_of, panels_apart, standings_of

__all__ = [
    "Standing",
    "agreed_mark",
    "assessor_of",
    "assign",
    "declare",
    "given_by",
    "leanings_of",
    "lift",
    "moderate",
    "open_blind",
    "open_to",
    "panels_apart",
    "plan",
    "refuse_unless_assessed",
    "release",
    "score",
    "seen_by",
    "standings_of",
    "start_like",
    "summary_of",
    "unresolved",
]
