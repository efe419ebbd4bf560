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
