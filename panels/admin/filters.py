"""Filters of the officers' lists."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _


class WhenFilter(admin.SimpleListFilter):
    """Sessions still to come, or over."""

    title = _("when")
    parameter_name = "when"

    def lookups(self, request, model_admin):
        return [("upcoming", _("Still to come")), ("past", _("Over"))]

    def queryset(self, request, queryset):
        if self.value() == "upcoming":
            return queryset.ahead()
        if self.value() == "past":
            return queryset.past()
        return queryset
