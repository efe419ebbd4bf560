"""An owner who can't be reached is replaced by an officer, after two of the committee confirm."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from core.text import comparable, email_address
from organisations import rules
from organisations.enums import MembershipState, Role
from organisations.models import CommitteeMember, Membership, Organisation, OwnerReplacement
from organisations.services.asking import needed
from organisations.services.locks import lock
from organisations.services.people import replace, write_invitation


@dataclass(frozen=True)
class Confirmed:
    """That one committee member confirmed it: their primary key, how they did, and on which day."""

    member_id: int
    how: str
    on: date


@transaction.atomic
def replace_owner(
    *,
    organisation_id: int,
    actor,
    leaving_id: int,
    reason: str,
    confirmed: Sequence[Confirmed],
    coming_id: int | None = None,
    email: str = "",
) -> OwnerReplacement:
    """Record that an owner is replaced, and do it: at once, or when who is invited says yes.

    Args:
        actor: an officer who may.
        leaving_id: the place of the owner who can't be reached.
        reason: how they were tried to be reached.
        confirmed: what at least two of the committee said, other than the two owners.
        coming_id: the place of somebody of the group who becomes owner, or
        email: the address at which a new owner is invited.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `no-words`, `not-owner`, `no-new-owner`,
            `few-confirm` where fewer than two others of the committee are named, `in-future`,
            `waits` where another replacement of this owner does, or what `invite` says.
    """
    organisation = lock(organisation_id)
    require(rules.officer_may(actor, rules.Duty.REPLACE_OWNER))
    owners = organisation.memberships.owners().select_related("person")
    leaving = owners.filter(pk=leaving_id).first()
    if leaving is None:
        raise Refusal(_("They aren't an owner any more."), code="not-owner", field="leaving_id")
    _refuse_waiting(leaving)
    coming = _coming(organisation, leaving, coming_id, email, actor)
    members = _confirming(organisation, leaving, coming, confirmed)
    replacement = OwnerReplacement.objects.create(
        organisation=organisation,
        leaving=leaving,
        coming=coming,
        reason=needed(reason, "reason"),
        officer=actor,
    )
    for member, said in members:
        replacement.confirmations.create(
            name=member.name,
            name_compared=member.name_compared,
            how=needed(said.how, "first_how"),
            confirmed_on=said.on,
        )
    if coming.state == MembershipState.ACTIVE:
        replace(replacement, actor=actor)
    return replacement


def _refuse_waiting(leaving: Membership) -> None:
    """Refuse while somebody else who is to take this owner's place hasn't answered."""
    waiting = leaving.replaced_by.filter(
        done_at=None,
        coming__state=MembershipState.INVITED,
        coming__expires_at__gt=timezone.now(),
    )
    if waiting.exists():
        raise Refusal(
            _("Somebody is invited to take their place, and hasn't answered."),
            code="waits",
            field="leaving_id",
        )


def _coming(
    organisation: Organisation, leaving: Membership, coming_id: int | None, email: str, actor
) -> Membership:
    active = organisation.memberships.active().select_related("person").exclude(pk=leaving.pk)
    if coming_id is None and email:
        known = active.filter(person__email=email_address(email)).first()
        return known or write_invitation(organisation, email=email, role=Role.OWNER, actor=actor)
    coming = active.filter(pk=coming_id).first()
    if coming is None:
        raise Refusal(
            _("Choose somebody of the group, or enter an email address to invite."),
            code="no-new-owner",
            field="coming_id",
        )
    return coming


def _confirming(
    organisation: Organisation,
    leaving: Membership,
    coming: Membership,
    confirmed: Sequence[Confirmed],
) -> list[tuple[CommitteeMember, Confirmed]]:
    """Who confirmed, each person once, without the two whom it is about."""
    committee = organisation.committee.in_bulk([said.member_id for said in confirmed])
    about = {comparable(who.called) for who in (leaving, coming)}
    found = {
        committee[said.member_id].name_compared: (committee[said.member_id], said)
        for said in confirmed
        if said.member_id in committee and committee[said.member_id].name_compared not in about
    }
    if len(found) < rules.LEAST_CONFIRMING:
        raise Refusal(
            _(
                "Two others of the committee have to confirm it: neither the owner who goes nor "
                "the one who comes."
            ),
            code="few-confirm",
            field="second_id",
        )
    if any(said.on > timezone.localdate() for _member, said in found.values()):
        raise Refusal(
            _("Nobody can have confirmed it on a day to come."), code="in-future", field="first_on"
        )
    return [*found.values()]
