"""Matches and partnerships, as officers see them. What groups write to each other isn't shown."""

from django.contrib import admin
from django.db.models import Count, Min
from django.utils.translation import gettext_lazy as _

from officers.areas import Area
from officers.base import OfficersAdmin
from officers.exporting import Column
from officers.lists import ReadOnlyMixin, moment
from partnerships.models import Match, Partnership


def _names(thing) -> str:
    return ", ".join(group.name for group in thing.groups())


@admin.register(Match)
class MatchAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Groups answer them; officers see what came of it."""

    area, place = Area.GROUPS, 4
    list_display = ["need", "names", "points", "state", "found_at", "agreed_at"]
    list_filter = ["state"]
    list_tabs = (
        (_("All"), ""),
        (_("Wait for answers"), "state__exact=suggested"),
        (_("All said yes"), "state__exact=agreed"),
    )
    search_fields = ["need__title", "sides__organisation__name"]
    date_hierarchy = "found_at"
    fields = ["need", "points", "found_at", "agreed_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_details()

    @admin.display(description=_("groups"))
    def names(self, match) -> str:
        """All its groups, the one that needs first."""
        return _names(match)

    def more(self, request, thing):
        written = thing.messages.aggregate(number=Count("pk"), first=Min("at"))
        rows = [(_("Groups"), _names(thing)), (_("State"), thing.get_state_display())]
        for side in thing.sides.all():
            gives = "; ".join(f"{gift} ({gift.posting})" for gift in side.gifts.all())
            rows += [(side.organisation.name, gives)] if gives else []
        return [
            *rows,
            (_("Messages between the groups"), written["number"]),
            *([(_("The first on"), moment(written["first"]))] if written["first"] else []),
        ]


@admin.register(Partnership)
class PartnershipAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Groups form and end them."""

    area, place = Area.GROUPS, 5
    export_permission = "partnerships.export_partnerships"
    export_columns = (
        Column(_("Partnership"), lambda partnership: partnership.name),
        Column(_("Groups"), _names),
        Column(_("Need"), lambda partnership: partnership.match.need.title),
        Column(_("State"), lambda partnership: partnership.get_state_display()),
        Column(_("Since"), lambda partnership: partnership.since or ""),
    )
    list_display = ["name", "names", "state", "since", "proposed_at"]
    list_filter = ["state"]
    search_fields = ["name", "partners__organisation__name", "match__need__title"]
    date_hierarchy = "proposed_at"
    fields = ["name", "match", "since", "proposed_at"]

    def get_queryset(self, request):
        return super().get_queryset(request).with_details()

    @admin.display(description=_("groups"))
    def names(self, partnership) -> str:
        """Its groups."""
        return _names(partnership)

    def more(self, request, thing):
        return [(_("Groups"), _names(thing)), (_("State"), thing.get_state_display())]
