"""How many seats each sector has."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from taskforce.admin.base import TaskforceAdmin
from taskforce.models import SectorSeats


@admin.register(SectorSeats)
class SectorSeatsAdmin(TaskforceAdmin, admin.ModelAdmin):
    """One row a sector, from the start; officers say how many seats it has."""

    list_display = ["sector", "number", "sitting"]
    fields = ["sector", "number"]
    readonly_fields = ["sector"]
    actions = None

    def get_queryset(self, request):
        return super().get_queryset(request).with_taken()

    @admin.display(description=_("taken today"))
    def sitting(self, seats):
        """How many members of the sector are in office."""
        return seats.taken

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
