"""Every change of state in the fund."""

from collaboration_fund.services.lacking import what_is_missing
from collaboration_fund.services.rounds import (
    announce,
    cancel,
    complete,
    decide,
    move_closing,
    start_assessing,
    take_back,
    turn_rounds,
)
from collaboration_fund.services.starting import start_from

__all__ = [
    "announce",
    "cancel",
    "complete",
    "decide",
    "move_closing",
    "start_assessing",
    "start_from",
    "take_back",
    "turn_rounds",
    "what_is_missing",
]
