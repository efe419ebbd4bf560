"""Awards: what is granted, its agreement, its payments and what happened."""

from functools import partial

from django.contrib import admin
from django.http import Http404, HttpResponse
from django.template.defaultfilters import linebreaks_filter
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from awards import documents, registry, rules, services
from awards.admin.acts import AWARD_ACTS
from collaboration_fund.admin.filters import RelatedFilter
from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin, list_address
from officers.tabs import HISTORY, OVERVIEW, Tab
from people.services import record_reading
from questionnaires.values import pounds


def agreement(model_admin, request, award) -> dict:
    """Every version with who has accepted it, the newest first."""
    groups = [*award.application.partners.taking_part()]
    waiting = services.waiting(award)
    versions = [
        {
            "agreement": one,
            "is_whole": services.is_whole(one),
            "waits": one == waiting,
            "accepted": documents.acceptances_of(one),
            "missing": [group for group in groups if not services.is_accepted_for(one, group)],
            "text": one.content["texts"]["en"],
            "pdf": model_admin.address("agreement_pdf", award.pk, one.number),
        }
        for one in award.agreements.prefetch_related("acceptances").order_by("-number")
    ]
    return {"versions": versions}


def payments(model_admin, request, award) -> dict:
    """Every payment of the schedule, and what they come to."""
    schedule = services.schedule_sums(award)
    rows = award.payments.select_related("organisation")
    held = services.why_held_of(award.shares.values_list("organisation", flat=True))
    return {
        "payments": [
            (one, held.get(one.organisation_id, "") if one.is_to_pay else "") for one in rows
        ],
        "sums": [
            (_("Amount of the award"), pounds(award.pence)),
            (_("Planned"), pounds(schedule[0])),
            (_("Paid"), pounds(schedule[1])),
        ],
    }


TABS = (
    OVERVIEW,
    Tab("agreement", _("Agreement"), template="admin/awards/agreement.html", more=agreement),
    Tab("payments", _("Payments"), template="admin/awards/payments.html", more=payments),
    HISTORY,
)


@admin.register(Award)
class AwardAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What rounds have granted. Services write it."""

    area, place = Area.FUND, 3
    acts, act_key = AWARD_ACTS, "award_id"
    reads = "award"
    tabs = TABS
    list_per_page = 25
    view_on_site = False
    list_display = ["reference", "state", "title", "lead", "round", "amount", "paid"]
    list_filter = ["state", ("round", RelatedFilter)]
    list_tabs = (
        (_("All"), ""),
        (_("Offered"), f"state__exact={AwardState.OFFERED}"),
        (_("Agreed"), f"state__exact={AwardState.AGREED}"),
        (_("Closed"), f"state__exact={AwardState.CLOSED}"),
    )
    search_fields = ["reference", "title", "application__lead__name", "application__reference"]
    search_help_text = _("Search by reference, title or group")
    fields = readonly_fields = ["reference", "title", "round", "state"]

    def get_queryset(self, request):
        """Awards with what the list says of them, for whoever runs rounds."""
        rows = super().get_queryset(request)
        if not rules.may_run(request.user):
            return rows.none()
        return rows.select_related("round", "application__lead", "schedule")

    @admin.display(description=_("lead group"), ordering="application__lead__name")
    def lead(self, award):
        """Which group leads the work."""
        return award.application.lead

    @admin.display(description=_("amount"), ordering="pence")
    def amount(self, award):
        """How much is granted."""
        return pounds(award.pence)

    @admin.display(description=_("paid"), ordering="schedule__paid_pence")
    def paid(self, award):
        """How much of it is paid."""
        schedule = getattr(award, "schedule", None)
        return pounds(schedule.paid_pence if schedule else 0)

    def get_urls(self):
        return [
            path(
                "<path:object_id>/agreement/<int:number>.pdf",
                self.admin_site.admin_view(self.pdf_view),
                name="collaboration_fund_award_agreement_pdf",
            ),
            *super().get_urls(),
        ]

    def pdf_view(self, request, object_id, number):
        """One version of the agreement as a PDF."""
        award = self.get_object(request, object_id)
        shown = award and award.agreements.filter(number=number).first()
        if shown is None or not self.has_view_permission(request, award):
            raise Http404
        record_reading(award, actor=request.user, what="agreement")
        response = HttpResponse(documents.agreement_pdf(shown), content_type="application/pdf")
        name = f"{award.reference}-{number}.pdf"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response

    def facts(self, request, award):
        """How much, for which work, and by when."""
        day = partial(date_format, format="j F Y")
        return [
            (_("Amount"), pounds(award.pence)),
            (_("Paid"), pounds(services.paid_of(award))),
            (_("Work begins"), day(award.starts_on) if award.starts_on else ""),
            (_("Work ends"), day(award.ends_on) if award.ends_on else ""),
        ]

    def more(self, request, award):
        """What was decided, who is paid, and whether they can be."""
        shares = [*award.shares.select_related("organisation")]
        held = services.why_held_of([one.organisation_id for one in shares])
        paid = [
            (
                one.organisation,
                ", ".join(filter(None, (pounds(one.pence), held.get(one.organisation_id)))),
            )
            for one in shares
        ]
        return [
            (_("Work"), award.title),
            (_("Round"), award.round),
            (_("Lead group"), award.application.lead),
            (_("Decided on"), date_format(award.decided_on, "j F Y")),
            *paid,
        ]

    def told(self, request, award):
        """The conditions that it was granted on."""
        return [(_("Conditions"), award.conditions and linebreaks_filter(award.conditions))]

    def links(self, request, award):
        """The ways to its application, its payments and what was said to its groups."""
        about = award.application.filed_under
        return [
            (
                _("The application"),
                reverse("admin:collaboration_fund_application_change", args=[award.application_id]),
            ),
            (_("Its payments"), list_address(f"awards_payment_changelist?q={award.reference}")),
            *registry.ways_of(award),
            (
                _("Messages about it"),
                list_address(f"messaging_outboxmessage_changelist?about={about}"),
            ),
        ]

    def history_parts(self, award):
        """Its payments."""
        return [award.payments.all()]
