"""Wards, postcodes and venues, for officers."""

from django.contrib import admin

from officers.areas import Area
from officers.base import OfficersAdmin
from officers.lists import ReadOnlyMixin
from places import venues
from places.models import PostcodeWard, Venue, Ward


@admin.register(Ward)
class WardAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Wards and their census figures, filled by `load_wards`."""

    area, place = Area.SETTINGS, 4
    list_display = ["name", "area", "population", "mean_deprivation_decile", "code"]
    list_filter = ["area"]
    search_fields = ["name", "code"]


@admin.register(PostcodeWard)
class PostcodeWardAdmin(ReadOnlyMixin, OfficersAdmin, admin.ModelAdmin):
    """Which ward a postcode is in, filled by `import_onspd`."""

    area, place = Area.SETTINGS, 5
    list_display = ["postcode", "ward", "is_sample"]
    list_filter = ["is_sample", "ward"]
    list_select_related = ["ward"]
    search_fields = ["postcode__startswith"]

    def get_search_results(self, request, queryset, search_term):
        """Find a postcode, or how it begins, however it was typed."""
        term = "".join(search_term.split()).upper()
        return super().get_search_results(request, queryset, term)


@admin.register(Venue)
class VenueAdmin(OfficersAdmin, admin.ModelAdmin):
    """Where sessions are held, and what getting in is like; who comes there hears of changes."""

    area, place = Area.SESSIONS, 4
    list_display = ["name", "ward", "postcode", "step_free", "hearing_loop", "is_demo"]
    list_filter = ["is_demo", "step_free", "hearing_loop", "accessible_toilet", "ward"]
    list_select_related = ["ward"]
    search_fields = ["name", "address", "postcode"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request, obj, form, change):
        """A new venue is written; one that exists goes through the service."""
        if change:
            venues.change_venue(venue_id=obj.pk, actor=request.user, changes=form.changes())
        else:
            super().save_model(request, obj, form, change)
