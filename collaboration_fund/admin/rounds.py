"""Rounds: what is written of them, their buttons, and the pages behind them."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _
from modeltranslation.admin import TranslationAdmin

from collaboration_fund import rules
from collaboration_fund.admin.acts import ROUND_ACTS, moment
from collaboration_fund.admin.forms import RoundForm
from collaboration_fund.admin.panel_acts import PLAN_MEETING, can_meet
from collaboration_fund.admin.plan import plan, plan_export
from collaboration_fund.admin.tabs import ROUND_TABS
from collaboration_fund.models import Round
from core.languages import in_all
from officers.areas import Area
from officers.base import OfficersAdmin, Page
from officers.fields import DAY, without_buttons
from officers.lists import moment as short
from questionnaires.values import pounds

# What groups reckon with stays once the round is announced.
FIXED_ONCE_ANNOUNCED = (
    "slug",
    "total_pence",
    "largest_pence",
    "quarters",
    "least_partners",
    "accept_by",
    "paid",
    "subsidy_limit_pence",
    "priorities_needed",
    *in_all("declaration"),
)

IN_POUNDS = {
    "total_pence": "budget",
    "largest_pence": "largest",
    "subsidy_limit_pence": "subsidy_limit",
}


@admin.register(Round)
class RoundAdmin(OfficersAdmin, TranslationAdmin):
    """Rounds. The services move them."""

    area, place = Area.FUND, 1
    form = RoundForm
    acts, act_key = (PLAN_MEETING, *ROUND_ACTS), "round_id"
    list_display = ["title", "state", "opens", "closes", "budget", "is_demo"]
    list_filter = ["state"]
    search_fields = in_all("title", "summary")
    formfield_overrides = {models.DateField: DAY}
    tabs = ROUND_TABS
    pages = (
        Page("plan", plan, may=rules.may_run, open=can_meet),
        Page("plan-export", plan_export, may=rules.may_run, open=can_meet),
    )

    def get_queryset(self, request):
        """With their stages, whose dates the list shows."""
        return super().get_queryset(request).with_stages()

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return without_buttons(super().formfield_for_foreignkey(db_field, request, **kwargs))

    @admin.display(description=_("opens"))
    def opens(self, round):
        """When its stage opens."""
        return short(round.stage and round.stage.opens_at)

    @admin.display(description=_("closes"))
    def closes(self, round):
        """When its stage closes."""
        return short(round.stage and round.stage.closes_at)

    @admin.display(description=_("total budget"), ordering="total_pence")
    def budget(self, round):
        """How much there is."""
        return pounds(round.total_pence)

    def has_delete_permission(self, request, obj=None):
        """A round is kept, or cancelled with a reason."""
        return False

    def get_readonly_fields(self, request, obj=None):
        """What groups reckon with stays once it is announced."""
        fixed = [*super().get_readonly_fields(request, obj)]
        if obj is None or obj.is_draft:
            return fixed
        return [*fixed, *FIXED_ONCE_ANNOUNCED, *IN_POUNDS.values()]

    def get_fieldsets(self, request, obj=None):
        """What can't be typed any more is read in pounds."""
        found = super().get_fieldsets(request, obj)
        if obj is None or obj.is_draft:
            return found
        return [
            (name, more | {"fields": [IN_POUNDS.get(one, one) for one in more["fields"]]})
            for name, more in found
        ]

    @admin.display(description=_("largest grant"))
    def largest(self, round):
        """The most that one application gets."""
        return pounds(round.largest_pence)

    @admin.display(description=_("subsidy limit"))
    def subsidy_limit(self, round):
        """What a group may have had in three years."""
        return pounds(round.subsidy_limit_pence)

    def is_on_site(self, thing):
        """Whether it is announced."""
        return not thing.is_draft

    def history_parts(self, round):
        """What belongs to a round."""
        return [
            round.stages.all(),
            round.eligibility.all(),
            round.priorities.all(),
            round.monitoring.all(),
            round.floors.all(),
            round.letters.all(),
        ]

    def get_prepopulated_fields(self, request, obj=None):
        """The address of a new round follows its title."""
        return {} if obj else {"slug": ["title_en"]}

    def facts(self, request, round):
        """When it takes applications, and how much there is."""
        stage = round.stage
        return [
            (_("Opens"), moment(stage.opens_at) if stage else ""),
            (_("Closes"), moment(stage.closes_at) if stage else ""),
            (_("Total budget"), pounds(round.total_pence)),
            (_("Largest grant"), pounds(round.largest_pence)),
        ]
