"""Topics, programmes and access provisions."""

from django.contrib import admin
from django.db import models
from modeltranslation.admin import TranslationAdmin

from panels.models import AccessProvision, Programme, Topic
from people.officers import DAY, HistoryMixin


@admin.register(Topic)
class TopicAdmin(HistoryMixin, TranslationAdmin):
    """What sessions are about."""

    list_display = ["title", "theme", "is_demo"]
    list_filter = ["theme", "is_demo"]
    list_select_related = ["theme"]
    search_fields = ["title", "summary"]
    readonly_fields = ["is_demo"]
    fields = ["title", "slug", "theme", "summary", "is_demo"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Programme)
class ProgrammeAdmin(HistoryMixin, admin.ModelAdmin):
    """A year of sessions."""

    list_display = ["title", "starts_on", "ends_on", "is_demo"]
    search_fields = ["title"]
    readonly_fields = ["is_demo"]
    fields = ["title", "starts_on", "ends_on", "is_demo"]
    formfield_overrides = {models.DateField: DAY}


@admin.register(AccessProvision)
class AccessProvisionAdmin(HistoryMixin, TranslationAdmin):
    """What a session can provide so that more people can take part."""

    list_display = ["title", "order"]
    search_fields = ["title"]
    fields = ["title", "slug", "order"]
    prepopulated_fields = {"slug": ["title"]}
