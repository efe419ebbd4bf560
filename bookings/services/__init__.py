"""Every change of rooms and bookings, and what is worked out about them."""

from bookings.services.answering import (
    Clash,
    approve,
    ask_again,
    clashes_of,
    decline,
    displace,
    end,
    give_back,
)
from bookings.services.asking import ask, pence_of
from bookings.services.rooms import KEPT, keep_room, make_room
from bookings.services.verdicts import Verdict, verdicts

__all__ = [
    "KEPT",
    "Clash",
    "Verdict",
    "approve",
    "ask",
    "ask_again",
    "clashes_of",
    "decline",
    "displace",
    "end",
    "give_back",
    "keep_room",
    "make_room",
    "pence_of",
    "verdicts",
]
