"""Every change of state in the Taskforce."""

from taskforce.services.expenses import (
    approve_expense,
    claim_expense,
    pay_expense,
    refuse_expense,
)
from taskforce.services.interests import confirm_interests, declare_interest, end_interest
from taskforce.services.membership import (
    appoint,
    end_role,
    end_terms,
    give_role,
    leave,
    new_chair,
)
from taskforce.services.publishing import consent_to_publish, withdraw_consent

__all__ = [
    "appoint",
    "approve_expense",
    "claim_expense",
    "confirm_interests",
    "consent_to_publish",
    "declare_interest",
    "end_interest",
    "end_role",
    "end_terms",
    "give_role",
    "leave",
    "new_chair",
    "pay_expense",
    "refuse_expense",
    "withdraw_consent",
]
