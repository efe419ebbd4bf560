"""Rows that are pasted from a spreadsheet, or typed a line each."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.fields import PoundsField

MOST_LINES = 100


@dataclass(frozen=True)
class Cell:
    """One column of a row.

    Args:
        name: what it is called, for who reads what is wrong.
        field: reads what was typed.
        show: value -> how it is typed.
    """

    name: str
    field: forms.Field
    show: callable = str


class LinesField(forms.CharField):
    """Rows of cells, a line each, cells apart by a tab or a semicolon; its value is tuples."""

    def __init__(self, *, cells: Iterable[Cell], most: int = MOST_LINES, **options):
        self.cells, self.most = tuple(cells), most
        widget = forms.Textarea(attrs={"rows": 8})
        super().__init__(**{"widget": widget, "max_length": most * 250} | options)

    def clean(self, value) -> list[tuple]:
        """Read every line. Raises ValidationError naming each line that isn't right, and why."""
        typed = super().clean(value) or ""
        lines = [line for line in typed.splitlines() if line.strip()]
        if len(lines) > self.most:
            words = _("These are %(number)d lines; %(most)d are the most.")
            raise ValidationError(words % {"number": len(lines), "most": self.most})
        rows, wrong = [], []
        for number, line in enumerate(lines, start=1):
            try:
                rows.append(self._row(line))
            except ValidationError as error:
                for message in error.messages:
                    words = _("Line %(number)d: %(message)s")
                    wrong.append(words % {"number": number, "message": message})
        if wrong:
            raise ValidationError(wrong)
        return rows

    def _row(self, line: str) -> tuple:
        # A spreadsheet puts what has commas in it between quotation marks.
        cells = [one.strip().strip('"') for one in line.split("\t" if "\t" in line else ";")]
        if len(cells) > len(self.cells):
            names = ", ".join(str(cell.name) for cell in self.cells)
            raise ValidationError(
                _("there are more parts than these: %(names)s.") % {"names": names}
            )
        cells += [""] * (len(self.cells) - len(cells))
        return tuple(self._cell(cell, typed) for cell, typed in zip(self.cells, cells, strict=True))

    def _cell(self, cell: Cell, typed: str):
        try:
            return cell.field.clean(typed)
        except ValidationError as error:
            words = " ".join(error.messages)
            raise ValidationError(f"{cell.name}: {words}") from None

    def prepare_value(self, value):
        """Show kept rows as they are typed; what was typed stays."""
        if not isinstance(value, list):
            return value
        return "\n".join(
            "; ".join(cell.show(one) for cell, one in zip(self.cells, row, strict=True))
            for row in value
        )

    def has_changed(self, initial, data):
        """Whether anything was typed over what was kept."""
        return super().has_changed(self.prepare_value(initial), data)


class YearField(forms.IntegerField):
    """A financial year by the one in which it begins, as 2026 or 2026/27."""

    def to_python(self, value):
        """The year, however it was written. Raises ValidationError."""
        if isinstance(value, str):
            value = re.sub(r"^\s*(\d{4})\s*[/-]\s*\d{2}\s*$", r"\1", value)
        return super().to_python(value)


class WordField(forms.CharField):
    """One of some words, in small letters or large, by its label or its value."""

    def __init__(self, choices, **options):
        self.known = {
            str(word).lower(): value for value, label in choices for word in (value, label)
        }
        self.words = ", ".join(str(label) for _value, label in choices)
        super().__init__(**options)

    def clean(self, value):
        """Its value. Raises ValidationError."""
        typed = super().clean(value).lower()
        if typed not in self.known:
            raise ValidationError(_("Write one of: %(words)s.") % {"words": self.words})
        return self.known[typed]


def pounds_typed(pence: int) -> str:
    """Pence as they are typed: 1250000 is 12,500."""
    return PoundsField().prepare_value(pence)
