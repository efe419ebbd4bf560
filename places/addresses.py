"""First lines of addresses as people write them, and which two are one home.

A home is a unit (a flat, a room), a number of a building, and the words of its street or its name.
Two lines of one postcode are the same home where all three are the same, another one where a unit
or a number that both give differs, and unsure where one gives less than the other, or gives it in a
way that can be read in two: an officer decides then. Another postcode is another home.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum

from core.text import compact, comparable

# Short forms that people use, and the words they stand for.
SHORT = {
    "st": "street", "str": "street", "rd": "road", "ave": "avenue", "av": "avenue", "cl": "close",
    "cres": "crescent", "cresc": "crescent", "ct": "court", "crt": "court", "dr": "drive",
    "gdns": "gardens", "gdn": "garden", "gr": "grove", "grn": "green", "ho": "house",
    "hse": "house", "ln": "lane", "pk": "park", "pl": "place", "sq": "square", "ter": "terrace",
    "terr": "terrace", "wy": "way", "apt": "flat", "apartment": "flat", "appt": "flat",
    "flt": "flat", "fl": "flat", "unit": "flat", "rm": "room", "nth": "north", "sth": "south",
    "bldg": "building",
}  # fmt: skip


def words_of(address: str) -> list[str]:
    """The words of an address in their order, comparable and with short forms written out."""
    return [SHORT.get(word, word) for word in comparable(address).split()]


_RANGE = re.compile(r"\b(\d+)\s*[-–]\s*(\d+)\b")
_SLASH = re.compile(r"\b(\d+[a-z]?)\s*/\s*(\d+[a-z]?)\b")
_LETTER = re.compile(r"\b(\d+)\s+([a-z])\b(?!['’])")
_UNITS = {"flat", "room", "studio"}
_FLOORS = {
    "ground", "first", "second", "third", "fourth", "top", "basement", "lower", "upper", "floor",
}  # fmt: skip
_TOWN = {"luton", "bedfordshire", "beds"}
# So alike are two spellings of one street.
ALIKE = 0.85


class Sameness(Enum):
    """Whether two addresses are one home."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


@dataclass(frozen=True)
class Home:
    """An address taken apart.

    Args:
        unit: "2" of Flat 2, "ground floor" of a ground floor flat, "?" of a flat that isn't named.
        number: of the building, such as "10", "10a" or "10to12"; "" where it has a name.
        words: of the street or the building, in their order.
        by_slash: whether unit and number were written as 2/10, which some mean the other way round.
    """

    unit: str
    number: str
    words: tuple[str, ...]
    by_slash: bool


def home_of(address: str) -> Home:
    """An address, as people write its first line, taken apart."""
    text = unicodedata.normalize("NFKC", address).casefold()
    text, slashes = _SLASH.subn(r"flat \1 \2", _RANGE.sub(r"\1to\2", text), count=1)
    tokens = words_of(_LETTER.sub(r"\1\2", text))
    unit, rest = _unit_of([token for token in tokens if token not in _TOWN])
    numbers = [token for token in rest if token[0].isdigit()]
    if len(numbers) > 1 and not unit:
        unit, numbers = numbers[0], numbers[1:]
        rest.remove(unit)
    number = numbers[0] if numbers else ""
    if number:
        rest.remove(number)
    return Home(unit, number, tuple(rest), bool(slashes))


def _unit_of(tokens: list[str]) -> tuple[str, list[str]]:
    """The unit that these words name, and the other words."""
    at = next((at for at, token in enumerate(tokens) if token in _UNITS), None)
    if at is None:
        return "", tokens
    first = at
    while first and tokens[first - 1] in _FLOORS:
        first -= 1
    if first < at:
        return " ".join(tokens[first:at]), tokens[:first] + tokens[at + 1 :]
    named = tokens[at + 1 : at + 2]
    is_named = named and (named[0][0].isdigit() or len(named[0]) == 1)
    if not is_named or (at and tokens[at - 1] == "the"):
        return "?", [word for word in tokens[:at] if word != "the"] + tokens[at + 1 :]
    return named[0], tokens[:at] + tokens[at + 2 :]


def same_home(one: tuple[str, str], other: tuple[str, str]) -> Sameness:
    """Whether two (first line, postcode) are one home, in the order of the module's words."""
    if compact(one[1]) != compact(other[1]):
        return Sameness.DIFFERENT
    found = set(_compared(home_of(one[0]), home_of(other[0])))
    if Sameness.DIFFERENT in found:
        return Sameness.DIFFERENT
    return Sameness.UNSURE if Sameness.UNSURE in found else Sameness.SAME


def _compared(one: Home, other: Home) -> Iterator[Sameness]:
    if one == other:
        yield (
            Sameness.UNSURE
            if "?" in {one.unit, *one.words} or not any((one.number, one.words))
            else Sameness.SAME
        )
        return
    crossed = (one.unit, one.number) == (other.number, other.unit)
    if crossed and (one.by_slash or other.by_slash):
        yield Sameness.UNSURE
        return
    yield _of_numbers(one, other)
    yield _of_units(one, other)
    yield _of_words(one.words, other.words)


def _of_numbers(one: Home, other: Home) -> Sameness:
    if one.number == other.number:
        return Sameness.SAME
    if not one.number or not other.number:
        return Sameness.UNSURE
    parts = [home.number.split("to") for home in (one, other)]
    if any(len(part) > 1 for part in parts) and {*parts[0]} & {*parts[1]}:
        return Sameness.UNSURE
    bare = [number.rstrip("abcdefghijklmnopqrstuvwxyz") for number in (one.number, other.number)]
    lettered = [home.number != number for home, number in zip((one, other), bare, strict=True)]
    return Sameness.UNSURE if bare[0] == bare[1] and not all(lettered) else Sameness.DIFFERENT


def _of_units(one: Home, other: Home) -> Sameness:
    if one.unit == other.unit:
        return Sameness.SAME
    if not one.unit or not other.unit or "?" in {one.unit, other.unit}:
        return Sameness.UNSURE
    worded = [not home.unit[0].isdigit() and len(home.unit) > 1 for home in (one, other)]
    return Sameness.UNSURE if worded[0] != worded[1] else Sameness.DIFFERENT


def _of_words(one: tuple[str, ...], other: tuple[str, ...]) -> Sameness:
    if sorted(one) == sorted(other):
        return Sameness.SAME
    if {*one} <= {*other} or {*other} <= {*one}:
        return Sameness.UNSURE
    alike = SequenceMatcher(None, "".join(one), "".join(other), autojunk=False).ratio()
    return Sameness.UNSURE if alike >= ALIKE else Sameness.DIFFERENT
