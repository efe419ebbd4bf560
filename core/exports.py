"""Tables as files: CSV and XLSX in which text stays text and never becomes a formula.

Numbers are numbers to a spreadsheet, dates are dates, and a moment is Luton's, to the minute.
"""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.timezone import is_aware, localtime
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.text import for_xml

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
# No spreadsheet knows an earlier day.
_FIRST_YEAR = 1900
_BYTE_ORDER_MARK = "\ufeff"
_DAY, _MINUTE, _TEXT = "yyyy-mm-dd", "yyyy-mm-dd hh:mm", "@"


def table_response(
    headings: Sequence, rows: Iterable[Sequence], *, kind: str, name: str
) -> HttpResponseBase:
    """The table as a download that no cache keeps; CSV is sent as `rows` come.

    Args:
        headings: one for each column.
        rows: as many values in each as there are headings: numbers, dates and moments as such.
        kind: "csv" or "xlsx".
        name: what the file is called, in any words.

    Raises:
        KeyError: `kind` is neither.
    """
    content_type = CONTENT_TYPES[kind]
    table = _table(headings, rows)
    if kind == "csv":
        response = StreamingHttpResponse(_csv(table), content_type=content_type)
    else:
        response = HttpResponse(_xlsx(table), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{slugify(name) or 'table'}.{kind}"
    )
    response["Cache-Control"] = "no-store"
    return response


def csv_text(headings: Sequence, rows: Iterable[Sequence], *, mark: bool = True) -> str:
    """The same table as the text of a CSV file, for what is published and kept.

    Args:
        mark: whether a byte order mark stands first, so that spreadsheets read UTF-8.
    """
    text = "".join(_csv(_table(headings, rows)))
    return text if mark else text.removeprefix(_BYTE_ORDER_MARK)


def _table(headings: Sequence, rows: Iterable[Sequence]) -> Iterator[list]:
    for row in _chain(map(str, headings), rows):
        yield [_cell(value) for value in row]


def _chain(headings: Iterable, rows: Iterable[Sequence]) -> Iterator[Sequence]:
    yield headings
    yield from rows


def _cell(value) -> str | int | float | Decimal | date:
    """A number, a day or a moment of Luton's as it is; all else as text."""
    if isinstance(value, date) and value.year < _FIRST_YEAR:
        return value.isoformat()
    if isinstance(value, datetime):
        local = localtime(value) if is_aware(value) else value
        return local.replace(tzinfo=None, second=0, microsecond=0)
    is_typed = isinstance(value, int | float | Decimal | date) and not isinstance(value, bool)
    return value if is_typed else _text(value)


def _text(value) -> str:
    """What is seen in the cell: an apostrophe keeps it from acting as a formula."""
    text = for_xml("" if value is None else str(value))
    # NFKC makes full-width signs plain ones, as some spreadsheets do.
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if first in {"=", "+", "-", "@"} or text.startswith(("\t", "\r")) else text


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(table: Iterator[list]) -> Iterator[str]:
    """With a byte order mark, so that spreadsheets read UTF-8; every cell in quotes."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield _BYTE_ORDER_MARK
    for cells in table:
        yield writer.writerow([_in_csv(value) for value in cells])


def _in_csv(value) -> str:
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else str(value)


def _xlsx(table: Iterator[list]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in table:
        sheet.append([_sheet_cell(sheet, value) for value in cells])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _sheet_cell(sheet, value) -> WriteOnlyCell:
    """A cell of the value's own type; text stays text when somebody edits it."""
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = _TEXT
    elif isinstance(value, date):
        cell.number_format = _MINUTE if isinstance(value, datetime) else _DAY
    return cell
