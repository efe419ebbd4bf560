"""Who may do what with the case for a hub. Predicates over people and rows, never a request."""

from core.actors import PORTAL
from hubs import rules as hubs


def may_write(person) -> bool:
    """Whether somebody writes proposals, records decisions and keeps projects."""
    return person is PORTAL or bool(
        person.is_staff and person.has_perm("investment.change_proposal")
    )


def may_act(officer, _thing) -> bool:
    """The same of any proposal, option, project or milestone, as acts ask it."""
    return may_write(officer)


def may_read(person) -> bool:
    """Whether somebody reads what isn't published yet: officers, and members of boards."""
    return bool(person.is_staff and person.has_perm("investment.view_proposal"))


def may_raise(person, hub) -> bool:
    """Whether somebody says what a building lacks: who looks after it, and who writes proposals."""
    return may_write(person) or hubs.may_edit(person, hub)
