"""Panels as columns of a master programme, and the search for more of them.

Two masters share this: one that asks whether given chances can be had at all (`attain`), and the
staged one that finds leximin without knowing it beforehand (`staged`).
"""

import numpy as np

from taskforce.selection import solver
from taskforce.selection.errors import SolverFailed
from taskforce.selection.model import Model

EXTRA_PANELS = 4
EXTRA_SHAKE = 0.2


class Columns:
    """Panels, each once."""

    def __init__(self, model: Model, panels=()):
        self.model = model
        self.panels: list[np.ndarray] = []
        self._seen: set[bytes] = set()
        for panel in panels:
            self.add(panel)

    def add(self, panel: np.ndarray) -> bool:
        """Keep `panel`; False when it is here already."""
        key = panel.astype(np.int32).tobytes()
        if key in self._seen:
            return False
        self._seen.add(key)
        self.panels.append(panel)
        return True


class Master:
    """A programme over the weights of panels: a row of chance for each type, and weights' sum.

    Columns that belong to one master alone come first; the weights of `columns.panels` follow.
    """

    def __init__(self, columns: Columns):
        self.columns = columns
        self.model = columns.model
        self.types = columns.model.types
        self.highs = solver.new(solver="simplex", presolve="off")
        for _ in range(self.types):
            self.highs.addRow(0.0, solver.INFINITY, 0, solver.NO_INDICES, solver.NO_NUMBERS)
        self.highs.addRow(1.0, 1.0, 0, solver.NO_INDICES, solver.NO_NUMBERS)
        self._first = 0
        self._held = 0

    def begin(self) -> None:
        """Put in the panels there are, after the columns of this master's own."""
        self._first = self.highs.getNumCol()
        self.update()

    def update(self) -> None:
        """Put in the panels that have been added since."""
        for panel in self.columns.panels[self._held :]:
            there = np.flatnonzero(panel).astype(np.int32)
            rows = np.append(there, self.types).astype(np.int32)
            shares = np.append(panel[there] / self.model.members[there], 1.0)
            self.highs.addCol(0.0, 0.0, solver.INFINITY, len(rows), rows, shares)
        self._held = len(self.columns.panels)

    def solve(self) -> np.ndarray:
        """Solve; the values of this master's own columns.

        Raises:
            SolverFailed: there is no answer, which the rows rule out.
        """
        if not solver.solve(self.highs):
            raise SolverFailed("a master programme has no answer")
        values = solver.solution(self.highs)
        self.weights = np.maximum(values[self._first :], 0.0)
        self.weights /= self.weights.sum()
        duals = np.array(self.highs.getSolution().row_dual)
        self.prices, self.base = np.maximum(duals[:-1], 0.0), float(duals[-1])
        return values[: self._first]

    def price(self, finder, shake, enough: float):
        """The panel worth most at these prices, and a few like it; all are kept as columns.

        Args:
            enough: a worth above which the first panel found will do.

        Returns:
            Whether a panel was added, and a ceiling on the worth of any panel.
        """
        weights = self.prices / self.model.members
        found = finder.best(weights, above=-self.base, enough=enough)
        added = self._keep_if_worth(found.counts, weights)
        if added:
            for _ in range(EXTRA_PANELS):
                near = weights * (1 + EXTRA_SHAKE * (2 * shake.random(self.types) - 1))
                self._keep_if_worth(finder.best(near, enough=-np.inf).counts, weights)
        self.update()
        return added, found.ceiling

    def _keep_if_worth(self, panel, weights: np.ndarray) -> bool:
        """Keep a panel that would better the answer; whether it did and is new."""
        if panel is None or float(weights @ panel) <= -self.base:
            return False
        return self.columns.add(panel)
