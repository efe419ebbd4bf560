"""The register of interests, and members' expenses."""

from decimal import Decimal

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from core.languages import in_all
from officers.acts import Act, ActForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.fields import text_field
from officers.lists import ReadOnlyMixin
from officers.many import ActsOnMany
from people.services import record_reading
from taskforce import services
from taskforce.enums import ExpenseState
from taskforce.models import ExpenseClaim, Interest
from taskforce.views.public import receipt_sent


@admin.register(Interest)
class InterestAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """The public register of interests, and what has gone stale."""

    area, place = Area.TASKFORCE, 10
    export_permission = "taskforce.export_interests"
    export_columns = (
        Column(_("Member"), lambda interest: interest.member.person),
        Column(_("Seat"), lambda interest: interest.member.seat),
        Column(_("Kind of interest"), lambda interest: interest.get_kind_display()),
        Column(_("Organisation"), lambda interest: interest.organisation),
        Column(_("What it is"), lambda interest: interest.description),
        Column(_("Since"), lambda interest: interest.since),
        Column(_("Until"), lambda interest: interest.until or ""),
        Column(_("Confirmed on"), lambda interest: interest.confirmed_on),
    )

    list_display = ["organisation", "kind", "seat", "since", "until", "confirmed_on"]
    list_filter = ["kind", "member__sector", "member__state"]
    list_select_related = ["member__person"]
    search_fields = ["organisation", *in_all("member__seat"), "member__person__name"]
    date_hierarchy = "confirmed_on"
    fields = readonly_fields = [
        "seat",
        "kind",
        "organisation",
        "description",
        "since",
        "until",
        "confirmed_on",
    ]
    actions = None

    @admin.display(description=_("member"), ordering="member__seat_order")
    def seat(self, interest):
        """Whose it is."""
        return interest.member


def _claim_facts(claim) -> list:
    return [
        (_("Member"), claim.member),
        (_("Amount"), f"£{claim.pounds}"),
        (_("Meeting"), claim.meeting or "–"),
        (_("Kind of cost"), claim.get_kind_display()),
        (_("Spent on"), date_format(claim.spent_on, "j F Y")),
        (_("What it was for"), claim.note or "–"),
        (_("Receipt"), _("sent") if hasattr(claim, "receipt") else _("none")),
    ]


class RefuseForm(ActForm):
    """Asks why; the member reads it."""

    reason = text_field(_("Reason"), help_text=_("The member will read it."))


EXPENSE_ACTS = (
    Act(
        name="approve",
        label=_("Approve"),
        explain=_("The claim will be paid. The member is told by email."),
        done=_("The claim is approved."),
        run=services.approve_expense,
        preview=_claim_facts,
        **moves_to(ExpenseState.APPROVED),
    ),
    Act(
        name="refuse",
        label=_("Refuse"),
        explain=_("This can't be undone. The member is told by email why."),
        done=_("The claim is refused."),
        run=services.refuse_expense,
        form=RefuseForm,
        preview=_claim_facts,
        **moves_to(ExpenseState.REFUSED),
    ),
    Act(
        name="pay",
        label=_("Mark as paid"),
        explain=_("Do this when the money has been sent. The member is told by email."),
        done=_("The claim is marked as paid."),
        run=services.pay_expense,
        preview=_claim_facts,
        **moves_to(ExpenseState.PAID),
    ),
)


@admin.register(ExpenseClaim)
class ExpenseAdmin(ActsOnMany, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Claims: to decide and to pay. Nobody decides on their own."""

    area, place = Area.TASKFORCE, 7
    acts, act_key = EXPENSE_ACTS, "claim_id"
    many = EXPENSE_ACTS
    reads = "expense claim"
    export_permission = "taskforce.export_expenses"
    export_columns = (
        Column(_("Member"), lambda claim: claim.member),
        Column(_("Meeting"), lambda claim: claim.meeting or ""),
        Column(_("Kind of cost"), lambda claim: claim.get_kind_display()),
        Column(_("Spent on"), lambda claim: claim.spent_on),
        Column(_("Pounds"), lambda claim: Decimal(claim.pence) / 100),
        Column(_("Note"), lambda claim: claim.note),
        Column(_("Receipt"), lambda claim: _("yes") if hasattr(claim, "receipt") else _("no")),
        Column(_("State"), lambda claim: claim.get_state_display()),
        Column(_("Claimed on"), lambda claim: localdate(claim.claimed_at)),
        Column(
            _("Decided or paid on"),
            lambda claim: localdate(_last(claim).at) if _last(claim) else "",
        ),
        Column(_("Reason"), lambda claim: _last(claim).reason if _last(claim) else ""),
    )
    list_display = ["claimed_at", "member", "kind", "amount", "spent_on", "state"]
    list_filter = ["state", "kind", "member__sector"]
    list_select_related = ["member__person", "receipt"]
    search_fields = ["member__person__name", *in_all("member__seat"), "note"]
    date_hierarchy = "spent_on"
    fields = readonly_fields = [
        "member",
        "meeting",
        "kind",
        "amount",
        "spent_on",
        "note",
        "receipt_link",
        "state",
        "claimed_at",
    ]
    actions = None

    def get_urls(self):
        view = self.admin_site.admin_view(self.receipt_view)
        name = "taskforce_expenseclaim_receipt"
        return [path("receipts/<int:pk>/", view, name=name), *super().get_urls()]

    def receipt_view(self, request, pk):
        """A receipt, for officers who may see claims; that it was read is recorded."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        claim = get_object_or_404(ExpenseClaim, pk=min(pk, 2**62))
        response = receipt_sent(request, claim)
        record_reading(claim, actor=request.user, what="receipt")
        return response

    @admin.display(description=_("receipt"))
    def receipt_link(self, claim):
        """The way to the receipt."""
        if not hasattr(claim, "receipt"):
            return self.get_empty_value_display()
        href = reverse("admin:taskforce_expenseclaim_receipt", args=[claim.pk])
        return format_html('<a href="{}">{}</a>', href, claim.receipt.kind.upper())

    @admin.display(description=_("amount"), ordering="pence")
    def amount(self, claim):
        """In pounds."""
        return f"£{claim.pounds}"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("member__person", "meeting")

    def export_queryset(self, rows):
        return rows.prefetch_related("moves")


def _last(claim):
    """The last move of a claim, if there is one."""
    return next(reversed(claim.moves.all()), None)
