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
from taskforce.services.work import move_work_item, record_engagement

__all__ = [
    "add_action",
    "announce_meeting",
    "appoint",
    "approve_expense",
    "approve_minutes",
    "cancel_meeting",
    "change_meeting",
    "claim_expense",
    "confirm_interests",
    "consent_to_publish",
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
    "pay_expense",
    "publish_evidence",
    "publish_minutes",
    "record_consent",
    "record_decision",
    "record_engagement",
    "refuse_expense",
    "send_apologies",
    "take_back_minutes",
    "withdraw_consent",
    "write_minutes",
]
