"""Topics, programmes and access provisions."""

from datetime import timedelta

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin

from core.forms import NamedLimits
from core.made_from import KnowsStalePages, KnowsWhatItWasMadeFrom, SavesWhatChanged
from panels.enums import SessionState
from panels.models import AccessProvision, Programme, Topic
from people.officers import DAY, HistoryMixin

LONGEST_PROGRAMME = timedelta(days=2 * 366)


class PlainRowForm(NamedLimits, KnowsWhatItWasMadeFrom, forms.ModelForm):
    """A topic or an access provision."""


class ProgrammeForm(NamedLimits, KnowsWhatItWasMadeFrom, forms.ModelForm):
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
class TopicAdmin(KnowsStalePages, SavesWhatChanged, HistoryMixin, TranslationAdmin):
    """What sessions are about."""

    form = PlainRowForm
    list_display = ["title", "theme", "is_demo"]
    list_filter = ["theme", "is_demo"]
    list_select_related = ["theme"]
    search_fields = ["title", "summary"]
    readonly_fields = ["is_demo"]
    fields = ["title", "slug", "theme", "summary", "is_demo"]
    prepopulated_fields = {"slug": ["title"]}


@admin.register(Programme)
class ProgrammeAdmin(KnowsStalePages, SavesWhatChanged, HistoryMixin, admin.ModelAdmin):
    """A year of sessions."""

    form = ProgrammeForm
    list_display = ["title", "starts_on", "ends_on", "is_demo"]
    search_fields = ["title"]
    readonly_fields = ["is_demo"]
    fields = ["title", "starts_on", "ends_on", "is_demo"]
    formfield_overrides = {models.DateField: DAY}


@admin.register(AccessProvision)
class AccessProvisionAdmin(KnowsStalePages, SavesWhatChanged, HistoryMixin, TranslationAdmin):
    """What a session can provide so that more people can take part."""

    form = PlainRowForm
    list_display = ["title", "order"]
    search_fields = ["title"]
    fields = ["title", "slug", "order"]
    prepopulated_fields = {"slug": ["title"]}
