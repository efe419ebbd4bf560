"""Who is asked to score what, worked out: knows neither tables nor people, only keys."""

from assessment.spreading.programme import SolverFailedError
from assessment.spreading.solving import spread
from assessment.spreading.things import Lack, Question, Spread

__all__ = ["Lack", "Question", "SolverFailedError", "Spread", "spread"]
