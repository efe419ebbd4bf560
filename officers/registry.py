"""What the apps tell the officers' home: what waits, what is on, what was done, and who is found.

An app registers its part from AppConfig.ready:

    register_part(HomePart(waits=home.waits, on=home.on, figures=home.figures, finds=home.finds))
    register_part(HomePart(knows=record.knows))

Each function is given the officer and says only what this officer may read; it takes the same
number of statements whatever there is.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Waiting:
    """Something that an officer is to do.

    Args:
        words: what, such as “Sessions to mark as held”.
        number: of how many things; none means that nothing waits.
        url: where it is done.
        oldest: since when the oldest of them waits.
        due: by when the first of them is to be done.
        is_urgent: whether somebody is left without what they were promised until it is done.
    """

    words: str
    number: int
    url: str
    oldest: date | datetime | None = None
    due: date | datetime | None = None
    is_urgent: bool = False


@dataclass(frozen=True)
class Happening:
    """Something with a date: its time, name and page, what is said of it, and ways to go on."""

    at: datetime
    words: str
    url: str
    said: str = ""
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Figure:
    """One number of this year: its words, and the page where it is told apart."""

    words: str
    number: int
    url: str = ""


@dataclass(frozen=True)
class Found:
    """One thing that a search found: of what kind, its words, what tells it from others, its page.

    `rank` is 0 for what was named exactly, such as a reference or an address.
    """

    kind: str
    words: str
    said: str
    url: str
    rank: int = 1


@dataclass(frozen=True)
class Line:
    """One line of a person's page: its words, page, what is said of it, and its state if any.

    `state` is (value, words), as the lists show it in a colour.
    """

    words: str
    url: str = ""
    said: str = ""
    state: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Section:
    """What one app knows of a person, under one heading.

    Args:
        words: the heading.
        lines: the newest first, at most `MOST_SHOWN`.
        read: the rows whose reading is recorded where they are shown.
        all_url: the list of all of them, where there may be more.
    """

    words: str
    lines: tuple[Line, ...]
    read: tuple = ()
    all_url: str = ""


def _nothing(*_args) -> tuple:
    return ()


@dataclass(frozen=True)
class HomePart:
    """What one app tells the home, and the page of a person.

    Args:
        waits: what waits for this officer.
        on: (officer, from, until) -> what happens between two moments.
        past: what is over and not finished yet, the latest first; at most `MOST_PAST`.
        figures: (officer, first day of the year) -> numbers, for everybody who may see the home.
        finds: (officer, words) -> what matches; at most `MOST_FOUND` of each kind.
        knows: (officer, person) -> sections of the person's page.
    """

    waits: Callable[[object], Iterable[Waiting]] = _nothing
    on: Callable[[object, datetime, datetime], Iterable[Happening]] = _nothing
    past: Callable[[object], Iterable[Happening]] = _nothing
    figures: Callable[[object, date], Iterable[Figure]] = _nothing
    finds: Callable[[object, str], Iterable[Found]] = _nothing
    knows: Callable[[object, object], Iterable[Section]] = _nothing


MOST_FOUND = 20
MOST_PAST = 5
MOST_SHOWN = 50

_parts: list[HomePart] = []


def register_part(part: HomePart) -> None:
    """Make a part known; each app does so from AppConfig.ready."""
    if part not in _parts:
        _parts.append(part)


def parts() -> list[HomePart]:
    """Every registered part."""
    return [*_parts]
