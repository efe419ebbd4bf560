"""Finding a ward from a postcode, and loading the tables that it takes."""

import csv
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from http.client import HTTPException
from pathlib import Path
from urllib.request import urlopen

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Avg
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from core.refusal import Refusal
from core.text import code_of
from places.models import Area, PostcodeWard, Ward
from places.points import Point

DATA = Path(__file__).parent / "data"
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
POSTCODE_COLUMN = re.compile(r"pcds|pcd[278]?|postcode", re.IGNORECASE)
WARD_COLUMN = re.compile(r"osward|ward_code|ward\d\d|wd\d\dcd", re.IGNORECASE)
EASTING_COLUMN = re.compile(r"easting|oseast1m|east1m", re.IGNORECASE)
NORTHING_COLUMN = re.compile(r"northing|osnrth1m|north1m", re.IGNORECASE)
POSTCODES_IO_SECONDS = 2
MIDDLES_KEPT_SECONDS = 3600


def normalise_postcode(text: str) -> str:
    """`text` as the table keeps postcodes ("lu1 2bq" is "LU12BQ"), or "" if it can't be one."""
    postcode = code_of(text)
    return postcode if POSTCODE.fullmatch(postcode) else ""


def spaced_postcode(text: str) -> str:
    """`text` as people write postcodes ("lu12bq" is "LU1 2BQ"), or "" if it can't be one."""
    postcode = normalise_postcode(text)
    return f"{postcode[:-3]} {postcode[-3:]}" if postcode else ""


class TableLookup:
    """Wards from the `PostcodeWard` table."""

    def ward(self, postcode: str) -> Ward | None:
        """The ward of a normalised postcode."""
        return Ward.objects.filter(postcodeward__postcode=postcode).first()


class PostcodesIoLookup:
    """Wards from the public service postcodes.io; no answer in two seconds is no ward."""

    def ward(self, postcode: str) -> Ward | None:
        """The ward of a normalised postcode."""
        try:
            with urlopen(
                f"https://api.postcodes.io/postcodes/{postcode}", timeout=POSTCODES_IO_SECONDS
            ) as answer:
                code = json.load(answer)["result"]["codes"]["admin_ward"]
        except (OSError, HTTPException, ValueError, KeyError, TypeError):
            return None
        return Ward.objects.filter(code=code).first()


def ward_for_postcode(postcode: str) -> Ward | None:
    """The Luton ward of `postcode`, however it was typed, or None where it isn't known.

    The lookup is the class named by the setting `WARD_LOOKUP`.
    """
    normalised = normalise_postcode(postcode)
    return import_string(settings.WARD_LOOKUP)().ward(normalised) if normalised else None


def points_of(postcodes: Iterable[str]) -> dict[str, Point]:
    """Where postcodes are, in one statement: {normalised postcode: point} of those that are known.

    Args:
        postcodes: however they were typed.
    """
    asked = {normalise_postcode(postcode) for postcode in postcodes} - {""}
    rows = PostcodeWard.objects.filter(postcode__in=asked, easting__isnull=False)
    return {
        postcode: Point(easting, northing)
        for postcode, easting, northing in rows.values_list("postcode", "easting", "northing")
    }


def point_of_postcode(postcode: str) -> Point | None:
    """Where a postcode is, however it was typed; None where the table doesn't know."""
    return points_of([postcode]).get(normalise_postcode(postcode))


def ward_middles() -> list[tuple[str, Point]]:
    """(name, middle) of each ward, as its postcodes have it; kept for an hour."""

    def read():
        rows = PostcodeWard.objects.filter(easting__isnull=False).values("ward__name")
        middles = rows.annotate(east=Avg("easting"), north=Avg("northing")).order_by("ward__name")
        return [
            (row["ward__name"], Point(round(row["east"]), round(row["north"]))) for row in middles
        ]

    return cache.get_or_set("places.ward_middles", read, MIDDLES_KEPT_SECONDS)


def load_wards() -> int:
    """Write the 20 wards and their Census 2021 figures; returns how many. Safe to repeat."""
    with (DATA / "luton_wards.csv").open(encoding="utf-8", newline="") as file:
        wards = [
            Ward(
                code=row["ward_code"],
                name=row["ward_name"],
                slug=slugify(row["ward_name"]),
                area=Area(row["area"].lower()),
                population=int(row["population_2021"]),
                disabled=int(row["disabled_2021"]),
                mean_deprivation_decile=Decimal(row["mean_iod_2025_decile"]),
                deprived_lsoas=int(row["lsoas_in_most_deprived_fifth"]),
                lsoas=int(row["lsoas"]),
                **{group: int(row[group]) for group in Ward.ETHNIC_GROUPS},
            )
            for row in csv.DictReader(file)
        ]
    fields = [f.name for f in Ward._meta.concrete_fields if f.name not in {"id", "code"}]
    Ward.objects.bulk_create(
        wards, update_conflicts=True, unique_fields=["code"], update_fields=fields
    )
    return len(wards)


@dataclass(frozen=True)
class Imported:
    """What an import of postcodes did, or would do: counts of rows."""

    added: int
    changed: int
    unchanged: int
    elsewhere: int


def import_onspd(lines: Iterable[str], *, dry_run: bool = False) -> Imported:
    """Fill the postcode table from the lines of an ONS Postcode Directory CSV file.

    Reads line by line and keeps only postcodes of Luton's wards, so a file of any size will do.
    All or nothing; safe to repeat.

    Raises:
        Refusal: naming the row (the header is row 1) and the column that can't be used.
    """
    found, elsewhere = _luton_postcodes(lines)
    before = {row.postcode: row for row in PostcodeWard.objects.all()}
    added = sum(postcode not in before for postcode in found)
    unchanged = sum(
        postcode in before and row.is_in(before[postcode]) for postcode, row in found.items()
    )
    if not dry_run:
        _write_postcodes(found, is_sample=False)
    return Imported(added, len(found) - added - unchanged, unchanged, elsewhere)


def load_sample_postcodes() -> int:
    """Write the sample: one never-issued postcode for each ward, said to be in its middle.

    Returns how many.
    """
    return _load(DATA / "sample_postcodes.csv", is_sample=True)


def load_postcodes() -> int:
    """Write Luton's postcodes with where they are; returns how many. Safe to repeat.

    From OS Code-Point Open 2025.2.0 under the Open Government Licence 3.0. Contains OS data
    © Crown copyright and database right 2025. Contains Royal Mail data © Royal Mail copyright and
    database right 2025. Contains National Statistics data © Crown copyright and database right
    2025.
    """
    return _load(DATA / "luton_postcodes.csv", is_sample=False)


def _load(file: Path, *, is_sample: bool) -> int:
    with file.open(encoding="utf-8", newline="") as lines:
        found, _elsewhere = _luton_postcodes(lines)
    _write_postcodes(found, is_sample=is_sample)
    return len(found)


@dataclass(frozen=True)
class _Row:
    """What a file says of one postcode; no point where it has none."""

    ward: int
    point: Point | None

    def is_in(self, kept: PostcodeWard) -> bool:
        """Whether the table says so already; a file without points says nothing of them."""
        same_place = self.point is None or self.point == Point(kept.easting, kept.northing)
        return kept.ward_id == self.ward and same_place


def _luton_postcodes(lines: Iterable[str]) -> tuple[dict[str, _Row], int]:
    """`{postcode: row}` for Luton, and how many rows were of somewhere else."""
    wards = dict(Ward.objects.values_list("code", "pk"))
    if not wards:
        raise Refusal(_("There are no wards yet. Run load_wards first."), code="no-wards")
    found: dict[str, _Row] = {}
    elsewhere = number = 0
    rows = csv.reader(lines)
    try:
        header = [name.strip() for name in next(rows, [])]
        postcode_at = _column(header, POSTCODE_COLUMN, "pcds")
        ward_at = _column(header, WARD_COLUMN, "osward")
        for number, row in enumerate(rows, start=2):
            if not row:
                continue
            if len(row) <= max(postcode_at, ward_at):
                missing = header[max(postcode_at, ward_at)]
                raise _bad_row(number, missing, _("the row ends before it"))
            ward = wards.get(row[ward_at].strip())
            if ward is None:
                elsewhere += 1
                continue
            postcode = normalise_postcode(row[postcode_at])
            if not postcode:
                raise _bad_row(
                    number, header[postcode_at], _("“%s” isn't a postcode") % row[postcode_at][:20]
                )
            said = _Row(ward, _point(header, row, number))
            if found.setdefault(postcode, said).ward != ward:
                raise _bad_row(
                    number, header[ward_at], _("%s was in another ward further up") % postcode
                )
    except (csv.Error, UnicodeDecodeError) as error:
        raise Refusal(
            _("After row %(row)s the file can't be read as CSV text in UTF-8: %(error)s")
            % {"row": max(number, 1), "error": error},
            code="unreadable",
        ) from error
    if not found:
        raise Refusal(
            _(
                "Column %(column)s holds none of Luton's wards of 2023 (such as %(code)s). "
                "Use the ONS Postcode Directory of May 2023 or later."
            )
            % {"column": header[ward_at], "code": min(wards)},
            code="no-luton-rows",
        )
    return found, elsewhere


def _point(header: list[str], row: list[str], number: int) -> Point | None:
    """Where a row says that its postcode is; None where the file or the row doesn't.

    Raises:
        Refusal: `bad-row` where it isn't a whole number of metres.
    """
    said = []
    for names in (EASTING_COLUMN, NORTHING_COLUMN):
        at = next((at for at, name in enumerate(header) if names.fullmatch(name)), len(row))
        typed = row[at].strip() if at < len(row) else ""
        if not typed:
            return None
        if not re.fullmatch(r"[0-9]{1,7}", typed):
            problem = _("“%s” isn't a whole number of metres") % typed[:20]
            raise _bad_row(number, header[at], problem)
        said.append(int(typed))
    return Point(*said)


def _column(header: list[str], names: re.Pattern, usual: str) -> int:
    """Where the first column called one of `names` is."""
    for index, name in enumerate(header):
        if names.fullmatch(name):
            return index
    raise Refusal(
        _("Row 1 names no column such as “%(usual)s”. It names: %(header)s.")
        % {"usual": usual, "header": ", ".join(header)[:200] or _("nothing")},
        code="no-column",
    )


def _bad_row(number: int, column: str, problem: str) -> Refusal:
    return Refusal(
        _("Row %(row)s, column %(column)s: %(problem)s. Nothing was changed.")
        % {"row": number, "column": column, "problem": problem},
        code="bad-row",
    )


def _write_postcodes(found: dict[str, _Row], *, is_sample: bool) -> None:
    """Write them; of those without a point, the point that is kept stays."""
    with_point = {postcode: row for postcode, row in found.items() if row.point}
    without = {postcode: row for postcode, row in found.items() if not row.point}
    with transaction.atomic():
        for rows, columns in ((with_point, ["easting", "northing"]), (without, [])):
            PostcodeWard.objects.bulk_create(
                [
                    PostcodeWard(
                        postcode=postcode,
                        ward_id=row.ward,
                        is_sample=is_sample,
                        easting=row.point and row.point.easting,
                        northing=row.point and row.point.northing,
                    )
                    for postcode, row in rows.items()
                ],
                batch_size=1000,
                update_conflicts=True,
                unique_fields=["postcode"],
                update_fields=["ward", "is_sample", *columns],
            )
