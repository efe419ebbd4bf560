"""Proposals: written, published, brought before a board, decided."""

from django.contrib import admin
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hubs.filters import HubFilter
from hubs.models import Hub
from investment import rules, services
from investment.admin import act_forms as asked
from investment.enums import ProposalState
from investment.models import Decision, Proposal
from investment.services.reading import appraised, with_all
from officers.acts import Act, ReasonForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import OpensWhatIsNew, ReadOnlyMixin, page_of
from officers.saving import ServiceForm
from officers.tabs import HISTORY, Tab

_PAGE = "admin/investment/proposal"


def _written(proposal) -> bool:
    return proposal.is_draft


CHANGE = Act(
    name="change-it",
    label=_("Change its words and needs"),
    explain=_("Until it is before the board, everything of it can be changed."),
    done=_("It is saved."),
    run=services.change,
    form=asked.ProposalForm,
    may=rules.may_act,
    open=_written,
    press=_("Save"),
)
ADD_OPTION = Act(
    name="add-option",
    label=_("Add an option"),
    explain=_("Its figures are said on its own page."),
    done=_("The option is added. Say its figures now."),
    run=services.add_option,
    form=asked.NewOptionForm,
    may=rules.may_act,
    open=_written,
    then=lambda admin, _thing, option: page_of(option),
)
BENEFITS = Act(
    name="benefits",
    label=_("Say its benefits"),
    explain=_("In place of what was said."),
    done=_("The benefits are saved."),
    run=services.say_benefits,
    form=asked.BenefitsForm,
    may=rules.may_act,
    open=_written,
    press=_("Save"),
)
RISKS = Act(
    name="risks",
    label=_("Say its risks"),
    explain=_("In place of what was said."),
    done=_("The risks are saved."),
    run=services.say_risks,
    form=asked.RisksForm,
    may=rules.may_act,
    open=_written,
    press=_("Save"),
)
HEAR = Act(
    name="hear",
    label=_("Add what residents said"),
    explain=_("It stands beside the proposal, with what was done about it."),
    done=_("It is added."),
    run=services.hear,
    form=asked.HeardForm,
    may=rules.may_act,
    open=lambda proposal: proposal.state != ProposalState.WITHDRAWN,
    press=_("Save"),
)
SAY_DONE = Act(
    name="say-done",
    label=_("Say what was done about what they said"),
    explain=_("Everybody who can read the proposal reads it."),
    done=_("It is saved."),
    run=services.say_done,
    form=asked.DoneForm,
    may=rules.may_act,
    open=lambda proposal: proposal.heard.exists(),
    press=_("Save"),
)
PUBLISH = Act(
    name="publish",
    label=_("Publish it"),
    explain=_(
        "Anybody reads it from now on, as it is and as it is changed. Boards read it before."
    ),
    done=_("It is published."),
    run=services.publish,
    may=rules.may_act,
    open=lambda proposal: not proposal.is_public and proposal.state != ProposalState.WITHDRAWN,
)
SEND = Act(
    name="send",
    label=_("Bring it before the board"),
    explain=_("Its words and figures are fixed until the board has decided."),
    done=_("It is before the board."),
    run=services.send_to_board,
    leads=True,
    **moves_to(ProposalState.BOARD),
)
DECIDE = Act(
    name="decide",
    label=_("Record the board’s decision"),
    explain=_("The decision and the proposal are public from now on. A decision stays as it is."),
    done=_("The decision is recorded."),
    run=services.decide,
    form=asked.DecisionForm,
    leads=True,
    **moves_to(ProposalState.APPROVED),
)
START = Act(
    name="start",
    label=_("Begin the project"),
    explain=_("Its budget is the money that was approved."),
    done=_("The project has begun. Plan its milestones now."),
    run=services.start_project,
    may=rules.may_act,
    open=lambda one: one.state == ProposalState.APPROVED and not hasattr(one, "project"),
    then=lambda admin, _thing, project: page_of(project),
    leads=True,
)
RECALL = Act(
    name="recall",
    label=_("Take it back from the board"),
    explain=_("It can be written on, and brought before the board again."),
    done=_("It is being written again."),
    run=services.recall,
    form=ReasonForm,
    **moves_to(ProposalState.DRAFT),
)
WITHDRAW = Act(
    name="withdraw",
    label=_("Withdraw it"),
    explain=_("It can’t be taken up again. What is published stays to be read."),
    done=_("It is withdrawn."),
    run=services.withdraw,
    form=ReasonForm,
    ends=True,
    **moves_to(ProposalState.WITHDRAWN),
)
ACTS = (
    SEND, DECIDE, START, CHANGE, ADD_OPTION, BENEFITS, RISKS, HEAR, SAY_DONE, PUBLISH, RECALL,
    WITHDRAW,
)  # fmt: skip


def overview(model_admin, request, proposal) -> dict:
    """What is said of it, and all that it lacks while it is written."""
    return {
        "lacks": services.lacking(proposal) if proposal.is_draft else [],
        "needs": [(need, page_of(need)) for need in proposal.needs.all()],
    }


def options(model_admin, request, proposal) -> dict:
    """Each option with what comes of its figures."""
    whole = with_all().get(pk=proposal.pk)
    rows = [(one, found, page_of(one)) for one, found in appraised(whole)]
    return {"options": rows}


def heard(model_admin, request, proposal) -> dict:
    """What residents said, with what was done about it."""
    return {"heard": proposal.heard.select_related("session", "survey")}


def decisions(model_admin, request, proposal) -> dict:
    """What boards decided, and the project."""
    project = getattr(proposal, "project", None)
    return {
        "decisions": proposal.decisions.select_related("option"),
        "project": project and (project, page_of(project)),
    }


class NewProposalForm(ServiceForm):
    """For which hub, and what."""

    class Meta:
        model = Proposal
        fields = ["hub", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "hub" in self.fields:
            self.fields["hub"].queryset = Hub.objects.select_related("venue")


@admin.register(Proposal)
class ProposalAdmin(OpensWhatIsNew, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What is proposed for hubs. Members of boards read it before it is published."""

    area, place = Area.HUBS, 5
    acts, act_key = ACTS, "proposal_id"
    tabs = (
        Tab("overview", _("Overview"), template=f"{_PAGE}/overview.html", more=overview),
        Tab("options", _("Options and figures"), template=f"{_PAGE}/options.html", more=options),
        Tab("heard", _("What residents said"), template=f"{_PAGE}/heard.html", more=heard),
        Tab("decisions", _("Decisions"), template=f"{_PAGE}/decisions.html", more=decisions),
        HISTORY,
    )
    form = NewProposalForm
    list_display = ["title", "state", "hub", "published", "is_demo"]
    list_filter = ["state", ("hub", HubFilter)]
    list_tabs = ((_("All"), ""), (_("Before the board"), "state__exact=board"))
    list_select_related = ["hub__venue"]
    search_fields = ["title", "hub__venue__name"]
    search_help_text = _("Search by title or hub")
    ordering = ["hub__venue__name", "pk"]
    actions = None

    def get_queryset(self, request):
        """With its hub, whose venue has its name."""
        return super().get_queryset(request).select_related("hub__venue", "preferred")

    def has_add_permission(self, request):
        """Who writes proposals."""
        return rules.may_write(request.user)

    def get_fieldsets(self, request, obj=None):
        """A new proposal is asked for its hub and title alone."""
        if obj:
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ["hub", "title"]})]

    def save_model(self, request, obj, form, change):
        """A new proposal is begun by the service."""
        typed = form.cleaned_data
        made = services.begin(hub=typed["hub"], actor=request.user, title=typed["title"])
        obj.pk = made.pk

    @admin.display(description=_("published"), ordering="published_at", boolean=True)
    def published(self, proposal):
        """Whether anybody reads it."""
        return proposal.is_public

    def facts(self, request, thing):
        """What matters most of it."""
        return [
            (_("Hub"), str(thing.hub)),
            (_("Preferred option"), thing.preferred or _("None yet")),
            (_("Published"), _("Yes") if thing.is_public else _("No")),
            (_("Discount rate"), f"{thing.rate / 100:g} %"),
            (_("Equality assessed on"), thing.equality_on and date_format(thing.equality_on)),
        ]

    def is_on_site(self, thing) -> bool:
        """Only what is published."""
        return thing.is_public

    def history_parts(self, thing) -> list:
        """Options, figures, benefits, risks, what was said and decided are told of with it."""
        return [
            thing.options.all(),
            thing.benefits.all(),
            thing.risks.all(),
            thing.heard.all(),
            Decision.objects.filter(proposal=thing),
        ]
