"""The distribution: panels and weights that make everyone's chance as equal as can be.

Leximin: the lowest chance of selection is as high as any weighting of valid panels makes it; then
the next lowest, and so on. There is one such list of chances. Here is how it is found, and how it
is known to be right (the method, with figures, is in docs/selection.md and docs/adr/0008):

1. The leximin of the linear relaxation bounds it from above.
2. A walk along the faces of the polytope looks for whole panels that give exactly those chances.
   When it arrives, they *are* leximin: nothing can be better than the bound.
3. Else a master programme with generated panels looks on, or proves that the bound can't be had.
4. Then staged column generation with exact pricing finds leximin, with a bound of its own.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from taskforce.selection import solver
from taskforce.selection.attain import attain
from taskforce.selection.columns import Columns
from taskforce.selection.errors import SolverFailed
from taskforce.selection.feasibility import reason_for_none
from taskforce.selection.finder import Finder
from taskforce.selection.model import Model, compress
from taskforce.selection.pool import Person, Pool, Target
from taskforce.selection.progress import Progress, Report, Stage
from taskforce.selection.relaxation import Relaxed, relaxed_leximin
from taskforce.selection.staged import staged_leximin
from taskforce.selection.walk import walk

NEGLIGIBLE = 1e-12


class Method(StrEnum):
    """How the panels were found; the chances are leximin whichever it was."""

    WALK = "face walk"
    COLUMNS = "column generation"
    STAGED = "staged column generation"


@dataclass(frozen=True, eq=False)
class Distribution:
    """Weighted panels, and the certificate of their fairness.

    Attributes:
        model: the pool, targets and size as the solver saw them.
        panels: counts by type, one panel a row.
        weights: of the panels, each above zero, together 1.
        chances: what those give each person, in the order of the pool.
        bounds: what no distribution can exceed for each person without somebody who has less
            losing; see `gap`.
        gap: the largest difference between a person's bound and chance. Up to 1e-6 is the
            solver's tolerance; anything more is stated as it is.
        method: how the panels were found.
        unreachable: people whom no valid panel includes.
        solver: the solver and its version.
    """

    model: Model
    panels: np.ndarray
    weights: np.ndarray
    chances: tuple[float, ...]
    bounds: tuple[float, ...]
    gap: float
    method: Method
    unreachable: tuple[Person, ...]
    solver: str


def distribution(
    pool: Pool,
    targets: Sequence[Target],
    size: int,
    *,
    report: Report | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Distribution:
    """The leximin distribution over panels of `size` people that meet every target.

    Args:
        report: told how far the work is, see `Progress`.
        cancelled: asked whether to stop.

    Raises:
        UnusableRequest: the request makes no sense, see `compress`.
        Infeasible: no panel meets every target; it carries the smallest change.
        Cancelled: the caller asked for it.
        SolverFailed: the solver gave no answer.
    """
    model = compress(pool, targets, size)
    return _Search(model, Progress(report, cancelled)).run()


class _Search:
    """One search, from the bound to the certificate."""

    def __init__(self, model: Model, progress: Progress):
        self.model, self.progress = model, progress
        self.finder = Finder(model)
        self.shut = np.zeros(model.types, dtype=bool)

    def run(self) -> Distribution:
        model = self.model
        self.progress.at(Stage.CHECKING)
        first = self.finder.best(np.ones(model.types), enough=-np.inf)
        if first.counts is None:
            raise reason_for_none(model)
        relaxed = self._bound()
        tick = self.progress.at(Stage.WALKING)
        walked = walk(model, self.finder, relaxed.counts, tick)
        if not walked.left:
            return self._certified(walked.panels, walked.weights, relaxed.chances, Method.WALK)
        return self._generate(Columns(model, [first.counts, *walked.panels]), relaxed)

    def _bound(self) -> Relaxed:
        self.progress.at(Stage.BOUNDING)
        relaxed = relaxed_leximin(self.model, self.shut)
        if relaxed is None:
            raise SolverFailed("there are panels, but the relaxation found none")
        return relaxed

    def _generate(self, columns: Columns, relaxed: Relaxed) -> Distribution:
        if self._cover(columns):
            relaxed = self._bound()
        tick = self.progress.at(Stage.ATTAINING)
        weights = attain(columns, self.finder, relaxed.chances, tick)
        if weights is not None:
            return self._certified(columns.panels, weights, relaxed.chances, Method.COLUMNS)
        tick = self.progress.at(Stage.STAGING)
        staged = staged_leximin(columns, self.finder, self.shut, tick)
        return self._certified(columns.panels, staged.weights, staged.bounds, Method.STAGED)

    def _cover(self, columns: Columns) -> bool:
        """Find a panel with each type that has none; shut those for which there isn't one."""
        tick = self.progress.at(Stage.COVERING)
        covered = np.sum(columns.panels, axis=0) > 0
        for kind in range(self.model.types):
            if covered[kind]:
                continue
            tick(kind / self.model.types)
            liking = np.where(covered, 0.0, 1e-3)
            liking[kind] = self.model.size
            panel = self.finder.best(liking).counts
            if panel[kind]:
                columns.add(panel)
                covered |= panel > 0
            else:
                self.shut[kind] = True
        return bool(self.shut.any())

    def _certified(self, panels, weights, bounds, method: Method) -> Distribution:
        model = self.model
        weights = np.asarray(weights)
        kept = np.flatnonzero(weights > NEGLIGIBLE)
        chosen = np.array([panels[number] for number in kept])
        if not all(model.is_valid(panel) for panel in chosen):
            raise SolverFailed("a panel breaks a rule")
        weights = weights[kept] / weights[kept].sum()
        chances = (weights[:, None] * chosen).sum(axis=0) / model.members
        never = self.shut | (bounds < NEGLIGIBLE * 1000)
        people = model.pool.people
        return Distribution(
            model=model,
            panels=chosen.astype(np.int32),
            weights=weights,
            chances=tuple(model.by_person(chances)),
            bounds=tuple(model.by_person(bounds)),
            gap=float(np.abs(bounds - chances).max()),
            method=method,
            unreachable=tuple(
                people[person]
                for kind in np.flatnonzero(never)
                for home in model.homes[kind]
                for person in home
            ),
            solver=solver.version(),
        )
