"""Leximin of the linear relaxation: a bound on everyone's chances, without any panel.

Seen as chances p (of each type: the mean number on a panel divided by its people), the relaxation
asks for the targets to be met on average. Each stage raises the lowest chance that isn't settled
as far as it goes. A chance is settled when the dual price of raising it is positive: then it has
this value in every best solution. Those prices add up to at least one, so each stage settles some.

The variables are the lowest chance and what each type has above it. So the programme has only as
many rows as there are targets; that a chance isn't above its cap is added where it is needed.
"""

from dataclasses import dataclass

import numpy as np

from taskforce.selection import solver
from taskforce.selection.errors import SolverFailed
from taskforce.selection.model import Model

PRICE = 1e-6
YIELD = 1e-12
LOOSEST = 1e-7


@dataclass(frozen=True, eq=False)
class Relaxed:
    """The relaxed leximin.

    Attributes:
        chances: of one person of each type.
        counts: the mean panel by type that has those chances and meets the targets.
        stages: how many programmes settled them.
    """

    chances: np.ndarray
    counts: np.ndarray
    stages: int


def relaxed_leximin(model: Model, shut: np.ndarray) -> Relaxed | None:
    """The leximin of the relaxation, or None when even that can't meet the targets.

    Args:
        shut: of each type, whether no panel can include it: those stay at zero.

    Raises:
        SolverFailed: the solver lost its way.
    """
    programme = _Stages(model, shut)
    stages = 0
    while programme.open.any():
        if not programme.solve():
            if stages:
                raise SolverFailed("the relaxation lost its footing")
            return None
        programme.settle()
        stages += 1
    return Relaxed(programme.chances, programme.counts(), stages)


class _Stages:
    """The programme, changed from stage to stage."""

    def __init__(self, model: Model, shut: np.ndarray):
        self.model = model
        self.open = ~shut
        self.caps = np.where(shut, 0.0, model.caps / model.members)
        self.chances = np.zeros(model.types)
        self.excess = np.zeros(model.types)
        self._capped: dict[int, int] = {}
        self._lowest = model.types
        self._build()

    def _build(self) -> None:
        model = self.model
        self._highs = solver.panels(model, whole=False, presolve="off", solver="simplex")
        self._size_row = len(model.lower)
        self._bounds_lower = np.append(model.lower, model.size)
        self._bounds_upper = np.append(model.upper, model.size)
        for kind, rows in enumerate(model.rows):
            for row in (*rows, self._size_row):
                self._highs.changeCoeff(row, kind, model.members[kind])
        self._all = np.arange(model.types, dtype=np.int32)
        self._highs.changeColsBounds(model.types, self._all, np.zeros(model.types), self.caps)
        share = model.activity(np.where(self.open, model.members, 0.0))
        self._shares = np.append(share, model.members[self.open].sum())
        rows = np.arange(self._size_row + 1, dtype=np.int32)
        self._highs.addCol(1.0, 0.0, solver.INFINITY, len(rows), rows, self._shares)

    def solve(self) -> bool:
        """Solve this stage, adding the caps that it breaks until it breaks none."""
        while True:
            if not self._solve():
                return False
            values = solver.solution(self._highs)
            self.excess, self.level = values[:-1], values[self._lowest]
            reached = self.excess + np.where(self.open, self.level, self.chances)
            over = np.flatnonzero(self.open & (reached > self.caps + solver.TOLERANCE))
            fresh = [int(kind) for kind in over if kind not in self._capped]
            if not fresh:
                return True
            for kind in fresh:
                self._cap(kind)

    def _solve(self) -> bool:
        """Solve; if rounding in settled chances leaves nothing, give way a little and try again."""
        slack = YIELD
        while not solver.solve(self._highs):
            if self.open.all() or slack > LOOSEST:
                return False
            slack *= 10
            for kind in np.flatnonzero(~self.open & (self.chances > slack)):
                self._shift(int(kind), -slack)
                self.chances[kind] -= slack
        return True

    def _cap(self, kind: int) -> None:
        self._capped[kind] = self._highs.getNumRow()
        columns = np.array([kind, self._lowest], dtype=np.int32)
        self._highs.addRow(-solver.INFINITY, float(self.caps[kind]), 2, columns, np.ones(2))

    def settle(self) -> None:
        """Fix the chances that can't be above this stage's level."""
        duals = np.array(self._highs.getSolution().col_dual[:-1])
        settled = self.open & (-duals > PRICE)
        if not settled.any():
            raise SolverFailed("the relaxation settled nobody's chance")
        for kind in np.flatnonzero(settled):
            self._fix(int(kind), max(0.0, self.level - YIELD))
        self.open &= ~settled
        room = np.maximum(0.0, self.caps - np.where(self.open, self.level, self.chances))
        self._highs.changeColsBounds(
            self.model.types, self._all, np.zeros(self.model.types), room + solver.TOLERANCE
        )

    def _fix(self, kind: int, chance: float) -> None:
        self.chances[kind] = chance
        for row in (*self.model.rows[kind], self._size_row):
            self._shares[row] -= self.model.members[kind]
            self._highs.changeCoeff(row, self._lowest, self._shares[row])
        if kind in self._capped:
            row = self._capped[kind]
            self._highs.changeCoeff(row, self._lowest, 0.0)
            self._highs.changeRowBounds(row, -solver.INFINITY, solver.INFINITY)
        self._shift(kind, chance)

    def _shift(self, kind: int, by: float) -> None:
        """Take what a settled chance holds off the bounds of its rows."""
        held = self.model.members[kind] * by
        for row in (*self.model.rows[kind], self._size_row):
            self._bounds_lower[row] -= held
            self._bounds_upper[row] -= held
            self._highs.changeRowBounds(row, self._bounds_lower[row], self._bounds_upper[row])

    def counts(self) -> np.ndarray:
        """The mean panel of the last stage."""
        return self.model.members * (self.chances + self.excess)
