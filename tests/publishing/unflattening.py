"""A table of grants made grants again, by the rules of flatten-tool.

`flatten-tool unflatten FOLDER -f csv --root-list-path grants --id-name id --schema
publishing/giving/schemas/grant.json` gives the same. It isn't a dependency: it brings lxml, with
which openpyxl writes workbooks another way than it does in production.
"""

import csv
from decimal import Decimal
from io import StringIO

NUMBERS = {"amountAwarded": Decimal, "duration": int}
LISTS = {"relatedActivity"}


def unflattened(text: str) -> list[dict]:
    """The grants of a CSV file: numbers in headings are places in lists."""
    return [_grant(row) for row in csv.DictReader(StringIO(text, newline=""))]


def _grant(row: dict) -> dict:
    grant: dict = {}
    for heading, cell in row.items():
        if cell:
            *way, name = heading.split("/")
            _inside(grant, way)[name] = _value(name, cell)
    return grant


def _inside(grant: dict, way: list[str]) -> dict:
    """The part of a grant at the end of a way such as place, 1: made where it isn't there."""
    inside = grant
    for name, number in zip(way[::2], way[1::2], strict=True):
        things = inside.setdefault(name, [])
        things += [{} for _ in range(int(number) + 1 - len(things))]
        inside = things[int(number)]
    return inside


def _value(name: str, cell: str):
    return cell.split(";") if name in LISTS else NUMBERS.get(name, str)(cell)
