"""Needs of buildings: raised, changed, met."""

from django import forms
from django.contrib import admin
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from core.fields import PoundsField
from hubs.filters import HubFilter
from hubs.models import Hub
from investment import rules, services
from investment.admin.act_forms import NOT_MORE
from investment.models import Need
from officers.acts import Act, ActForm, to_the_list
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.fields import day_field, text_field
from officers.lists import OpensWhatIsNew, ReadOnlyMixin
from officers.saving import ServiceForm
from officers.tabs import HISTORY, OVERVIEW
from questionnaires.values import pounds


def _may(officer, need) -> bool:
    return rules.may_raise(officer, need.hub)


NEED_SAID = ("title", "why", "source", "cost_pence", "is_public")


class NeedForm(ActForm):
    """What is said of a need."""

    title = forms.CharField(label=_("What is needed?"), max_length=160)
    why = text_field(_("Why?"), most=2000, required=False)
    source = forms.CharField(
        label=_("Where is it said?"),
        max_length=200,
        required=False,
        help_text=_("A survey or a document."),
    )
    cost_pence = PoundsField(label=_("Estimated cost"), required=False, validators=[NOT_MORE])
    is_public = forms.BooleanField(label=_("Anybody reads it"), required=False)

    def __init__(self, thing, data=None):
        super().__init__(thing, data)
        self.initial = {name: getattr(thing, name) for name in NEED_SAID}


class MetForm(ActForm):
    """When it was met."""

    met_on = day_field(_("On which day was it met?"))


CHANGE = Act(
    name="change-it",
    label=_("Change it"),
    explain=_(
        "Proposals that answer it show the new words. The public reads it only where you say so, "
        "also where a published proposal answers it."
    ),
    done=_("It is saved."),
    run=services.change_need,
    form=NeedForm,
    may=_may,
    open=lambda need: need.met_on is None,
    press=_("Save"),
)
MEET = Act(
    name="meet",
    label=_("Say that it is met"),
    explain=_("It leaves the list of what is needed."),
    done=_("It is met."),
    run=services.meet_need,
    form=MetForm,
    may=_may,
    open=lambda need: need.met_on is None,
)
REMOVE = Act(
    name="remove",
    label=_("Take it back"),
    explain=_("Only what no proposal answers can be taken back."),
    done=_("It is taken back."),
    run=services.remove_need,
    may=_may,
    open=lambda need: True,
    then=to_the_list,
    ends=True,
)


class NewNeedForm(ServiceForm):
    """A new need of a hub."""

    cost = PoundsField(label=_("Estimated cost"), required=False, validators=[NOT_MORE])

    class Meta:
        model = Need
        fields = ["hub", "title", "why", "source", "is_public"]


@admin.register(Need)
class NeedAdmin(OpensWhatIsNew, ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """What buildings lack."""

    area, place = Area.HUBS, 4
    acts, act_key = (CHANGE, MEET, REMOVE), "need_id"
    tabs = (OVERVIEW, HISTORY)
    form = NewNeedForm
    list_display = ["title", "hub", "cost", "raised_on", "met_on", "is_public"]
    list_filter = [
        ("met_on", admin.EmptyFieldListFilter),
        ("hub", HubFilter),
    ]
    list_tabs = ((_("All"), ""), (_("Not met"), "met_on__isempty=1"))
    list_select_related = ["hub__venue"]
    search_fields = ["title", "hub__venue__name"]
    search_help_text = _("Search by words or hub")
    ordering = ["hub__venue__name", "pk"]
    actions = None
    export_permission = "investment.view_need"
    export_columns = (
        Column(_("Hub"), lambda need: str(need.hub)),
        Column(_("What is needed"), lambda need: need.title),
        Column(_("Why"), lambda need: need.why),
        Column(_("Source"), lambda need: need.source),
        Column(_("Cost in pounds"), lambda need: need.cost_pence and need.cost_pence / 100),
        Column(_("Raised on"), lambda need: need.raised_on),
        Column(_("Met on"), lambda need: need.met_on),
    )

    def get_queryset(self, request):
        """With its hub, whose venue has its name; managers read those of their own."""
        rows = super().get_queryset(request).select_related("hub__venue")
        if rules.may_read(request.user):
            return rows
        return rows.filter(hub__in=Hub.objects.managed_by(request.user))

    def has_add_permission(self, request):
        """Who writes proposals; managers raise theirs on the hub's own page."""
        return rules.may_write(request.user)

    def get_fieldsets(self, request, obj=None):
        """A new need is asked for all that is said of it."""
        if obj:
            return super().get_fieldsets(request, obj)
        return [(None, {"fields": ["hub", "title", "why", "source", "cost", "is_public"]})]

    def save_model(self, request, obj, form, change):
        """A new need is raised by the service."""
        said = {name: form.cleaned_data[name] for name in ("title", "why", "source", "is_public")}
        made = services.raise_need(
            hub=form.cleaned_data["hub"],
            actor=request.user,
            cost_pence=form.cleaned_data["cost"],
            **said,
        )
        obj.pk = made.pk

    @admin.display(description=_("estimated cost"), ordering="cost_pence")
    def cost(self, need):
        """In pounds."""
        return "" if need.cost_pence is None else pounds(need.cost_pence)

    def facts(self, request, thing):
        """What matters most of it."""
        return [
            (_("Hub"), str(thing.hub)),
            (_("Estimated cost"), self.cost(thing) or _("Not known")),
            (_("Raised on"), date_format(thing.raised_on, "j F Y")),
            (_("Met on"), thing.met_on and date_format(thing.met_on, "j F Y")),
            (_("Anybody reads it"), _("Yes") if thing.is_public else _("No")),
        ]

    def told(self, request, thing):
        """Why, where it is said, and what answers it."""
        answers = ", ".join(str(one) for one in thing.proposals.all())
        return [
            (_("Why"), thing.why),
            (_("Where it is said"), thing.source),
            (_("Proposals that answer it"), answers),
        ]
