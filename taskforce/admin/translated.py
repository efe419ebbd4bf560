"""Asking for words in each language of the portal."""

from copy import deepcopy

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import get_language_info

from taskforce.languages import in_all


def in_languages(name: str, field: forms.Field) -> dict[str, forms.Field]:
    """`field` once in each language, by the name of its column; only English may be required."""
    return {
        column: _in_language(field, language)
        for column, (language, _name) in zip(in_all(name), settings.LANGUAGES, strict=True)
    }


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
