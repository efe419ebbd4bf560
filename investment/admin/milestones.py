"""Milestones: of projects, and of the programme for all hubs."""

from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from investment import rules, services
from investment.admin import act_forms as asked
from investment.models import Milestone
from investment.times import WhenField
from officers.acts import Act, to_the_list
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import OpensWhatIsNew, ReadOnlyMixin
from officers.saving import ServiceForm
from officers.tabs import HISTORY, Tab


def _to_come(milestone) -> bool:
    return milestone.actual_on is None


FORECAST = Act(
    name="forecast",
    label=_("Say when it is expected"),
    explain=_("The plan and what was expected before stay beside it. Everybody reads it."),
    done=_("It is said."),
    run=services.forecast,
    form=asked.ForecastForm,
    may=rules.may_act,
    open=_to_come,
    press=_("Publish"),
)
REACHED = Act(
    name="reached",
    label=_("Say that it is reached"),
    explain=_("Everybody reads on which day."),
    done=_("It is reached."),
    run=services.reached,
    form=asked.ReachedForm,
    may=rules.may_act,
    open=lambda _milestone: True,
    leads=True,
)
REMOVE = Act(
    name="remove",
    label=_("Take it out"),
    explain=_("What a plan states, and what was forecast or reached, stays."),
    done=_("It is taken out."),
    run=services.remove_milestone,
    may=rules.may_act,
    open=_to_come,
    then=to_the_list,
    ends=True,
)


class LateFilter(admin.SimpleListFilter):
    """What should have been reached."""

    title = _("late")
    parameter_name = "late"

    def lookups(self, request, model_admin):
        return [("yes", _("Late"))]

    def queryset(self, request, queryset):
        return queryset.late(timezone.localdate()) if self.value() == "yes" else queryset


class NewMilestoneForm(ServiceForm):
    """A milestone of a project, or of the programme."""

    when = WhenField(label=_("When is it planned?"))

    class Meta:
        model = Milestone
        fields = ["project", "title", "note"]


def forecasts(model_admin, request, milestone) -> dict:
    """What was expected, the newest first."""
    return {"forecasts": milestone.forecasts.order_by("-pk").select_related("said_by")}


@admin.register(Milestone)
class MilestoneAdmin(OpensWhatIsNew, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What is to be reached, and when."""

    area, place = Area.HUBS, 8
    acts, act_key = (REACHED, FORECAST, REMOVE), "milestone_id"
    tabs = (
        Tab(
            "overview",
            _("Overview"),
            template="admin/investment/milestone/overview.html",
            more=forecasts,
        ),
        HISTORY,
    )
    form = NewMilestoneForm
    list_display = ["title", "of", "planned", "expected", "actual_on"]
    list_filter = [LateFilter, ("actual_on", admin.EmptyFieldListFilter)]
    list_tabs = ((_("All"), ""), (_("Late"), "late=yes"))
    search_fields = ["title"]
    search_help_text = _("Search by words")
    actions = None

    def get_queryset(self, request):
        """With its project and what was expected."""
        rows = super().get_queryset(request).select_related("project__proposal__hub__venue")
        return rows.with_forecasts()

    def has_add_permission(self, request):
        """Who writes proposals."""
        return rules.may_write(request.user)

    def get_fieldsets(self, request, obj=None):
        """A new one is asked for when it is planned."""
        if obj:
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ["project", "title", "when", "note"]})]

    def save_model(self, request, obj, form, change):
        """A new one is planned by the service."""
        typed = form.cleaned_data
        project = typed["project"]
        made = services.add_milestone(
            project_id=project and project.pk,
            actor=request.user,
            title=typed["title"],
            when=typed["when"],
            note=typed["note"],
        )
        obj.pk = made.pk

    @admin.display(description=_("of"))
    def of(self, milestone):
        """Its project, or the programme."""
        return milestone.project or _("The programme for all hubs")

    @admin.display(description=_("planned"), ordering="first")
    def planned(self, milestone):
        """As the plan writes it."""
        return str(milestone.when)

    @admin.display(description=_("expected"))
    def expected(self, milestone):
        """As was said last."""
        return str(milestone.expected)

    def facts(self, request, thing):
        """What matters most of it."""
        return [
            (_("Of"), self.of(thing)),
            (_("Planned"), str(thing.when)),
            (_("Expected"), str(thing.expected)),
            (_("Reached on"), thing.actual_on and date_format(thing.actual_on, "j F Y")),
        ]

    def history_parts(self, thing) -> list:
        """What was expected is told of with it."""
        return [thing.forecasts.all()]
