"""Questions as a form: fields by kind, limits by `questionnaires.values`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _

from questionnaires import values as limits
from questionnaires.enums import ASKED_WHERE, Kind
from questionnaires.fields import cell_field, question_field, required_words
from questionnaires.models import Column, Question, SetVersion


@dataclass(frozen=True)
class Part:
    """One thing on the page: a statement, a field, or a table with its rows of fields."""

    question: Question
    field: forms.BoundField | None = None
    remove: forms.BoundField | None = None
    rows: tuple[tuple[forms.BoundField, ...], ...] = ()
    count: forms.BoundField | None = None
    can_add: bool = False
    saved_meanwhile: str = ""
    # Whether an answer on this page opens it, so that the script can.
    is_opened_here: bool = False
    waits: bool = False

    @property
    def asked_where(self) -> str:
        """For the script: how the wanted value must stand to the answer, as words of `Stands`."""
        return " ".join(sorted(ASKED_WHERE[self.question.show_if_operator]))


MADE_FROM, VERSION = "made_from", "version"


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
    # The question that is the heading of its page.
    page_heading = ""
    has_more = False
    # Of a form of a whole version: which, and whether what was posted is about another.
    version: SetVersion | None = None
    is_of_other_version = False

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
        self.meanwhile: dict[str, str] = {}
        self.on_page = self.questions
        # The parts by key that an answer on this very page opens: the script shows them at once.
        self.opened: dict[str, Part] = {}
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
        self.fields[question.key] = question_field(question, value)
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
                self.fields[name] = cell_field(column, cells.get(column.key))
                self.cells.add(name)

    def with_another_row(self, key: str) -> "PageForm":
        """The same form with one row more in the table `key`; nothing typed is judged yet."""
        data = self.data.copy()
        name = self.add_prefix(f"{key}.rows")
        data[name] = str(self.rows.get(key, 0) + 1)
        longer = PageForm(self.questions, values=self.values, data=data, files=self.files)
        with_opened(longer, self.on_page)
        if key in longer.rows:
            data[name] = str(longer.rows[key])
            last = longer.rows[key] - 1
            question = next(one for one in self.questions if one.key == key)
            first = _cell(question, last, question.columns.all()[0])
            longer.fields[first].widget.attrs["autofocus"] = True
        longer._errors, longer.cleaned_data = ErrorDict(), {}
        return longer

    # --- What was saved since -------------------------------------------------------------------

    @property
    def made_from(self) -> str:
        """Marks of the answers that the form was made from; `values.marks_in` reads them back."""
        posted = self.data.get(MADE_FROM) if self.is_bound and not self.meanwhile else None
        if posted is not None:
            return posted
        return " ".join(
            f"{question.key}={limits.digest(self.values.get(question.key))}"
            for question in self.questions
            if question.is_asked
        )

    def show_saved_meanwhile(
        self, questions: Iterable[Question], who: Callable[[str], str] = lambda _key: ""
    ) -> None:
        """Put what is saved now beside what was typed, and take the next answer as the last.

        Args:
            who: from the key of a question to the name of who answered it, or "".
        """
        for question in questions:
            saved = limits.text_of(question, self.values.get(question.key))
            self.meanwhile[question.key] = saved or _("Nothing said")
            name = question.key if question.key in self.fields else None
            person = who(question.key)
            words = (
                _(
                    "%(person)s answered “%(question)s” meanwhile. Look at both, then go on with "
                    "what you want to keep"
                )
                if person
                else _(
                    "“%(question)s” was answered in another window meanwhile. Look at both, then "
                    "go on with what you want to keep"
                )
            )
            self.add_error(name, words % {"question": question.label, "person": person})

    @property
    def uploads(self) -> dict[str, File]:
        """The files among the answers that are as they should be."""
        answers = self.cleaned_data or {}
        return {key: value for key, value in answers.items() if isinstance(value, File)}

    @property
    def parts(self) -> list[Part]:
        """What the page shows, and what waits to be opened on it, in order."""
        return [
            self.opened.get(question.key) or self.part(question)
            for question in self.on_page
            if question in self.questions or question.key in self.opened
        ]

    def part(self, question: Question) -> Part:
        """One question of the form as the page shows it."""
        earlier = question.show_if_question
        said = {
            "saved_meanwhile": self.meanwhile.get(question.key, ""),
            "is_opened_here": bool(earlier and earlier in self.on_page and earlier.has_choices),
        }
        if not question.is_asked:
            return Part(question, **said)
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
                **said,
            )
        remove = _remove(question)
        return Part(
            question,
            self[question.key],
            self[remove] if remove in self.fields else None,
            **said,
        )

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
        if typed.get(_remove(question)) and not isinstance(value, File):
            value = None
        try:
            if isinstance(value, File):
                answers[question.key] = value
            else:
                answers[question.key] = limits.clean(question, value, for_now=self.may_be_empty)
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
            self.add_error(first, required_words(question))
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


def with_opened(form: PageForm, on_page: Sequence[Question]) -> PageForm:
    """The form, with the parts that aren't asked yet and that an answer on it would open."""
    form.on_page = list(on_page)
    later = [question for question in on_page if question not in form.questions]
    seen = seen_in(form.data) if form.is_bound else set()
    kept = PageForm(later, values=form.values)
    typed = PageForm(later, values=form.values, data=form.data) if seen else kept
    typed._errors, typed.cleaned_data = ErrorDict(), {}
    typed.on_page = kept.on_page = form.on_page
    # What an answer opens is no page of its own, also where it is the only one.
    typed.page_heading = kept.page_heading = ""
    parts = [(typed if one.key in seen else kept).part(one) for one in later]
    opened = [replace(part, waits=True) for part in parts if part.is_opened_here]
    form.opened = {part.question.key: part for part in opened}
    return form


def seen_in(data) -> set[str]:
    """The keys of the questions that the person was shown, as the page posts them."""
    return {key for named in data.getlist("asked") for key in named.split()}


def _cell(question: Question, row: int, column: Column) -> str:
    return f"{question.key}.{row}.{column.key}"


def _count(question: Question) -> str:
    return f"{question.key}.rows"


def _remove(question: Question) -> str:
    return f"{question.key}.remove"
