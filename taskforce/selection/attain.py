"""Can these chances be had by any weighting of panels? The first fallback of the walk.

A master programme makes the sum of what chances fall short as small as it can; columns are
generated until that is nothing, or until the prices prove that it can't be.
"""

from collections.abc import Callable

import numpy as np

from taskforce.selection.columns import Columns, Master
from taskforce.selection.finder import Finder

REACHED = 1e-7
EAGER = 0.3


def attain(
    columns: Columns, finder: Finder, chances: np.ndarray, tick: Callable[[float], None]
) -> np.ndarray | None:
    """Weights of `columns.panels` (which grow) that give `chances`, or None where none can.

    Args:
        tick: called at each round with the share that is reached; may raise Cancelled.
    """
    master = _Shortfall(columns, chances)
    shake = np.random.Generator(np.random.PCG64(2))
    while True:
        short = master.shortfall()
        tick(1.0 - min(1.0, short))
        if short <= REACHED:
            return master.weights
        added, _ = master.price(finder, shake, -master.base + EAGER * short)
        if not added:
            return None


class _Shortfall(Master):
    """Make the sum of what chances fall short as small as can be."""

    def __init__(self, columns: Columns, chances: np.ndarray):
        super().__init__(columns)
        for kind in range(self.types):
            self.highs.changeRowBounds(kind, float(chances[kind]), np.inf)
            row = np.array([kind], dtype=np.int32)
            self.highs.addCol(1.0, 0.0, np.inf, 1, row, np.ones(1))
        self.begin()

    def shortfall(self) -> float:
        """The sum of what chances fall short with the panels there are."""
        return float(np.maximum(self.solve(), 0.0).sum())
