"""The case for investing in hubs: what is needed, what is proposed, what was decided and built."""

from investment.models.case import (
    Benefit,
    Decision,
    Figure,
    Heard,
    Need,
    Option,
    Proposal,
    ProposalMove,
    Risk,
)
from investment.models.plan import Forecast, Milestone, PlanLine
from investment.models.project import Project, ProjectMove, Spending, StatusReport

__all__ = [
    "Benefit",
    "Decision",
    "Figure",
    "Forecast",
    "Heard",
    "Milestone",
    "Need",
    "Option",
    "PlanLine",
    "Project",
    "ProjectMove",
    "Proposal",
    "ProposalMove",
    "Risk",
    "Spending",
    "StatusReport",
]
