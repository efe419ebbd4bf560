"""What leaves the portal as a table is text to every spreadsheet."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook

from core.exports import table_response

HOSTILE = [
    "=1+1",
    '=HYPERLINK("http://evil.example","Click")',
    "+44 1582 000000",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\tplain",
    "\rplain",
    "\n=1+1",
    "  =1+1",
    "\xa0=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠SUM(A1)",
    "\x00=1+1",
]
HARMLESS = ["", "A plain name", "a=b", "O'Neill", "اردو", "#N/A", "0123", "1e5", "5 - 3", 'a;b,c"d']


def read_csv(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(response.getvalue().decode("utf-8-sig"), newline="")))


def read_xlsx(response) -> list[list]:
    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    return [[cell.value or "" for cell in row] for row in sheet]


def test_hostile_cells_and_headings_are_kept_from_acting():
    expected = ["'" + text.replace("\x00", "") for text in HOSTILE]
    for kind, read in (("csv", read_csv), ("xlsx", read_xlsx)):
        response = table_response(HOSTILE, [HOSTILE], kind=kind, name="x")
        got = [[text.replace("\r", "\n") for text in row] for row in read(response)]
        assert got == [[text.replace("\r", "\n") for text in expected]] * 2, kind


def test_harmless_cells_are_as_they_were():
    for kind, read in (("csv", read_csv), ("xlsx", read_xlsx)):
        response = table_response(HARMLESS, [HARMLESS], kind=kind, name="x")
        assert read(response) == [HARMLESS] * 2, kind


def test_text_in_a_workbook_is_text_and_stays_text():
    row = [*HOSTILE, *HARMLESS, True]
    response = table_response(range(len(row)), [row], kind="xlsx", name="x")
    sheet = load_workbook(io.BytesIO(response.getvalue())).active
    cells = [cell for line in sheet for cell in line if cell.value is not None]
    assert len(cells) == 2 * len(row) - 1
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}


def test_numbers_and_dates_are_such_to_a_spreadsheet():
    """29 March 2026, 01:00 in UTC is an hour later in Luton, which has just changed its clocks."""
    row = [-5, Decimal("1.5"), date(2026, 3, 29), datetime(2026, 3, 29, 1, 0, 9, 5, tzinfo=UTC)]
    response = table_response(list("abcd"), [row], kind="xlsx", name="x")
    cells = [*load_workbook(io.BytesIO(response.getvalue())).active][1]
    assert [cell.data_type for cell in cells] == ["n", "n", "d", "d"]
    values = [-5, 1.5, datetime(2026, 3, 29), datetime(2026, 3, 29, 2)]  # noqa: DTZ001
    assert [cell.value for cell in cells] == values
    assert [cell.number_format for cell in cells[2:]] == ["yyyy-mm-dd", "yyyy-mm-dd hh:mm"]
    table = read_csv(table_response(list("abcd"), [row], kind="csv", name="x"))
    assert table[1] == ["-5", "1.5", "2026-03-29", "2026-03-29 02:00"]


def test_a_day_before_all_spreadsheets_is_text():
    for kind, read in (("csv", read_csv), ("xlsx", read_xlsx)):
        table = read(table_response(["a"], [[date(1899, 12, 31)]], kind=kind, name="x"))
        assert table[1] == ["1899-12-31"]


def test_every_cell_of_a_csv_file_is_in_quotes():
    response = table_response(["a"], [["b;=1+1"]], kind="csv", name="x")
    assert response.getvalue() == '\ufeff"a"\r\n"b;=1+1"\r\n'.encode()


def test_values_that_are_not_text():
    row = [None, _("Luton")]
    for kind, read in (("csv", read_csv), ("xlsx", read_xlsx)):
        table = read(table_response(list("ab"), [row], kind=kind, name="x"))
        assert table[1] == ["", "Luton"], kind


def test_what_no_file_can_hold_is_left_out():
    for kind, read in (("csv", read_csv), ("xlsx", read_xlsx)):
        response = table_response(
            ["a"], [["x\x0b\x1f\ud800\ufffey"], ["z" * 40_000]], kind=kind, name="x"
        )
        table = read(response)
        assert table[1] == ["xy"], kind
        assert table[2][0].startswith("z" * 32_000), kind


def test_csv_is_sent_as_the_rows_come():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield [number]

    parts = iter(table_response(["a"], rows(), kind="csv", name="x"))
    next(parts), next(parts)
    assert taken == []
    next(parts)
    assert taken == [0]


@pytest.mark.parametrize(
    ("name", "filename"),
    [
        ("Who's here?", "whos-here.csv"),
        ('../../etc/"passwd"\r\nX-Evil: 1', "etcpasswd-x-evil-1.csv"),
        ("اردو", "table.csv"),
    ],
)
def test_the_file_has_a_safe_name_and_no_cache_keeps_it(name, filename):
    response = table_response(["a"], [], kind="csv", name=name)
    assert response["Content-Disposition"] == f'attachment; filename="{filename}"'
    assert response["Cache-Control"] == "no-store"


def test_there_is_no_third_kind():
    with pytest.raises(KeyError):
        table_response(["a"], [], kind="html", name="x")
