"""The tables of what grants do."""

from monitoring.models.bid import Bid, BidMove
from monitoring.models.change import Change, ChangeMove
from monitoring.models.closing import Closing, Recovery, RecoveryMove
from monitoring.models.plan import PlanLine
from monitoring.models.report import (
    Output,
    OutputCount,
    Photograph,
    Reached,
    Report,
    ReportEdition,
    ReportMove,
    Spending,
    Story,
)

__all__ = [
    "Bid",
    "BidMove",
    "Change",
    "ChangeMove",
    "Closing",
    "Output",
    "OutputCount",
    "Photograph",
    "PlanLine",
    "Reached",
    "Recovery",
    "RecoveryMove",
    "Report",
    "ReportEdition",
    "ReportMove",
    "Spending",
    "Story",
]
