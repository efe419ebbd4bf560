"""Payments: what is planned, asked for, approved and paid, and the file for the finance system."""

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q
from django.template.defaultfilters import linebreaks_filter
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from awards import rules, services
from awards.admin import forms
from awards.enums import ChangeState, PaymentState
from awards.models import Payment, SupplierChange
from collaboration_fund.admin.filters import RelatedFilter
from collaboration_fund.enums import AwardState
from officers.acts import Act, ReasonForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.lists import ReadOnlyMixin, moment
from officers.tabs import HISTORY, OVERVIEW
from questionnaires.values import pounds


def _facts(payment) -> list[tuple]:
    """What an officer looks at before they act."""
    return [
        (_("Amount"), pounds(payment.pence)),
        (_("To"), payment.organisation),
        (_("Award"), f"{payment.award}, {payment.award.title}"),
        (_("Due on"), date_format(payment.due_on, "j F Y")),
        *([(_("Condition"), payment.condition)] if payment.condition else []),
        *([(_("How it is met"), payment.met)] if payment.met else []),
    ]


def _in(*states):
    return lambda payment: payment.state in states


PAYMENT_ACTS = (
    Act(
        name="ask",
        label=_("Ask for this payment"),
        explain=_("Somebody else then approves it."),
        done=_("It is asked for. Somebody else approves it."),
        leads=True,
        run=services.ask,
        form=forms.AskForm,
        preview=_facts,
        may=rules.may_run,
        open=_in(PaymentState.PLANNED),
    ),
    Act(
        name="approve",
        label=_("Approve this payment"),
        explain=_("The finance team then pays it. Who asked for it can’t approve it."),
        done=_("It is approved."),
        leads=True,
        run=services.approve,
        preview=_facts,
        may=lambda officer, payment: (
            rules.may_approve(officer) and payment.asked_by_id != officer.pk
        ),
        open=_in(PaymentState.ASKED),
    ),
    Act(
        name="mark-paid",
        label=_("Say that it is paid"),
        explain=_("Who acts for the group, and for the lead group, gets an email."),
        first=_("See who is told"),
        done=_("It is paid."),
        leads=True,
        run=services.mark_paid,
        form=forms.PaidForm,
        preview=_facts,
        may=rules.may_pay,
        open=_in(PaymentState.APPROVED),
    ),
    Act(
        name="replan",
        label=_("Change this payment"),
        explain=_("Where there is an agreement already, another version of it is made afterwards."),
        done=_("It is changed."),
        run=services.change_payment,
        form=forms.ChangePaymentForm,
        preview=lambda payment: forms.amounts(payment.award),
        may=rules.may_run,
        open=_in(PaymentState.PLANNED),
    ),
    Act(
        name="send-back",
        label=_("Put it back into the plan"),
        explain=_("It is asked for anew, and approved anew."),
        done=_("It is planned again."),
        run=services.send_back,
        form=ReasonForm,
        preview=_facts,
        may=rules.may_run,
        open=_in(PaymentState.ASKED, PaymentState.APPROVED),
    ),
    Act(
        name="pay-again",
        label=_("Plan it again"),
        explain=_("The same line, group and amount. It is asked for and approved anew."),
        done=_("It is planned again."),
        run=services.pay_again,
        preview=_facts,
        may=rules.may_run,
        open=_in(PaymentState.REVERSED),
        then=lambda admin, _payment, new: admin.address("change", new.pk),
    ),
    Act(
        name="reverse",
        label=_("Say that it was taken back"),
        explain=_("The groups are told why. It can be planned again afterwards."),
        first=_("See who is told"),
        done=_("It is taken back."),
        run=services.reverse,
        form=forms.ToldWhyForm,
        preview=_facts,
        ends=True,
        **moves_to(PaymentState.REVERSED),
    ),
    Act(
        name="cancel",
        label=_("Take it out of the plan"),
        explain=_("Its money can be planned otherwise. This line isn’t paid."),
        done=_("It is taken out."),
        run=services.cancel_payment,
        form=ReasonForm,
        preview=_facts,
        may=rules.may_run,
        open=_in(PaymentState.PLANNED),
        ends=True,
    ),
)


class DueFilter(admin.SimpleListFilter):
    """Payments by whether their day has come, and by whether they may be paid now."""

    title, parameter_name = _("when"), "due"

    def lookups(self, request, model_admin):
        return [("now", _("Due by today")), ("later", _("Due later")), ("ready", _("Not held"))]

    def queryset(self, request, queryset):
        today = timezone.localdate()
        if self.value() == "now":
            return queryset.filter(due_on__lte=today, award__state=AwardState.AGREED)
        if self.value() == "later":
            return queryset.filter(due_on__gt=today)
        return not_held(queryset) if self.value() == "ready" else queryset


def not_held(payments):
    """Those to groups that nothing keeps from being paid now, as `services.why_held` says it."""
    asked = SupplierChange.objects.filter(
        supplier__organisation=OuterRef("organisation"), state=ChangeState.ASKED
    )
    until = Q(organisation__supplier__held_until=None)
    until |= Q(organisation__supplier__held_until__lte=timezone.now())
    return payments.filter(~Exists(asked), until, organisation__supplier__isnull=False).exclude(
        organisation__supplier_reference=""
    )


@admin.register(Payment)
class PaymentAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Payments of every award. Services write them."""

    area, place = Area.FUND, 4
    acts, act_key = PAYMENT_ACTS, "payment_id"
    tabs = (OVERVIEW, HISTORY)
    list_per_page = 50
    view_on_site = False
    list_display = ["__str__", "state", "organisation", "amount", "due_on"]
    list_filter = ["state", DueFilter, ("award__round", RelatedFilter)]
    list_tabs = (
        (_("All"), ""),
        (_("Due"), f"due=now&state__exact={PaymentState.PLANNED}"),
        (_("To approve"), f"state__exact={PaymentState.ASKED}"),
        (_("For finance"), f"due=ready&state__exact={PaymentState.APPROVED}"),
        (_("Paid"), f"state__exact={PaymentState.PAID}"),
    )
    search_fields = ["award__reference", "award__title", "organisation__name", "finance_reference"]
    search_help_text = _("Search by award, group or finance reference")
    ordering = ["due_on", "award", "number"]
    fields = readonly_fields = ["award", "number", "organisation", "state"]
    export_permission = "awards.export_payments"
    export_columns = (
        Column(_("Award"), lambda one: one.award.reference),
        Column(_("Payment"), lambda one: one.number),
        Column(_("Supplier number"), lambda one: one.organisation.supplier_reference),
        Column(_("Group"), lambda one: one.organisation),
        Column(_("Amount in pounds"), lambda one: f"{one.pence // 100}.{one.pence % 100:02}"),
        Column(_("Due on"), lambda one: one.due_on),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("May be paid now"), lambda one: _("yes") if one.is_clear else _("no")),
        Column(_("Asked for by"), lambda one: one.asked_by or ""),
        Column(_("Approved by"), lambda one: one.approved_by or ""),
        Column(_("Approved at"), lambda one: minute(one.approved_at)),
        Column(_("Paid on"), lambda one: one.paid_on or ""),
        Column(_("Finance reference"), lambda one: one.finance_reference),
    )

    def get_queryset(self, request):
        """With what the list and the file name, for whoever approves, pays or runs rounds."""
        rows = super().get_queryset(request)
        user = request.user
        if not (rules.may_run(user) or rules.may_approve(user) or rules.may_pay(user)):
            return rows.none()
        return rows.select_related("award__round", "organisation", "asked_by", "approved_by")

    def export_queryset(self, rows):
        """With whether anything keeps each from being paid now."""
        clear = not_held(Payment.objects.filter(pk=OuterRef("pk")))
        return rows.annotate(is_clear=Exists(clear))

    @admin.display(description=_("amount"), ordering="pence")
    def amount(self, payment):
        """How much it is."""
        return pounds(payment.pence)

    def facts(self, request, payment):
        """How much, to whom, when."""
        return [
            (_("Amount"), pounds(payment.pence)),
            (_("To"), payment.organisation),
            (_("Due on"), date_format(payment.due_on, "j F Y")),
            (_("Held back"), services.why_held(payment.organisation) if payment.is_to_pay else ""),
        ]

    def more(self, request, payment):
        """Who asked for it, who approved it, and under which reference it was paid."""
        by = _("%(person)s, %(at)s")
        rows = [
            (
                _("Asked for by"),
                payment.asked_by
                and by % {"person": payment.asked_by, "at": moment(payment.asked_at)},
            ),
            (
                _("Approved by"),
                payment.approved_by
                and by % {"person": payment.approved_by, "at": moment(payment.approved_at)},
            ),
            (_("Paid on"), payment.paid_on and date_format(payment.paid_on, "j F Y")),
            (_("Finance reference"), payment.finance_reference),
        ]
        return [(_("Award"), f"{payment.award}, {payment.award.title}")] + [
            (words, value) for words, value in rows if value
        ]

    def told(self, request, payment):
        """On what condition it is paid, and how that is met."""
        rows = ((_("Condition"), payment.condition), (_("How it is met"), payment.met))
        return [(words, said and linebreaks_filter(said)) for words, said in rows]

    def links(self, request, payment):
        """The way to its award."""
        address = reverse("admin:collaboration_fund_award_change", args=[payment.award_id])
        return [(_("The award and its other payments"), f"{address}?tab=payments")]
