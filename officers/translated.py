"""Asking for words in each language of the portal."""

from copy import deepcopy

from django import forms
from django.conf import settings
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

from core.languages import in_all


def in_languages(name: str, field: forms.Field) -> dict[str, forms.Field]:
    """`field` once in each language, by the name of its column; only English may be required."""
    return {
        column: _in_language(field, language)
        for column, (language, _name) in zip(in_all(name), settings.LANGUAGES, strict=True)
    }


class NamesLanguages:
    """An admin whose fields name their language, and whose page's address is called so."""

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        """The field, with “(English)” in place of the “[en]” of the column."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is None:
            return None
        if isinstance(db_field, TranslationField):
            words = capfirst(db_field.translated_field.verbose_name)
            about = get_language_info(db_field.language)
            field.label = format_lazy("{} ({})", words, about["name_local"])
        elif db_field.name == "slug":
            field.label = _("Address of its page")
            field.help_text = _("The last part of it. Leave it empty to have it made of the title.")
        return field


def _in_language(field: forms.Field, language: str) -> forms.Field:
    asked, about = deepcopy(field), get_language_info(language)
    asked.label = format_lazy("{} ({})", field.label, about["name_local"])
    asked.required = field.required and language == settings.LANGUAGE_CODE
    direction = "rtl" if about["bidi"] else "ltr"
    asked.widget.attrs |= {"lang": language, "dir": direction}
    asked.widget.is_required = asked.required
    return asked


class TranslatedFields:
    """A form with `translated` fields, asked for in each language, before its other fields.

    They stand where `field_order` has their name.
    """

    translated: dict[str, forms.Field] = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        asked = {}
        for name, field in self.translated.items():
            asked |= in_languages(name, field)
        self.fields = asked | self.fields
        if self.field_order:
            order = [[name] if name in self.fields else in_all(name) for name in self.field_order]
            self.order_fields([name for names in order for name in names])
