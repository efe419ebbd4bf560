"""The register of interests, and members' expenses."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from taskforce import services
from taskforce.admin.base import Act, ActForm, OfficersAdmin, ReadOnlyMixin, moves_to
from taskforce.enums import ExpenseState
from taskforce.models import ExpenseClaim, Interest


@admin.register(Interest)
class InterestAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """The public register of interests, and what has gone stale."""

    list_display = ["organisation", "kind", "seat", "since", "until", "confirmed_on"]
    list_filter = ["kind", "member__sector", "member__state"]
    list_select_related = ["member__person"]
    search_fields = ["organisation", "member__seat", "member__person__name"]
    date_hierarchy = "confirmed_on"
    fields = readonly_fields = ["seat", "kind", "organisation", "since", "until", "confirmed_on"]
    actions = None

    @admin.display(description=_("member"), ordering="member__seat")
    def seat(self, interest):
        """Whose it is."""
        return interest.member


def _claim_facts(claim) -> list:
    return [
        (_("Member"), claim.member),
        (_("Amount"), f"£{claim.pounds}"),
        (_("Meeting"), claim.meeting or "–"),
        (_("Kind of cost"), claim.get_kind_display()),
        (_("Spent on"), claim.spent_on),
        (_("What it was for"), claim.note or "–"),
    ]


class RefuseForm(ActForm):
    """Asks why; the member reads it."""

    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("The member will read it."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


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
class ExpenseAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Claims: to decide and to pay. Nobody decides on their own."""

    acts, act_key = EXPENSE_ACTS, "claim_id"
    reads = "expense claim"
    export_permission = "taskforce.export_expenses"
    list_display = ["claimed_at", "member", "kind", "amount", "spent_on", "state"]
    list_filter = ["state", "kind", "member__sector"]
    list_select_related = ["member__person"]
    search_fields = ["member__person__name", "member__seat", "note"]
    date_hierarchy = "spent_on"
    fields = readonly_fields = [
        "member",
        "meeting",
        "kind",
        "amount",
        "spent_on",
        "note",
        "state",
        "claimed_at",
    ]
    actions = None

    @admin.display(description=_("amount"), ordering="pence")
    def amount(self, claim):
        """In pounds."""
        return f"£{claim.pounds}"

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("member__person", "meeting")

    def export_headings(self):
        return [
            _("Member"),
            _("Meeting"),
            _("Kind of cost"),
            _("Spent on"),
            _("Pence"),
            _("Note"),
            _("State"),
        ]

    def export_row(self, claim):
        return [
            claim.member,
            claim.meeting or "",
            claim.get_kind_display(),
            claim.spent_on,
            claim.pence,
            claim.note,
            claim.get_state_display(),
        ]
