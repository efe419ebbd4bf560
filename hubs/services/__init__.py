"""Every change of a hub, and what is worked out about it."""

from hubs.services.access import facts_of, forget_fact, is_step_free, meets, record_fact
from hubs.services.coverage import Coverage, coverage
from hubs.services.directory import Asked, Entry, entries_of, entry_of, find
from hubs.services.hours import holidays, hours_on, open_at, opens_on, rules_of, usual_week
from hubs.services.hubs import (
    SAID,
    add_manager,
    assure,
    change,
    create,
    open_hub,
    remove_manager,
    venue_changed,
)
from hubs.services.notices import end_notice, post_notice
from hubs.services.opening import (
    add_holiday,
    keep_holidays,
    remove_exception,
    remove_holiday,
    remove_period,
    set_exception,
    set_hours,
)
from hubs.services.recurring import refuse_first, refuse_unless_it_recurs

__all__ = [
    "SAID",
    "Asked",
    "Coverage",
    "Entry",
    "add_holiday",
    "add_manager",
    "assure",
    "change",
    "coverage",
    "create",
    "end_notice",
    "entries_of",
    "entry_of",
    "facts_of",
    "find",
    "forget_fact",
    "holidays",
    "hours_on",
    "is_step_free",
    "keep_holidays",
    "meets",
    "open_at",
    "open_hub",
    "opens_on",
    "post_notice",
    "record_fact",
    "refuse_first",
    "refuse_unless_it_recurs",
    "remove_exception",
    "remove_holiday",
    "remove_manager",
    "remove_period",
    "rules_of",
    "set_exception",
    "set_hours",
    "usual_week",
    "venue_changed",
]
