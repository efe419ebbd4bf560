"""One-off bank holidays, which hold for every hub at once."""

from django.contrib import admin

from hubs import rules, services
from hubs.models import OneOffHoliday
from officers.areas import Area
from officers.base import OfficersAdmin


@admin.register(OneOffHoliday)
class OneOffHolidayAdmin(OfficersAdmin, admin.ModelAdmin):
    """Bank holidays that the official list doesn't have yet."""

    area, place = Area.HUBS, 2
    list_display = ["day", "name"]
    search_fields = ["name"]
    fields = ["day", "name"]
    actions = None

    def has_add_permission(self, request):
        """Hub officers."""
        return rules.may_keep_holidays(request.user)

    def has_change_permission(self, request, obj=None):
        """One that is wrong is taken away and added anew."""
        return False

    def has_delete_permission(self, request, obj=None):
        """Hub officers."""
        return rules.may_keep_holidays(request.user)

    def save_model(self, request, obj, form, change):
        """A new day goes through the service."""
        obj.pk = services.add_holiday(actor=request.user, day=obj.day, name=obj.name).pk

    def delete_model(self, request, obj):
        """So does one that is taken back."""
        services.remove_holiday(actor=request.user, holiday_id=obj.pk)
