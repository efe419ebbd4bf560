"""Every change of an activity, and what is worked out about it."""

from activities.services.changing_dates import (
    bring_back,
    cancel_date,
    end_stretch,
    move_date,
    relocate,
    restore_date,
    set_stretch,
)
from activities.services.dates import Occurrence, occurrences_of
from activities.services.finding import Asked, Line, find, hubs_with, lines_of
from activities.services.following import follow, unfollow
from activities.services.proposing import decline, end, propose, propose_again, take
from activities.services.saying import SAID, WHEN, assure, change, change_when

__all__ = [
    "SAID",
    "WHEN",
    "Asked",
    "Line",
    "Occurrence",
    "assure",
    "bring_back",
    "cancel_date",
    "change",
    "change_when",
    "decline",
    "end",
    "end_stretch",
    "find",
    "follow",
    "hubs_with",
    "lines_of",
    "move_date",
    "occurrences_of",
    "propose",
    "propose_again",
    "relocate",
    "restore_date",
    "set_stretch",
    "take",
    "unfollow",
]
