"""Tables of the citizen panels."""

from panels.models.groups import GroupHold, GroupHoldMove
from panels.models.programme import AccessProvision, Programme, Topic
from panels.models.registration import Registration, RegistrationMove, SessionFeedback
from panels.models.session import Session, SessionMove

__all__ = [
    "AccessProvision",
    "GroupHold",
    "GroupHoldMove",
    "Programme",
    "Registration",
    "RegistrationMove",
    "Session",
    "SessionFeedback",
    "SessionMove",
    "Topic",
]
