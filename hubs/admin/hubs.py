"""Hubs: to find, to look after, to assure."""

from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from hubs import rules, services
from hubs.admin.acts import ACTS
from hubs.enums import AccessKind
from hubs.models import Hub, Notice, OpeningException, OpeningPeriod, OpeningWindow
from hubs.views.public import days_of, seasons_of
from hubs.words import now_words
from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin
from officers.saving import ServiceForm
from officers.tabs import HISTORY, Tab
from people.services import record_reading
from places.models import Venue

_PAGE = "admin/hubs/hub"


def overview(model_admin, request, hub) -> dict:
    """What is said of it, what it has, and what the plan says."""
    facts = [
        (_("Run by"), [hub.run_by]),
        (_("Reached by"), [hub.telephone, hub.email, hub.website]),
        (_("Address"), [hub.venue.address, hub.venue.postcode]),
        (_("Wards it serves"), [str(ward) for ward in hub.serves.all()]),
        (_("What it has"), [str(one) for one in hub.facilities.all()]),
    ]
    return {
        "told_facts": [(words, [v for v in values if v]) for words, values in facts],
        "notices": hub.notices.live(),
        "lines": hub.source_lines.all(),
    }


def hours(model_admin, request, hub) -> dict:
    """The next days, and seasons."""
    entry, today = services.entry_of(hub), timezone.localdate()
    return {
        "days": days_of(entry, today),
        "seasons": seasons_of(entry, today),
    }


def access(model_admin, request, hub) -> dict:
    """What was measured, and what nobody has measured yet."""
    facts = services.facts_of(hub)
    return {"facts": [(kind.label, facts.get(kind)) for kind in AccessKind]}


def managers(model_admin, request, hub) -> dict:
    """Who looks after it; looking is recorded."""
    found = list(hub.managers.select_related("person"))
    record_reading(hub, actor=request.user, what="managers of the hub", rows=len(found))
    return {"managers": found}


TABS = (
    Tab("overview", _("Overview"), template=f"{_PAGE}/overview.html", more=overview),
    Tab("hours", _("Opening hours"), template=f"{_PAGE}/hours.html", more=hours),
    Tab("access", _("Access"), template=f"{_PAGE}/access.html", more=access),
    Tab(
        "managers",
        _("Managers"),
        template=f"{_PAGE}/managers.html",
        more=managers,
        may=lambda officer, _hub: officer.has_perm("hubs.view_hubmanager"),
    ),
    HISTORY,
)


class AssuredFilter(admin.SimpleListFilter):
    """Whether somebody is to look at a hub."""

    title = _("assured")
    parameter_name = "assured"

    def lookups(self, request, model_admin):
        return [("due", _("To look at")), ("hidden", _("Not shown to the public"))]

    def queryset(self, request, queryset):
        if self.value() == "due":
            return queryset.to_assure()
        if self.value() == "hidden":
            return queryset.exclude(pk__in=Hub.objects.public().values("pk"))
        return queryset


class NewHubForm(ServiceForm):
    """At which venue a hub is; a venue without one."""

    class Meta:
        model = Hub
        fields = ["venue"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "venue" in self.fields:
            self.fields["venue"] = forms.ModelChoiceField(
                label=_("Venue"),
                queryset=Venue.objects.filter(hub=None),
                help_text=_("Add the venue first, if it isn’t there."),
            )


@admin.register(Hub)
class HubAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Hubs. Their managers and hub officers act; nobody types over what is kept."""

    area, place = Area.HUBS, 1
    acts, act_key = ACTS, "hub_id"
    tabs = TABS
    form = NewHubForm
    list_display = ["name", "state", "ward", "assured_on", "is_demo"]
    list_filter = ["state", AssuredFilter, ("venue__ward", admin.RelatedOnlyFieldListFilter)]
    list_tabs = ((_("All"), ""), (_("To look at"), "assured=due"))
    list_select_related = ["venue__ward"]
    search_fields = ["venue__name"]
    search_help_text = _("Search by name")
    ordering = ["venue__name", "pk"]
    actions = None

    @admin.display(description=_("name"), ordering="venue__name")
    def name(self, hub):
        """Its venue's."""
        return hub.venue.name

    @admin.display(description=_("ward"), ordering="venue__ward__name")
    def ward(self, hub):
        """Where it stands."""
        return hub.venue.ward or ""

    def get_queryset(self, request):
        """With its venue, whose name is its own."""
        return super().get_queryset(request).select_related("venue__ward")

    def has_add_permission(self, request):
        """Hub officers make the record of a hub."""
        return rules.may_edit_all(request.user) and request.user.has_perm("hubs.add_hub")

    def get_fieldsets(self, request, obj=None):
        """A new hub is asked for its venue alone."""
        return super().get_fieldsets(request, obj) if obj else [(None, {"fields": ["venue"]})]

    def save_model(self, request, obj, form, change):
        """A new hub is made by the service."""
        made = services.create(actor=request.user, venue=form.cleaned_data["venue"])
        obj.pk, obj.slug = made.pk, made.slug

    def facts(self, request, thing):
        """What matters most of a hub."""
        entry = services.entry_of(thing)
        return [
            (_("Now"), now_words(entry.now)),
            (_("Last assured"), date_format(thing.assured_on, "j F Y")),
            (_("Ward"), thing.venue.ward),
        ]

    def is_on_site(self, thing) -> bool:
        """Who looks after it sees its page also where the public doesn't."""
        return thing.is_public

    def history_parts(self, thing) -> list:
        """Hours, notices, facts and facilities are told of with it."""
        windows = OpeningWindow.objects.filter(period__hub=thing)
        windows |= OpeningWindow.objects.filter(exception__hub=thing)
        return [
            thing.periods.all(),
            thing.exceptions.all(),
            windows,
            thing.notices.all(),
            thing.facts.all(),
            thing.facilities.all(),
        ]

    def history_gone(self, thing) -> list:
        """What was taken away."""
        models = (Notice, OpeningException, OpeningPeriod)
        return [(model, "hub", thing.pk) for model in models]
