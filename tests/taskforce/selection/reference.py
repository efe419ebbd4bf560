"""Leximin in the plainest way, person by person, to hold the draw against.

Nothing of taskforce.selection but the shape of its input is used: no types, no relaxation, no
walk. `by_enumeration` writes down every panel; `by_generation` generates them with exact pricing,
settling one chance at a time by asking for each whether it could be higher.
"""

from itertools import combinations

import highspy
import numpy as np

from taskforce.selection.pool import Person, Pool, Target

INFINITY = highspy.kHighsInf
CLOSE = 1e-9


def is_panel(people: list[Person], targets: list[Target], size: int, households: bool) -> bool:
    """Whether these people are a valid panel."""
    homes = [p.household for p in people if p.household] if households else []
    return (
        len(people) == size
        and len({p.id for p in people}) == size
        and len(homes) == len(set(homes))
        and all(
            t.minimum <= sum(p.values[t.feature] == t.value for p in people) <= t.maximum
            for t in targets
        )
    )


def all_panels(pool: Pool, targets: list[Target], size: int) -> list[tuple[int, ...]]:
    """Every valid panel, as positions in the pool."""
    return [
        panel
        for panel in combinations(range(len(pool.people)), size)
        if is_panel([pool.people[p] for p in panel], targets, size, pool.households)
    ]


def _solver():
    highs = highspy.Highs()
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("primal_feasibility_tolerance", CLOSE)
    highs.setOptionValue("dual_feasibility_tolerance", CLOSE)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", CLOSE)
    return highs


class Weights:
    """Weights of panels under floors for people's chances."""

    def __init__(self, people: int, panels):
        self.people = people
        self.highs = _solver()
        self.highs.addVar(0.0, 1.0)
        empty = np.array([], dtype=np.int32)
        for _ in range(people):
            self.highs.addRow(0.0, INFINITY, 0, empty, np.array([]))
        self.highs.addRow(1.0, 1.0, 0, empty, np.array([]))
        self.panels = []
        for panel in panels:
            self.add(panel)

    def add(self, panel) -> bool:
        if panel in self.panels:
            return False
        self.panels.append(panel)
        rows = np.array([*panel, self.people], dtype=np.int32)
        self.highs.addCol(0.0, 0.0, INFINITY, len(rows), rows, np.ones(len(rows)))
        return True

    def floors(self, fixed: dict[int, float], level: float | None, asked: int | None):
        """Ask for the highest level of the people not fixed or, above `level`, of one person."""
        self.highs.changeColCost(0, -1.0)
        for person in range(self.people):
            free = person not in fixed and asked is None
            mine = free or person == asked
            self.highs.changeCoeff(person, 0, -1.0 if mine else 0.0)
            low = 0.0 if mine else fixed.get(person, level) - 2 * CLOSE
            self.highs.changeRowBounds(person, low, INFINITY)

    def solve(self, price=None) -> float:
        """The highest value; with `price`, panels are generated until it can't rise."""
        while True:
            self.highs.run()
            assert self.highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
            value = self.highs.getSolution().col_value[0]
            if price is None:
                return value
            duals = np.array(self.highs.getSolution().row_dual)
            panel, worth = price(np.maximum(duals[:-1], 0.0))
            if worth + duals[-1] <= CLOSE or not self.add(panel):
                return value


def _stages(weights: Weights, price=None) -> np.ndarray:
    fixed: dict[int, float] = {}
    while len(fixed) < weights.people:
        weights.floors(fixed, None, None)
        level = weights.solve(price)
        settled = []
        for person in range(weights.people):
            if person not in fixed:
                weights.floors(fixed, level, person)
                if weights.solve(price) <= level + 2e-7:
                    settled.append(person)
        assert settled
        fixed |= dict.fromkeys(settled, level)
    return np.array([fixed[person] for person in range(weights.people)])


def by_enumeration(pool: Pool, panels: list[tuple[int, ...]]) -> np.ndarray:
    """Leximin over these panels, which are all there are."""
    return _stages(Weights(len(pool.people), panels))


class Pricing:
    """The valid panel worth most, by one whole-number programme over people."""

    def __init__(self, pool: Pool, targets: list[Target], size: int):
        count = len(pool.people)
        self.highs = _solver()
        for person in range(count):
            self.highs.addVar(0.0, 1.0)
            self.highs.changeColIntegrality(person, highspy.HighsVarType.kInteger)
        self.highs.changeObjectiveSense(highspy.ObjSense.kMaximize)
        self._row(size, size, range(count))
        for t in targets:
            counted = [i for i, p in enumerate(pool.people) if p.values[t.feature] == t.value]
            self._row(t.minimum, t.maximum, counted)
        for home in {p.household for p in pool.people if p.household} if pool.households else ():
            self._row(0, 1, [i for i, p in enumerate(pool.people) if p.household == home])

    def _row(self, low, high, people) -> None:
        people = np.array(list(people), dtype=np.int32)
        self.highs.addRow(float(low), float(high), len(people), people, np.ones(len(people)))

    def __call__(self, prices):
        for person, price in enumerate(prices):
            self.highs.changeColCost(person, float(price))
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return None, 0.0
        chosen = np.flatnonzero(np.array(self.highs.getSolution().col_value) > 0.5)
        return tuple(int(person) for person in chosen), float(prices[chosen].sum())


def by_generation(pool: Pool, targets: list[Target], size: int) -> np.ndarray | None:
    """Leximin with generated panels, or None when there is no panel."""
    price = Pricing(pool, targets, size)
    first, _ = price(np.ones(len(pool.people)))
    return None if first is None else _stages(Weights(len(pool.people), [first]), price)
