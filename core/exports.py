"""Tables as files: CSV and XLSX that a spreadsheet opens as text and never as formulas."""

import re
from collections.abc import Iterable, Sequence

from tablib import Dataset

CONTENT_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
# What neither XML nor a spreadsheet can hold.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def table_file(headings: Sequence, rows: Iterable[Sequence], *, kind: str) -> bytes:
    """The table as a file of `kind`, "csv" or "xlsx", with every cell as text.

    Raises:
        KeyError: `kind` is neither.
    """
    encode = {"csv": _csv, "xlsx": _xlsx}[kind]
    cells = [[_text(value) for value in row] for row in rows]
    return encode(Dataset(*cells, headers=[_text(heading) for heading in headings]))


def _text(value) -> str:
    """What is seen in the cell: an apostrophe keeps a leading = + - @ tab or CR from acting."""
    text = _CONTROL.sub("", "" if value is None else str(value))
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _csv(table: Dataset) -> bytes:
    """With a byte order mark, so that spreadsheets read it as UTF-8."""
    return table.export("csv").encode("utf-8-sig")


def _xlsx(table: Dataset) -> bytes:
    return table.export("xlsx")
