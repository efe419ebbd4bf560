"""How far officers have checked a group, whether it stands in the directory, and that it ended."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import PORTAL, recorded
from core.moves import move
from core.refusal import Refusal, require
from core.words import Words
from messaging.services import cancel_scheduled, post
from organisations import emails, rules
from organisations.enums import Listing, MembershipState, OrganisationState
from organisations.models import Flag, Organisation, OrganisationMove
from organisations.reminders import about
from organisations.services.asking import needed
from organisations.services.finding import members_of, owners_of
from organisations.services.flags import changed
from organisations.services.locks import lock
from organisations.services.readiness import missing_of
from organisations.validators import no_account_number

State = OrganisationState


@transaction.atomic
def verify(*, organisation_id: int, actor, note: str) -> Organisation:
    """Say that a group is what it says, once for every application. What was changed is settled.

    Args:
        note: what was looked at, for the history.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `no-words`, or `not-a-move` where it is
            checked already.
    """
    organisation = lock(organisation_id)
    listing, note = organisation.listing, needed(note, "note")
    record = move(
        organisation,
        to=State.VERIFIED,
        actor=actor,
        reason=note,
        verified_on=timezone.localdate(),
        listing=Listing.LISTED if listing == Listing.ASKED else listing,
    )
    settled = {"settled_at": timezone.now(), "settled_by": recorded(actor), "note": note}
    changed(organisation).update(**settled)
    lacks = [one.words for one in missing_of(organisation)]
    for owner in owners_of(organisation):
        _tell(emails.verified(owner, lacks), record, owner)
    return organisation


@transaction.atomic
def unverify(*, organisation_id: int, actor, reason: str) -> Organisation:
    """Take back that a group is checked; it goes out of the directory until it is checked again.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `no-words`, or `not-a-move`.
    """
    organisation = lock(organisation_id)
    was_listed, reason = organisation.listing == Listing.LISTED, needed(reason, "reason")
    record = move(
        organisation,
        to=State.NEW,
        actor=actor,
        reason=reason,
        verified_on=None,
        listing=Listing.ASKED if was_listed else organisation.listing,
    )
    for owner in owners_of(organisation):
        _tell(emails.to_check_again(owner, reason), record, owner)
    return organisation


@transaction.atomic
def check_again(*, organisation_id: int, actor, note: str) -> Organisation:
    """Say that what a checked group changed is in order; it stays checked.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `no-words`, or `not-verified`.
    """
    organisation = lock(organisation_id)
    require(rules.officer_may(actor, rules.Duty.VERIFY))
    if not organisation.is_verified:
        raise Refusal(_("It isn't checked yet."), code="not-verified")
    organisation.verified_on = timezone.localdate()
    organisation.save(update_fields=["verified_on"])
    note = needed(note, "note")
    changed(organisation).update(settled_at=timezone.now(), settled_by=actor, note=note)
    _note(organisation, actor, note)
    return organisation


@transaction.atomic
def put_into_directory(*, organisation_id: int, actor, agreed: str = "") -> Organisation:
    """Show the group to everybody: at once where it is checked, else as soon as it is.

    Args:
        actor: an owner, whose act is the group's consent, or an officer.
        agreed: by an officer: how the group agreed, for the history.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `no-summary` where it says nothing of itself,
            or `no-words` where an officer doesn't say how the group agreed.
    """
    organisation = lock(organisation_id)
    require(rules.may_list(actor, organisation))
    is_owner = rules.may(actor, organisation, rules.Act.LIST)
    if not is_owner:
        agreed = needed(agreed, "agreed")
    if not organisation.summary:
        raise Refusal(_("Say first what the group does."), code="no-summary")
    if organisation.listing == Listing.PRIVATE:
        is_checked = organisation.is_verified
        organisation.listing = Listing.LISTED if is_checked else Listing.ASKED
        organisation.listing_agreed_at = timezone.now()
        organisation.save(update_fields=["listing", "listing_agreed_at"])
        _note(organisation, actor, agreed or Words("organisations.listed"))
    return organisation


@transaction.atomic
def take_out_of_directory(*, organisation_id: int, actor, reason: str = "") -> Organisation:
    """Take the group out of the directory. Officers say why, and owners are told.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, or `no-words` of an officer.
    """
    organisation = lock(organisation_id)
    require(rules.may_list(actor, organisation))
    is_owner = rules.may(actor, organisation, rules.Act.LIST)
    if not is_owner:
        reason = needed(reason, "reason")
    if organisation.listing != Listing.PRIVATE:
        _hide(organisation)
        record = _note(organisation, actor, reason or Words("organisations.unlisted"))
        for owner in owners_of(organisation) if not is_owner else ():
            _tell(emails.out_of_directory(owner, reason), record, owner)
    return organisation


@transaction.atomic
def close(*, organisation_id: int, actor, reason: str) -> Organisation:
    """Say that a group has ended. Nobody belongs to it any more; everybody who did is told.

    Raises:
        Refusal: `not-allowed`, `not-found`, `no-words`, or `ended` where it has already.
    """
    organisation = lock(organisation_id)
    require(organisation.may_move(actor, State.CLOSED))
    reason = needed(reason, "reason")
    members = list(members_of(organisation))
    now = timezone.now()
    for membership in organisation.memberships.live():
        is_active = membership.state == MembershipState.ACTIVE
        to = MembershipState.LEFT if is_active else MembershipState.DECLINED
        membership.organisation = organisation
        ended = Words("organisations.closed")
        move(membership, to=to, actor=PORTAL, reason=ended, ended_at=now)
    record = move(
        organisation,
        to=State.CLOSED,
        actor=actor,
        reason=reason,
        verified_on=None,
        listing=Listing.PRIVATE,
        listing_agreed_at=None,
    )
    for document in organisation.documents.current():
        cancel_scheduled(about=about(document))
    Flag.objects.open().filter(organisation=organisation).delete()
    Flag.objects.open().filter(other=organisation).delete()
    for member in members:
        member.organisation = organisation
        _tell(emails.closed(member, reason), record, member)
    return organisation


@transaction.atomic
def keep_supplier(
    *, organisation_id: int, actor, supplier_reference: str, is_checked: bool = False
) -> Organisation:
    """Keep what the finance team calls the group; never an account.

    Args:
        is_checked: whether two people have checked that one number takes another's place.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `account`; `two-people` where it has another
            number already.
    """
    organisation = lock(organisation_id)
    require(rules.officer_may(actor, rules.Duty.KEEP_SUPPLIER))
    try:
        no_account_number(supplier_reference)
    except ValidationError as error:
        field = "supplier_reference"
        raise Refusal(error.messages[0], code="account", field=field) from error
    if organisation.supplier_reference not in {"", supplier_reference.strip()} and not is_checked:
        raise Refusal(
            _("It has a number. To change it takes two people and a call: see Suppliers."),
            code="two-people",
            field="supplier_reference",
        )
    organisation.supplier_reference = supplier_reference.strip()
    organisation.save(update_fields=["supplier_reference"])
    return organisation


def _hide(organisation: Organisation) -> None:
    organisation.listing, organisation.listing_agreed_at = Listing.PRIVATE, None
    organisation.save(update_fields=["listing", "listing_agreed_at"])


def _note(organisation: Organisation, actor, reason: str) -> OrganisationMove:
    state = organisation.state
    return organisation.moves.create(
        from_state=state, to_state=state, actor=recorded(actor), reason=reason
    )


def _tell(message, record: OrganisationMove, member) -> None:
    post(message, key=f"organisations.standing:{record.pk}:{member.pk}")
