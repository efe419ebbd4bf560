"""The best valid panel under given weights: what every other part of the draw asks for.

A depth-first search over warm linear programmes finds most panels in a few steps. Where it runs
out of patience an exact whole-number programme takes over, so the answer is always exact.
"""

from dataclasses import dataclass

import numpy as np

from taskforce.selection import solver
from taskforce.selection.model import Model

PATIENCE = 150
WHOLE = 1e-6


@dataclass(frozen=True, eq=False)
class Found:
    """An answer of the search.

    Attributes:
        counts: the panel's people by type, as whole numbers; None where there is no such panel.
        worth: the sum of weights of its people.
        ceiling: what no panel's worth exceeds; above `worth` when the search stopped early.
    """

    counts: np.ndarray | None
    worth: float
    ceiling: float


NOTHING = Found(None, -np.inf, -np.inf)


class Finder:
    """Searches the panels of a model, or those of one face of its polytope."""

    def __init__(self, model: Model):
        self.model = model
        self._relaxed = solver.panels(model, whole=False, presolve="off", solver="simplex")
        self._whole = None
        self._types = np.arange(model.types, dtype=np.int32)
        self._rows = np.arange(len(model.lower), dtype=np.int32)
        self._bounds = (np.zeros(model.types), model.caps, model.lower, model.upper)

    def restrict(self, lower, upper, row_lower, row_upper) -> None:
        """Search only panels within these bounds of types and of rows."""
        self._bounds = (lower, upper, row_lower, row_upper)
        self._bound(self._relaxed)

    def release(self) -> None:
        """Search all panels again."""
        model = self.model
        self.restrict(np.zeros(model.types), model.caps, model.lower, model.upper)

    def best(
        self,
        weights,
        *,
        above: float = -np.inf,
        enough: float = np.inf,
        patience: int = PATIENCE,
    ) -> Found:
        """The panel of greatest worth.

        Args:
            weights: of one person of each type.
            above: panels that aren't worth more than this are of no interest.
            enough: stop at the first panel that is worth more than this.
            patience: how many linear programmes to try before the exact one.
        """
        weights = np.asarray(weights, dtype=float)
        self._relaxed.changeColsCost(len(weights), self._types, weights)
        found = _Dive(self._relaxed, self._bounds, weights, above, enough).run(patience)
        if found is None:
            found = self._exact(weights)
        return found

    def some(self, weights, *, above: float, patience: int) -> np.ndarray | None:
        """A panel worth more than `above`, or None when `patience` finds none: there may be one."""
        self._relaxed.changeColsCost(len(weights), self._types, weights)
        found = _Dive(self._relaxed, self._bounds, weights, above, above).run(patience)
        return None if found is None else found.counts

    def _exact(self, weights) -> Found:
        scale = float(np.abs(weights).max()) or 1.0
        if self._whole is None:
            self._whole = solver.panels(self.model, whole=True)
        self._bound(self._whole)
        self._whole.changeColsCost(len(weights), self._types, weights / scale)
        if not solver.solve(self._whole):
            return NOTHING
        counts = np.rint(solver.solution(self._whole))
        ceiling = self._whole.getInfo().mip_dual_bound * scale
        worth = float(weights @ counts)
        return Found(counts, worth, max(worth, ceiling))

    def _bound(self, highs) -> None:
        lower, upper, row_lower, row_upper = self._bounds
        highs.changeColsBounds(len(self._types), self._types, lower, upper)
        highs.changeRowsBounds(len(self._rows), self._rows, row_lower, row_upper)


@dataclass
class _Branch:
    """One decision of the search: the bounds before it, and those of its other side."""

    type: int
    before: tuple[float, float]
    other: tuple[float, float]
    turned: bool = False


class _Dive:
    """Branch and bound, depth first, on the fractional type that is nearest to rounding up."""

    def __init__(self, highs, bounds, weights, above, enough):
        self._highs, self._weights, self._enough = highs, weights, enough
        self._lower, self._upper = bounds[0].copy(), bounds[1].copy()
        self._path: list[_Branch] = []
        self._best = Found(None, above, above)

    def run(self, patience: int) -> Found | None:
        """The best panel, or None when `patience` ran out before that was certain."""
        try:
            return self._search(patience)
        finally:
            for branch in reversed(self._path):
                self._highs.changeColBounds(branch.type, *branch.before)

    def _search(self, patience: int) -> Found | None:
        values, worth = self._solve()
        if values is None:
            return NOTHING
        root = worth
        slack = solver.TOLERANCE * max(1.0, abs(root))
        for _ in range(patience):
            if values is None or worth <= self._best.worth + slack:
                branching = False
            else:
                branching = not self._take_if_whole(values)
                if not branching and self._best.worth > self._enough:
                    return Found(self._best.counts, self._best.worth, max(root, self._best.worth))
            if branching:
                self._branch(values)
            elif not self._turn():
                return Found(self._best.counts, self._best.worth, self._best.worth + slack)
            values, worth = self._solve()
        return None

    def _solve(self):
        if not solver.solve(self._highs):
            return None, -np.inf
        return solver.solution(self._highs), solver.objective(self._highs)

    def _take_if_whole(self, values) -> bool:
        counts = np.rint(values)
        if np.abs(values - counts).max() >= WHOLE:
            return False
        self._best = Found(counts, float(self._weights @ counts), 0.0)
        return True

    def _branch(self, values) -> None:
        """Try the type's count rounded up first: that decides most about the panel."""
        floors = np.floor(values)
        parts = values - floors
        parts[np.abs(values - np.rint(values)) < WHOLE] = -1
        kind = int(np.argmax(parts))
        floor, before = float(floors[kind]), (self._lower[kind], self._upper[kind])
        self._path.append(_Branch(kind, before, (before[0], floor)))
        self._bound(kind, floor + 1, before[1])

    def _turn(self) -> bool:
        """Go to the other side of the last decision that has one left; False when none has."""
        while self._path and self._path[-1].turned:
            branch = self._path.pop()
            self._bound(branch.type, *branch.before)
        if not self._path:
            return False
        branch = self._path[-1]
        branch.turned = True
        self._bound(branch.type, *branch.other)
        return True

    def _bound(self, kind: int, lower: float, upper: float) -> None:
        self._lower[kind], self._upper[kind] = lower, upper
        self._highs.changeColBounds(kind, lower, upper)
