"""Files for spreadsheets."""

import csv
import io

import pytest
from openpyxl import load_workbook

from core.exports import table_file

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


def read(content, kind):
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    return [list(row) for row in load_workbook(io.BytesIO(content)).active.values]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_and_no_heading_acts_as_a_formula(kind, text):
    rows = read(table_file([text], [[text]], kind=kind), kind)
    for (cell,) in rows:
        assert cell.startswith("'")
        assert cell.lstrip("'").strip() == text.strip()


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_words_of_any_language_numbers_and_nothing_come_back_as_text(kind):
    rows = read(table_file(["نام", "n"], [['رات، "گلیاں"\nدو', 7], [None, ""]], kind=kind), kind)
    assert rows[:2] == [["نام", "n"], ['رات، "گلیاں"\nدو', "7"]]
    assert [cell or "" for cell in rows[2]] == ["", ""]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_no_file_can_hold_is_left_out(kind):
    assert read(table_file(["h"], [["a\x00\x0b\x1fb"]], kind=kind), kind)[1] == ["ab"]


def test_no_rows_are_a_file_with_headings():
    assert read(table_file(["h", "i"], [], kind="csv"), "csv") == [["h", "i"]]


def test_another_kind_is_refused():
    with pytest.raises(KeyError):
        table_file(["h"], [], kind="pdf")
