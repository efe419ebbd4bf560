"""Every change of state in the panels."""

from panels.services.attendance import add_walk_in, mark_attendance, set_head_count
from panels.services.changes import change_session
from panels.services.doubts import doubts_about
from panels.services.feedback import give_feedback
from panels.services.holds import asked_about, asked_for, disown, hold, prove, release_lapsed_holds
from panels.services.registration import change_details, confirm, register, withdraw
from panels.services.sessions import (
    cancel_session,
    hold_session,
    publish_session,
    report_session,
)
from panels.services.telling import telling_of

__all__ = [
    "add_walk_in",
    "asked_about",
    "asked_for",
    "cancel_session",
    "change_details",
    "change_session",
    "confirm",
    "disown",
    "doubts_about",
    "give_feedback",
    "hold",
    "hold_session",
    "mark_attendance",
    "prove",
    "publish_session",
    "register",
    "release_lapsed_holds",
    "report_session",
    "set_head_count",
    "telling_of",
    "withdraw",
]
