"""What awards tell the officers' home."""

from collections.abc import Iterable

from django.db.models import Exists, Min, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from awards.enums import ChangeState, PaymentState
from awards.models import Agreement, Payment, SupplierChange
from awards.rules import may_approve, may_keep_supplier, may_pay, may_run
from collaboration_fund.enums import AwardState, PartnerState
from collaboration_fund.models import Award, PartnerMove
from officers.lists import list_address
from officers.registry import MOST_FOUND, Found, HomePart, Waiting


def waits(officer) -> Iterable[Waiting]:
    """Awards without an agreement, payments that are due, to approve and to pay, calls to make."""
    if may_run(officer):
        yield from _awards()
    if may_run(officer):
        yield _payments(
            _("Payments that are due: ask for them"),
            f"state__exact={PaymentState.PLANNED}&due=now",
            Payment.objects.filter(
                state=PaymentState.PLANNED,
                award__state=AwardState.AGREED,
                due_on__lte=timezone.localdate(),
            ),
            "due_on",
        )
    if may_approve(officer):
        others = Payment.objects.filter(state=PaymentState.ASKED).exclude(asked_by=officer)
        yield _payments(
            _("Payments to approve that somebody else asked for"),
            f"state__exact={PaymentState.ASKED}",
            others,
            "asked_at",
        )
    if may_pay(officer):
        yield _payments(
            _("Approved payments: say when the finance team has paid"),
            f"state__exact={PaymentState.APPROVED}",
            Payment.objects.filter(state=PaymentState.APPROVED),
            "approved_at",
        )
    if may_keep_supplier(officer):
        asked = SupplierChange.objects.filter(state=ChangeState.ASKED).exclude(asked_by=officer)
        yield Waiting(
            words=_("Changed suppliers to call about"),
            number=asked.count(),
            url=list_address(f"awards_supplierchange_changelist?state__exact={ChangeState.ASKED}"),
            oldest=asked.aggregate(oldest=Min("asked_at"))["oldest"],
            is_urgent=True,
        )


def _awards() -> Iterable[Waiting]:
    bare = Award.objects.filter(state=AwardState.OFFERED, agreements=None)
    yield Waiting(
        words=_("Awards without an agreement: plan the payments and make it"),
        number=bare.count(),
        url=list_address(f"collaboration_fund_award_changelist?state__exact={AwardState.OFFERED}"),
        oldest=bare.aggregate(oldest=Min("decided_on"))["oldest"],
    )
    left = Agreement.objects.waiting().filter(
        Exists(
            PartnerMove.objects.filter(
                thing__application=OuterRef("award__application"), at__gt=OuterRef("made_at")
            ).exclude(thing__state=PartnerState.IN)
        )
    )
    yield Waiting(
        words=_("Agreements that a group has left before all accepted: write a new version"),
        number=left.count(),
        url=list_address(f"collaboration_fund_award_changelist?state__exact={AwardState.OFFERED}"),
        oldest=left.aggregate(oldest=Min("made_at"))["oldest"],
    )


def _payments(words, query: str, rows, since: str) -> Waiting:
    return Waiting(
        words=words,
        number=rows.count(),
        url=list_address(f"awards_payment_changelist?{query}"),
        oldest=rows.aggregate(oldest=Min(since))["oldest"],
    )


def finds(officer, words: str) -> Iterable[Found]:
    """Awards by reference or title."""
    if not may_run(officer):
        return
    rows = Award.objects.select_related("round")
    for award in rows.filter(Q(reference__iexact=words) | Q(title__icontains=words))[:MOST_FOUND]:
        yield Found(
            kind=_("Awards"),
            words=award.title,
            said=f"{award.round}, {award.reference}, {award.get_state_display()}",
            url=reverse("admin:collaboration_fund_award_change", args=[award.pk]),
            rank=0 if award.reference.casefold() == words.casefold() else 1,
        )


PART = HomePart(waits=waits, finds=finds)
