"""What is to be spread over whom, and what came of it."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field

Pair = tuple[Hashable, Hashable]


@dataclass(frozen=True)
class Question:
    """Pieces to be scored, who may be asked, and how well each pair fits.

    Args:
        pieces: their keys, each once.
        assessors: {key: how many pieces they take at most}.
        each: how many assessors a piece needs; at least 1.
        fit: {(piece, assessor): how well they fit, a whole number from 0}; 0 where not named.
        shut: the pairs between which there is an interest; never asked.
        kept: the pairs that stay whatever else is best, such as those that have scored.
        even: whether loads are to lie within one of each other, before it is asked what fits.
    """

    pieces: tuple
    assessors: Mapping[Hashable, int]
    each: int
    fit: Mapping[Pair, int] = field(default_factory=dict)
    shut: frozenset[Pair] = frozenset()
    kept: frozenset[Pair] = frozenset()
    even: bool = True

    @property
    def open_pairs(self) -> list[Pair]:
        """Every pair that can be asked, in the order of the pieces."""
        return [
            (piece, assessor)
            for piece in self.pieces
            for assessor in self.assessors
            if (piece, assessor) not in self.shut or (piece, assessor) in self.kept
        ]


class Lack:
    """Why a piece has fewer assessors than it needs."""

    INTERESTS = "interests"  # too few people have no interest in it
    LOADS = "loads"  # those who have none are at their largest load


@dataclass(frozen=True)
class Spread:
    """Who is asked to score what.

    Args:
        pairs: (piece, assessor).
        lacks: {piece: (how many assessors it lacks, why)} of those that lack some.
        worst: the sum of fit of the worst-served among the pieces that lack nobody; 0 without one.
        total: the sum of fit over all pairs.
        is_even: whether loads lie within one of each other, but for those at their largest.
        apart: groups of assessors that share no piece with one another; empty where all do.
        is_proven: whether nothing better exists; False where the time was over first.
    """

    pairs: frozenset[Pair]
    lacks: Mapping[Hashable, tuple[int, str]]
    worst: int
    total: int
    is_even: bool
    apart: tuple[frozenset, ...]
    is_proven: bool
