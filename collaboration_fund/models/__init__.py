"""The tables of the Collaboration Fund."""

from collaboration_fund.models.application import (
    Application,
    ApplicationMove,
    Entry,
    Extension,
    SavedAnswer,
)
from collaboration_fund.models.edition import Edition, SentDocument, UnchangeableError
from collaboration_fund.models.partner import Acceptance, BudgetLine, Partner, PartnerMove
from collaboration_fund.models.parts import (
    EligibilityQuestion,
    Monitoring,
    Priority,
    WantedDocument,
)
from collaboration_fund.models.round import Round, RoundMove
from collaboration_fund.models.stage import ClosingMove, Stage

__all__ = [
    "Acceptance",
    "Application",
    "ApplicationMove",
    "BudgetLine",
    "ClosingMove",
    "Edition",
    "EligibilityQuestion",
    "Entry",
    "Extension",
    "Monitoring",
    "Partner",
    "PartnerMove",
    "Priority",
    "Round",
    "RoundMove",
    "SavedAnswer",
    "SentDocument",
    "Stage",
    "UnchangeableError",
    "WantedDocument",
]
