"""The tables of recruitment."""

from recruitment.models.application import (
    Application,
    ApplicationMove,
    Follower,
    Invitation,
)
from recruitment.models.drawing import Draw, DrawEntry, DrawMove
from recruitment.models.homes import HomeDecision
from recruitment.models.offer import Offer
from recruitment.models.round import Round, RoundAnswer, RoundMove, SeatGroup, Target

__all__ = [
    "Application",
    "ApplicationMove",
    "Draw",
    "DrawEntry",
    "DrawMove",
    "Follower",
    "HomeDecision",
    "Invitation",
    "Offer",
    "Round",
    "RoundAnswer",
    "RoundMove",
    "SeatGroup",
    "Target",
]
