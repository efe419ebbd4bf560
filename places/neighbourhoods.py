"""Neighbourhoods of the Census (LSOAs): how deprived they are, and how many households live there.

They straddle wards, so that people are counted by them and never by ward.
"""

import csv
from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core.refusal import Refusal
from places.models import Neighbourhood

# What published files call each column.
NAMES = {
    "code": ("code", "lsoa21", "lsoa21cd", "lsoa code (2021)"),
    "name": ("name", "lsoa21nm", "lsoa name (2021)"),
    "decile": ("decile", "iod2025_decile"),
    "households": ("households", "households_2021"),
    "easting": ("easting", "mean_easting", "bng_e"),
    "northing": ("northing", "mean_northing", "bng_n"),
}
NUMBERS = ("decile", "households", "easting", "northing")
MOST = 10**7


@transaction.atomic
def import_neighbourhoods(lines: Iterable[str]) -> int:
    """Write the neighbourhoods of a CSV file in place of those that are there; returns how many.

    Raises:
        Refusal: `bad-row`, naming the row (the header is row 1) and the column that can't be used;
            nothing is changed then.
    """
    reader = csv.DictReader(lines)
    columns = _columns(reader.fieldnames or [])
    found: dict[str, Neighbourhood] = {}
    for number, row in enumerate(reader, start=2):
        one = _read(number, {name: (row.get(column) or "") for name, column in columns.items()})
        if one.code in found:
            raise _bad(number, "code")
        found[one.code] = one
    if not found:
        raise Refusal(_("The file has no row."), code="bad-row")
    Neighbourhood.objects.all().delete()
    Neighbourhood.objects.bulk_create(found.values())
    return len(found)


def _columns(header: list[str]) -> dict[str, str]:
    known = {name.strip().lower(): name for name in header}
    columns = {}
    for name, aliases in NAMES.items():
        column = next((known[alias] for alias in aliases if alias in known), None)
        if column is None:
            raise _bad(1, name)
        columns[name] = column
    return columns


def _read(number: int, row: dict[str, str]) -> Neighbourhood:
    said = {"code": row["code"].strip(), "name": row["name"].strip()}
    for name, value in said.items():
        if not value or len(value) > 60:
            raise _bad(number, name)
    for name in NUMBERS:
        typed = row[name].strip()
        if not (typed.isascii() and typed.isdigit() and int(typed) < MOST):
            raise _bad(number, name)
        said[name] = int(typed)
    if not 1 <= said["decile"] <= 10:
        raise _bad(number, "decile")
    return Neighbourhood(**said)


def _bad(number: int, column: str) -> Refusal:
    words = _("Row %(row)d: %(column)s can’t be used.")
    return Refusal(words % {"row": number, "column": column}, code="bad-row")
