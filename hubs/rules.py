"""Who may do what with a hub. Predicates over people and rows; nothing here reads a request."""

from datetime import date

from dateutil.relativedelta import relativedelta

from core.actors import PORTAL

# Of the last day on which somebody assured us that all of it is right.
ASKED_AFTER_MONTHS = 3
HIDDEN_AFTER_MONTHS = 12


def may_edit_all(person) -> bool:
    """Whether somebody is a hub officer, who looks after every hub."""
    return person is PORTAL or bool(person.is_staff and person.has_perm("hubs.change_hub"))


def may_edit(person, hub) -> bool:
    """Whether somebody says the hours, notices and access of this hub: its managers, officers."""
    if person is PORTAL:
        return True
    if not (person and person.pk and person.is_active):
        return False
    return may_edit_all(person) or hub.is_managed_by(person)


def may_manage_people(person) -> bool:
    """Whether somebody says who manages a hub."""
    return person is PORTAL or bool(person.is_staff and person.has_perm("hubs.change_hubmanager"))


def may_keep_holidays(person) -> bool:
    """Whether somebody may add a one-off bank holiday, which holds for every hub."""
    return bool(person.is_staff and person.has_perm("hubs.change_oneoffholiday"))


def may_move(actor, to: str) -> bool:
    """Whether somebody may say that a planned hub is in use."""
    return may_edit_all(actor)


def asked_from(today: date) -> date:
    """What was assured before this day is asked about."""
    return today - relativedelta(months=ASKED_AFTER_MONTHS)


def hidden_from(today: date) -> date:
    """What was assured before this day isn't shown to the public any more."""
    return today - relativedelta(months=HIDDEN_AFTER_MONTHS)
