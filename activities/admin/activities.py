"""Activities: to answer, to look at, to end. Their hub's own pages change them."""

from django import forms
from django.contrib import admin
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from activities import rules, services
from activities.enums import ActivityState
from activities.models import Activity
from activities.pages import own_url
from activities.words import ages_words, price_words
from hubs.filters import HubFilter
from hubs.words import rule_words
from officers.acts import Act, ActForm, moves_to
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.fields import text_field
from officers.lists import ReadOnlyMixin
from officers.tabs import HISTORY, OVERVIEW


class DeclineForm(ActForm):
    """Why the hub doesn't take it."""

    reason = text_field(_("Why? The group reads it."))


class EndForm(ActForm):
    """Why it has ended."""

    reason = forms.CharField(
        label=_("Why? Who follows it reads it."), max_length=1000, required=False
    )


TAKE = Act(
    name="take",
    label=_("List it"),
    explain=_("Everybody finds it, and the group is told."),
    done=_("It is listed."),
    run=services.take,
    leads=True,
    may=rules.may_approve,
    open=lambda one: one.state == ActivityState.PROPOSED,
)
DECLINE = Act(
    name="decline",
    label=_("Say no to it"),
    explain=_("The group is told why."),
    done=_("The group is told."),
    run=services.decline,
    form=DeclineForm,
    **moves_to(ActivityState.DECLINED),
)
ASSURE = Act(
    name="assure",
    label=_("All of it is right today"),
    explain=_("It still takes place as it is said."),
    done=_("It is assured today."),
    run=services.assure,
    may=rules.may_change,
    open=lambda one: one.state == ActivityState.LISTED and one.is_to_assure,
)
END = Act(
    name="end",
    label=_("Say that it takes place no more"),
    explain=_("It leaves the list, and who follows it is told."),
    done=_("It has ended."),
    run=services.end,
    form=EndForm,
    ends=True,
    **moves_to(ActivityState.ENDED),
)


class AssuredFilter(admin.SimpleListFilter):
    """Whether somebody is to look at it."""

    title = _("assured")
    parameter_name = "assured"

    def lookups(self, request, model_admin):
        return [("due", _("To look at"))]

    def queryset(self, request, queryset):
        return queryset.to_assure() if self.value() == "due" else queryset


@admin.register(Activity)
class ActivityAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What takes place at hubs."""

    area, place = Area.HUBS, 2
    acts, act_key = (TAKE, DECLINE, ASSURE, END), "activity_id"
    tabs = (OVERVIEW, HISTORY)
    list_display = ["title", "state", "hub", "runner", "assured_on"]
    list_filter = ["state", "kind", AssuredFilter, ("hub", HubFilter)]
    list_tabs = (
        (_("All"), ""),
        (_("To answer"), "state__exact=proposed"),
        (_("To look at"), "assured=due"),
    )
    list_select_related = ["hub__venue", "organisation"]
    search_fields = ["title", "organisation__name", "run_by", "hub__venue__name"]
    search_help_text = _("Search by title, group or hub")
    ordering = ["title", "pk"]
    actions = None

    def get_queryset(self, request):
        """With its hub and its group; everything in it is public, or soon will be."""
        return super().get_queryset(request).select_related("hub__venue", "organisation")

    @admin.display(description=_("run by"))
    def runner(self, activity):
        """A group, or in words."""
        return activity.runner

    def facts(self, request, thing):
        """What matters most of it."""
        return [
            (_("When"), rule_words(thing)),
            (_("Hub"), str(thing.hub)),
            (_("Run by"), thing.runner),
            (_("Price"), price_words(thing)),
            (_("Age"), ages_words(thing)),
            (_("Last assured"), date_format(thing.assured_on, "j F Y")),
        ]

    def told(self, request, thing):
        """What is said of it."""
        return [(_("What happens there"), thing.about)]

    def links(self, request, thing):
        """The page on which its dates are changed."""
        if not rules.may_approve(request.user, thing):
            return []
        page = own_url(thing, "activity", of_hub=True)
        return [(_("Change it, its dates and where it is"), page)]

    def is_on_site(self, thing) -> bool:
        """Only what is shown."""
        return thing.is_public

    def history_parts(self, thing) -> list:
        """Dates, languages and access are told of with it."""
        return [
            thing.changed_dates.all(),
            thing.stretches.all(),
            thing.languages.all(),
            thing.access.all(),
        ]
