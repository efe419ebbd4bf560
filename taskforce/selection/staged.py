"""Leximin from nothing, stage by stage: the fallback that is always right.

Each stage makes the lowest chance that isn't settled as high as it can be, generating panels until
no panel, by exact search, could raise it. Then the prices settle chances: where the price of a
chance is positive, it has this value in every best solution. The prices of chances that aren't
settled add up to one, so some are above zero, and no tie can leave a stage with nothing to settle.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from taskforce.selection.columns import Columns, Master
from taskforce.selection.errors import SolverFailed
from taskforce.selection.finder import Finder

CLOSED = 1e-9
EAGER = 0.3
CLEAR = 0.1
FIRM = 1e-10
LOOSEST = 1e-7


@dataclass(frozen=True, eq=False)
class Staged:
    """Exact leximin.

    Attributes:
        weights: of the panels.
        bounds: what the chance of each type can't exceed while those below it stay as they are.
        stages: how many there were.
    """

    weights: np.ndarray
    bounds: np.ndarray
    stages: int


def staged_leximin(
    columns: Columns, finder: Finder, shut: np.ndarray, tick: Callable[[float], None]
) -> Staged:
    """Leximin over all panels of the model; `columns.panels` grow.

    Args:
        shut: of each type, whether no panel can include it.
        tick: called at each round with the share of chances that are settled; may raise Cancelled.
    """
    master = _Lowest(columns, shut)
    shake = np.random.Generator(np.random.PCG64(3))
    stages = 0
    while master.open.any():
        stages += 1
        level, slack = _close(master, finder, shake, tick)
        master.settle(level, slack)
    return Staged(master.weights, master.bounds, stages)


def _close(master: "_Lowest", finder: Finder, shake, tick) -> tuple[float, float]:
    """Generate panels until the stage's level can't rise: the level, and what may be missing."""
    slack, top = 1.0, np.inf
    while True:
        tick(1.0 - master.open.mean())
        level = float(master.solve()[0])
        added, ceiling = master.price(finder, shake, -master.base + max(CLOSED, EAGER * slack))
        top = min(top, level + max(0.0, ceiling + master.base))
        slack = max(0.0, top - level)
        if slack <= CLOSED or not added:
            return level, slack


class _Lowest(Master):
    """Make the lowest chance that isn't settled as high as can be."""

    def __init__(self, columns: Columns, shut: np.ndarray):
        super().__init__(columns)
        self.open = ~shut
        self.bounds = np.zeros(self.types)
        self._floors: dict[int, float] = {}
        rows = np.flatnonzero(self.open).astype(np.int32)
        self.highs.addCol(-1.0, -1.0, np.inf, len(rows), rows, -np.ones(len(rows)))
        self.begin()

    def solve(self) -> np.ndarray:
        """Solve; settled chances give way a little where rounding leaves no answer otherwise."""
        give = FIRM
        while True:
            try:
                return super().solve()
            except SolverFailed:
                if give > LOOSEST or not self._floors:
                    raise
            give *= 10
            for kind, level in self._floors.items():
                self.highs.changeRowBounds(kind, level - give, np.inf)

    def settle(self, level: float, slack: float) -> None:
        """Fix the chances that can't be above this stage's level."""
        prices = np.where(self.open, self.prices, 0.0)
        settled = prices > CLEAR * prices.max()
        self.bounds[settled] = level + slack / prices[settled]
        for kind in np.flatnonzero(settled):
            self.highs.changeCoeff(int(kind), 0, 0.0)
            self.highs.changeRowBounds(int(kind), level - FIRM, np.inf)
            self._floors[int(kind)] = level
        self.open &= ~settled
