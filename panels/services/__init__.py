"""Every change of state in the panels."""

from panels.services.attendance import (
    add_walk_in,
    enter_sheet,
    mark_attendance,
    on_sheet,
    refuse_unless_marking,
    set_head_count,
    sheet_numbers,
)
from panels.services.changes import change_session
from panels.services.doubts import doubts_about
from panels.services.feedback import give_feedback, said_after
from panels.services.groups import hold_for_group, refuse_unless_room, release_group
from panels.services.holds import asked_about, asked_for, disown, hold, prove, release_lapsed_holds
from panels.services.notes import refuse_unless_somebody, write_to_registered
from panels.services.places import refuse_unless_open
from panels.services.registration import (
    change_details,
    confirm,
    register,
    register_caller,
    withdraw,
)
from panels.services.series import MOST_AT_ONCE, days_of, doubts_about_days, repeat_session
from panels.services.sessions import (
    cancel_session,
    hold_session,
    publish_session,
    refuse_unless_to_come,
    report_session,
)

__all__ = [
    "MOST_AT_ONCE",
    "add_walk_in",
    "asked_about",
    "asked_for",
    "cancel_session",
    "change_details",
    "change_session",
    "confirm",
    "days_of",
    "disown",
    "doubts_about",
    "doubts_about_days",
    "enter_sheet",
    "give_feedback",
    "hold",
    "hold_for_group",
    "hold_session",
    "mark_attendance",
    "on_sheet",
    "prove",
    "publish_session",
    "refuse_unless_marking",
    "refuse_unless_open",
    "refuse_unless_room",
    "refuse_unless_somebody",
    "refuse_unless_to_come",
    "register",
    "register_caller",
    "release_group",
    "release_lapsed_holds",
    "repeat_session",
    "report_session",
    "said_after",
    "set_head_count",
    "sheet_numbers",
    "withdraw",
    "write_to_registered",
]
