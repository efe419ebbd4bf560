"""The themes, for officers."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from officers.areas import Area
from officers.base import OfficersAdmin
from programme.models import Theme


@admin.register(Theme)
class ThemeAdmin(OfficersAdmin, TranslationAdmin):
    """Key themes of Luton 2040 in each language."""

    area, place = Area.SETTINGS, 1
    list_display = ["title", "order"]
    search_fields = ["title"]
    fields = ["title", "slug", "order"]
    prepopulated_fields = {"slug": ["title"]}
