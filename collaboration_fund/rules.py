"""Who may do what in the fund. Predicates over people and rows; none reads a request."""

from collaboration_fund.enums import BY_THE_CLOCK, OWN_MOVES, PartnerState
from core.actors import PORTAL
from core.text import comparable
from organisations.enums import Role
from organisations.rules import Act, may


def may_run(actor, _thing=None) -> bool:
    """Officers of the fund: they run every round and read every application."""
    return bool(
        actor.is_active and actor.is_staff and actor.has_perm("collaboration_fund.run_round")
    )


def may_move_round(actor, to: str) -> bool:
    """Officers of the fund; the portal itself opens and closes rounds by the clock."""
    return to in BY_THE_CLOCK if actor is PORTAL else may_run(actor)


def may_see_application(person, application) -> bool:
    """Who belongs to the lead group or to a partner that takes part. Nobody else, ever.

    Officers read applications on their own pages, where it is recorded.
    """
    return bool(person.pk) and any(
        may(person, partner.organisation, Act.SEE)
        for partner in application.partners.all()
        if partner.state == PartnerState.IN
    )


def may_enter(officer, application) -> bool:
    """Officers of the fund write what one of them entered for a group that hasn't confirmed it."""
    return bool(officer.pk) and application.is_unconfirmed and may_run(officer)


def may_send(person, application) -> bool:
    """Who may act for the lead group: they send, withdraw and copy. No officer does it for them."""
    return bool(person.pk) and may(person, application.lead, Act.EDIT)


def may_write(person, application) -> bool:
    """Who may act for the lead group, and officers where they enter it."""
    return may_send(person, application) or may_enter(person, application)


def may_start(person, organisation) -> bool:
    """Who may act for a group begins applications in its name."""
    return may(person, organisation, Act.EDIT)


def may_move_application(actor, application, to: str) -> bool:
    """The lead group sends and withdraws; officers decide."""
    if to in OWN_MOVES and actor is not PORTAL and may_send(actor, application):
        return True
    return actor is PORTAL or may_run(actor)


def may_move_award(actor, award, to: str) -> bool:
    """Officers of the fund; the portal itself where all that a move waits for is there."""
    return actor is PORTAL or may_run(actor)


def may_answer_for(person, partner) -> bool:
    """Whether somebody says yes or no for a group that was invited: its owners.

    For a group that is no person in law, two people of its committee do.
    """
    organisation = partner.organisation
    if not may(person, organisation, Act.SEE) or partner.is_lead:
        return False
    if not partner.is_liable:
        return organisation.role_of(person) == Role.OWNER
    return is_on_committee(person, organisation)


def is_on_committee(person, organisation) -> bool:
    """Whether the group's committee names this person."""
    name = comparable(person.name)
    return bool(name) and any(one.name_compared == name for one in organisation.committee.all())


def speaks_for(person, partner) -> bool:
    """Whether somebody may end a group's part: its owners."""
    return bool(person.pk) and partner.organisation.role_of(person) == Role.OWNER


def may_move_partner(actor, partner, to: str) -> bool:
    """A group says no or goodbye for itself; the lead group invites and takes out."""
    if actor is PORTAL:
        return True
    if to in {PartnerState.IN, PartnerState.REMOVED}:
        return may_write(actor, partner.application)
    return not partner.is_lead and speaks_for(actor, partner)


def may_say_subsidies(person, partner) -> bool:
    """Who may act for a group says what subsidies it has had."""
    return bool(person.pk) and may(person, partner.organisation, Act.EDIT)


def may_see_part(person, partner) -> bool:
    """Who belongs to a group sees what it is asked to accept."""
    return may(person, partner.organisation, Act.SEE)
