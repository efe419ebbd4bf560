"""Tables of the Fairness Taskforce."""

from taskforce.models.meetings import (
    Action,
    ActionMove,
    Attendance,
    Decision,
    Meeting,
    MeetingMove,
    Minutes,
    MinutesMove,
    Paper,
)
from taskforce.models.membership import Member, MemberMove, MemberRole, PublicationConsent
from taskforce.models.register import ExpenseClaim, ExpenseMove, Interest

__all__ = [
    "Action",
    "ActionMove",
    "Attendance",
    "Decision",
    "ExpenseClaim",
    "ExpenseMove",
    "Interest",
    "Meeting",
    "MeetingMove",
    "Member",
    "MemberMove",
    "MemberRole",
    "Minutes",
    "MinutesMove",
    "Paper",
    "PublicationConsent",
]
