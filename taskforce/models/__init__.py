"""Tables of the Fairness Taskforce."""

from taskforce.models.membership import Member, MemberMove, MemberRole, PublicationConsent
from taskforce.models.register import ExpenseClaim, ExpenseMove, Interest

__all__ = [
    "ExpenseClaim",
    "ExpenseMove",
    "Interest",
    "Member",
    "MemberMove",
    "MemberRole",
    "PublicationConsent",
]
