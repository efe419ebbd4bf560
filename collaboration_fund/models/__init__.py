"""The tables of the Collaboration Fund."""

from collaboration_fund.models.application import (
    Application,
    ApplicationMove,
    Entry,
    Extension,
    SavedAnswer,
)
from collaboration_fund.models.award import Award, AwardMove, Share
from collaboration_fund.models.deciding import (
    Confirmation,
    Decision,
    PanelMeeting,
    PanelMember,
    Recusal,
    ReviewRequest,
)
from collaboration_fund.models.edition import Edition, SentDocument, UnchangeableError
from collaboration_fund.models.partner import Acceptance, BudgetLine, Partner, PartnerMove
from collaboration_fund.models.parts import (
    EligibilityQuestion,
    Floor,
    Letter,
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
    "Award",
    "AwardMove",
    "BudgetLine",
    "ClosingMove",
    "Confirmation",
    "Decision",
    "Edition",
    "EligibilityQuestion",
    "Entry",
    "Extension",
    "Floor",
    "Letter",
    "Monitoring",
    "PanelMeeting",
    "PanelMember",
    "Partner",
    "PartnerMove",
    "Priority",
    "Recusal",
    "ReviewRequest",
    "Round",
    "RoundMove",
    "SavedAnswer",
    "SentDocument",
    "Share",
    "Stage",
    "UnchangeableError",
    "WantedDocument",
]
