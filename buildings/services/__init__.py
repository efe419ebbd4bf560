"""Keeping the record of a building, and what follows from it."""

from buildings.services.checking import (
    close_defect,
    record_check,
    set_interval,
    take_back_check,
)
from buildings.services.condition import (
    Backlog,
    backlog_of,
    mend,
    not_mended,
    record_survey,
    take_back_survey,
    trend_of,
    uplift,
)
from buildings.services.due import Due, due_of, next_due, owed
from buildings.services.records import SAID, building_of, change
from buildings.services.use import (
    UseOfYear,
    count,
    note_incident,
    say_figures,
    take_back_incident,
    take_counts,
    use_of,
)

__all__ = [
    "SAID",
    "Backlog",
    "Due",
    "UseOfYear",
    "backlog_of",
    "building_of",
    "change",
    "close_defect",
    "count",
    "due_of",
    "mend",
    "next_due",
    "not_mended",
    "note_incident",
    "owed",
    "record_check",
    "record_survey",
    "say_figures",
    "set_interval",
    "take_back_check",
    "take_back_incident",
    "take_back_survey",
    "take_counts",
    "trend_of",
    "uplift",
    "use_of",
]
