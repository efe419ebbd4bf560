"""Projects: how they go, what they cost, what is still to be reached."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from investment import rules, services
from investment.admin import act_forms as asked
from investment.enums import ProjectState
from investment.models import Project, Spending
from officers.acts import Act, ReasonForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.lists import ReadOnlyMixin, page_of
from officers.tabs import HISTORY, Tab
from questionnaires.values import pounds


def _goes_on(project) -> bool:
    return bool(project.MOVES[project.state])


STATUS = Act(
    name="status",
    label=_("Say how it goes"),
    explain=_("Everybody reads it, with the reason. What was said before stays."),
    done=_("It is said."),
    run=services.say_status,
    form=asked.StatusForm,
    may=rules.may_act,
    open=_goes_on,
    press=_("Publish"),
    leads=True,
)
SPEND = Act(
    name="spend",
    label=_("Record what was spent"),
    explain=_("Everybody reads the sum beside the budget, and each line."),
    done=_("It is recorded."),
    run=services.spend,
    form=asked.SpendForm,
    may=rules.may_act,
    open=lambda _project: True,
    press=_("Save"),
)
UNSPEND = Act(
    name="unspend",
    label=_("Take back what was recorded in error"),
    explain=_("The history keeps it."),
    done=_("It is taken back."),
    run=services.take_back_spending,
    form=asked.SpendingForm,
    may=rules.may_act,
    open=lambda project: project.spending.exists(),
)
MILESTONE = Act(
    name="milestone",
    label=_("Plan a milestone"),
    explain=_("Everybody reads it. What was planned stays; what is expected is said beside it."),
    done=_("It is planned."),
    run=services.add_milestone,
    form=asked.MilestoneForm,
    may=rules.may_act,
    open=_goes_on,
    press=_("Save"),
)
HOLD = Act(
    name="hold",
    label=_("Put it on hold"),
    explain=_("Its page says so."),
    done=_("It is on hold."),
    run=services.hold,
    form=ReasonForm,
    **moves_to(ProjectState.ON_HOLD),
)
RESUME = Act(
    name="resume",
    label=_("Go on with it"),
    explain=_("Its page says so."),
    done=_("It goes on."),
    run=services.resume,
    form=ReasonForm,
    **moves_to(ProjectState.UNDER_WAY),
)
FINISH = Act(
    name="finish",
    label=_("Say that it is done"),
    explain=_("Nothing is planned any more; what is still paid can be recorded."),
    done=_("It is done."),
    run=services.finish,
    form=asked.FinishForm,
    ends=True,
    **moves_to(ProjectState.DONE),
)
STOP = Act(
    name="stop",
    label=_("Stop it for good"),
    explain=_("Nothing is planned any more; what is still paid can be recorded."),
    done=_("It is stopped."),
    run=services.stop,
    form=ReasonForm,
    ends=True,
    **moves_to(ProjectState.STOPPED),
)


def milestones(model_admin, request, project) -> dict:
    """What is to be reached, with the way to each."""
    found = project.milestones.with_forecasts()
    return {
        "milestones": [(one, page_of(one)) for one in found],
        "links": model_admin.links(request, project),
    }


def money(model_admin, request, project) -> dict:
    """What was spent, beside the budget."""
    return {"spending": project.spending.all()}


def statuses(model_admin, request, project) -> dict:
    """How it went, the newest first."""
    return {"statuses": project.statuses.order_by("-pk").select_related("said_by")}


@admin.register(Project)
class ProjectAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What was approved, and is built."""

    area, place = Area.HUBS, 7
    acts = (STATUS, SPEND, MILESTONE, UNSPEND, HOLD, RESUME, FINISH, STOP)
    act_key = "project_id"
    tabs = (
        Tab(
            "overview",
            _("Milestones"),
            template="admin/investment/project/milestones.html",
            more=milestones,
        ),
        Tab("money", _("Money"), template="admin/investment/project/money.html", more=money),
        Tab(
            "statuses",
            _("How it went"),
            template="admin/investment/project/statuses.html",
            more=statuses,
        ),
        HISTORY,
    )
    list_display = ["__str__", "state", "hub", "goes", "spent", "budget"]
    list_filter = ["state"]
    search_fields = ["proposal__title", "proposal__hub__venue__name"]
    search_help_text = _("Search by title or hub")
    actions = None
    export_permission = "investment.view_project"
    export_columns = (
        Column(_("Hub"), lambda one: str(one.proposal.hub)),
        Column(_("Project"), str),
        Column(_("State"), lambda one: one.get_state_display()),
        Column(_("How it goes"), lambda one: str(one.status or "")),
        Column(_("Budget in pounds"), lambda one: one.budget_pence / 100),
        Column(_("Spent in pounds"), lambda one: one.spent_pence / 100),
    )

    def get_queryset(self, request):
        """With its hub, and what its row sums up."""
        rows = super().get_queryset(request).select_related("proposal__hub__venue")
        return rows.prefetch_related("statuses", "spending")

    @admin.display(description=_("hub"), ordering="proposal__hub__venue__name")
    def hub(self, project):
        """Of its proposal."""
        return project.proposal.hub

    @admin.display(description=_("how it goes"))
    def goes(self, project):
        """As was said last."""
        return project.status or ""

    @admin.display(description=_("spent"))
    def spent(self, project):
        """In pounds."""
        return pounds(project.spent_pence)

    @admin.display(description=_("budget"), ordering="budget_pence")
    def budget(self, project):
        """In pounds."""
        return pounds(project.budget_pence)

    def facts(self, request, thing):
        """What matters most of it."""
        left = thing.left_pence
        over = _("%(pounds)s more than the budget") % {"pounds": pounds(max(0, -left))}
        return [
            (_("Hub"), str(thing.proposal.hub)),
            (_("How it goes"), thing.status or _("Nobody has said yet")),
            (_("Budget"), pounds(thing.budget_pence)),
            (_("Spent"), pounds(thing.spent_pence)),
            (_("Left"), pounds(left) if left >= 0 else over),
        ]

    def links(self, request, thing):
        """The proposal, and the page that everybody reads."""
        return [
            (_("The proposal and its decision"), page_of(thing.proposal)),
            (_("The page that everybody reads"), thing.proposal.get_absolute_url()),
        ]

    def history_parts(self, thing) -> list:
        """Status, spending and milestones are told of with it."""
        return [thing.statuses.all(), thing.spending.all(), thing.milestones.all()]

    def history_gone(self, thing) -> list:
        """What was taken back."""
        return [(Spending, "project", thing.pk)]
