"""How severe each assessor is, by a shrunken additive model.

A score is taken to be the piece's own level plus the assessor's leaning plus chance, and counts
the more the surer the assessor was. The leaning is pulled towards none the fewer scores it rests
on: a random effect with a fixed ratio of variances (C. R. Henderson's mixed-model equations). What
comes of it is shown beside the raw mean and never replaces it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

# An assessor's leaning counts in full only over many scores: these many pull it half way to none.
SHRINK = 6.0
# A score counts by how sure its assessor was: fairly sure counts as one.
FAIRLY_SURE = 2


@dataclass(frozen=True)
class Adjusted:
    """The level of each piece and the leaning of each assessor, in points of score.

    `level_errors` and `leaning_errors` are their standard errors; empty where there are too few
    scores to tell how far scores scatter.
    """

    levels: Mapping
    leanings: Mapping
    level_errors: Mapping
    leaning_errors: Mapping


class ApartError(ValueError):
    """Groups of assessors share no piece, so no common scale can be given."""


NOTHING = Adjusted({}, {}, {}, {})


def adjusted(scores: Iterable[tuple], *, shrink: float = SHRINK) -> Adjusted:
    """Separate pieces' levels from assessors' leanings.

    Args:
        scores: (piece, assessor, score) or (piece, assessor, score, sure), with score in points and
            sure from 1 to 3; 2 where it isn't given; any hashable keys.
        shrink: how many scores pull a leaning half way to none; 0 pulls none.

    Returns:
        For each piece its mean score less the leanings of those who scored it; for each
        assessor the leaning, positive where they are generous; both with standard errors.
        Nothing for no scores.

    Raises:
        ApartError: assessors who aren't connected. `connected` names the groups.
    """
    rows = [
        (piece, one, float(score), *(sure or [FAIRLY_SURE])) for piece, one, score, *sure in scores
    ]
    if not rows:
        return NOTHING
    if len(connected((piece, one) for piece, one, *_given in rows)) > 1:
        raise ApartError("These assessors share no piece with one another.")
    pieces = {key: at for at, key in enumerate(dict.fromkeys(row[0] for row in rows))}
    people = {key: at for at, key in enumerate(dict.fromkeys(row[1] for row in rows))}
    of_piece = np.array([pieces[row[0]] for row in rows])
    of_person = np.array([people[row[1]] for row in rows])
    values = np.array([row[2] for row in rows])
    counts = np.array([row[3] for row in rows]) / FAIRLY_SURE
    inverse, by_person = _solved(of_piece, of_person, values, counts, shrink)
    leanings = inverse @ by_person
    weight = np.bincount(of_piece, weights=counts)
    table = np.zeros((len(pieces), len(people)))
    np.add.at(table, (of_piece, of_person), counts)
    levels = (np.bincount(of_piece, weights=counts * values) - table @ leanings) / weight
    rest = values - levels[of_piece] - leanings[of_person]
    scatter = _scatter(rest, counts, len(pieces), len(people))
    share = table / weight[:, None]
    of_levels = 1 / weight + np.einsum("ij,jk,ik->i", share, inverse, share)
    of_leanings = np.maximum(np.diag(inverse), 0)
    return Adjusted(
        levels=_named(pieces, levels),
        leanings=_named(people, leanings),
        level_errors=_named(pieces, scatter * np.sqrt(of_levels)) if scatter else {},
        leaning_errors=_named(people, scatter * np.sqrt(of_leanings)) if scatter else {},
    )


def _solved(of_piece, of_person, values, counts, shrink) -> tuple[np.ndarray, np.ndarray]:
    """The inverse of the equations of the leanings alone, and their right side."""
    number = of_person.max() + 1
    weight = np.bincount(of_piece, weights=counts)
    table = np.zeros((len(weight), number))
    np.add.at(table, (of_piece, of_person), counts)
    means = np.bincount(of_piece, weights=counts * values) / weight
    matrix = np.diag(table.sum(axis=0)) - table.T @ (table / weight[:, None])
    by_person = np.bincount(of_person, weights=counts * values, minlength=number) - table.T @ means
    if shrink:
        return np.linalg.inv(matrix + shrink * np.eye(number)), by_person
    # Without shrinking, leanings are told from levels only where they add up to none.
    return np.linalg.pinv(matrix, hermitian=True), by_person


def _scatter(rest, counts, pieces: int, people: int) -> float | None:
    """How far scores scatter around the model; None where too few are left to tell."""
    free = len(rest) - pieces - people + 1
    return float(np.sqrt(np.sum(counts * rest**2) / free)) if free > 0 else None


def _named(keys: Mapping, values) -> dict:
    return {key: float(values[at]) for key, at in keys.items()}


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
