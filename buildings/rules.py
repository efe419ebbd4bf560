"""Who may do what with the record of a building. Predicates over people and rows."""

from core.actors import PORTAL
from hubs import rules as hubs


def may_keep(person, hub) -> bool:
    """Whether somebody keeps the record of this hub's building: its managers, hub officers."""
    return hubs.may_edit(person, hub)


def may_read(person, hub) -> bool:
    """Whether somebody reads the record: who keeps it, and who reads every hub's."""
    return may_keep(person, hub) or may_read_all(person)


def may_read_all(person) -> bool:
    """Whether somebody reads the records of all buildings."""
    if person is PORTAL or hubs.may_edit_all(person):
        return True
    return bool(person.is_staff and person.has_perm("buildings.view_every_building"))


def may_set_prices(person) -> bool:
    """Whether somebody keeps the price index, which holds for all buildings."""
    return person is PORTAL or bool(person.is_staff and person.has_perm("buildings.add_pricelevel"))
