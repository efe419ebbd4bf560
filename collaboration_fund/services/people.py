"""Who of a group is written to."""

from collaboration_fund.models import Application
from organisations import services as groups
from organisations.enums import MembershipState, Role
from organisations.models import Membership, Organisation


def owners_of(organisation: Organisation) -> list:
    """The people who speak for a group."""
    return [one.person for one in groups.owners_of(organisation)]


def writers_of(organisation: Organisation) -> list:
    """The people who act for a group: its owners and editors."""
    members = groups.members_of(organisation).exclude(role=Role.VIEWER)
    return [one.person for one in members]


def told_of(application: Application) -> list:
    """Who is told what becomes of an application: who acts for the lead, or for a partner in it."""
    told = {}
    for partner in application.partners.taking_part():
        told |= {person.pk: person for person in writers_of(partner.organisation)}
    return [*told.values()]


def organisations_with_writers():
    """The groups that stand and have somebody who can act for them."""
    writers = Membership.objects.filter(state=MembershipState.ACTIVE).exclude(role=Role.VIEWER)
    return Organisation.objects.standing().filter(pk__in=writers.values("organisation"))
