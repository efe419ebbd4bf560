"""Questions as a form: fields by kind, limits by `questionnaires.values`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.forms.utils import ErrorDict
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from core.fields import DateField, PoundsField, WholeNumberField
from core.uploads import MOST_MEGABYTES, check_upload
from questionnaires import values as limits
from questionnaires.conditions import shown
from questionnaires.enums import Kind
from questionnaires.models import Column, Question, SetVersion

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


@dataclass(frozen=True)
class Part:
    """One thing on the page: a statement, a field, or a table with its rows of fields."""

    question: Question
    field: forms.BoundField | None = None
    remove: forms.BoundField | None = None
    rows: tuple[tuple[forms.BoundField, ...], ...] = ()
    count: forms.BoundField | None = None
    can_add: bool = False


class PageForm(forms.Form):
    """Some questions of a version, with the answers so far.

    Its `cleaned_data` is answers by question key, as `save_answers` takes them. `parts` is what the
    template shows. `alone` is the one question of the page, if there is just one.

    Args:
        questions: asked on this page, with their choices and columns.
        values: kept answers by question key.
        data, files: what was posted, or None.
        may_be_empty: whether what must be answered may stay empty for now.
    """

    prefix = "q"
    has_more = False

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        values: Mapping[str, object],
        data=None,
        files=None,
        may_be_empty: bool = False,
    ):
        super().__init__(data, files)
        self.questions = list(questions)
        self.values = values
        self.may_be_empty = may_be_empty
        self.rows: dict[str, int] = {}
        self.cells: set[str] = set()
        asked = [question for question in self.questions if question.is_asked]
        self.alone = asked[0] if len(asked) == 1 and not asked[0].section.is_one_page else None
        if self.alone and self.alone.kind != Kind.TABLE:
            self.page_heading = self.alone.key
        for question in asked:
            self._add(question)

    # --- Fields ---------------------------------------------------------------------------------

    def _add(self, question: Question) -> None:
        if question.kind == Kind.TABLE:
            self._add_rows(question, self._number_of_rows(question))
            return
        value = self.values.get(question.key)
        self.fields[question.key] = _field(question, value)
        if question.kind == Kind.FILE and value and not question.is_required:
            self.fields[_remove(question)] = forms.BooleanField(
                label=_("Remove %(name)s") % {"name": value["name"]}, required=False
            )

    def _number_of_rows(self, question: Question) -> int:
        kept = self.values.get(question.key) or []
        number = max(len(kept), 1)
        if self.is_bound:
            typed = self.data.get(self.add_prefix(_count(question)), "")
            number = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 4 else 1
        return max(1, min(number, limits.most_rows(question)))

    def _add_rows(self, question: Question, number: int) -> None:
        kept = self.values.get(question.key) or []
        self.rows[question.key] = number
        self.fields[_count(question)] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=number
        )
        for row in range(number):
            cells = kept[row] if row < len(kept) else {}
            for column in question.columns.all():
                name = _cell(question, row, column)
                self.fields[name] = _cell_field(column, cells.get(column.key))
                self.cells.add(name)

    def with_another_row(self, key: str) -> "PageForm":
        """The same form with one row more in the table `key`; nothing typed is judged yet."""
        data = self.data.copy()
        name = self.add_prefix(f"{key}.rows")
        data[name] = str(self.rows.get(key, 0) + 1)
        longer = PageForm(self.questions, values=self.values, data=data, files=self.files)
        if key in longer.rows:
            data[name] = str(longer.rows[key])
        longer._errors, longer.cleaned_data = ErrorDict(), {}
        return longer

    @property
    def parts(self) -> list[Part]:
        """What the page shows, in order."""
        return [self._part(question) for question in self.questions]

    def _part(self, question: Question) -> Part:
        if not question.is_asked:
            return Part(question)
        if question.kind == Kind.TABLE:
            number = self.rows[question.key]
            columns = question.columns.all()
            return Part(
                question,
                rows=tuple(
                    tuple(self[_cell(question, row, column)] for column in columns)
                    for row in range(number)
                ),
                count=self[_count(question)],
                can_add=number < limits.most_rows(question),
            )
        remove = _remove(question)
        return Part(question, self[question.key], self[remove] if remove in self.fields else None)

    # --- Cleaning -------------------------------------------------------------------------------

    def _clean_fields(self):
        """Forget that something is empty where it may be: a whole row, or all for now."""
        super()._clean_fields()
        for name, errors in list(self._errors.as_data().items()):
            may_be_empty = self.may_be_empty or name in self.cells
            if may_be_empty and all(error.code == "required" for error in errors):
                del self._errors[name]

    def clean(self):
        """Answers by question key, each within its limits."""
        typed, answers = super().clean(), {}
        for question in self.questions:
            if not question.is_asked:
                continue
            if question.kind == Kind.TABLE:
                self._clean_table(question, typed, answers)
            elif question.key not in self._errors:
                self._clean_answer(question, typed, answers)
        return answers

    def _clean_answer(self, question, typed, answers) -> None:
        value = typed.get(question.key)
        if typed.get(_remove(question)) and not isinstance(value, UploadedFile):
            value = None
        try:
            if isinstance(value, UploadedFile):
                check_upload(
                    value, kinds=question.allowed_file_kinds, megabytes=question.max_megabytes
                )
                answers[question.key] = value
            else:
                answers[question.key] = limits.clean(question, value)
        except ValidationError as error:
            self.add_error(question.key, error)

    def _clean_table(self, question, typed, answers) -> None:
        """Check cell by cell, so that each error stands where it belongs."""
        columns = question.columns.all()
        rows, wrong = [], False
        for row in range(self.rows[question.key]):
            names = {column: _cell(question, row, column) for column in columns}
            cells = {column: typed.get(name) for column, name in names.items()}
            says_something = any(
                not limits.is_empty(value) or names[column] in self._errors
                for column, value in cells.items()
            )
            for column, value in cells.items():
                wrong |= self._clean_cell(
                    column, names[column], value, must=says_something and column.is_required
                )
            if says_something:
                rows.append({column.key: value for column, value in cells.items()})
        if wrong:
            return
        # A draft that is previewed may have no columns yet.
        if not rows and columns and question.is_required and not self.may_be_empty:
            first = _cell(question, 0, columns[0])
            self.add_error(first, _required(question))
            return
        answers[question.key] = limits.clean(question, rows)

    def _clean_cell(self, column, name, value, *, must: bool) -> bool:
        """Whether the cell is wrong; then its error is added."""
        if name in self._errors:
            return True
        try:
            if must and limits.is_empty(value):
                raise ValidationError(
                    _("Fill in “%(column)s”, or leave the whole row empty")
                    % {"column": column.label}
                )
            limits.clean_cell(column, value)
        except ValidationError as error:
            self.add_error(name, error)
            return True
        return False


def whole_form(version: SetVersion, *, data=None, files=None) -> PageForm:
    """Every question of a version on one page, for a form that is sent at once.

    Questions that an answer opens join the form as soon as it is posted. `has_more` says that the
    person hasn't seen some of them yet: show the form again before you keep its answers.

    Args:
        version: with its questions.
        data, files: what was posted, or None; `asked` in it names the questions that were shown.
    """
    questions = list(version.questions.all())
    form = PageForm(shown(questions, {}), values={}, data=data, files=files)
    while data is not None and form.is_valid():
        asked = shown(questions, form.cleaned_data)
        if asked == form.questions:
            break
        form = PageForm(asked, values={}, data=data, files=files)
        seen = set(data.get("asked", "").split())
        if any(question.is_asked and question.key not in seen for question in asked):
            form.has_more = True
            form._errors, form.cleaned_data = ErrorDict(), {}
            break
    return form


def _cell(question: Question, row: int, column: Column) -> str:
    return f"{question.key}.{row}.{column.key}"


def _count(question: Question) -> str:
    return f"{question.key}.rows"


def _remove(question: Question) -> str:
    return f"{question.key}.remove"


def _required(question: Question) -> str:
    words = {
        Kind.ONE: _("Choose an answer to “%(question)s”"),
        Kind.MANY: _("Choose an answer to “%(question)s”"),
        Kind.FILE: _("Choose a file for “%(question)s”"),
        Kind.DATE: _("Enter a date for “%(question)s”"),
    }
    return words.get(question.kind, _("Answer “%(question)s”")) % {"question": question.label}


def _field(question: Question, value) -> forms.Field:
    """The field of a question, holding the answer there is."""
    field = _FIELDS[question.kind](question)
    field.label = question.label
    field.help_text = _help(question, value)
    # A draft that is previewed may have no choices yet, and nothing to tick is nothing to demand.
    field.required = question.is_required and not (
        question.has_choices and not question.choices.all()
    )
    field.initial = _shown(question.kind, value)
    field.error_messages["required"] = _required(question)
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
                "megabytes": question.max_megabytes or MOST_MEGABYTES,
                "kinds": ", ".join(sorted(question.allowed_file_kinds)),
            }
        )
        if value:
            lines.append(
                _("You have sent %(name)s (%(size)s). Choose another file to replace it.")
                % {"name": value["name"], "size": filesizeformat(value["size"])}
            )
    if question.kind == Kind.MANY and not question.help:
        lines.append(_("Choose all that apply."))
    return " ".join(filter(None, lines))


def _short_text(question) -> forms.Field:
    return forms.CharField()


def _long_text(question) -> forms.Field:
    field = forms.CharField(widget=forms.Textarea)
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
    return {"choices": [(choice.value, choice.label) for choice in question.choices.all()]}


def _one(question) -> forms.Field:
    return _apart(question, forms.ChoiceField(widget=forms.RadioSelect, **_choices(question)))


def _many(question) -> forms.Field:
    boxes = forms.CheckboxSelectMultiple
    return _apart(question, forms.MultipleChoiceField(widget=boxes, **_choices(question)))


def _apart(question, field) -> forms.Field:
    field.exclusive = {choice.value for choice in question.choices.all() if choice.is_exclusive}
    return field


def _file(question) -> forms.Field:
    return forms.FileField(widget=forms.FileInput, allow_empty_file=True)


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


def _cell_field(column: Column, value) -> forms.Field:
    field = _FIELDS[column.kind](column)
    field.label = column.label
    field.required = column.is_required
    field.initial = _shown(column.kind, value)
    return field
