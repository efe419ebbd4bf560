"""Who may do what with awards. Predicates over people and rows; none reads a request."""

from awards.enums import ChangeState, PaymentState
from collaboration_fund import rules as fund
from core.actors import PORTAL
from organisations.enums import Role
from organisations.rules import Act, Duty, may, officer_may


def may_run(actor, _thing=None) -> bool:
    """Officers of the fund: they make agreements, plan payments and ask for them."""
    return fund.may_run(actor)


def may_approve(officer, _thing=None) -> bool:
    """Who approves payments; never one that they asked for, as `may_move_payment` says."""
    return bool(officer.is_staff and officer.has_perm("awards.approve_payment"))


def may_pay(officer, _thing=None) -> bool:
    """Who says that the finance team has paid, or has taken something back."""
    return bool(officer.is_staff and officer.has_perm("awards.pay_payment"))


def may_move_payment(actor, payment, to: str) -> bool:
    """Who asks isn't who approves; the portal cancels what an ended award had planned."""
    if actor is PORTAL:
        return to == PaymentState.CANCELLED
    if to == PaymentState.APPROVED:
        return may_approve(actor) and actor.pk != payment.asked_by_id
    if to in {PaymentState.PAID, PaymentState.REVERSED}:
        return may_pay(actor)
    return may_run(actor)


def may_keep_supplier(officer, _thing=None) -> bool:
    """Who keeps what the finance team calls a group."""
    return officer_may(officer, Duty.KEEP_SUPPLIER)


def may_move_change(actor, change, to: str) -> bool:
    """Who asked for a changed number isn't who confirms it; anybody of them refuses it."""
    if actor is PORTAL or not may_keep_supplier(actor):
        return False
    return to == ChangeState.REFUSED or actor.pk != change.asked_by_id


def may_see(person, award) -> bool:
    """Who belongs to a group that takes part in the award. Nobody else, ever."""
    return fund.may_see_application(person, award.application)


def may_accept(person, partner) -> bool:
    """Whether somebody accepts the agreement for a group: its owners.

    For a group that is no person in law, two people of its committee do.
    """
    organisation = partner.organisation
    if not may(person, organisation, Act.SEE):
        return False
    if not partner.is_liable:
        return organisation.role_of(person) == Role.OWNER
    return fund.is_on_committee(person, organisation)


def may_decline(person, lead) -> bool:
    """Whether somebody says for the lead group that it doesn't take the award: its owners."""
    return fund.speaks_for(person, lead)
