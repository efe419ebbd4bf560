"""Asking for words in each language of the portal."""

from contextlib import suppress
from copy import deepcopy
from functools import cache

from django import forms
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.utils.html import format_html
from django.utils.text import capfirst, format_lazy
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _
from modeltranslation.fields import TranslationField

from core.languages import in_all
from core.made_from import MADE_FROM

DOT = '<span class="officers-dot" aria-hidden="true"></span><span class="visually-hidden">{}</span>'


def in_languages(name: str, field: forms.Field) -> dict[str, forms.Field]:
    """`field` once in each language, by the name of its column; only English may be required."""
    return {
        column: _in_language(field, language)
        for column, (language, _name) in zip(in_all(name), settings.LANGUAGES, strict=True)
    }


class NamesLanguages:
    """An admin, or an inline, whose words stand by language, a fieldset each, and name it.

    A script makes tabs of the fieldsets; without it they stand under each other.
    """

    def get_fieldsets(self, request, obj=None):
        """Each fieldset without its words, then its words in each language."""
        thing = obj if isinstance(obj, self.model) else None
        return [
            part
            for words, options in super().get_fieldsets(request, obj)
            for part in self._by_language(words, options, thing)
        ]

    def _by_language(self, words, options: dict, thing):
        """A fieldset in parts: what has no language, then each language with a dot for gaps."""
        languages = {code: [] for code, _name in settings.LANGUAGES}
        plain = []
        for name in options["fields"]:
            column = self._column(name)
            (languages[column.language] if column else plain).append(name)
        texts = languages[settings.LANGUAGE_CODE]
        if not texts:
            yield words, options
            return
        hidden = plain if plain == [MADE_FROM] else []
        if plain and not hidden:
            yield words, options | {"fields": plain}
        for code, names in languages.items():
            missing = thing is not None and any(
                getattr(thing, english) and not getattr(thing, name)
                for english, name in zip(texts, names, strict=True)
            )
            classes = f"officers-language officers-language--{code}"
            yield (
                _heading(code, missing=missing),
                {"fields": [*hidden, *names], "classes": [classes]},
            )
            hidden = []

    def _column(self, name) -> TranslationField | None:
        """The column of a field that holds words in one language."""
        with suppress(FieldDoesNotExist, TypeError):
            column = self.model._meta.get_field(name)
            return column if isinstance(column, TranslationField) else None
        return None

    def get_inlines(self, request, obj):
        """With inlines that name their languages too."""
        return [_naming(inline) for inline in super().get_inlines(request, obj)]

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


def _heading(language: str, *, missing: bool) -> str:
    """The name of a language, with a dot where some of its words are missing."""
    called = get_language_info(language)["name_local"]
    name = format_html('<span lang="{}">{}</span>', language, called)
    return format_html(f"{{}} {DOT}", name, _("(words are missing)")) if missing else name


@cache
def _naming(inline: type) -> type:
    """An inline whose fields name their language."""
    is_so = issubclass(inline, NamesLanguages)
    return inline if is_so else type(inline.__name__, (NamesLanguages, inline), {})


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
