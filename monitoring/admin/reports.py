"""Reports on awards, as officers find, read and answer them: what was sent, not what is written."""

from django.contrib import admin
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from collaboration_fund import services as fund
from collaboration_fund.admin.filters import RelatedFilter
from collaboration_fund.enums import AwardState
from collaboration_fund.rules import may_run
from core.files import sent
from core.statistics import published
from monitoring import services
from monitoring.enums import ReportState
from monitoring.models import Photograph, Report
from officers.acts import Act, ActForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column, minute
from officers.fields import text_field
from officers.lists import ReadOnlyMixin, list_address, moment
from officers.tabs import HISTORY, Tab
from people.services import record_reading
from questionnaires.values import pounds


class WhenFilter(admin.SimpleListFilter):
    """Reports that are late, and those whose award can be closed."""

    title, parameter_name = _("what is to be done"), "when"

    def lookups(self, request, model_admin):
        return [("overdue", _("Overdue")), ("to-close", _("Award to close"))]

    def queryset(self, request, queryset):
        if self.value() == "overdue":
            return queryset.filter(pk__in=Report.objects.overdue())
        if self.value() == "to-close":
            return queryset.filter(is_last=True, award__in=services.awards_to_close())
        return queryset


class QuestionsForm(ActForm):
    """What a group is asked."""

    questions = text_field(
        _("What do you ask?"),
        help_text=_("The group reads it word for word, and sends the report again."),
        most=3000,
        rows=6,
    )


class CloseForm(ActForm):
    """Why figures differ."""

    explanation = text_field(
        _("Why what was granted, paid and spent differ"),
        help_text=_("Needed where they do. The groups read it."),
        required=False,
        most=3000,
        rows=5,
    )


def account(report) -> list[tuple]:
    """What the award comes to."""
    found = services.account_of(report.award)
    return [
        (_("Granted"), pounds(found.granted)),
        (_("Paid"), pounds(found.paid)),
        (_("Spent"), pounds(found.spent)),
        (_("Goes back to the round"), pounds(found.released)),
        (_("Is asked back of the groups"), pounds(found.unspent)),
    ]


def close(*, report_id: int, actor, explanation: str):
    """Close the award of a report."""
    award_id = Report.objects.values_list("award", flat=True).get(pk=report_id)
    return services.close(award_id=award_id, actor=actor, explanation=explanation)


ACTS = (
    Act(
        name="accept",
        label=_("Accept the report"),
        explain=_("Nothing in it can be changed afterwards. What it says counts."),
        done=_("The report is accepted."),
        leads=True,
        run=services.accept,
        **moves_to(ReportState.ACCEPTED),
    ),
    Act(
        name="ask-back",
        label=_("Ask the group something"),
        explain=_("The group can change the report and sends it again with its answer."),
        done=_("The group is asked."),
        first=_("See who is told"),
        run=services.ask_back,
        form=QuestionsForm,
        **moves_to(ReportState.QUESTIONS),
    ),
    Act(
        name="close",
        label=_("Close the award"),
        explain=_(
            "What was granted and not paid goes back to the round. What was paid and not spent is "
            "asked back. That can’t be undone."
        ),
        done=_("The award is closed."),
        first=_("See who is told"),
        leads=True,
        run=close,
        form=CloseForm,
        check=lambda report: services.refuse_unless_closable(report.award),
        preview=account,
        may=lambda officer, _report: may_run(officer),
        open=lambda report: (
            report.is_last
            and report.state == ReportState.ACCEPTED
            and report.award.state == AwardState.AGREED
        ),
        then=lambda _admin, _report, closing: reverse(
            "admin:monitoring_closing_change", args=[closing.pk]
        ),
    ),
)


def links_of(report) -> list[tuple]:
    """The ways to its award, the group's other reports, and what was written about it."""
    award = report.award
    return [
        (_("The award"), reverse("admin:collaboration_fund_award_change", args=[award.pk])),
        (
            _("All reports on this award"),
            list_address(f"monitoring_report_changelist?q={award.reference}"),
        ),
        (
            _("Messages about this report"),
            list_address(f"messaging_outboxmessage_changelist?about={report.filed_under}"),
        ),
    ]


def what_was_sent(_admin, _request, report) -> dict:
    """What was sent last; how many people were reached is rounded, and small numbers aren't said.

    Drafts are the group's own.
    """
    edition = services.last_edition(report)
    if edition is None:
        return {"content": None, "links": links_of(report)}
    content = edition.content
    people = sum(one["people"] for one in content["reached"])
    return {
        "edition": edition,
        "content": content,
        "is_whole": services.is_whole(edition),
        "reached": [(one["ward"], published(one["people"])) for one in content["reached"]],
        "people": published(people),
        "questions": services.questions_of(report),
        "links": links_of(report),
        "photographs": report.photographs.filter(
            sha256__in=[one["sha256"] for one in content["photographs"]]
        ),
    }


@admin.register(Report)
class ReportAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Reports of every award. Opening one is recorded."""

    area, place = Area.FUND, 5
    acts, act_key = ACTS, "report_id"
    reads = "report on an award"
    list_per_page = 25
    view_on_site = False
    list_tabs = (
        (_("All"), ""),
        (_("Overdue"), "when=overdue"),
        (_("Sent"), f"state__exact={ReportState.SENT}"),
        (_("Questions asked back"), f"state__exact={ReportState.QUESTIONS}"),
        (_("Accepted"), f"state__exact={ReportState.ACCEPTED}"),
        (_("Award to close"), "when=to-close"),
    )
    list_display = ["title", "state", "which", "group", "due", "received"]
    list_filter = [WhenFilter, "state", ("award__round", RelatedFilter)]
    search_fields = ["award__reference", "award__title", "award__application__lead__name"]
    search_help_text = _("Search by reference, title or group")
    export_permission = "monitoring.view_report"
    export_columns = (
        Column(_("Award"), lambda one: one.award.reference),
        Column(_("Title"), lambda one: one.award.title),
        Column(_("Lead group"), lambda one: one.award.application.lead),
        Column(_("Report"), lambda one: one.label),
        Column(_("Due on"), lambda one: one.due_on),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("Received last"), lambda one: minute(one.sent_at)),
        Column(_("Granted, in pounds"), lambda one: one.award.pence / 100),
        Column(
            _("Spent in its time, in pounds"),
            lambda one: (one.spent or 0) / 100 if one.state == ReportState.ACCEPTED else "",
        ),
    )
    tabs = (
        Tab(
            "overview",
            _("Overview"),
            template="admin/monitoring/report.html",
            more=what_was_sent,
        ),
        HISTORY,
    )

    def get_queryset(self, request):
        """With their awards, for whoever runs rounds."""
        rows = super().get_queryset(request)
        if not may_run(request.user):
            return rows.none()
        return rows.select_related("award__round", "award__application__lead")

    def export_queryset(self, rows):
        """With what was spent in the time of each."""
        return rows.annotate(spent=Sum("spending__pence"))

    def get_urls(self):
        view = self.admin_site.admin_view(self.photograph_view)
        address = path("photograph/<int:photograph_id>/", view, name="monitoring_report_photograph")
        return [address, *super().get_urls()]

    def lock(self, request, object_id) -> None:
        """The award first, as everywhere: closing it locks it too."""
        if object_id and str(object_id).isdecimal():
            found = Report.objects.filter(pk=object_id).values_list("award", flat=True).first()
            if found:
                fund.lock_award(found)
        super().lock(request, object_id)

    def photograph_view(self, request, photograph_id):
        """A photograph of what was sent, for whoever may read the report."""
        found = get_object_or_404(Photograph, pk=photograph_id)
        report = self.get_queryset(request).filter(pk=found.report_id).first()
        if report is None:
            raise Http404
        edition = services.last_edition(report)
        hashes = [one["sha256"] for one in edition.content["photographs"]] if edition else []
        if found.sha256 not in hashes:
            raise Http404
        record_reading(report, actor=request.user, what="photograph of a report")
        name = f"{report.award.reference}-{found.pk}.{found.kind}"
        return sent(request, found, name=name, inline=True)

    def facts(self, request, report):
        """When it is due, and of which award it is."""
        late = (timezone.localdate() - report.due_on).days
        due = date_format(report.due_on, "j M Y")
        if report.is_overdue:
            due = _("%(day)s, %(late)s days late") % {"day": due, "late": late}
        return [
            (_("Due on"), due),
            (_("Award"), report.award.title),
            (_("Lead group"), report.award.application.lead),
            (_("Granted"), pounds(report.award.pence)),
        ]

    @admin.display(description=_("award"), ordering="award__title")
    def title(self, report):
        """What the work is called."""
        return report.award.title

    @admin.display(description=_("report"), ordering="number")
    def which(self, report):
        """Which report it is."""
        return report.label

    @admin.display(description=_("lead group"), ordering="award__application__lead__name")
    def group(self, report):
        """The group that reports."""
        return report.award.application.lead

    @admin.display(description=_("due on"), ordering="due_on")
    def due(self, report):
        """Its day; a late one says so."""
        day = date_format(report.due_on, "j M Y")
        if not report.is_overdue:
            return day
        return format_html("<strong>{} · {}</strong>", day, _("overdue"))

    @admin.display(description=_("received last"), ordering="sent_at")
    def received(self, report):
        """When it was received last."""
        return moment(report.sent_at)
