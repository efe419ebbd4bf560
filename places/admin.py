"""Wards, postcodes and venues, for officers."""

from django.contrib import admin

from places.models import PostcodeWard, Venue, Ward


class ReadOnlyAdmin(admin.ModelAdmin):
    """To be read here; a command fills it."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Ward)
class WardAdmin(ReadOnlyAdmin):
    """Wards and their census figures, filled by `load_wards`."""

    list_display = ["name", "area", "population", "mean_deprivation_decile", "code"]
    list_filter = ["area"]
    search_fields = ["name", "code"]


@admin.register(PostcodeWard)
class PostcodeWardAdmin(ReadOnlyAdmin):
    """Which ward a postcode is in, filled by `import_onspd`."""

    list_display = ["postcode", "ward", "is_sample"]
    list_filter = ["is_sample", "ward"]
    list_select_related = ["ward"]
    search_fields = ["postcode__startswith"]

    def get_search_results(self, request, queryset, search_term):
        """Find a postcode, or how it begins, however it was typed."""
        term = "".join(search_term.split()).upper()
        return super().get_search_results(request, queryset, term)


@admin.register(Venue)
class VenueAdmin(admin.ModelAdmin):
    """Where sessions are held, and what getting in is like."""

    list_display = ["name", "ward", "postcode", "step_free", "hearing_loop", "is_demo"]
    list_filter = ["is_demo", "step_free", "hearing_loop", "accessible_toilet", "ward"]
    list_select_related = ["ward"]
    search_fields = ["name", "address", "postcode"]
    prepopulated_fields = {"slug": ["name"]}
