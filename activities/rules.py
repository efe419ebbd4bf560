"""Who may do what with an activity. Predicates over people and rows; nothing reads a request."""

from datetime import date

from activities.enums import ActivityState
from core.actors import PORTAL
from hubs import rules as hubs
from organisations import rules as organisations


def may_approve(person, activity) -> bool:
    """Whether somebody says what takes place in the activity's hub: its managers, officers."""
    return hubs.may_edit(person, activity.hub)


def acts_for(person, activity) -> bool:
    """Whether somebody acts for the group that runs the activity."""
    return bool(
        activity.organisation_id
        and person is not PORTAL
        and organisations.may(person, activity.organisation, organisations.Act.EDIT)
    )


def may_change(person, activity) -> bool:
    """Whether somebody says its words and dates: the hub, and the group that runs it."""
    return may_approve(person, activity) or acts_for(person, activity)


def may_propose(person, hub, organisation) -> bool:
    """Whether somebody proposes an activity: the hub for itself, a group's people for the group."""
    if organisation is None:
        return hubs.may_edit(person, hub)
    return person is PORTAL or organisations.may(person, organisation, organisations.Act.EDIT)


def may_move(person, activity, to: str) -> bool:
    """The hub lists and declines; either side ends it, and the group proposes it again."""
    if to in {ActivityState.LISTED, ActivityState.DECLINED}:
        return may_approve(person, activity)
    return may_change(person, activity)


def hidden_from(today: date) -> date:
    """What was assured before this day isn't shown to the public any more: as of a hub."""
    return hubs.hidden_from(today)


def asked_from(today: date) -> date:
    """What was assured before this day is asked about: as of a hub."""
    return hubs.asked_from(today)
