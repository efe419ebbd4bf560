"""What officers do with the case for a hub, and how pages read it."""

from investment.services.deciding import decide
from investment.services.milestones import (
    add_milestone,
    forecast,
    reached,
    remove_milestone,
)
from investment.services.needs import change_need, meet_need, raise_need, remove_need
from investment.services.options import (
    add_option,
    change_option,
    prefer,
    remove_option,
    say_figures,
)
from investment.services.plan import load_plan
from investment.services.projects import (
    finish,
    hold,
    resume,
    say_status,
    spend,
    start_project,
    stop,
    take_back_spending,
)
from investment.services.proposals import (
    SAID,
    begin,
    change,
    hear,
    lacking,
    publish,
    recall,
    say_benefits,
    say_done,
    say_risks,
    send_to_board,
    withdraw,
)
from investment.services.reading import appraisal_of, case_of, years_of

__all__ = [
    "SAID",
    "add_milestone",
    "add_option",
    "appraisal_of",
    "begin",
    "case_of",
    "change",
    "change_need",
    "change_option",
    "decide",
    "finish",
    "forecast",
    "hear",
    "hold",
    "lacking",
    "load_plan",
    "meet_need",
    "prefer",
    "publish",
    "raise_need",
    "reached",
    "recall",
    "remove_milestone",
    "remove_need",
    "remove_option",
    "resume",
    "say_benefits",
    "say_done",
    "say_figures",
    "say_risks",
    "say_status",
    "send_to_board",
    "spend",
    "start_project",
    "stop",
    "take_back_spending",
    "withdraw",
    "years_of",
]
