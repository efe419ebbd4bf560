"""Every change of state in the panels."""

from panels.services.attendance import add_walk_in, mark_attendance, set_head_count
from panels.services.feedback import give_feedback
from panels.services.registration import (
    confirm,
    confirm_holds,
    register,
    release_lapsed_holds,
    withdraw,
)
from panels.services.sessions import (
    Told,
    cancel_session,
    change_session,
    hold_session,
    publish_session,
    report_session,
    who_is_told,
)

__all__ = [
    "Told",
    "add_walk_in",
    "cancel_session",
    "change_session",
    "confirm",
    "confirm_holds",
    "give_feedback",
    "hold_session",
    "mark_attendance",
    "publish_session",
    "register",
    "release_lapsed_holds",
    "report_session",
    "set_head_count",
    "who_is_told",
    "withdraw",
]
