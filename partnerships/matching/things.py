"""What matching is given, and what it gives back."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

ANY = "-"


def family(category: str) -> str:
    """What a category is one of: "rooms" of "rooms-hall", and of "rooms", which is any of them."""
    return category.partition(ANY)[0]


class Part(NamedTuple):
    """One thing that a need asks for, and how many of it, 1 or more."""

    category: str
    quantity: int = 1


@dataclass(frozen=True)
class Need:
    """What one group asks for.

    Args:
        key: what the caller knows it by.
        group: the key of the group.
        parts: what is asked for, no category twice.
        wards: where; empty: anywhere.
        starts, ends: the first and the last day; None: open.
        weekdays: on which of these days, 1 (Monday) to 7; empty: on all.
        hours: from when to when on each of them, in minutes since midnight; None: at any time.
        languages: which are to be spoken; empty: none in particular.
    """

    key: int
    group: int
    parts: tuple[Part, ...]
    wards: frozenset[str] = frozenset()
    starts: date | None = None
    ends: date | None = None
    weekdays: frozenset[int] = frozenset()
    hours: tuple[int, int] | None = None
    languages: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Offer:
    """What one group can give. As `Need`, but for one category with its quantity."""

    key: int
    group: int
    category: str
    quantity: int = 1
    wards: frozenset[str] = frozenset()
    starts: date | None = None
    ends: date | None = None
    weekdays: frozenset[int] = frozenset()
    hours: tuple[int, int] | None = None
    languages: frozenset[str] = frozenset()


class Reason(NamedTuple):
    """Why two things meet: a code, and the numbers that its words have places for."""

    code: str
    params: dict[str, int]


class Member(NamedTuple):
    """What one group gives in a group of several: (part of the need, key of the offer, amount)."""

    group: int
    gives: tuple[tuple[int, int, int], ...]


class Group(NamedTuple):
    """Groups that cover a need together, without any one of them they would not.

    `points` is the mean of the best that each has by itself, 0 to 100.
    """

    need: int
    members: tuple[Member, ...]
    points: int
