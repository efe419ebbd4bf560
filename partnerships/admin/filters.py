"""Cuts of the list of needs and offers."""

from django.contrib import admin
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partnerships.enums import Family
from partnerships.models import Part


class FamilyFilter(admin.SimpleListFilter):
    """What needs and offers are about."""

    title, parameter_name = _("about"), "about"

    def lookups(self, request, model_admin):
        return Family.choices

    def queryset(self, request, queryset):
        if self.value() not in Family.values:
            return queryset
        within = Q(category=self.value()) | Q(category__startswith=f"{self.value()}-")
        return queryset.filter(pk__in=Part.objects.filter(within).values("posting"))


class AtAnEventFilter(admin.SimpleListFilter):
    """What officers entered, and what groups posted themselves."""

    title, parameter_name = _("where it comes from"), "from"

    def lookups(self, request, model_admin):
        return [("event", _("Said at an event")), ("group", _("Posted by the group"))]

    def queryset(self, request, queryset):
        if self.value() == "event":
            return queryset.exclude(event_name="")
        return queryset.filter(event_name="") if self.value() == "group" else queryset
