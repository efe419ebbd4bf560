"""Options of a proposal, each with its figures."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from investment import rules, services
from investment.admin import act_forms as asked
from investment.models import Figure, Option
from investment.services.reading import appraisal_of, years_of
from officers.acts import Act
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin, page_of
from officers.tabs import HISTORY, Tab


def _written(option) -> bool:
    return option.proposal.is_draft


def _to_the_proposal(admin, option, _found) -> str:
    return page_of(option.proposal) + "?tab=options"


FIGURES = Act(
    name="figures",
    label=_("Say its figures"),
    explain=_("In place of what was said. Take the same years for all options of a proposal."),
    done=_("The figures are saved."),
    run=services.say_figures,
    form=asked.FiguresForm,
    may=rules.may_act,
    open=_written,
    press=_("Save"),
    leads=True,
)
CHANGE = Act(
    name="change-it",
    label=_("Change its words"),
    explain=_("Until the proposal is before the board, everything of it can be changed."),
    done=_("It is saved."),
    run=services.change_option,
    form=asked.OptionForm,
    may=rules.may_act,
    open=_written,
    press=_("Save"),
)
PREFER = Act(
    name="prefer",
    label=_("Prefer this option"),
    explain=_("In place of the one that is preferred now."),
    done=_("It is the preferred option."),
    run=services.prefer,
    may=rules.may_act,
    open=lambda option: _written(option) and option.proposal.preferred_id != option.pk,
)
REMOVE = Act(
    name="remove",
    label=_("Take it out"),
    explain=_("With its figures."),
    done=_("It is taken out."),
    run=services.remove_option,
    may=rules.may_act,
    open=_written,
    then=_to_the_proposal,
    ends=True,
)


def figures(model_admin, request, option) -> dict:
    """Its figures, what comes of them, and each year of it."""
    return {
        "figures": option.figures.order_by("pk"),
        "found": appraisal_of(option, rate=option.proposal.rate),
        "years": years_of(option),
        "proposal": (option.proposal, page_of(option.proposal)),
    }


@admin.register(Option)
class OptionAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Options, reached from their proposal."""

    area, place = Area.HUBS, 6
    acts, act_key = (FIGURES, CHANGE, PREFER, REMOVE), "option_id"
    tabs = (
        Tab(
            "overview",
            _("Overview"),
            template="admin/investment/option/overview.html",
            more=figures,
        ),
        HISTORY,
    )
    list_display = ["title", "kind", "proposal"]
    list_filter = ["kind"]
    list_select_related = ["proposal__hub__venue"]
    search_fields = ["title", "proposal__title"]
    search_help_text = _("Search by title")
    actions = None

    def get_queryset(self, request):
        """With its proposal."""
        return super().get_queryset(request).select_related("proposal__hub__venue")

    def facts(self, request, thing):
        """What matters most of it."""
        preferred = thing.proposal.preferred_id == thing.pk
        return [
            (_("Kind"), thing.get_kind_display()),
            (_("Proposal"), str(thing.proposal)),
            (_("Preferred"), _("Yes") if preferred else _("No")),
            (_("Optimism bias"), f"{thing.bias_percent} %"),
        ]

    def history_parts(self, thing) -> list:
        """Its figures are told of with it."""
        return [thing.figures.all()]

    def history_gone(self, thing) -> list:
        """Figures that were said before."""
        return [(Figure, "option", thing.pk)]
