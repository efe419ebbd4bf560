"""When something is planned, as a plan writes it; and rows that are pasted."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError

from core.fields import PoundsField
from investment.enums import FlowKind, Precision
from investment.moments import When, financial_year, read
from investment.times import WhenField
from officers.lines import Cell, LinesField, WordField, pounds_typed

CELLS = (
    Cell("kind", WordField(FlowKind.choices)),
    Cell("year", forms.IntegerField(min_value=2000, max_value=2099)),
    Cell("pounds", PoundsField(), pounds_typed),
    Cell("what", forms.CharField(max_length=20, required=False)),
)


@pytest.mark.parametrize(
    ("typed", "first", "last", "precision"),
    [
        ("February 2021", date(2021, 2, 1), date(2021, 2, 28), Precision.MONTH),
        ("feb 2024", date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH),
        ("March 2021 – December 2021", date(2021, 3, 1), date(2021, 12, 31), Precision.MONTH),
        ("April 2021-Dec. 2022", date(2021, 4, 1), date(2022, 12, 31), Precision.MONTH),
        (" 12 May 2027 ", date(2027, 5, 12), date(2027, 5, 12), Precision.DAY),
    ],
)
def test_the_words_of_a_plan_are_read(typed, first, last, precision):
    assert read(typed) == When(first, last, precision)


@pytest.mark.parametrize("written", ["February 2021", "March 2021 – December 2021", "12 May 2027"])
def test_they_are_said_as_they_were_written(written):
    assert str(read(written)) == written


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2027", "31 February 2027", "Smarch 2027", "May 2027 – March 2027", "May 1999",
     "1 – 2 May 2027", "May 2100", "May 2027 – June 2027 – July 2027"],
)  # fmt: skip
def test_anything_else_is_refused(typed):
    with pytest.raises(ValidationError):
        WhenField().clean(typed)


def test_a_financial_year_has_two():
    assert [financial_year(year) for year in (2026, 2099)] == ["2026/27", "2099/00"]


def test_rows_are_read_with_semicolons_or_as_a_spreadsheet_copies_them():
    field = LinesField(cells=CELLS)
    kept = [("income", 2027, 1_250_000, "Rooms; halls"), ("capital", 2026, 99, "")]
    assert field.clean("Income\t2027\t£12,500\tRooms; halls\n\nCAPITAL COST; 2026; 0.99") == kept


def test_what_is_kept_is_shown_as_it_is_typed_and_read_back():
    field = LinesField(cells=CELLS)
    kept = [("running", 2027, 1_250_050, "Heating")]
    assert field.prepare_value(kept) == "running; 2027; 12,500.50; Heating"
    assert field.clean(field.prepare_value(kept)) == kept


def test_every_line_that_is_wrong_is_named_and_nothing_is_taken():
    with pytest.raises(ValidationError) as raised:
        LinesField(cells=CELLS).clean("rent; 2027; 5\nincome; 1850; x; y\nincome;2027;5;a;b")
    said = " ".join(raised.value.messages)
    assert all(words in said for words in ("Line 1", "kind", "Line 2", "year", "Line 3"))


def test_more_lines_than_anybody_types_are_refused():
    with pytest.raises(ValidationError):
        LinesField(cells=CELLS).clean("income; 2027; 5\n" * 101)
