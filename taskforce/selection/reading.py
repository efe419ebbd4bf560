"""CSV files as spreadsheets and other tools write them: encoding, delimiter, headings, rows.

UTF-8, UTF-16 and Windows-1252; commas, semicolons and tabs. All text is composed (NFC). Columns
that nobody asks for may have any content, one heading more than once, or none.
"""

import csv
import io
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from taskforce.selection.errors import UnusableFile
from taskforce.selection.pool import folded

LARGEST_FILE = 50_000_000
LONGEST_VALUE = 1_000
DELIMITERS = ",;\t"
# How the first column is called where it has no heading: as spreadsheets call it.
UNNAMED = "A"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


@dataclass(frozen=True)
class Row:
    """A row of a file: its number as a spreadsheet shows it, and its cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A file that has been read.

    Attributes:
        file: its name.
        headings: as they are compared, and as they were written, from left to right. The first
            column is there even if it has no heading, as "".
        repeated: headings that several columns have; the first of them is the one that was read.
        rows: what stands below.
    """

    file: str
    headings: dict[str, str]
    repeated: frozenset[str]
    rows: tuple[Row, ...]

    def fault(self, code: str, words: str, row: Row | None = None, heading: str = ""):
        """The error that says what is wrong at a place of this file."""
        return UnusableFile(
            code,
            words,
            file=self.file,
            row=row.number if row else None,
            column=self.headings.get(heading, heading) if row else "",
        )

    def needs(self, *headings: str) -> None:
        """Raise UnusableFile unless each of these is one column whose cells aren't too long."""
        for heading in headings:
            if heading not in self.headings:
                words = f"there is no column {heading!r}"
                raise UnusableFile("no-column", words, file=self.file, row=1, column=heading)
            if heading in self.repeated:
                raise UnusableFile(
                    "duplicate-column",
                    "there are two columns of this name",
                    file=self.file,
                    row=1,
                    column=self.headings[heading],
                )
            for row in self.rows:
                if len(row.cells[heading]) > LONGEST_VALUE:
                    words = f"the text is longer than {LONGEST_VALUE:,} characters"
                    raise self.fault("too-long", words, row, heading)


def read_file(path: str | Path) -> tuple[str, bytes]:
    """The name and the content of a file.

    Raises:
        UnusableFile: `unreadable`.
    """
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "the file can't be opened"
        raise UnusableFile("unreadable", words, file=str(path)) from error
    return str(path), content


def read_table(file: str, content: bytes, known: Collection[str]) -> Table:
    """The rows of a CSV file; empty ones are passed over.

    Args:
        known: headings to look for, as they are compared; what parts the columns is whatever
            finds most of them.

    Raises:
        UnusableFile: it isn't text, isn't CSV, is too large, or has no headings or a faulty row.
    """
    if len(content) > LARGEST_FILE:
        raise UnusableFile("too-large", "the file is above 50 MB", file=file)
    text = _text(file, content)
    delimiter = max(DELIMITERS, key=lambda mark: _found(text, mark, known))
    lines = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter)
    numbered = _numbered(file, lines)
    written = _headings(file, next(numbered, (1, []))[1])
    places: dict[str, int] = {}
    repeated = set()
    for place, heading in enumerate(written):
        key = folded(heading)
        if key in places:
            repeated.add(key)
        elif key or not place:
            places[key] = place
    rows = tuple(
        _row(file, number, cells, places, len(written)) for number, cells in numbered if any(cells)
    )
    headings = {key: written[place] or UNNAMED for key, place in places.items()}
    return Table(file, headings, frozenset(repeated), rows)


def _text(file: str, content: bytes) -> str:
    """The text of a file, composed."""
    try:
        text = content.decode(_encoding(file, content))
    except UnicodeDecodeError as error:
        raise _not_text(file, content[: error.start].count(b"\n") + 1) from error
    if "\0" in text:
        raise _not_text(file, text[: text.index("\0")].count("\n") + 1)
    return unicodedata.normalize("NFC", text)


def _not_text(file: str, row: int) -> UnusableFile:
    words = "there is a character that no text has; save the file as CSV in UTF-8"
    return UnusableFile("not-text", words, file=file, row=row)


def _encoding(file: str, content: bytes) -> str:
    """UTF-8 if it can be; else UTF-16, known by its mark or its noughts; else Windows-1252."""
    for mark, encoding in _BOMS.items():
        if content.startswith(mark):
            return encoding
    for name, noughts in (("utf-16-le", content[1::2]), ("utf-16-be", content[::2])):
        if noughts.count(0) > len(content) / 4:
            return name
    try:
        content.decode()
    except UnicodeDecodeError as error:
        # What is UTF-8 elsewhere is damaged here, and no Windows-1252.
        if content.decode(errors="ignore").isascii():
            return "cp1252"
        raise _not_text(file, content[: error.start].count(b"\n") + 1) from error
    return "utf-8"


def _found(text: str, delimiter: str, known: Collection[str]) -> tuple[int, int]:
    """How many known headings this delimiter finds in the first row, and how many at all."""
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        cells = [folded(cell) for cell in next(lines, [])]
    except csv.Error:
        return 0, 0
    return len({cell for cell in cells if cell in known}), len(cells)


def _numbered(file: str, lines) -> Iterator[tuple[int, list[str]]]:
    number = 0
    while True:
        number += 1
        try:
            cells = next(lines)
        except StopIteration:
            return
        except csv.Error as error:
            words = f"this isn't CSV: {error}"
            raise UnusableFile("not-csv", words, file=file, row=number) from error
        yield number, [cell.strip() for cell in cells]


def _headings(file: str, cells: list[str]) -> list[str]:
    """The headings without those at the end that are empty."""
    if not any(cells):
        raise UnusableFile("no-headings", "there are no headings", file=file, row=1)
    while not cells[-1]:
        cells = cells[:-1]
    return cells


def _row(file: str, number: int, cells: list[str], places: dict[str, int], width: int) -> Row:
    if any(cells[width:]):
        filled = max(place for place, cell in enumerate(cells, start=1) if cell)
        words = f"there are {filled} cells under {width} headings"
        raise UnusableFile("too-many-cells", words, file=file, row=number)
    padded = cells + [""] * (width - len(cells))
    return Row(number, {key: padded[place] for key, place in places.items()})
