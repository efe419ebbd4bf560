"""Every change of state in recruitment."""

from recruitment.services.applying import (
    consent_to_selection,
    start,
    withdraw,
    withdraw_selection_consent,
)
from recruitment.services.cancelling import cancel_round
from recruitment.services.census import set_from_census
from recruitment.services.drawing import (
    abandon,
    ask_draw,
    draw,
    publish_draw,
)
from recruitment.services.ending import appoint_members, tell_outcomes, write_feedback
from recruitment.services.entering import enter
from recruitment.services.homes import decide_homes
from recruitment.services.inviting import follow, invite, invite_all, unfollow
from recruitment.services.offering import (
    accept,
    decline,
    lapse_unanswered,
    offer_by_scores,
    offer_drawn,
    offer_nominated,
)
from recruitment.services.replacing import (
    name_reserves,
    replace,
)
from recruitment.services.rounds import (
    back_to_screening,
    close_overdue,
    close_round,
    open_again,
    open_round,
    scorers_missing,
    settle_pool,
    start_scoring,
    what_is_missing,
)
from recruitment.services.screening import screen
from recruitment.services.sending import change_details, finish_selection, reopen, submit
from recruitment.services.starting import start_from
from recruitment.services.targets import save_targets

__all__ = [
    "abandon",
    "accept",
    "appoint_members",
    "ask_draw",
    "back_to_screening",
    "cancel_round",
    "change_details",
    "close_overdue",
    "close_round",
    "consent_to_selection",
    "decide_homes",
    "decline",
    "draw",
    "enter",
    "finish_selection",
    "follow",
    "invite",
    "invite_all",
    "lapse_unanswered",
    "name_reserves",
    "offer_by_scores",
    "offer_drawn",
    "offer_nominated",
    "open_again",
    "open_round",
    "publish_draw",
    "reopen",
    "replace",
    "save_targets",
    "scorers_missing",
    "screen",
    "set_from_census",
    "settle_pool",
    "start",
    "start_from",
    "start_scoring",
    "submit",
    "tell_outcomes",
    "unfollow",
    "what_is_missing",
    "withdraw",
    "withdraw_selection_consent",
    "write_feedback",
]
