"""The map of the directory: hubs as numbered links, and the names of wards to find one's way by.

It is drawn here, from points of the National Grid, and says nothing that the list doesn't say.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Avg

from hubs.services import Entry
from places.models import PostcodeWard
from places.points import Point

# Metres of the National Grid around Luton: west, south, east, north.
WEST, SOUTH, EAST, NORTH = 502_400, 218_800, 513_600, 227_200
KEPT_SECONDS = 3600


@dataclass(frozen=True)
class Mark:
    """Something on the map, in its own units: metres from its upper left corner."""

    x: int
    y: int
    words: str
    number: int = 0
    url: str = ""


def town_map(entries: Iterable[tuple[int, Entry]], start: Point | None) -> dict:
    """What the map shows of (number in the list, hub); hubs that are nowhere are left out."""
    hubs = [
        _mark(entry.hub.point, str(entry.hub), number, entry.hub.get_absolute_url())
        for number, entry in entries
        if entry.hub.point
    ]
    return {
        "width": EAST - WEST,
        "height": NORTH - SOUTH,
        "hubs": [mark for mark in hubs if mark],
        "wards": [_mark(point, name) for name, point in ward_middles() if _is_inside(point)],
        "start": _mark(start, "") if start else None,
    }


def ward_middles() -> list[tuple[str, Point]]:
    """(name, middle) of each ward, as its postcodes have it; kept for an hour."""

    def read():
        rows = PostcodeWard.objects.filter(easting__isnull=False).values("ward__name")
        middles = rows.annotate(east=Avg("easting"), north=Avg("northing")).order_by("ward__name")
        return [
            (row["ward__name"], Point(round(row["east"]), round(row["north"]))) for row in middles
        ]

    return cache.get_or_set("hubs.town_map.wards", read, KEPT_SECONDS)


def _is_inside(point: Point) -> bool:
    return WEST <= point.easting <= EAST and SOUTH <= point.northing <= NORTH


def _mark(point: Point, words: str, number: int = 0, url: str = "") -> Mark | None:
    if not _is_inside(point):
        return None
    return Mark(point.easting - WEST, NORTH - point.northing, words, number, url)
