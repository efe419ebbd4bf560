"""What the storeys below know of awards: what was paid, whom they reached, and what changed."""

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True)
class Change:
    """One thing that changed because of an award, in the words of its groups."""

    words: str


def paid_of(award_ids: Collection[int]) -> dict[int, int]:
    """{award: what was paid of it so far, in pence}, in one statement."""
    return dict.fromkeys(award_ids, 0)


def reached_by(award_ids: Collection[int]) -> dict[int, int]:
    """{award: how many people it reached, as accepted reports say}, in one statement.

    Whoever shows a number of people shows it by `core.statistics.published`.
    """
    return dict.fromkeys(award_ids, 0)


def changes_of(award) -> list[Change]:
    """What changed because of an award, as far as its groups agreed that the public reads it."""
    return []
