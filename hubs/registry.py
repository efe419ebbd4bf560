"""What apps above tell of a hub: ways from its own page, and what narrows the directory.

An app registers from AppConfig.ready:

    register_own_page(on_hubs.own_page)
    register_narrowing(Narrowing("activity", _("What is on"), on_hubs.kinds, on_hubs.hubs_with))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Line:
    """One way on: its words, where they lead, and what is said beside them."""

    words: str
    url: str
    said: str = ""


@dataclass(frozen=True)
class Narrowing:
    """One more question of the directory.

    Args:
        name: of its field, in the address.
        label: the question.
        choices: () -> (value, words) pairs.
        hubs: (value, day or None) -> the keys of the hubs that fit.
    """

    name: str
    label: str
    choices: Callable[[], Iterable[tuple[str, str]]]
    hubs: Callable[[str, date | None], set[int]]


OwnPageFunction = Callable[[object, object], Line]

_own_pages: list[OwnPageFunction] = []
_narrowings: dict[str, Narrowing] = {}


def register_own_page(function: OwnPageFunction) -> None:
    """Name a function (person, hub) -> the way to what an app keeps for who looks after it."""
    if function not in _own_pages:
        _own_pages.append(function)


def register_narrowing(narrowing: Narrowing) -> None:
    """Have the directory ask one question more; the same name again replaces it."""
    _narrowings[narrowing.name] = narrowing


def own_pages_of(person, hub) -> list[Line]:
    """The ways from a hub's own page to what the apps keep for who looks after it."""
    return [function(person, hub) for function in _own_pages]


def narrowings() -> list[Narrowing]:
    """The further questions of the directory."""
    return [*_narrowings.values()]
