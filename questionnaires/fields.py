"""The field of each kind of question, and the words beside it."""

from datetime import date

from django import forms
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.fields import DateField, PoundsField, WholeNumberField
from core.templatetags.portal import content, marks_of
from core.uploads import UploadField
from questionnaires.enums import Kind
from questionnaires.models import Column, Question

# What browsers can fill in, by the key that an officer gives the question (WCAG 1.3.5).
AUTOCOMPLETE = {
    "name": "name",
    "full-name": "name",
    "email": "email",
    "telephone": "tel",
    "organisation": "organization",
    "postcode": "postal-code",
    "date-of-birth": "bday",
}
NARROW = "govuk-input--width-10"


def required_words(question: Question) -> str:
    words = {
        Kind.ONE: _("Choose an answer to “%(question)s”"),
        Kind.MANY: _("Choose an answer to “%(question)s”"),
        Kind.FILE: _("Choose a file for “%(question)s”"),
        Kind.DATE: _("Enter a date for “%(question)s”"),
    }
    return words.get(question.kind, _("Answer “%(question)s”")) % {"question": question.label}


def question_field(question: Question, value) -> forms.Field:
    """The field of a question, holding the answer there is."""
    field = _FIELDS[question.kind](question)
    field.label = question.label
    field.label_marks = marks_of(question, "label")
    field.help_text = _help(question, value)
    field.help_marks = marks_of(question, "help") if field.help_text == question.help else ""
    # A draft that is previewed may have no choices yet, and nothing to tick is nothing to demand.
    field.required = question.is_required and not (
        question.has_choices and not question.choices.all()
    )
    field.initial = _shown(question.kind, value)
    field.error_messages["required"] = required_words(question)
    autocomplete = AUTOCOMPLETE.get(question.key)
    if autocomplete:
        field.widget.attrs["autocomplete"] = autocomplete
    return field


def _shown(kind, value):
    """A kept value as its widget takes it."""
    return date.fromisoformat(value) if kind == Kind.DATE and value else value


def _help(question: Question, value) -> str:
    lines = [str(question.help)]
    if question.kind == Kind.FILE:
        lines.append(
            _("A file of at most %(megabytes)s MB: %(kinds)s.")
            % {
                "megabytes": question.takes.megabytes,
                "kinds": ", ".join(sorted(question.takes.kinds)),
            }
        )
        if value:
            lines.append(
                _("You have sent %(name)s (%(size)s). Choose another file to replace it.")
                % {"name": value["name"], "size": filesizeformat(value["size"])}
            )
    if question.kind == Kind.MANY:
        lines.append(_how_many(question))
    return " ".join(filter(None, lines))


def _how_many(question: Question) -> str:
    """How many answers may be chosen, unless the help of the question says so by itself."""
    most = question.max_choices
    if most == 1:
        return _("Choose one.")
    if most and most < len(question.choices.all()):
        return _("Choose up to %(most)d.") % {"most": most}
    return "" if question.help else _("Choose all that apply.")


def _short_text(question) -> forms.Field:
    # Whatever language it is written in, it runs as that language does.
    return forms.CharField(widget=forms.TextInput(attrs={"dir": "auto"}))


def _long_text(question) -> forms.Field:
    field = forms.CharField(widget=forms.Textarea(attrs={"dir": "auto"}))
    field.max_words = question.max_words
    # For the count under the box; `values` is what refuses.
    field.max_length = question.max_characters
    return field


def _number(question) -> forms.Field:
    return WholeNumberField(widget=forms.TextInput(attrs={"inputmode": "numeric", "class": NARROW}))


def _money(question) -> forms.Field:
    return PoundsField(widget=forms.TextInput(attrs={"inputmode": "decimal", "class": NARROW}))


def _postcode(question) -> forms.Field:
    return forms.CharField(
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "class": NARROW})
    )


def _choices(question) -> dict:
    return {
        "choices": [(choice.value, content(choice, "label")) for choice in question.choices.all()]
    }


def _one(question) -> forms.Field:
    return _apart(question, forms.ChoiceField(widget=forms.RadioSelect, **_choices(question)))


def _many(question) -> forms.Field:
    boxes = forms.CheckboxSelectMultiple
    return _apart(question, forms.MultipleChoiceField(widget=boxes, **_choices(question)))


def _apart(question, field) -> forms.Field:
    field.exclusive = {choice.value for choice in question.choices.all() if choice.is_exclusive}
    return field


def _file(question) -> forms.Field:
    return UploadField(takes=question.takes)


_FIELDS = {
    Kind.SHORT_TEXT: _short_text,
    Kind.LONG_TEXT: _long_text,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: lambda question: DateField(),
    Kind.POSTCODE: _postcode,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.FILE: _file,
}


def cell_field(column: Column, value) -> forms.Field:
    field = _FIELDS[column.kind](column)
    field.label = column.label
    field.label_marks = marks_of(column, "label")
    field.required = column.is_required
    field.initial = _shown(column.kind, value)
    return field
