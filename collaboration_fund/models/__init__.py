"""The tables of the Collaboration Fund."""

from collaboration_fund.models.parts import EligibilityQuestion, Monitoring, Priority
from collaboration_fund.models.round import Round, RoundMove
from collaboration_fund.models.stage import ClosingMove, Stage

__all__ = [
    "ClosingMove",
    "EligibilityQuestion",
    "Monitoring",
    "Priority",
    "Round",
    "RoundMove",
    "Stage",
]
