"""What flows up: the apps that ask a set of questions say where they ask it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

Uses = Callable[[str], list[str]]


@dataclass(frozen=True)
class DividedBy:
    """Something that the results of sets can be divided by.

    Args:
        name: of letters, by which an address asks for its parts.
        words: such as “By session”.
        lookup: from a Response to the key of its part, None where it is in none.
        said: from the keys of parts to their words, in one statement.
    """

    name: str
    words: str
    lookup: str
    said: Callable[[Iterable], Mapping]


_registered: list[Uses] = []
_divided_by: list[DividedBy] = []


def register_use(function: Uses) -> None:
    """Name a function from a set's key to the places that ask it now, in words.

    Called from AppConfig.ready; naming the same one twice is once.
    """
    if function not in _registered:
        _registered.append(function)


def uses_of(key: str) -> list[str]:
    """Where the set with this key is asked now: nobody could go on there without it."""
    return [place for function in _registered for place in function(key)]


def register_division(division: DividedBy) -> None:
    """Let results be divided by something that an app above knows of a response.

    Called from AppConfig.ready; registering the same one twice is once.
    """
    if division not in _divided_by:
        _divided_by.append(division)


def divided_by() -> list[DividedBy]:
    """What was registered."""
    return [*_divided_by]
