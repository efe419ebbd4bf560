"""How many seats each sector has."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from officers.areas import Area
from officers.base import OfficersAdmin
from officers.saving import ServiceForm
from taskforce.models import SectorSeats


class SeatsForm(ServiceForm):
    """How many seats there are: fewer than members sit on is asked about."""

    def doubts(self):
        seats = SectorSeats.objects.with_taken().get(pk=self.instance.pk)
        if self.instance.number is None or self.instance.number >= seats.taken:
            return []
        return [
            _("%(taken)s members of this sector are in office: more than these seats.")
            % {"taken": seats.taken}
        ]


@admin.register(SectorSeats)
class SectorSeatsAdmin(OfficersAdmin, admin.ModelAdmin):
    """One row a sector, from the start; officers say how many seats it has."""

    area, place = Area.TASKFORCE, 13
    form = SeatsForm
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
