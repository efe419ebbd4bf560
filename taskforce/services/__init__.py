"""Every change of state in the Taskforce."""

from taskforce.services.evidence import publish_evidence, record_consent
from taskforce.services.expenses import (
    approve_expense,
    claim_expense,
    pay_expense,
    refuse_expense,
)
from taskforce.services.interests import confirm_interests, declare_interest, end_interest
from taskforce.services.meetings import (
    add_action,
    announce_meeting,
    approve_minutes,
    cancel_meeting,
    change_meeting,
    hold_meeting,
    mark_attendance,
    move_action,
    publish_minutes,
    record_decision,
    send_apologies,
    take_back_minutes,
    write_minutes,
)
from taskforce.services.membership import (
    appoint,
    end_role,
    end_terms,
    give_role,
    leave,
    new_chair,
)
from taskforce.services.publishing import consent_to_publish, withdraw_consent
from taskforce.services.reviews import decide_review, plan_review
from taskforce.services.votes import (
    call_vote,
    cancel_vote,
    cast_vote,
    close_overdue_votes,
    close_vote,
    open_vote,
    seat_winner,
)
from taskforce.services.work import move_work_item, record_engagement

__all__ = [
    "add_action",
    "announce_meeting",
    "appoint",
    "approve_expense",
    "approve_minutes",
    "call_vote",
    "cancel_meeting",
    "cancel_vote",
    "cast_vote",
    "change_meeting",
    "claim_expense",
    "close_overdue_votes",
    "close_vote",
    "confirm_interests",
    "consent_to_publish",
    "decide_review",
    "declare_interest",
    "end_interest",
    "end_role",
    "end_terms",
    "give_role",
    "hold_meeting",
    "leave",
    "mark_attendance",
    "move_action",
    "move_work_item",
    "new_chair",
    "open_vote",
    "pay_expense",
    "plan_review",
    "publish_evidence",
    "publish_minutes",
    "record_consent",
    "record_decision",
    "record_engagement",
    "refuse_expense",
    "seat_winner",
    "send_apologies",
    "take_back_minutes",
    "withdraw_consent",
    "write_minutes",
]
