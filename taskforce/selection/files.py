"""Features and people as CSV files, in the format that the Sortition Foundation's tools read.

Features: columns `feature, value, min, max`, or `category, name, min, max` as older files have
them, and perhaps `min_flex, max_flex`. People: a column `id`, and one for each feature; others are
kept aside. Case and spacing make no difference to headings and values.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from taskforce.selection.errors import UnusableFile
from taskforce.selection.model import LARGEST_NUMBER
from taskforce.selection.pool import NO_HOUSEHOLD, Person, Pool, Target, folded

LARGEST_FILE = 50_000_000
LONGEST_VALUE = 1_000
_OLD_HEADINGS = {"category": "feature", "name": "value"}


@dataclass(frozen=True)
class Row:
    """A row of a file: its number as a spreadsheet shows it, and its cells by heading."""

    number: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A file that has been read: its name, its headings as they were written, and its rows."""

    file: str
    headings: dict[str, str]
    rows: tuple[Row, ...]

    def fault(self, code: str, words: str, row: Row | None = None, heading: str = ""):
        """The error that says what is wrong at a place of this file."""
        return UnusableFile(
            code,
            words,
            file=self.file,
            row=row.number if row else None,
            column=self.headings.get(heading, heading),
        )

    def needs(self, *headings: str) -> None:
        """Raise UnusableFile unless there are these columns."""
        for heading in headings:
            if heading not in self.headings:
                words = f"there is no column {heading!r}"
                raise UnusableFile("no-column", words, file=self.file, row=1, column=heading)


def read_file(path: str | Path) -> tuple[str, bytes]:
    """The name and the content of a file.

    Raises:
        UnusableFile: `unreadable` or `too-large`.
    """
    try:
        content = Path(path).read_bytes()
    except (OSError, ValueError) as error:
        words = getattr(error, "strerror", None) or "the file can't be opened"
        raise UnusableFile("unreadable", words, file=str(path)) from error
    return str(path), content


def read_table(file: str, content: bytes) -> Table:
    """The rows of a CSV file; empty ones are passed over.

    Raises:
        UnusableFile: it isn't UTF-8, isn't CSV, is too large, or has a faulty heading or row.
    """
    if len(content) > LARGEST_FILE:
        raise UnusableFile("too-large", "the file is above 50 MB", file=file)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = content[: error.start].count(b"\n") + 1
        raise UnusableFile("not-utf-8", "this isn't text in UTF-8", file=file, row=row) from error
    if "\0" in text:
        row = text[: text.index("\0")].count("\n") + 1
        raise UnusableFile("not-text", "there is a character that no text has", file=file, row=row)
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    numbered = _numbered(file, lines)
    headings = _headings(file, next(numbered, (1, []))[1])
    rows = tuple(_row(file, number, cells, headings) for number, cells in numbered if any(cells))
    return Table(file, headings, rows)


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


def _headings(file: str, cells: list[str]) -> dict[str, str]:
    if not any(cells):
        raise UnusableFile("no-headings", "there are no headings", file=file, row=1)
    headings: dict[str, str] = {}
    for cell in cells:
        if folded(cell) in headings:
            words = "there are two columns of this name"
            raise UnusableFile("duplicate-column", words, file=file, row=1, column=cell)
        headings[folded(cell)] = cell
    return headings


def _row(file: str, number: int, cells: list[str], headings: dict[str, str]) -> Row:
    if len(cells) > len(headings) and any(cells[len(headings) :]):
        words = f"there are {len(cells)} cells under {len(headings)} headings"
        raise UnusableFile("too-many-cells", words, file=file, row=number)
    padded = cells + [""] * (len(headings) - len(cells))
    for heading, cell in zip(headings.values(), padded, strict=False):
        if len(cell) > LONGEST_VALUE:
            words = f"the text is longer than {LONGEST_VALUE:,} characters"
            raise UnusableFile("too-long", words, file=file, row=number, column=heading)
    return Row(number, dict(zip(headings, padded, strict=False)))


@dataclass(frozen=True)
class Features:
    """The targets of a file, and the row each was read from."""

    table: Table
    targets: tuple[Target, ...]
    rows: tuple[Row, ...]


def read_features(file: str, content: bytes) -> Features:
    """The targets of a features file.

    Raises:
        UnusableFile: naming the file, the row and the column.
    """
    table = read_table(file, content)
    if "feature" not in table.headings and "category" in table.headings:
        table = _modern(table)
    table.needs("feature", "value", "min", "max")
    if not table.rows:
        raise table.fault("no-features", "there are no features")
    seen: set[tuple[str, str]] = set()
    targets = []
    for row in table.rows:
        target = _target(table, row)
        key = (folded(target.feature), folded(target.value))
        if key in seen:
            words = f"{target.feature}, {target.value} is here for the second time"
            raise table.fault("duplicate-value", words, row, "value")
        seen.add(key)
        targets.append(target)
    return Features(table, tuple(targets), table.rows)


def _modern(table: Table) -> Table:
    def renamed(cells):
        return {_OLD_HEADINGS.get(heading, heading): cell for heading, cell in cells.items()}

    rows = tuple(Row(row.number, renamed(row.cells)) for row in table.rows)
    return Table(table.file, renamed(table.headings), rows)


def _target(table: Table, row: Row) -> Target:
    for heading in ("feature", "value"):
        if not row.cells[heading]:
            raise table.fault("empty", "there is nothing in this cell", row, heading)
    low, high = _number(table, row, "min"), _number(table, row, "max")
    if low > high:
        words = f"the minimum {low} is above the maximum {high}"
        raise table.fault("minimum-above-maximum", words, row, "min")
    flex = {
        heading: _number(table, row, heading)
        for heading in ("min_flex", "max_flex")
        if row.cells.get(heading)
    }
    return Target(
        feature=row.cells["feature"],
        value=row.cells["value"],
        minimum=low,
        maximum=high,
        min_flex=min(flex["min_flex"], low) if "min_flex" in flex else None,
        max_flex=max(flex["max_flex"], high) if "max_flex" in flex else None,
    )


def _number(table: Table, row: Row, heading: str) -> int:
    text = row.cells[heading]
    if not (text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()):
        shown = repr(text[:40]) if text else "an empty cell"
        raise table.fault("not-a-number", f"{shown} isn't a whole number", row, heading)
    if text.startswith("-"):
        raise table.fault("negative", f"{text[:40]} is below zero", row, heading)
    if len(text) > len(str(LARGEST_NUMBER)) or int(text) > LARGEST_NUMBER:
        raise table.fault("too-large", "the number is above a million", row, heading)
    return int(text)


def read_people(
    file: str, content: bytes, features: Features, *, size: int, household_column: str = ""
) -> tuple[Pool, tuple[Target, ...]]:
    """The pool of a people file, and the targets that it is to meet.

    A household column that is a feature too, as other tools want it, is left out of the targets,
    if it asks for no more than one person of each household.

    Args:
        size: of the panel; the household column's targets are looked at in its light.
        household_column: a heading, or "" where households don't count.

    Raises:
        UnusableFile: naming the file, the row and the column.
    """
    table = read_table(file, content)
    household = folded(household_column)
    targets = _without_households(features, household, size)
    wanted = list(dict.fromkeys(folded(t.feature) for t in targets))
    table.needs("id", *wanted, *([household] if household else []))
    if not table.rows:
        raise table.fault("no-people", "there are no people")
    known = {(folded(t.feature), folded(t.value)) for t in targets}
    people, rows_of = [], {}
    for row in table.rows:
        id = row.cells["id"]
        if not id:
            raise table.fault("empty", "there is no id", row, "id")
        if id in rows_of:
            words = f"the id {id[:40]!r} is in row {rows_of[id]} already"
            raise table.fault("duplicate-id", words, row, "id")
        rows_of[id] = row.number
        for feature in wanted:
            if (feature, folded(row.cells[feature])) not in known:
                words = f"{row.cells[feature][:40]!r} isn't a value of this feature"
                raise table.fault("unknown-value", words, row, feature)
        people.append(_person(table, row, wanted, household))
    return Pool(tuple(people), households=bool(household)), targets


def _person(table: Table, row: Row, wanted: list[str], household: str) -> Person:
    apart = {"id", household, *wanted}
    home = row.cells.get(household, "") if household else ""
    return Person(
        id=row.cells["id"],
        values={table.headings[feature]: row.cells[feature] for feature in wanted},
        household="" if folded(home) in NO_HOUSEHOLD else home,
        extra={table.headings[h]: cell for h, cell in row.cells.items() if h not in apart},
    )


def _without_households(features: Features, household: str, size: int) -> tuple[Target, ...]:
    kept = []
    for target, row in zip(features.targets, features.rows, strict=True):
        if not household or folded(target.feature) != household:
            kept.append(target)
            continue
        needed = size if folded(target.value) in NO_HOUSEHOLD else 1
        if target.minimum > 0 or target.maximum < needed:
            words = "the household column can't have a target beside one person of each household"
            raise features.table.fault("household-target", words, row, "feature")
    return tuple(kept)
