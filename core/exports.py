"""Tables as files: CSV and XLSX that a spreadsheet opens as text and never as formulas."""

import csv
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from core.text import for_xml

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_BYTE_ORDER_MARK = "\ufeff"


def table_response(
    headings: Sequence, rows: Iterable[Sequence], *, kind: str, name: str
) -> HttpResponseBase:
    """The table as a download that no cache keeps; CSV is sent as `rows` come.

    Args:
        headings: one for each column.
        rows: as many values in each as there are headings.
        kind: "csv" or "xlsx".
        name: what the file is called, in any words.

    Raises:
        KeyError: `kind` is neither.
    """
    content_type = CONTENT_TYPES[kind]
    table = ([_text(value) for value in row] for row in _chain(headings, rows))
    if kind == "csv":
        response = StreamingHttpResponse(_csv(table), content_type=content_type)
    else:
        response = HttpResponse(_xlsx(table), content_type=content_type)
    response["Content-Disposition"] = content_disposition_header(
        as_attachment=True, filename=f"{slugify(name) or 'table'}.{kind}"
    )
    response["Cache-Control"] = "no-store"
    return response


def _chain(headings: Sequence, rows: Iterable[Sequence]) -> Iterator[Sequence]:
    yield headings
    yield from rows


def _text(value) -> str:
    """What is seen in the cell: an apostrophe keeps it from acting as a formula."""
    text = for_xml("" if value is None else str(value))
    if isinstance(value, int | float | Decimal):
        return text
    # NFKC makes full-width signs plain ones, as some spreadsheets do.
    first = unicodedata.normalize("NFKC", text.lstrip()[:1])
    return f"'{text}" if first in {"=", "+", "-", "@"} or text.startswith(("\t", "\r")) else text


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv(table: Iterator[list[str]]) -> Iterator[str]:
    """With a byte order mark, so that spreadsheets read UTF-8; every cell in quotes."""
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    yield _BYTE_ORDER_MARK
    for cells in table:
        yield writer.writerow(cells)


def _xlsx(table: Iterator[list[str]]) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for cells in table:
        sheet.append([_text_cell(sheet, text) for text in cells])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet, text: str) -> WriteOnlyCell:
    """A cell that is text and stays so when somebody edits it."""
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.number_format = "@"
    return cell
