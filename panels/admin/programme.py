"""Topics, programmes and access provisions."""

from datetime import timedelta

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin

from officers.areas import Area
from officers.base import OfficersAdmin
from officers.fields import DAY
from officers.saving import ServiceForm
from panels.enums import SessionState
from panels.models import AccessProvision, Programme, Topic

LONGEST_PROGRAMME = timedelta(days=2 * 366)


class ProgrammeForm(ServiceForm):
    """The days of a programme."""

    def clean(self):
        """Refuse years that are a slip, and days that leave sessions outside."""
        super().clean()
        first, last = self.cleaned_data.get("starts_on"), self.cleaned_data.get("ends_on")
        if not first or not last:
            return self.cleaned_data
        if last - first > LONGEST_PROGRAMME:
            raise ValidationError(_("A programme is two years at most. Look at the years again."))
        outside = self.instance.pk and (
            self.instance.sessions.exclude(state=SessionState.CANCELLED)
            .exclude(starts_at__date__range=(first, last))
            .order_by("starts_at")
        )
        if outside:
            raise ValidationError(
                _("Sessions of this programme are outside these days: %(sessions)s."),
                params={"sessions": ", ".join(map(str, outside))},
            )
        return self.cleaned_data


@admin.register(Topic)
class TopicAdmin(OfficersAdmin, TranslationAdmin):
    """What sessions are about."""

    area, place = Area.SESSIONS, 5
    list_display = ["title", "theme", "is_demo"]
    list_filter = ["theme", "is_demo"]
    list_select_related = ["theme"]
    search_fields = ["title", "summary"]
    readonly_fields = ["is_demo"]
    fields = ["title", "slug", "theme", "summary", "is_demo"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Programme)
class ProgrammeAdmin(OfficersAdmin, admin.ModelAdmin):
    """A year of sessions."""

    area, place = Area.SESSIONS, 6
    form = ProgrammeForm
    list_display = ["title", "starts_on", "ends_on", "is_demo"]
    search_fields = ["title"]
    readonly_fields = ["is_demo"]
    fields = ["title", "starts_on", "ends_on", "is_demo"]
    formfield_overrides = {models.DateField: DAY}


@admin.register(AccessProvision)
class AccessProvisionAdmin(OfficersAdmin, TranslationAdmin):
    """What a session can provide so that more people can take part."""

    area, place = Area.SESSIONS, 7
    list_display = ["title", "order"]
    search_fields = ["title"]
    fields = ["title", "slug", "order"]
    prepopulated_fields = {"slug": ["title"]}
