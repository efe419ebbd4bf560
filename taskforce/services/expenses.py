"""Expenses of coming to meetings: claimed by members, decided and paid by officers."""

from datetime import date

from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from people.models import User
from taskforce import emails
from taskforce.enums import ExpenseState
from taskforce.models import ExpenseClaim, Meeting, Member, Receipt
from taskforce.models.register import MOST_PENCE
from taskforce.rules import may_claim


def claim_expense(
    *,
    member_id: int,
    kind: str,
    spent_on: date,
    pence: int,
    actor: User,
    meeting: Meeting | None = None,
    note: str = "",
    receipt: File | None = None,
) -> ExpenseClaim:
    """Ask for money back, and tell the team that looks after the Taskforce.

    Who was a member can claim for half a year after their last day.

    Args:
        member_id: primary key of the membership.
        kind: one of `enums.ExpenseKind`.
        spent_on: a day of the term, not in the future.
        pence: the amount, 1 to `MOST_PENCE`.
        actor: who is or was the member, or an officer who enters it for them.
        meeting: what it was for, where it was one.
        note: what it was for, in words.
        receipt: an uploaded file.

    Raises:
        Refusal: `not-allowed`, `too-late`, `not-that-day` or `not-that-much`; or of
            `receipt`, with a code of `Takes.take`.
    """
    member = Member.objects.get(pk=member_id)
    require(may_claim(actor, member))
    if not member.can_claim:
        raise Refusal(_("Your term ended too long ago to claim."), code="too-late")
    if not member.starts_on <= spent_on <= min(timezone.localdate(), member.last_day):
        raise Refusal(
            _("Enter a day of your term, up to today."),
            code="not-that-day",
            field="spent_on",
        )
    if not 1 <= pence <= MOST_PENCE:
        raise Refusal(
            _("Enter an amount from £0.01 to £%(most)s") % {"most": f"{MOST_PENCE // 100:,}"},
            code="not-that-much",
            field="pounds",
        )
    with transaction.atomic():
        claim = ExpenseClaim.objects.create(
            member=member,
            meeting=meeting,
            kind=kind,
            spent_on=spent_on,
            pence=pence,
            note=note.strip(),
        )
        if receipt:
            Receipt.keep(receipt, field="receipt", claim=claim)
        post(emails.expense_claimed(claim), key=f"taskforce.claimed:{claim.pk}")
        return claim


def withdraw_expense(*, claim_id: int, actor: User) -> ExpenseClaim:
    """Take a claim back that nobody has decided on; its receipt is deleted.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    with transaction.atomic():
        claims = ExpenseClaim.objects.select_for_update(of=("self",)).select_related("member")
        claim = claims.get(pk=claim_id)
        move(claim, to=ExpenseState.WITHDRAWN, actor=actor)
        Receipt.objects.filter(claim=claim).delete()
        return claim


def approve_expense(*, claim_id: int, actor: User) -> ExpenseClaim:
    """Agree to pay a claim.

    Raises:
        Refusal: what `core.moves.move` raises; nobody decides on a claim of their own.
    """
    return _decide(claim_id, ExpenseState.APPROVED, actor)


def refuse_expense(*, claim_id: int, reason: str, actor: User) -> ExpenseClaim:
    """Say no to a claim; the member reads why.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    if not reason.strip():
        raise Refusal(_("Say why. The member will read it."), code="reason-needed", field="reason")
    return _decide(claim_id, ExpenseState.REFUSED, actor, reason.strip())


def pay_expense(*, claim_id: int, actor: User) -> ExpenseClaim:
    """Record that an approved claim was paid.

    Raises:
        Refusal: what `core.moves.move` raises.
    """
    return _decide(claim_id, ExpenseState.PAID, actor)


@transaction.atomic
def _decide(claim_id: int, to: ExpenseState, actor: User, reason: str = "") -> ExpenseClaim:
    claims = ExpenseClaim.objects.select_for_update(of=("self",))
    claim = claims.select_related("member__person").get(pk=claim_id)
    record = move(claim, to=to, actor=actor, reason=reason)
    post(emails.expense_decided(claim, record), key=f"taskforce.expense:{claim.pk}:{record.pk}")
    return claim
