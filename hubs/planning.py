"""Where further hubs would shorten people's ways most: a small p-median, solved by HiGHS.

Of some places so many are chosen, beside those that are there, such that the sum over all
neighbourhoods of people times metres to the nearest is smallest. A column says whether a place is
chosen, another whether a neighbourhood goes to it; ways that shorten nothing are no columns.
"""

from collections.abc import Sequence

import highspy
import numpy as np
from highspy import HighsModelStatus as Status
from highspy._core import _Highs  # the plain binding: `highspy.Highs` prints to standard output

from places.points import Point, metres_between

# Without any hub everybody is so far away, in metres.
FARTHEST = 100_000


class SolverFailedError(Exception):
    """The solver gave no answer, which is a fault to look into."""


def best_sites(
    people: Sequence[tuple[Point, int]],
    existing: Sequence[Point],
    places: Sequence[Point],
    number: int,
) -> list[int]:
    """Which places, as numbers of `places` in order; fewer where more would shorten no way.

    Args:
        people: where they live, and how many.
        existing: where hubs are.
        places: where one could be.
        number: how many are chosen at most.

    Raises:
        SolverFailedError: the solver stopped without an answer.
    """
    ways = _ways(people, existing, places)
    if not ways:
        return []
    columns = len(places) + len(ways)
    gains = np.array([0.0] * len(places) + [-float(gain) for _who, _where, gain in ways])
    rows = _rows(len(places), ways, number)
    programme = highspy.HighsLp()
    programme.num_col_, programme.num_row_ = columns, len(rows)
    programme.col_cost_ = gains
    programme.col_lower_, programme.col_upper_ = np.zeros(columns), np.ones(columns)
    programme.row_lower_ = np.full(len(rows), -highspy.kHighsInf)
    programme.row_upper_ = np.array([highest for highest, _row in rows], dtype=float)
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kRowwise
    lengths = [len(row) for _highest, row in rows]
    matrix.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    matrix.index_ = np.array([c for _highest, row in rows for c in row], dtype=np.int32)
    matrix.value_ = np.array([v for _highest, row in rows for v in row.values()], dtype=float)
    whole, part = highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous
    programme.integrality_ = [whole] * len(places) + [part] * len(ways)
    chosen = _solve(programme)[: len(places)]
    return [number for number, used in enumerate(chosen) if used > 0.5]


def cost(people: Sequence[tuple[Point, int]], hubs: Sequence[Point]) -> int:
    """The sum of people times metres to their nearest hub."""
    return sum(
        number * min([FARTHEST, *(metres_between(point, hub) for hub in hubs)])
        for point, number in people
    )


def _ways(people, existing, places) -> list[tuple[int, int, int]]:
    """(who, where, people times metres saved) of each way that is shorter than today's."""
    found = []
    for who, (point, number) in enumerate(people):
        today = min([FARTHEST, *(metres_between(point, hub) for hub in existing)])
        for where, place in enumerate(places):
            saved = (today - metres_between(point, place)) * number
            if saved > 0:
                found.append((who, where, saved))
    return found


def _rows(places: int, ways, number: int) -> list[tuple[float, dict[int, float]]]:
    """(at most, row): so many places; one way each; and no way to a place that isn't chosen."""
    rows = [(float(number), dict.fromkeys(range(places), 1.0))]
    by_who: dict[int, dict[int, float]] = {}
    for at, (who, where, _saved) in enumerate(ways):
        by_who.setdefault(who, {})[places + at] = 1.0
        rows.append((0.0, {places + at: 1.0, where: -1.0}))
    return rows + [(1.0, row) for row in by_who.values()]


def _solve(programme: highspy.HighsLp) -> np.ndarray:
    """Silent, on one thread, with a seed of its own: the same question has the same answer."""
    highs = _Highs()
    settings = {"output_flag": False, "threads": 1, "random_seed": 1, "mip_rel_gap": 0.0}
    for name, value in settings.items():
        highs.setOptionValue(name, value)
    highs.passModel(programme)
    highs.run()
    if highs.getModelStatus() != Status.kOptimal:
        raise SolverFailedError(f"the solver stopped with {highs.getModelStatus().name}")
    return np.array(highs.getSolution().col_value)
