"""How far work is: actions of meetings, and what the work programme shares with them."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from taskforce import services
from taskforce.admin.base import Act, ActForm, OfficersAdmin, ReadOnlyMixin
from taskforce.enums import WORK_MOVES
from taskforce.models import Action


class WorkForm(ActForm):
    """How far the work is, and why where it doesn't go on."""

    to = forms.ChoiceField(label=_("How far is it?"))
    reason = forms.CharField(
        label=_("Reason"),
        help_text=_("It is shown beside the work. Needed where it is paused or stopped."),
        max_length=300,
        required=False,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        allowed = WORK_MOVES[thing.state]
        self.fields["to"].choices = [c for c in thing.State.choices if c[0] in allowed]


def work_act(run) -> Act:
    """The act that says how far a piece of work is."""
    return Act(
        name="move",
        label=_("Say how far it is"),
        explain=_("The state and its reason are public where the work is."),
        done=_("The state is saved."),
        run=run,
        form=WorkForm,
        preview=lambda work: [
            (_("Work"), work),
            (_("Owner"), work.owner or work.owner_words),
            (_("State now"), work.get_state_display()),
        ],
        may=lambda officer, work: work.may_move(officer, None),
        open=lambda work: bool(WORK_MOVES[work.state]),
    )


class LateFilter(admin.SimpleListFilter):
    """Work that should have been done by now."""

    title = _("late")
    parameter_name = "late"

    def lookups(self, request, model_admin):
        return [("yes", _("Late"))]

    def queryset(self, request, queryset):
        return queryset.late() if self.value() == "yes" else queryset


@admin.register(Action)
class ActionAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What was promised at meetings, and how far it is."""

    acts, act_key = (work_act(services.move_action),), "action_id"
    list_display = ["text", "owner", "owner_words", "due_on", "state", "meeting"]
    list_filter = [LateFilter, "state", "owner__sector"]
    list_select_related = ["owner__person", "meeting"]
    search_fields = ["text", "owner_words", "owner__person__name", "meeting__title"]
    date_hierarchy = "due_on"
    fields = readonly_fields = [
        "text",
        "meeting",
        "owner",
        "owner_words",
        "due_on",
        "state",
        "state_reason",
    ]
    actions = None
