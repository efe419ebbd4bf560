"""Features and people as CSV files, in the format that the Sortition Foundation's tools read.

Features: columns `feature, value, min, max`, or with the older headings `category` and `name`, and
perhaps `min_flex, max_flex`. People: a column of ids, called `id` or standing first, and one for
each feature; others are kept aside. Case and spacing make no difference to headings and values.
"""

import re
from dataclasses import dataclass

from taskforce.selection.errors import UnusableFile
from taskforce.selection.model import LARGEST_NUMBER
from taskforce.selection.pool import NO_HOUSEHOLD, Person, Pool, Target, folded
from taskforce.selection.reading import Row, Table, read_file, read_table

__all__ = ["Features", "read_features", "read_file", "read_people"]

# The headings of each column of a features file; where a file has several, the first counts.
HEADINGS = {
    "feature": ("feature", "category"),
    "value": ("value", "name", "category value", "category_value", "category-value"),
    "min": ("min",),
    "max": ("max",),
    "min_flex": ("min_flex",),
    "max_flex": ("max_flex",),
}
NEEDED = ("feature", "value", "min", "max")
# Tools that keep numbers with decimals write 5 as 5.0; three noughts may be thousands.
_NOUGHTS = re.compile(r"(?<=[0-9])[.,]0{1,2}$")


@dataclass(frozen=True)
class Features:
    """The targets of a file, and the row each was read from.

    `columns` says which heading of the file holds each of `HEADINGS`.
    """

    table: Table
    columns: dict[str, str]
    targets: tuple[Target, ...]
    rows: tuple[Row, ...]


def read_features(file: str, content: bytes) -> Features:
    """The targets of a features file.

    Raises:
        UnusableFile: naming the file, the row and the column.
    """
    table = read_table(file, content, [name for names in HEADINGS.values() for name in names])
    columns = {
        column: next((name for name in names if name in table.headings), column)
        for column, names in HEADINGS.items()
    }
    flexible = [columns[flex] for flex in ("min_flex", "max_flex") if flex in table.headings]
    table.needs(*(columns[column] for column in NEEDED), *flexible)
    if not table.rows:
        raise table.fault("no-features", "there are no features")
    seen: set[tuple[str, str]] = set()
    targets = []
    for row in table.rows:
        target = _target(table, row, columns)
        key = (folded(target.feature), folded(target.value))
        if key in seen:
            words = f"{target.feature}, {target.value} is here for the second time"
            raise table.fault("duplicate-value", words, row, columns["value"])
        seen.add(key)
        targets.append(target)
    return Features(table, columns, tuple(targets), table.rows)


def _target(table: Table, row: Row, columns: dict[str, str]) -> Target:
    feature, value = columns["feature"], columns["value"]
    for heading in (feature, value):
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
        feature=row.cells[feature],
        value=row.cells[value],
        minimum=low,
        maximum=high,
        min_flex=min(flex["min_flex"], low) if "min_flex" in flex else None,
        max_flex=max(flex["max_flex"], high) if "max_flex" in flex else None,
    )


def _number(table: Table, row: Row, heading: str) -> int:
    text = _NOUGHTS.sub("", row.cells[heading])
    if not (text.removeprefix("-").isascii() and text.removeprefix("-").isdigit()):
        shown = repr(text[:40]) if text else "an empty cell"
        raise table.fault("not-a-number", f"{shown} isn't a whole number", row, heading)
    if text.startswith("-"):
        raise table.fault("negative", f"{text[:40]} is below zero", row, heading)
    if len(text) > len(str(LARGEST_NUMBER)) or int(text) > LARGEST_NUMBER:
        raise table.fault("too-large", "the number is above a million", row, heading)
    return int(text)


def read_people(
    file: str,
    content: bytes,
    features: Features,
    *,
    size: int,
    household_column: str = "",
    id_column: str = "",
) -> tuple[Pool, tuple[Target, ...]]:
    """The pool of a people file, and the targets that it is to meet.

    A household column that is a feature too, as other tools want it, is left out of the targets,
    if it asks for no more than one person of each household.

    Args:
        size: of the panel; the household column's targets are looked at in its light.
        household_column: a heading, or "" where households don't count.
        id_column: a heading, or "" for the column `id`, or the first if none is called so.

    Raises:
        UnusableFile: naming the file, the row and the column.
    """
    household = folded(household_column)
    targets = _without_households(features, household, size)
    wanted = list(dict.fromkeys(folded(t.feature) for t in targets))
    named = [*wanted, *([household] if household else [])]
    table = read_table(file, content, {"id", folded(id_column), *named})
    ids = folded(id_column) or _ids(table, named)
    table.needs(ids, *named)
    if not table.rows:
        raise table.fault("no-people", "there are no people")
    _refuse_repeated_ids(table, ids)
    known = {(folded(t.feature), folded(t.value)) for t in targets}
    for row in table.rows:
        for feature in wanted:
            if (feature, folded(row.cells[feature])) not in known:
                words = f"{row.cells[feature][:40]!r} isn't a value of this feature"
                raise table.fault("unknown-value", words, row, feature)
    people = tuple(_person(table, row, ids, wanted, household) for row in table.rows)
    return Pool(people, households=bool(household)), targets


def _ids(table: Table, named: list[str]) -> str:
    """The heading of the ids: `id`, or whatever stands first and is nothing else."""
    first = next(iter(table.headings))
    if "id" in table.headings or first not in named:
        return "id" if "id" in table.headings else first
    words = "no column says who is who: call one id, let it stand first, or name it (--id-column)"
    raise UnusableFile("no-column", words, file=table.file, row=1, column="id")


def _refuse_repeated_ids(table: Table, ids: str) -> None:
    rows_of: dict[str, int] = {}
    for row in table.rows:
        id = row.cells[ids]
        if not id:
            raise table.fault("empty", "there is no id", row, ids)
        if id in rows_of:
            words = f"the id {id[:40]!r} is in row {rows_of[id]} already"
            raise table.fault("duplicate-id", words, row, ids)
        rows_of[id] = row.number


def _person(table: Table, row: Row, ids: str, wanted: list[str], household: str) -> Person:
    apart = {ids, household, *wanted}
    home = row.cells[household] if household else ""
    return Person(
        id=row.cells[ids],
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
            raise features.table.fault("household-target", words, row, features.columns["feature"])
    return tuple(kept)
