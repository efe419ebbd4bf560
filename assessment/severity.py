"""How severe each assessor is, by a shrunken additive model.

A score is taken to be the piece's own level plus the assessor's leaning, and the leaning is
pulled towards none the fewer scores it rests on: a random effect with a fixed ratio of variances
(C. R. Henderson's mixed-model equations), solved by alternating means. It is shown beside the raw
mean and never replaces it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# An assessor's leaning counts in full only over many scores: these many pull it half way to none.
SHRINK = 6.0
ROUNDS = 500
CLOSE_ENOUGH = 1e-9


@dataclass(frozen=True)
class Adjusted:
    """The level of each piece and the leaning of each assessor, in points of score."""

    levels: Mapping
    leanings: Mapping


def adjusted(scores: Iterable[tuple], *, shrink: float = SHRINK) -> Adjusted:
    """Separate pieces' levels from assessors' leanings.

    Args:
        scores: (piece, assessor, score) with score in points; any hashable keys.
        shrink: how many scores pull a leaning half way to none; must be above 0.

    Returns:
        For each piece its mean score less the leanings of those who scored it; for each
        assessor the leaning, positive where they are generous. Nothing for no scores.
    """
    by_piece, by_assessor = defaultdict(list), defaultdict(list)
    for piece, assessor, score in scores:
        by_piece[piece].append((assessor, float(score)))
        by_assessor[assessor].append((piece, float(score)))
    leanings = dict.fromkeys(by_assessor, 0.0)
    levels: dict = {}
    for _round in range(ROUNDS):
        levels = {
            piece: _mean(score - leanings[assessor] for assessor, score in given)
            for piece, given in by_piece.items()
        }
        before, leanings = (
            leanings,
            {
                assessor: sum(score - levels[piece] for piece, score in given)
                / (len(given) + shrink)
                for assessor, given in by_assessor.items()
            },
        )
        if all(abs(leanings[s] - before[s]) < CLOSE_ENOUGH for s in leanings):
            break
    return Adjusted(levels=levels, leanings=leanings)


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values)


def connected(pairs: Iterable[tuple]) -> list[set]:
    """Groups of assessors who are tied by pieces that they share, through others or directly.

    Levels of pieces in two groups can't be compared: that one group gave more may be the group or
    the pieces, and no score tells which.

    Args:
        pairs: (piece, assessor) of everything that was scored; any hashable keys.

    Returns:
        The groups, each a set of assessors, in the order in which they first appear.
    """
    by_piece = defaultdict(set)
    for piece, assessor in pairs:
        by_piece[piece].add(assessor)
    groups: list[set] = []
    for together in by_piece.values():
        touching = [group for group in groups if group & together]
        joined = set().union(together, *touching)
        groups = [group for group in groups if group not in touching]
        groups.append(joined)
    return groups
