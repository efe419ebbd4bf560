"""Every change of needs, offers, matches and partnerships. Other apps call these."""

from partnerships.services import finding
from partnerships.services.answering import answer, write
from partnerships.services.finding import look_for_matches
from partnerships.services.numbers import Numbers, new_pairs, numbers_since
from partnerships.services.partnering import (
    Beginning,
    agree,
    beginning_of,
    end,
    propose,
    turn_down,
)
from partnerships.services.posting import (
    Entered,
    Facts,
    change,
    close,
    confirm,
    enter,
    expire,
    mark_met,
    open_again,
    post,
)

__all__ = [
    "Beginning",
    "Entered",
    "Facts",
    "Numbers",
    "agree",
    "answer",
    "beginning_of",
    "change",
    "close",
    "confirm",
    "end",
    "enter",
    "expire",
    "finding",
    "look_for_matches",
    "mark_met",
    "new_pairs",
    "numbers_since",
    "open_again",
    "post",
    "propose",
    "turn_down",
    "write",
]
