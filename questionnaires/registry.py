"""What flows up: the apps that ask a set of questions say where they ask it."""

from collections.abc import Callable

Uses = Callable[[str], list[str]]

_registered: list[Uses] = []


def register_use(function: Uses) -> None:
    """Name a function from a set's key to the places that ask it now, in words.

    Called from AppConfig.ready; naming the same one twice is once.
    """
    if function not in _registered:
        _registered.append(function)


def uses_of(key: str) -> list[str]:
    """Where the set with this key is asked now: nobody could go on there without it."""
    return [place for function in _registered for place in function(key)]
