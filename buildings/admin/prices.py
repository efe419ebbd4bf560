"""The price index by which old surveys are read at today's prices."""

from django.contrib import admin

from buildings.models import PriceLevel
from officers.areas import Area
from officers.base import OfficersAdmin


@admin.register(PriceLevel)
class PriceLevelAdmin(OfficersAdmin, admin.ModelAdmin):
    """What building work costs in a year."""

    area, place = Area.HUBS, 10
    list_display = ["year", "index"]
    fields = ["year", "index"]
    actions = None
