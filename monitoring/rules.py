"""Who may do what with reports, changes and other money. Predicates over people and rows."""

from collaboration_fund.enums import AwardState
from collaboration_fund.rules import may_run, may_see_application, may_send
from core.actors import PORTAL
from monitoring.enums import ChangeState, ReportState

# An award is reported on once its agreement is there.
REPORTED_ON = (AwardState.AGREED, AwardState.CLOSED)


def may_see(person, award) -> bool:
    """Who belongs to a group of the award, once it is agreed. Nobody else, ever.

    Officers read reports on their own pages, where it is recorded.
    """
    return award.state in REPORTED_ON and may_see_application(person, award.application)


def may_write(person, award) -> bool:
    """Who may act for the lead group of an award that stands writes, sends and asks."""
    return award.state == AwardState.AGREED and may_send(person, award.application)


def may_move_report(actor, report, to: str) -> bool:
    """The lead group sends; officers of the fund accept and ask back."""
    if to == ReportState.SENT:
        return actor is not PORTAL and may_write(actor, report.award)
    return actor is not PORTAL and may_run(actor)


def may_move_change(actor, change, to: str) -> bool:
    """The lead group takes back what it asked for; officers of the fund decide."""
    if actor is PORTAL:
        return False
    if to == ChangeState.WITHDRAWN:
        return may_write(actor, change.award)
    return may_run(actor)


def may_run_fund(actor) -> bool:
    """Officers of the fund, who write down what was received and what became of a bid."""
    return actor is not PORTAL and may_run(actor)
