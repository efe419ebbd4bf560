"""The map of the directory: hubs as numbered links, and the names of wards to find one's way by.

It is drawn here, from points of the National Grid, and says nothing that the list doesn't say.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from hubs.services import Entry
from places.points import Point
from places.services import ward_middles

# Metres of the National Grid around Luton: west, south, east, north.
WEST, SOUTH, EAST, NORTH = 502_400, 218_800, 513_600, 227_200


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


def _is_inside(point: Point) -> bool:
    return WEST <= point.easting <= EAST and SOUTH <= point.northing <= NORTH


def _mark(point: Point, words: str, number: int = 0, url: str = "") -> Mark | None:
    if not _is_inside(point):
        return None
    return Mark(point.easting - WEST, NORTH - point.northing, words, number, url)
