"""How far work is: actions of meetings, and what the work programme shares with them."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from core.languages import in_all, shown
from officers.acts import Act, ActForm, to_the_list
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.lists import ReadOnlyMixin
from taskforce import services
from taskforce.admin.meeting_acts import ActionForm, minutes_of
from taskforce.enums import work_choices
from taskforce.models import Action, Member
from taskforce.rules import may_run_meetings


class WorkForm(ActForm):
    """How far the work is, and why where it doesn't go on."""

    to = forms.ChoiceField(label=_("How far is it?"))
    reason = forms.CharField(
        label=_("Reason, or how it goes"),
        help_text=_(
            "It is shown beside the work. Needed where it is paused, stopped, opened again or as "
            "far as it was."
        ),
        max_length=300,
        required=False,
    )

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.fields["to"].choices = work_choices(thing)


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
            (_("Owner"), work.owners),
            (_("State now"), work.get_state_display()),
        ],
        may=lambda officer, work: work.may_move(officer, None),
        open=lambda _work: True,
    )


class LateFilter(admin.SimpleListFilter):
    """Work that should have been done by now."""

    title = _("late")
    parameter_name = "late"

    def lookups(self, request, model_admin):
        return [("yes", _("Late"))]

    def queryset(self, request, queryset):
        return queryset.late() if self.value() == "yes" else queryset


class CorrectForm(ActionForm):
    """An action as it should be."""

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        # Whoever it is now stays to be chosen, in office or not.
        self.fields["owner"].queryset = self.fields["owner"].queryset | Member.objects.filter(
            pk=thing.owner_id
        ).select_related("person")
        self.initial = shown(thing, "text") | {
            "owner": thing.owner_id,
            "owner_words": thing.owner_words,
            "due_on": thing.due_on,
        }


def _facts(action) -> list:
    return [(_("Action"), action), (_("Owner"), action.owners), (_("Meeting"), action.meeting)]


def _runs(officer, _action) -> bool:
    return may_run_meetings(officer)


ACTION_ACTS = (
    work_act(services.move_action),
    Act(
        name="correct",
        label=_("Correct it"),
        explain=_(
            "Once the members approved the minutes the words stay; who does it and by when can "
            "still change. A new owner is told by email."
        ),
        done=_("The action is corrected."),
        run=services.change_action,
        form=CorrectForm,
        preview=_facts,
        may=_runs,
        open=lambda _action: True,
    ),
    Act(
        name="remove",
        label=_("Delete it"),
        explain=_("This can't be undone. For an action that was written by mistake."),
        done=_("The action is deleted."),
        run=services.delete_action,
        preview=_facts,
        may=_runs,
        open=lambda action: not minutes_of(action.meeting).are_settled,
        then=to_the_list,
    ),
)


@admin.register(Action)
class ActionAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What was promised at meetings, and how far it is."""

    area, place = Area.TASKFORCE, 3
    acts, act_key = ACTION_ACTS, "action_id"
    export_permission = "taskforce.export_actions"
    export_columns = (
        Column(_("Action"), lambda action: action.text),
        Column(_("Meeting"), lambda action: action.meeting),
        Column(_("Owner"), lambda action: action.owners),
        Column(_("Due on"), lambda action: action.due_on or ""),
        Column(_("State"), lambda action: action.get_state_display()),
        Column(_("Reason"), lambda action: action.state_reason),
    )
    list_display = ["text", "owner", "owner_words", "due_on", "state", "meeting"]
    list_filter = [LateFilter, "state", "owner__sector"]
    list_select_related = ["owner__person", "meeting"]
    search_fields = [*in_all("text", "meeting__title"), "owner_words", "owner__person__name"]
    date_hierarchy = "due_on"
    fields = readonly_fields = [
        *in_all("text"),
        "meeting",
        "owner",
        "owner_words",
        "due_on",
        "state",
        "state_reason",
    ]
    actions = None
