"""Tables of the Fairness Taskforce."""

from taskforce.models.evidence import Evidence, EvidenceFile
from taskforce.models.groups import CrossSectorGroup, GroupMeasure, GroupMember
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
from taskforce.models.membership import (
    Member,
    MemberMove,
    MemberRole,
    Photo,
    PublicationConsent,
    SectorSeats,
)
from taskforce.models.register import ExpenseClaim, ExpenseMove, Interest, Receipt
from taskforce.models.review import (
    Ballot,
    Candidate,
    Review,
    ReviewMove,
    Turnout,
    Vote,
    VoteMove,
)
from taskforce.models.work import AreaMove, Engagement, PriorityArea, WorkItem, WorkMove

__all__ = [
    "Action",
    "ActionMove",
    "AreaMove",
    "Attendance",
    "Ballot",
    "Candidate",
    "CrossSectorGroup",
    "Decision",
    "Engagement",
    "Evidence",
    "EvidenceFile",
    "ExpenseClaim",
    "ExpenseMove",
    "GroupMeasure",
    "GroupMember",
    "Interest",
    "Meeting",
    "MeetingMove",
    "Member",
    "MemberMove",
    "MemberRole",
    "Minutes",
    "MinutesMove",
    "Paper",
    "Photo",
    "PriorityArea",
    "PublicationConsent",
    "Receipt",
    "Review",
    "ReviewMove",
    "SectorSeats",
    "Turnout",
    "Vote",
    "VoteMove",
    "WorkItem",
    "WorkMove",
]
