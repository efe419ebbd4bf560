"""Buildings: condition, checks, money and use, incidents. Managers keep their own hub's."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from buildings import rules, services
from buildings.admin.acts import ACTS
from buildings.enums import Priority
from buildings.models import Building, CheckDone, Finding, Incident, Survey, YearFigure
from buildings.services.due import with_checks
from hubs.models import Hub
from investment.moments import financial_year
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.charts import columns
from officers.exporting import Column
from officers.lists import OpensWhatIsNew, ReadOnlyMixin
from officers.saving import ServiceForm
from officers.tabs import HISTORY, Tab
from questionnaires.values import pounds

_PAGE = "admin/buildings/building"


def condition(model_admin, request, building) -> dict:
    """The backlog by grade and priority, and how it went."""
    backlog = services.backlog_of(building)
    trend = services.trend_of(building)
    return {
        "backlog": backlog,
        "priorities": Priority.labels,
        "findings": backlog.survey and backlog.survey.findings.all(),
        "trend": trend,
        "picture": columns(
            _("Backlog by survey, in thousands of pounds"),
            [(str(survey.surveyed_on.year), pence // 100_000) for survey, pence in trend],
        ),
        "today": timezone.localdate(),
    }


def checks(model_admin, request, building) -> dict:
    """What is due, and what a failed check left."""
    today = timezone.localdate()
    due = services.due_of(with_checks().get(pk=building.pk))
    return {
        "due": [(one, one.is_overdue(today), one.is_soon(today)) for one in due],
        "defects": building.defects.filter(closed_on=None).select_related("check_done"),
        "done": building.checks.all()[:30],
        "today": today,
    }


def use(model_admin, request, building) -> dict:
    """Each year's money and visits."""
    years = services.use_of(building)
    return {
        "years": [(one, financial_year(one.year)) for one in years],
        "picture": columns(
            _("People through the door by financial year"),
            [(str(one.year), one.visits) for one in reversed(years)],
        ),
    }


def incidents(model_admin, request, building) -> dict:
    """What happened, the newest first."""
    return {"incidents": building.incidents.all()}


class NewBuildingForm(ServiceForm):
    """Of which hub."""

    class Meta:
        model = Building
        fields = ["hub"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "hub" in self.fields:
            self.fields["hub"].queryset = Hub.objects.filter(building=None).select_related("venue")


@admin.register(Building)
class BuildingAdmin(OpensWhatIsNew, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """The record of each hub's building."""

    area, place = Area.HUBS, 9
    acts, act_key = ACTS, "building_id"
    tabs = (
        Tab("overview", _("Condition"), template=f"{_PAGE}/condition.html", more=condition),
        Tab("checks", _("Checks"), template=f"{_PAGE}/checks.html", more=checks),
        Tab("use", _("Money and use"), template=f"{_PAGE}/use.html", more=use),
        Tab("incidents", _("Incidents"), template=f"{_PAGE}/incidents.html", more=incidents),
        HISTORY,
    )
    form = NewBuildingForm
    list_display = ["name", "surveyed", "late", "holding"]
    list_filter = ["holding"]
    search_fields = ["hub__venue__name"]
    search_help_text = _("Search by name")
    ordering = ["hub__venue__name", "pk"]
    actions = None
    export_permission = "buildings.view_building"
    export_columns = (
        Column(_("Hub"), str),
        Column(_("How it is held"), lambda one: one.get_holding_display()),
        Column(_("Year it was built"), lambda one: one.built),
        Column(_("Floor in m²"), lambda one: one.floor_m2),
        Column(_("Asset value in pounds"), lambda one: one.value_pence and one.value_pence / 100),
        Column(_("Backlog in pounds"), lambda one: services.backlog_of(one).pence / 100),
        Column(_("Checks overdue"), lambda one: services.owed([one], timezone.localdate()).overdue),
    )

    def get_queryset(self, request):
        """Every building, or those of the hubs that somebody looks after."""
        rows = super().get_queryset(request).select_related("hub__venue")
        rows = rows.prefetch_related(
            "features", "intervals", "checks", "defects", "surveys__findings"
        )
        if rules.may_read_all(request.user):
            return rows
        return rows.filter(hub__in=Hub.objects.managed_by(request.user))

    def has_add_permission(self, request):
        """Who looks after every hub."""
        return request.user.has_perm("buildings.add_building")

    def get_fieldsets(self, request, obj=None):
        """A new one is asked for its hub alone."""
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": ["hub"]})]

    def save_model(self, request, obj, form, change):
        """A new one has nothing but its hub."""
        obj.pk = services.building_of(form.cleaned_data["hub"]).pk

    @admin.display(description=_("building"), ordering="hub__venue__name")
    def name(self, building):
        """As its hub is called."""
        return str(building.hub)

    @admin.display(description=_("surveyed on"))
    def surveyed(self, building):
        """When somebody last looked at all of it."""
        days = [one.surveyed_on for one in building.surveys.all()]
        return date_format(max(days), "j M Y") if days else _("Never")

    @admin.display(description=_("checks overdue"))
    def late(self, building):
        """How many."""
        return services.owed([building], timezone.localdate()).overdue or ""

    def facts(self, request, thing):
        """What matters most of it."""
        backlog = services.backlog_of(thing)
        owed = services.owed([thing], timezone.localdate())
        valued = thing.value_pence is not None and pounds(thing.value_pence)
        percent = backlog.percent_of_value
        pence = (backlog.pence + 50) // 100 * 100
        return [
            (_("Backlog"), pounds(pence) if backlog.survey else _("Not surveyed")),
            (_("Of the asset value"), f"{percent} %" if percent is not None else ""),
            (_("Asset value"), valued or _("Not known")),
            (_("Checks overdue"), str(owed.overdue)),
            (_("How it is held"), thing.get_holding_display()),
            (
                _("Lease ends on"),
                thing.lease_ends_on and date_format(thing.lease_ends_on, "j F Y"),
            ),
        ]

    def history_parts(self, thing) -> list:
        """Everything of it is told of with it."""
        return [
            thing.features.all(),
            thing.surveys.all(),
            Finding.objects.filter(survey__building=thing),
            thing.checks.all(),
            thing.defects.all(),
            thing.intervals.all(),
            thing.figures.all(),
            thing.incidents.all(),
        ]

    def history_gone(self, thing) -> list:
        """What was said before."""
        return [
            (model, "building", thing.pk) for model in (CheckDone, Survey, Incident, YearFigure)
        ]
