"""The form of one question: money in pounds, and a section that may be made on the way."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from core.fields import PoundsField
from core.languages import in_all
from officers.saving import ServiceForm
from questionnaires.admin.base import number_in
from questionnaires.conditions import wanted_value
from questionnaires.enums import SUITS, Kind, Operator
from questionnaires.keys import made_key
from questionnaires.models import Question, Section, SetVersion
from questionnaires.models.questions import LIMITS

# Where the wanted value is typed in a box of its own.
TYPED = "typed"
CONDITION = ("show_if_question", "show_if_operator")


class QuestionForm(ServiceForm):
    """A question as an officer writes it; the admin sets `version_id` where it knows it."""

    version_id: int | None = None
    earlier: models.QuerySet[Question] = Question.objects.none()

    condition = forms.ChoiceField(
        label=_("Ask it"),
        required=False,
        help_text=_("Always, or only where an earlier question was answered so."),
    )
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
        if "key" in self.fields:
            self.fields["key"].required = False
        if "condition" in self.fields:
            self.fields["condition"].choices = [("", _("always")), *self._conditions()]
            self.initial["condition"] = _code(self.instance)
            if self.initial["condition"].rpartition(":")[2] != TYPED:
                self.initial["show_if_value"] = ""
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

    def clean_key(self) -> str:
        """The code as typed, the one that it had, or one made of the words."""
        typed = self.cleaned_data["key"] or self.instance.key
        if typed:
            return typed
        section = self.data.get("section") if not self.version_id else None
        version = (
            self.version_id or Section.objects.filter(pk=number_in(section)).values("version")[:1]
        )
        taken = Question.objects.filter(version=version).values_list("key", flat=True)
        words = [self.data.get(name, "") for name in in_all("label")]
        return made_key(words, taken=taken, otherwise="question")

    def _conditions(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Every condition on an earlier question, in words, under that question."""
        return [
            (Truncator(question.label).chars(80), _choices_on(question))
            for question in self.earlier.prefetch_related("choices")
            if SUITS[question.kind] and self._may_look_at(question)
        ]

    def _may_look_at(self, question: Question) -> bool:
        own = self.instance
        if own.pk is None or question.pk == own.show_if_question_id:
            return True
        return question.pk != own.pk and question.place < own.place

    def _clean_condition(self, typed) -> None:
        """Keep the wanted value as answers are kept; refuse what no answer can meet."""
        if "condition" not in typed or "show_if_value" not in typed:
            return
        chosen, operator, value = ([*typed["condition"].split(":", 2), "", ""])[:3]
        earlier = self.earlier.filter(pk=chosen).first() if chosen else None
        value = typed["show_if_value"] if value == TYPED else value
        self.instance.show_if_question, self.instance.show_if_operator = earlier, operator
        typed["show_if_value"] = ""
        if earlier is None:
            return
        try:
            typed["show_if_value"] = wanted_value(earlier, operator, value)
        except ValidationError as error:
            self.add_error(None, error)

    def _update_errors(self, errors) -> None:
        """What is wrong with the parts of a condition is said beside the choice of it."""
        if hasattr(errors, "error_dict"):
            for name in CONDITION:
                if name in errors.error_dict:
                    errors.error_dict.setdefault("condition", []).extend(
                        errors.error_dict.pop(name)
                    )
        super()._update_errors(errors)

    def changes(self) -> dict:
        """With the columns that are written by fields of other names."""
        written = {"key", "show_if_value", *CONDITION}
        if "kind" in self.changed_data:
            written |= {name for names in LIMITS.values() for name in names}
        if {"min_pounds", "max_pounds"} & {*self.changed_data}:
            written |= {"min_number", "max_number"}
        if self.cleaned_data.get("new_section"):
            written |= {"section", "version"}
        return super().changes() | {name: getattr(self.instance, name) for name in written}

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
    taken = version.sections.values_list("key", flat=True)
    key = made_key([title], taken=taken, otherwise="section")
    return Section.objects.create(version=version, key=key, title=title, order=last + 1)


def _choices_on(earlier: Question) -> list[tuple[str, str]]:
    """The conditions that suit an earlier question: the codes of the list, and their words."""
    labels = dict(Operator.choices)
    found = []
    for operator in SUITS[earlier.kind]:
        if operator == Operator.ANSWERED:
            found.append((f"{earlier.pk}:{operator}:", _("if it is answered")))
        elif earlier.has_choices:
            found += [
                (
                    f"{earlier.pk}:{operator}:{choice.value}",
                    _("if it %(operator)s “%(value)s”")
                    % {"operator": labels[operator], "value": choice.label},
                )
                for choice in earlier.choices.all()
            ]
        else:
            words = _("if it %(operator)s what I type below") % {"operator": labels[operator]}
            found.append((f"{earlier.pk}:{operator}:{TYPED}", words))
    return found


def _code(question: Question) -> str:
    """The code of a question's condition in the list."""
    earlier, operator = question.show_if_question, question.show_if_operator
    if earlier is None:
        return ""
    if operator == Operator.ANSWERED:
        return f"{earlier.pk}:{operator}:"
    return f"{earlier.pk}:{operator}:{question.show_if_value if earlier.has_choices else TYPED}"
