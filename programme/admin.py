"""The themes, for officers."""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin

from programme.models import Theme


@admin.register(Theme)
class ThemeAdmin(TranslationAdmin):
    """Key themes of Luton 2040 in each language."""

    list_display = ["title", "order"]
    search_fields = ["title"]
    fields = ["title", "slug", "order"]
    prepopulated_fields = {"slug": ["title"]}
