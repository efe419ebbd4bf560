"""Who of a group is written to."""

from organisations import services as groups
from organisations.enums import Role
from organisations.models import Organisation


def owners_of(organisation: Organisation) -> list:
    """The people who speak for a group."""
    return [one.person for one in groups.owners_of(organisation)]


def writers_of(organisation: Organisation) -> list:
    """The people who act for a group: its owners and editors."""
    members = groups.members_of(organisation).exclude(role=Role.VIEWER)
    return [one.person for one in members]
