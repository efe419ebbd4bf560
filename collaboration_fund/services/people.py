"""Who of a group is written to."""

from organisations.enums import Role
from organisations.models import Organisation


def owners_of(organisation: Organisation) -> list:
    """The people who speak for a group."""
    return [one.person for one in organisation.memberships.owners().select_related("person")]


def writers_of(organisation: Organisation) -> list:
    """The people who act for a group: its owners and editors."""
    members = organisation.memberships.active().exclude(role=Role.VIEWER).select_related("person")
    return [one.person for one in members]
