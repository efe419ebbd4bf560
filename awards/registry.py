"""What apps above do when the agreement of an award is there."""

from collections.abc import Callable

_begins: dict[str, Callable] = {}


def when_agreed(code: str, act: Callable) -> None:
    """Call `act(award=)` in the transaction in which everybody has accepted an agreement.

    Args:
        code: names it; naming the same one twice is once.

    Raises:
        ValueError: another has this code.
    """
    if _begins.setdefault(code, act) != act:
        raise ValueError(f"Two acts are called {code!r}.")


def say_agreed(award) -> None:
    """Tell all who asked to be told."""
    for act in _begins.values():
        act(award=award)


_ways: list[Callable] = []


def register_way(function: Callable) -> None:
    """Name a function (award) -> (words, address) of what an app above keeps about it, or None."""
    if function not in _ways:
        _ways.append(function)


def ways_of(award) -> list[tuple]:
    """The ways from an award to what apps above keep about it."""
    return [way for way in (function(award) for function in _ways) if way]
