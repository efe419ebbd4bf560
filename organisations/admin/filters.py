"""Cuts of the list of groups."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from organisations.models import Document, Flag


class FlaggedFilter(admin.SimpleListFilter):
    """Groups of which something is to be looked at."""

    title, parameter_name = _("flagged"), "flagged"

    def lookups(self, request, model_admin):
        return [("yes", _("Something to look at"))]

    def queryset(self, request, queryset):
        if self.value() != "yes":
            return queryset
        return queryset.filter(pk__in=Flag.objects.open().values("organisation"))


class DocumentsFilter(admin.SimpleListFilter):
    """Groups whose documents have run out."""

    title, parameter_name = _("documents"), "documents"

    def lookups(self, request, model_admin):
        return [("run-out", _("One has run out"))]

    def queryset(self, request, queryset):
        if self.value() != "run-out":
            return queryset
        return queryset.filter(pk__in=Document.objects.run_out().values("organisation"))
