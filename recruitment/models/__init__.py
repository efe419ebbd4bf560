"""The tables of recruitment."""

from recruitment.models.application import (
    Application,
    ApplicationMove,
    BlindApplication,
    Follower,
    Invitation,
)
from recruitment.models.drawing import Draw, DrawEntry, DrawMove
from recruitment.models.homes import HomeDecision
from recruitment.models.offer import Offer
from recruitment.models.panel import Anchor, Criterion, PanelMember
from recruitment.models.round import Round, RoundAnswer, RoundMove, SeatGroup, Target
from recruitment.models.scoring import Declaration, Moderation, Score

__all__ = [
    "Anchor",
    "Application",
    "ApplicationMove",
    "BlindApplication",
    "Criterion",
    "Declaration",
    "Draw",
    "DrawEntry",
    "DrawMove",
    "Follower",
    "HomeDecision",
    "Invitation",
    "Moderation",
    "Offer",
    "PanelMember",
    "Round",
    "RoundAnswer",
    "RoundMove",
    "Score",
    "SeatGroup",
    "Target",
]
