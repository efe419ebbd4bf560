"""Wards, postcodes and venues, for officers."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.confirming import TellsFirst, changed_columns
from core.forms import NamedLimits
from core.made_from import KnowsWhatItWasMadeFrom
from places import venues
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


class VenueForm(NamedLimits, KnowsWhatItWasMadeFrom, forms.ModelForm):
    """A venue; on the way back from looking at who is told, nothing is saved."""

    def clean(self):
        super().clean()
        if "_back" in self.data:
            raise ValidationError(_("Nothing is saved yet. Change what you want and save again."))
        return self.cleaned_data


@admin.register(Venue)
class VenueAdmin(TellsFirst, admin.ModelAdmin):
    """Where sessions are held, and what getting in is like; who comes there hears of changes."""

    form = VenueForm

    list_display = ["name", "ward", "postcode", "step_free", "hearing_loop", "is_demo"]
    list_filter = ["is_demo", "step_free", "hearing_loop", "accessible_toilet", "ward"]
    list_select_related = ["ward"]
    search_fields = ["name", "address", "postcode"]
    prepopulated_fields = {"slug": ["name"]}

    class Media:
        css = {"all": ["panels/officers.css"]}

    def save_model(self, request, obj, form, change):
        """A new venue is written; one that exists goes through the service."""
        if not change:
            super().save_model(request, obj, form, change)
            return
        changes = changed_columns(form)
        self.require_confirmed(request, form, venues.who_hears(obj.pk, changes))
        venues.change_venue(venue_id=obj.pk, actor=request.user, changes=changes)
