"""The form of one question: money in pounds, and a section that may be made on the way."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from core.fields import PoundsField
from officers.saving import ServiceForm
from questionnaires.conditions import wanted_value
from questionnaires.enums import SUITS, Kind
from questionnaires.models import Question, Section, SetVersion


class QuestionForm(ServiceForm):
    """A question as an officer writes it; the admin sets `version_id` where it knows it."""

    version_id: int | None = None

    new_section = forms.CharField(
        label=_("Or a new section, called"),
        max_length=160,
        required=False,
        help_text=_("It comes after the others. Its heading can be translated later."),
    )
    min_pounds = PoundsField(label=_("Smallest amount, in pounds"), required=False)
    max_pounds = PoundsField(label=_("Largest amount, in pounds"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            self.fields["section"].required = False
            if self.version_id and not self.fields["section"].queryset.exists():
                self.fields["new_section"].initial = str(_("Questions"))
        if "show_if_question" in self.fields:
            earlier = self.fields["show_if_question"].queryset.values_list("pk", "kind")
            suits = {str(pk): SUITS[kind] for pk, kind in earlier}
            self.fields["show_if_operator"].widget.attrs["data-suits"] = json.dumps(suits)
        if self.instance.kind == Kind.MONEY:
            for name in ("min", "max"):
                self.initial[f"{name}_pounds"] = getattr(self.instance, f"{name}_number")
                self.initial[f"{name}_number"] = None

    def clean(self):
        """Keep pounds as pence; ask for a section by name or by choice."""
        typed = super().clean()
        if typed.get("kind") == Kind.MONEY:
            typed |= {f"{name}_number": typed.get(f"{name}_pounds") for name in ("min", "max")}
        self._clean_condition(typed)
        if "section" not in self.fields or "section" in self.errors:
            return typed
        if typed.get("new_section") and self.version_id:
            typed["section"] = None
        elif not typed.get("section"):
            self.add_error("section", _("Choose a section, or name a new one."))
        return typed

    def _clean_condition(self, typed) -> None:
        """Keep the wanted value as answers are kept; refuse what no answer can meet."""
        earlier, operator = typed.get("show_if_question"), typed.get("show_if_operator")
        if earlier is None or not operator:
            return
        try:
            value = wanted_value(earlier, operator, typed.get("show_if_value", ""))
        except ValidationError as error:
            self.add_error(None, error)
        else:
            typed["show_if_value"] = value

    def place(self, question: Question) -> None:
        """Put the question in the new section, if one is named: once all of the page is sound.

        Raises:
            Refusal: `frozen` where the version is in use.
        """
        title = self.cleaned_data.get("new_section")
        if title and self.version_id:
            question.section = _new_section(self.version_id, title)


def _new_section(version_id: int, title: str) -> Section:
    """A section after all others, under a key that no other has."""
    version = SetVersion.objects.get(pk=version_id)
    last = version.sections.aggregate(last=Max("order"))["last"] or 0
    taken = set(version.sections.values_list("key", flat=True))
    bare = slugify(title)[:50] or "section"
    key, number = bare, 2
    while key in taken:
        key, number = f"{bare}-{number}", number + 1
    return Section.objects.create(version=version, key=key, title=title, order=last + 1)
