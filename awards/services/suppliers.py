"""Supplier numbers: kept once by one officer, changed by two and a call to a number held before."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from awards import rules
from awards.enums import DAYS_HELD, ChangeState
from awards.models import Supplier, SupplierChange
from collaboration_fund.moments import closes
from core.luton import LUTON
from core.moves import move
from core.refusal import Refusal, require
from organisations import services as groups
from organisations.models import Organisation
from organisations.validators import no_account_number
from people.telephones import TELEPHONE, as_kept


@transaction.atomic
def keep_supplier(*, organisation: Organisation, actor, number: str, telephone: str) -> Supplier:
    """Keep what the finance team calls a group, and on which number it is called about changes.

    Raises:
        Refusal: `not-allowed`; `kept` where it is a supplier already, `two-people` where it has
            another number; `account`, `number` or `telephone`, naming their fields.
    """
    require(rules.may_keep_supplier(actor))
    if not number.strip():
        raise Refusal(_("Enter the supplier number."), code="number", field="number")
    try:
        organisation = groups.keep_supplier(
            organisation_id=organisation.pk, actor=actor, supplier_reference=number
        )
    except Refusal as refusal:
        raise Refusal(refusal.message, code=refusal.code, field="number") from refusal
    kept = _telephone(telephone)
    try:
        with transaction.atomic():
            return Supplier.objects.create(organisation=organisation, telephone=kept, kept_by=actor)
    except IntegrityError as error:
        raise Refusal(
            _("This group is a supplier already: ask for a change."),
            code="kept",
            field="organisation",
        ) from error


def _telephone(typed: str) -> str:
    kept = as_kept(typed)
    if not re.search(TELEPHONE, kept):
        raise Refusal(
            _("Enter a telephone number, like 01582 000000."), code="telephone", field="telephone"
        )
    return kept


@transaction.atomic
def ask_change(
    *, supplier_id: int, actor, reason: str, number: str = "", telephone: str = ""
) -> SupplierChange:
    """Ask for another supplier number, another telephone number, or both.

    From now on nothing is paid to the group, until somebody else has called and ten days are over.

    Raises:
        Refusal: `not-allowed`, `not-found`; `waits` where a change does already; `nothing` where
            nothing would change; `account`, `telephone` and `reason`, naming their fields.
    """
    require(rules.may_keep_supplier(actor))
    supplier = _lock(supplier_id)
    number, telephone = number.strip(), telephone.strip() and _telephone(telephone)
    number = "" if number == supplier.number else number
    telephone = "" if telephone == supplier.telephone else telephone
    if not (number or telephone):
        raise Refusal(_("Enter another supplier number or telephone number."), code="nothing")
    try:
        no_account_number(number)
    except ValidationError as error:
        raise Refusal(error.messages[0], code="account", field="number") from error
    if not reason.strip():
        raise Refusal(_("Say why, and how we heard of it."), code="reason", field="reason")
    if supplier.changes.filter(state=ChangeState.ASKED).exists():
        raise Refusal(_("Another change waits already."), code="waits")
    return supplier.changes.create(
        number=number,
        telephone=telephone,
        reason=reason.strip(),
        asked_by=actor,
        asked_at=timezone.now(),
    )


@transaction.atomic
def confirm_change(
    *, change_id: int, actor, called: str, called_at: datetime, spoke_with: str
) -> SupplierChange:
    """Confirm a change after a call to the number that was held before it; ten days begin.

    Args:
        called: the number that was called.
        called_at: when, between the asking and now.
        spoke_with: who answered, and what they said.

    Raises:
        Refusal: `not-allowed`, also to who asked; `not-found`, `not-a-move`; `called`, `called_at`
            or `spoke_with`, naming their fields.
    """
    change = _change(change_id)
    supplier = change.supplier
    if change.state == ChangeState.ASKED:
        _refuse_call(change, called, called_at, spoke_with)
    now = timezone.now()
    move(
        change,
        to=ChangeState.CONFIRMED,
        actor=actor,
        reason=spoke_with.strip(),
        confirmed_by=actor,
        confirmed_at=now,
        called=supplier.telephone,
        called_at=called_at,
        spoke_with=spoke_with.strip()[:300],
    )
    if change.number:
        groups.keep_supplier(
            organisation_id=supplier.organisation_id,
            actor=actor,
            supplier_reference=change.number,
            is_checked=True,
        )
    supplier.telephone = change.telephone or supplier.telephone
    supplier.held_until = ten_days_after(now)
    supplier.save(update_fields=["telephone", "held_until"])
    return change


def _refuse_call(change: SupplierChange, called: str, called_at: datetime, spoke: str) -> None:
    if as_kept(called) != change.supplier.telephone:
        raise Refusal(
            _("Call the number that we held before: no other call counts."),
            code="called",
            field="called",
        )
    if not change.asked_at <= called_at <= timezone.now():
        raise Refusal(
            _("The call is after the change was asked for, and not in the future."),
            code="called_at",
            field="called_at",
        )
    if not spoke.strip():
        raise Refusal(
            _("Say who answered, and what they said."), code="spoke_with", field="spoke_with"
        )


@transaction.atomic
def refuse_change(*, change_id: int, actor, reason: str) -> SupplierChange:
    """Refuse a change: the number stays, and the group is paid as before.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-a-move`, or `reason` naming its field.
    """
    change = _change(change_id)
    if not reason.strip():
        raise Refusal(_("Say why."), code="reason", field="reason")
    move(change, to=ChangeState.REFUSED, actor=actor, reason=reason.strip())
    return change


def ten_days_after(moment: datetime) -> datetime:
    """The same time of day in Luton ten days later, whatever the clocks do between."""
    return moment.astimezone(LUTON) + timedelta(days=DAYS_HELD)


def why_held(organisation: Organisation, now: datetime | None = None) -> str:
    """Why nothing may be paid to a group now, in words; "" where it may."""
    return why_held_of([organisation.pk], now).get(organisation.pk, "")


def why_held_of(organisation_ids: Iterable[int], now: datetime | None = None) -> dict[int, str]:
    """{group: why nothing may be paid to it now} of those that are held, in two statements."""
    now, ids = now or timezone.now(), {*organisation_ids}
    suppliers = Supplier.objects.filter(organisation__in=ids).select_related("organisation")
    waiting = SupplierChange.objects.filter(
        supplier__organisation__in=ids, state=ChangeState.ASKED
    ).values_list("supplier__organisation", flat=True)
    changing, found = {*waiting}, {}
    known = {one.organisation_id: one for one in suppliers}
    for group in ids:
        supplier = known.get(group)
        if supplier is None or not supplier.number:
            found[group] = _("The finance team’s number for this group isn’t kept yet.")
        elif group in changing:
            found[group] = _("A changed supplier number waits for a call by a second person.")
        elif supplier.held_until and supplier.held_until > now:
            found[group] = _(
                "Its supplier number was changed: nothing is paid before %(until)s."
            ) % {"until": closes(supplier.held_until)}
    return found


def refuse_held(organisation: Organisation) -> None:
    """Refuse to pay a group that is held; its supplier is locked until the transaction ends.

    Raises:
        Refusal: `held`.
    """
    list(Supplier.objects.select_for_update().filter(organisation=organisation).values_list("pk"))
    if why := why_held(organisation):
        raise Refusal(why, code="held")


def _lock(supplier_id: int) -> Supplier:
    rows = Supplier.objects.select_for_update(of=("self",)).select_related("organisation")
    supplier = rows.filter(pk=supplier_id).first()
    if supplier is None:
        raise Refusal(_("This supplier isn’t there any more."), code="not-found")
    return supplier


def _change(change_id: int) -> SupplierChange:
    found = SupplierChange.objects.filter(pk=change_id).values_list("supplier", flat=True).first()
    if found is None:
        raise Refusal(_("This change isn’t there any more."), code="not-found")
    supplier = _lock(found)
    change = SupplierChange.objects.select_for_update().get(pk=change_id)
    change.supplier = supplier
    return change
