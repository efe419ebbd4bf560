"""Columns and bars that the officers' pages draw as SVG; a table beside each says the same."""

from collections.abc import Iterable
from dataclasses import dataclass

HIGHEST = 150
WIDTH = 50
ROOM = 10
# Fewer columns would be drawn as large as a page.
NARROWEST = 620


@dataclass(frozen=True)
class Columns:
    """Columns side by side, as `officers/columns.html` draws them.

    Args:
        title: what a screen reader says of the picture.
        columns: {"x", "height", "words"} of each, in units of the drawing.
        width: of the drawing.
    """

    title: str
    columns: list[dict]
    width: int


def columns(title: str, numbers: Iterable[tuple[str, int]]) -> Columns:
    """Columns as high as the numbers are, under words: [("May", 12), ("Jun", 0)]."""
    numbers = [*numbers]
    most = max([1, *(number for _words, number in numbers)])
    drawn = [
        {"x": ROOM + place * WIDTH, "height": number * HIGHEST // most, "words": words}
        for place, (words, number) in enumerate(numbers)
    ]
    return Columns(title, drawn, max(NARROWEST, 2 * ROOM + len(drawn) * WIDTH))
