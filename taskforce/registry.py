"""What flows up: the app that recruits members tells the Taskforce what only it knows.

Each function is registered once, from AppConfig.ready.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

Minimums = Callable[[], dict[tuple[str, str], int]]
Categories = Callable[[Collection[int]], dict[int, dict[str, str]]]


@dataclass(frozen=True)
class Notice:
    """What the landing page says about open recruitment."""

    title: str
    text: str
    url: str


@dataclass(frozen=True)
class Started:
    """What a review has started: words for it, and where to look at it."""

    label: str
    url: str


_registered: dict[str, Callable] = {}


def register_categories(function: Categories) -> None:
    """Name the function from member ids to {member id: {feature: value}}.

    Raises:
        ValueError: another function is registered already.
    """
    _register("categories", function)


def register_minimums(function: Minimums) -> None:
    """Name the function that says how many members each group was to have: {(feature, value): n}.

    Raises:
        ValueError: another function is registered already.
    """
    _register("minimums", function)


def register_notices(function: Callable[[], list[Notice]]) -> None:
    """Name the function that says whether recruitment is open: one notice for each round.

    Raises:
        ValueError: another function is registered already.
    """
    _register("notices", function)


def register_refresh(function: Callable[..., Started]) -> None:
    """Name the function that a review calls to start a refresh: (review, new_chair, actor).

    It runs inside the transaction of the decision.

    Raises:
        ValueError: another function is registered already.
    """
    _register("refresh", function)


def categories_of(member_ids: Collection[int]) -> dict[int, dict[str, str]]:
    """{member id: {feature: value}}; empty where nobody has registered."""
    function = _registered.get("categories")
    return function(member_ids) if function else {}


def minimums() -> dict[tuple[str, str], int]:
    """{(feature, value): members} that were asked for last; empty where nobody has registered."""
    function = _registered.get("minimums")
    return function() if function else {}


def notices() -> list[Notice]:
    """What to say about open recruitment, if anything."""
    function = _registered.get("notices")
    return function() if function else []


def start_refresh(*, review, new_chair: bool, actor) -> Started | None:
    """Start a refresh of the membership; None where no app recruits."""
    function = _registered.get("refresh")
    return function(review=review, new_chair=new_chair, actor=actor) if function else None


def _register(name: str, function: Callable) -> None:
    if _registered.setdefault(name, function) != function:
        raise ValueError(f"Two different functions are registered for {name}.")
