"""Everyone's chances while targets are being edited: an upper bound, quick enough to watch."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taskforce.selection.errors import UnusableRequest
from taskforce.selection.feasibility import reason_for_none
from taskforce.selection.figures import Achieved, achieved_by, gini
from taskforce.selection.finder import Finder
from taskforce.selection.model import compress
from taskforce.selection.pool import Pool, Target
from taskforce.selection.relaxation import relaxed_leximin


@dataclass(frozen=True, eq=False)
class Marginals:
    """What these targets would mean for the people in the pool.

    Attributes:
        chances: of each person, in the order of the pool: the leximin of the relaxation. The draw
            itself nearly always reaches exactly these, and its lowest chance is never higher.
        lowest, highest, gini: of those.
        targets: each target with its count in the pool and the chances of the people it names.
    """

    chances: tuple[float, ...]
    lowest: float
    highest: float
    gini: float
    targets: tuple[Achieved, ...]


def marginals(pool: Pool, targets: Sequence[Target], size: int) -> Marginals:
    """Chances under these targets, without a draw.

    Raises:
        UnusableRequest: see `compress`.
        Infeasible: no panel meets every target; it carries the smallest change.
    """
    model = compress(pool, targets, size)
    if Finder(model).best(np.ones(model.types), enough=-np.inf).counts is None:
        raise reason_for_none(model)
    relaxed = relaxed_leximin(model, np.zeros(model.types, dtype=bool))
    if relaxed is None:
        raise UnusableRequest("no-chances", "Nobody's chance can be worked out.")
    chances = tuple(model.by_person(relaxed.chances))
    return Marginals(
        chances=chances,
        lowest=min(chances),
        highest=max(chances),
        gini=gini(chances),
        targets=tuple(achieved_by(pool.people, targets, chances)),
    )
