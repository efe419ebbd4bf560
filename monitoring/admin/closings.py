"""Awards that were closed, and money that is asked back."""

from django import forms
from django.contrib import admin
from django.template.defaultfilters import linebreaks_filter
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from collaboration_fund.rules import may_run
from monitoring import services
from monitoring.enums import RecoveryState
from monitoring.models import Closing, Recovery
from officers.acts import Act, ActForm
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.fields import ISO_DAY, day_field
from officers.history import ledger
from officers.lists import ReadOnlyMixin, moment
from officers.tabs import HISTORY, OVERVIEW
from questionnaires.values import pounds


class ReceivedForm(ActForm):
    """When money came, and how finance calls it."""

    received_on = day_field(_("When did it come?"))
    finance_reference = forms.CharField(label=_("Reference of finance"), max_length=60)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial["received_on"] = timezone.localdate().strftime(ISO_DAY)


def receive(*, closing_id: int, **said) -> Recovery:
    """Write down that the money of a closing came."""
    recovery = Recovery.objects.values_list("pk", flat=True).get(closing=closing_id)
    return services.receive(recovery_id=recovery, **said)


def recovery_of(closing) -> Recovery | None:
    """The money that is asked back, if any."""
    return getattr(closing, "recovery", None)


RECEIVE = Act(
    name="receive",
    label=_("The money has come"),
    explain=_("What was paid and not spent is back with the council."),
    done=_("It is written down."),
    leads=True,
    run=receive,
    form=ReceivedForm,
    may=lambda officer, _closing: may_run(officer),
    open=lambda closing: (
        recovery_of(closing) is not None and closing.recovery.state == RecoveryState.ASKED
    ),
)


@admin.register(Closing)
class ClosingAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """The last accounts of awards."""

    area, place = Area.FUND, 7
    acts, act_key = (RECEIVE,), "closing_id"
    reads = "closing of an award"
    list_per_page = 25
    view_on_site = False
    list_tabs = (
        (_("All"), ""),
        (_("Asked back"), f"recovery__state__exact={RecoveryState.ASKED}"),
        (_("Received"), f"recovery__state__exact={RecoveryState.RECEIVED}"),
    )
    list_display = ["title", "granted", "paid", "spent", "asked_back", "closed"]
    list_filter = ["recovery__state"]
    search_fields = ["award__reference", "award__title", "award__application__lead__name"]
    export_permission = "monitoring.view_closing"
    export_columns = (
        Column(_("Award"), lambda one: one.award.reference),
        Column(_("Title"), lambda one: one.award.title),
        Column(_("Lead group"), lambda one: one.award.application.lead),
        Column(_("Granted, in pounds"), lambda one: one.granted_pence / 100),
        Column(_("Paid, in pounds"), lambda one: one.paid_pence / 100),
        Column(_("Spent, in pounds"), lambda one: one.spent_pence / 100),
        Column(_("Back to the round, in pounds"), lambda one: one.released_pence / 100),
        Column(_("Asked back, in pounds"), lambda one: one.unspent_pence / 100),
        Column(
            _("State"),
            lambda one: one.recovery.get_state_display() if recovery_of(one) else "",
        ),
        Column(_("Why they differ"), lambda one: one.explanation),
        Column(_("Closed at"), lambda one: minute(one.closed_at)),
    )
    tabs = (OVERVIEW, HISTORY)

    def get_queryset(self, request):
        """With their awards, for whoever runs rounds."""
        rows = super().get_queryset(request)
        if not may_run(request.user):
            return rows.none()
        return rows.select_related("award__application__lead", "recovery", "closed_by")

    def facts(self, request, closing):
        """Of which award it is."""
        return [
            (_("Award"), closing.award.title),
            (_("Lead group"), closing.award.application.lead),
            (_("Closed"), moment(closing.closed_at)),
        ]

    def more(self, request, closing):
        """What it came to."""
        rows = [
            (_("Granted"), pounds(closing.granted_pence)),
            (_("Paid"), pounds(closing.paid_pence)),
            (_("Spent"), pounds(closing.spent_pence)),
            (_("Back to the round"), pounds(closing.released_pence)),
            (_("Asked back"), self.asked_back(closing)),
        ]
        recovery = recovery_of(closing)
        if recovery and recovery.received_on:
            rows.append((_("Received on"), date_format(recovery.received_on, "j M Y")))
            rows.append((_("Reference of finance"), recovery.finance_reference))
        return rows

    def told(self, request, closing):
        """Why the figures differ."""
        said = linebreaks_filter(closing.explanation)
        return [(_("Why they differ"), said if closing.explanation else "")]

    def moves_of(self, closing):
        """What became of the money that was asked back."""
        recovery = recovery_of(closing)
        return ledger(recovery) if recovery else None

    @admin.display(description=_("award"), ordering="award__title")
    def title(self, closing):
        """What the work is called."""
        return closing.award.title

    @admin.display(description=_("granted"), ordering="granted_pence")
    def granted(self, closing):
        """What was granted."""
        return pounds(closing.granted_pence)

    @admin.display(description=_("paid"), ordering="paid_pence")
    def paid(self, closing):
        """What was paid."""
        return pounds(closing.paid_pence)

    @admin.display(description=_("spent"), ordering="spent_pence")
    def spent(self, closing):
        """What was spent."""
        return pounds(closing.spent_pence)

    @admin.display(description=_("asked back"))
    def asked_back(self, closing):
        """What has to come back, and whether it has."""
        recovery = recovery_of(closing)
        return f"{pounds(recovery.pence)}, {recovery.get_state_display()}" if recovery else "–"

    @admin.display(description=_("closed"), ordering="closed_at")
    def closed(self, closing):
        """When it was closed."""
        return moment(closing.closed_at)
