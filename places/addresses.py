"""First lines of addresses as people write them, and which two are one home.

A home is its units (a flat, a room), the number of its building, and the words of its street or its
name. Two lines of one postcode are the same home where all three are the same, another one where a
unit of one kind, a number or a street that both give differs, and unsure where one gives less than
the other, or gives it in a way that can be read in two: an officer decides then. Another postcode
is another home.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from string import ascii_lowercase

from core.text import compact, comparable

# Short forms that people use, and the words they stand for. "St" is short for saint too, so the two
# are one word here.
SHORT = {
    "st": "street", "saint": "street", "str": "street", "rd": "road", "ave": "avenue",
    "av": "avenue", "cl": "close",
    "cres": "crescent", "cresc": "crescent", "ct": "court", "crt": "court", "dr": "drive",
    "gdns": "gardens", "gdn": "garden", "gr": "grove", "grn": "green", "ho": "house",
    "hse": "house", "ln": "lane", "pk": "park", "pl": "place", "sq": "square", "ter": "terrace",
    "terr": "terrace", "wy": "way", "apt": "flat", "apartment": "flat", "appt": "flat",
    "flt": "flat", "fl": "flat", "unit": "flat", "rm": "room", "nth": "north", "sth": "south",
    "bldg": "building", "1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth",
    "5th": "fifth", "6th": "sixth",
}  # fmt: skip


def words_of(address: str) -> list[str]:
    """The words of an address in their order, comparable and with short forms written out."""
    return [SHORT.get(word, word) for word in comparable(address).split()]


_DASHES = "-\u2010-\u2015\u2212"
_RANGE = re.compile(rf"\b(\d+)\s*(?:[{_DASHES}&]|and\b|to\b)\s*(\d+)\b")
_SLASH = re.compile(r"\b(\d+[a-z]?)\s*/\s*(\d+[a-z]?)\b")
_LETTER = re.compile(r"\b(\d+)\s+([a-z])\b(?!['’])")
# What people write before a number, and noughts, that say nothing.
_BEFORE_A_NUMBER = re.compile(r"\b(?:no|nr|number)\b[.:]?\s*(?=\d)|\b0+(?=\d)")
_NUMBER = re.compile(r"\d+(?!\d*(?:st|nd|rd|th)$)")
_UNIT_NAME = re.compile(r"[a-z]?\d+[a-z]?|[a-z]")
_COUNTED = {
    "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7",
    "eight": "8", "nine": "9", "ten": "10",
}  # fmt: skip
_UNITS = {"flat", "room", "studio"}
_FLOORS = {
    "ground", "first", "second", "third", "fourth", "fifth", "sixth", "top", "basement", "lower",
    "upper", "floor",
}  # fmt: skip
_SAYS_NOTHING = {"luton", "bedfordshire", "beds", "the"}
# A flat that isn't named.
_SOME = "?"
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
        units: kind to name: flat to "2", or to "ground floor", or to "?" if it isn't named.
        numbers: of the building, such as "10", "10a" or "10to12"; none where it has a name.
        words: of the street or the building, in their order.
        postcode: as it is compared.
        by_slash: whether unit and number were written as 2/10, which some mean the other way round.
    """

    units: Mapping[str, str]
    numbers: tuple[str, ...]
    words: tuple[str, ...]
    postcode: str
    by_slash: bool


def home_of(address: str, postcode: str) -> Home:
    """An address, as people write its first line, taken apart; they may repeat the postcode."""
    code = compact(postcode)
    text = unicodedata.normalize("NFKC", address).casefold()
    if code:
        text = re.sub(rf"\b{re.escape(code[:-3])}\s*{re.escape(code[-3:])}\b", " ", text)
    text = _RANGE.sub(r"\1to\2", _BEFORE_A_NUMBER.sub("", text))
    text, slashes = _SLASH.subn(r"flat \1 \2", text, count=1)
    tokens = words_of(_LETTER.sub(r"\1\2", text))
    units, rest = _units_of(tokens)
    numbers = [token for token in rest if _NUMBER.match(token)]
    words = [token for token in rest if token not in numbers and token not in _SAYS_NOTHING]
    if len(numbers) > 1 and not units:
        units = {"flat": numbers.pop(0)}
    return Home(units, tuple(numbers), tuple(words), code, bool(slashes))


def _units_of(tokens: list[str]) -> tuple[dict[str, str], list[str]]:
    """The units that these words name, and the other words."""
    units: dict[str, str] = {}
    rest: list[str] = []
    while tokens:
        token, *tokens = tokens
        if token not in _UNITS or token in units:
            rest.append(token)
            continue
        while tokens[:1] == [token]:
            tokens = tokens[1:]
        floor = []
        while rest and rest[-1] in _FLOORS:
            floor.insert(0, rest.pop())
        named = _COUNTED.get(tokens[0], tokens[0]) if tokens else ""
        if floor:
            units[token] = " ".join(floor)
        elif _UNIT_NAME.fullmatch(named) and rest[-1:] != ["the"]:
            units[token], tokens = named, tokens[1:]
        else:
            units[token] = _SOME
    return units, rest


def same_home(one: tuple[str, str], other: tuple[str, str]) -> Sameness:
    """Whether two (first line, postcode) are one home, in the order of the module's words."""
    return compared(home_of(*one), home_of(*other))


def compared(one: Home, other: Home) -> Sameness:
    """Whether two addresses that were taken apart are one home."""
    if one.postcode != other.postcode:
        return Sameness.DIFFERENT
    if _is_crossed(one, other):
        return Sameness.UNSURE
    found = {*_of_units(one.units, other.units), _of_numbers(one, other), _of_words(one, other)}
    if Sameness.DIFFERENT in found:
        return Sameness.DIFFERENT
    return Sameness.UNSURE if Sameness.UNSURE in found else Sameness.SAME


def _is_crossed(one: Home, other: Home) -> bool:
    """Whether one says 2/10 where the other says 10/2, or number 2, flat 10."""
    (unit, *_), (other_unit, *_) = ([*home.units.values(), ""] for home in (one, other))
    crossed = (unit,) == other.numbers and (other_unit,) == one.numbers and unit != other_unit
    return crossed and (one.by_slash or other.by_slash)


def _of_units(one: Mapping[str, str], other: Mapping[str, str]) -> Iterator[Sameness]:
    for kind in {*one, *other}:
        names = {one.get(kind, _SOME), other.get(kind, _SOME)}
        worded = {" " in name or (name.isalpha() and len(name) > 1) for name in names}
        if _SOME in names or len(worded) > 1:
            yield Sameness.UNSURE
        else:
            yield Sameness.SAME if len(names) == 1 else Sameness.DIFFERENT


def _of_numbers(one: Home, other: Home) -> Sameness:
    if one.numbers == other.numbers:
        return Sameness.SAME if one.numbers or one.words else Sameness.UNSURE
    parts = [{*"to".join(home.numbers).split("to")} - {""} for home in (one, other)]
    if not all(parts) or parts[0] & parts[1]:
        return Sameness.UNSURE
    bare = [{part.rstrip(ascii_lowercase) for part in found} for found in parts]
    without_letter = bare[0] <= parts[0] or bare[1] <= parts[1]
    return Sameness.UNSURE if bare[0] & bare[1] and without_letter else Sameness.DIFFERENT


def _of_words(one: Home, other: Home) -> Sameness:
    joined = ["".join(home.words) for home in (one, other)]
    if sorted(one.words) == sorted(other.words) or joined[0] == joined[1]:
        return Sameness.SAME
    # A building with a name may have a number too, which the other gives.
    if bool(one.numbers) != bool(other.numbers):
        return Sameness.UNSURE
    if {*one.words} <= {*other.words} or {*other.words} <= {*one.words}:
        return Sameness.UNSURE
    alike = SequenceMatcher(None, *joined, autojunk=False).ratio()
    return Sameness.UNSURE if alike >= ALIKE else Sameness.DIFFERENT
