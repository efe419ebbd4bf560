"""What an answer may be: the one home of every limit of a question.

Kept as JSON: texts, postcodes and dates (ISO 8601) as strings; numbers as integers, money in
pence; one choice as its value, several as a list of values; a file as {"file", "name", "size"};
a table as a list of rows, each {column key: value}.
"""

import datetime
import json
import re
from hashlib import sha256

from django.core.exceptions import ValidationError
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.fields import DateField, PoundsField, WholeNumberField
from core.text import comparable, without_controls
from places.services import spaced_postcode
from questionnaires.enums import Kind
from questionnaires.models import Question
from questionnaires.models.questions import LARGEST, MOST_CHARACTERS, MOST_ROWS

SHORT_TEXT_MOST = 200
TEXTS = (Kind.SHORT_TEXT, Kind.LONG_TEXT)


def is_empty(value) -> bool:
    """Whether this says nothing."""
    return value is None or value in ("", [], {})


def clean(question: Question, value, *, for_now: bool = False):
    """`value` as it is kept, within the limits of the question.

    Args:
        question: with its choices and columns.
        value: as the module says; dates may be dates. Empty is None, "" or [].
        for_now: whether a text may be longer than it may be when it is sent.

    Returns:
        The value, or None where it says nothing.

    Raises:
        ValidationError: with words for the person who answers.
    """
    if isinstance(value, str):
        value = value.strip()
    if is_empty(value):
        return None
    kept = _CLEAN[question.kind](question, value)
    too_much = "" if for_now else too_long(question, kept)
    if too_much:
        raise ValidationError(too_much)
    return kept


def _text(question, value) -> str | None:
    if not isinstance(value, str):
        raise _unusable()
    text = without_controls(value.replace("\r\n", "\n")).strip()
    if len(text) > MOST_CHARACTERS:
        raise ValidationError(_characters(question, MOST_CHARACTERS, len(text)))
    return text or None


def too_long(question: Question, value) -> str:
    """By how much a kept text is longer than it may be, in words for the person; else ""."""
    if question.kind not in TEXTS or not isinstance(value, str):
        return ""
    most = most_characters(question)
    if len(value) > most:
        return _characters(question, most, len(value))
    words = len(value.split())
    if question.max_words and words > question.max_words:
        return ngettext(
            "“%(question)s” must be %(most)s word or fewer; you have %(number)s",
            "“%(question)s” must be %(most)s words or fewer; you have %(number)s",
            question.max_words,
        ) % {
            "question": question.label,
            "most": _grouped(question.max_words),
            "number": _grouped(words),
        }
    return ""


def _characters(question, most: int, number: int) -> str:
    return ngettext(
        "“%(question)s” must be %(most)s character or fewer; you have %(number)s",
        "“%(question)s” must be %(most)s characters or fewer; you have %(number)s",
        most,
    ) % {"question": question.label, "most": _grouped(most), "number": _grouped(number)}


def digest(value) -> str:
    """A short mark of a kept value, by which a form knows whether it has changed since."""
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()[:16]


def marks_in(text: str) -> dict[str, str]:
    """The marks by question key that `PageForm.made_from` wrote; nothing of what else it holds."""
    pairs = (mark.partition("=") for mark in text.split())
    return {key: mark for key, is_pair, mark in pairs if is_pair}


def most_characters(question) -> int:
    """How many characters an answer in words may have."""
    default = SHORT_TEXT_MOST if question.kind == Kind.SHORT_TEXT else MOST_CHARACTERS
    return question.max_characters or default


def _number(question, value) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) > LARGEST:
        raise ValidationError(_("Enter a whole number, like 12"))
    return _within(question, value, _grouped)


def _money(question, value) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= LARGEST:
        raise ValidationError(_("Enter an amount in pounds, like 250 or 99.50"))
    return _within(question, value, pounds)


def _within(question, value, show):
    if question.min_number is not None and value < question.min_number:
        raise ValidationError(_("Enter %(least)s or more") % {"least": show(question.min_number)})
    if question.max_number is not None and value > question.max_number:
        raise ValidationError(_("Enter %(most)s or less") % {"most": show(question.max_number)})
    return value


def _date(question, value) -> str:
    try:
        day = datetime.date.fromisoformat(value) if isinstance(value, str) else value
        text = day.isoformat()[:10]
    except (ValueError, AttributeError):
        raise ValidationError(_("Enter a real date in numbers, like 31 3 2026")) from None
    if question.earliest and day < question.earliest:
        raise ValidationError(
            _("Enter a date from %(day)s on") % {"day": date_format(question.earliest)}
        )
    if question.latest and day > question.latest:
        raise ValidationError(
            _("Enter a date up to %(day)s") % {"day": date_format(question.latest)}
        )
    return text


def _postcode(question, value) -> str:
    spaced = spaced_postcode(value) if isinstance(value, str) else ""
    if not spaced:
        raise ValidationError(_("Enter a full UK postcode, like LU1 2BQ"))
    return spaced


def _one(question, value) -> str:
    if value not in [choice.value for choice in question.choices.all()]:
        raise ValidationError(_("Choose one of the answers"))
    return value


def _many(question, value) -> list[str]:
    if not isinstance(value, list | tuple | set):
        raise _unusable()
    choices = [choice for choice in question.choices.all() if choice.value in value]
    if len(choices) != len({str(one) for one in value}):
        raise ValidationError(_("Choose from the answers"))
    alone = [choice for choice in choices if choice.is_exclusive]
    if alone and len(choices) > 1:
        raise ValidationError(
            _("Choose “%(choice)s” or other answers, not both") % {"choice": alone[0].label}
        )
    most = question.max_choices
    if most == 1 and len(choices) > 1:
        raise ValidationError(_("Choose one answer only"))
    if most and len(choices) > most:
        raise ValidationError(
            ngettext("Choose at most %(most)d answer", "Choose at most %(most)d answers", most)
            % {"most": most}
        )
    return [choice.value for choice in choices]


def _file(question, value) -> dict:
    if not isinstance(value, dict) or set(value) != {"file", "name", "size"}:
        raise _unusable()
    return value


def _table(question, value) -> list[dict]:
    if not isinstance(value, list | tuple) or not all(isinstance(row, dict) for row in value):
        raise _unusable()
    rows = [row for row in (_row(question, row) for row in value) if row]
    most = most_rows(question)
    if len(rows) > most:
        raise ValidationError(
            ngettext("Enter at most %(most)d row", "Enter at most %(most)d rows", most)
            % {"most": most}
        )
    return rows or None


def most_rows(question) -> int:
    """How many rows a table may have."""
    return question.max_rows or MOST_ROWS


def _row(question, row) -> dict:
    """The cells that say something; an empty row is no row."""
    columns = {column.key: column for column in question.columns.all()}
    if not row.keys() <= columns.keys():
        raise _unusable()
    cells = {}
    for key, column in columns.items():
        value = clean_cell(column, row.get(key))
        if value is not None:
            cells[key] = value
    missing = [c.label for key, c in columns.items() if c.is_required and key not in cells]
    if cells and missing:
        raise ValidationError(_("Fill in “%(column)s” in every row") % {"column": missing[0]})
    return cells


def clean_cell(column, value):
    """A cell of a table as it is kept, or None. Raises ValidationError."""
    return clean(Question(kind=column.kind, label=column.label), value)


def _unusable() -> ValidationError:
    return ValidationError(_("We can't use this answer. Answer again"))


def _statement(question, value):
    raise _unusable()


_CLEAN = {
    Kind.SHORT_TEXT: _text,
    Kind.LONG_TEXT: _text,
    Kind.NUMBER: _number,
    Kind.MONEY: _money,
    Kind.DATE: _date,
    Kind.POSTCODE: _postcode,
    Kind.ONE: _one,
    Kind.MANY: _many,
    Kind.FILE: _file,
    Kind.TABLE: _table,
    Kind.STATEMENT: _statement,
}

# --- One answer as text ---------------------------------------------------------------------------


def typed_answer(question: Question, text: str):
    """The answer that `text` is, as it is kept, or None: what an officer types in one box.

    Money is typed in pounds, a date as 31/3/2026 or 2026-03-31, a choice by its value or its words.

    Raises:
        ValidationError: it can't be an answer to this question.
    """
    read = _READ.get(question.kind, lambda _question, text: text)
    return clean(question, read(question, text) if text.strip() else None)


def as_text(kind: str, kept) -> str:
    """One kept answer in the one way in which a condition writes it; `typed_answer` reads it."""
    if kind == Kind.MONEY:
        return PoundsField().prepare_value(kept).replace(",", "")
    return str(kept)


def _typed_day(question, text):
    parts = re.split(r"[\s/.-]+", text.strip())
    return DateField().clean(parts[::-1] if len(parts[0]) == 4 else parts)


def _typed_choice(question, text):
    found = [choice for choice in question.choices.all() if choice.value == text.strip()]
    for choice in [] if found else question.choices.all():
        if comparable(text) in {comparable(choice.value), comparable(str(choice.label))}:
            found.append(choice)
    if len(found) != 1:
        values = ", ".join(choice.value for choice in question.choices.all())
        raise ValidationError(_("There is no such choice. Write one of: %s") % values)
    value = found[0].value
    return [value] if question.kind == Kind.MANY else value


_READ = {
    Kind.NUMBER: lambda _question, text: WholeNumberField().clean(text),
    Kind.MONEY: lambda _question, text: PoundsField().clean(text),
    Kind.DATE: _typed_day,
    Kind.ONE: _typed_choice,
    Kind.MANY: _typed_choice,
}

# --- As people read them ------------------------------------------------------------------------


def pounds(pence: int) -> str:
    """An amount as people write it: £250, £99.50."""
    whole, rest = divmod(pence, 100)
    return f"£{_grouped(whole)}" + (f".{rest:02}" if rest else "")


def _grouped(number: int) -> str:
    """A whole number as people in Luton read it, in every language: 1,000,465."""
    return f"{number:,}"


def text_of(question: Question, value) -> str:
    """A kept value as a person reads it, in the active language; "" where there is none."""
    if is_empty(value):
        return ""
    if question.kind in (Kind.ONE, Kind.MANY):
        labels = {choice.value: choice.label for choice in question.choices.all()}
        chosen = value if isinstance(value, list) else [value]
        return "\n".join(str(labels.get(one, one)) for one in chosen)
    if question.kind == Kind.TABLE:
        return "\n".join(_row_text(question, row) for row in value)
    return _plain_text(question.kind, value)


def _plain_text(kind, value) -> str:
    if kind == Kind.MONEY:
        return pounds(value)
    if kind == Kind.NUMBER:
        return _grouped(value)
    if kind == Kind.DATE:
        return date_format(datetime.date.fromisoformat(value))
    if kind == Kind.FILE:
        return value["name"]
    return value


def _row_text(question, row) -> str:
    return _("; ").join(
        _("%(label)s: %(value)s")
        % {"label": column.label, "value": _plain_text(column.kind, row[column.key])}
        for column in question.columns.all()
        if column.key in row
    )
