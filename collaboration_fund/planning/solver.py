"""A whole-number programme for HiGHS: columns, rows, and the most of a sum."""

from collections.abc import Mapping

import highspy
import numpy as np
from highspy import HighsModelStatus as Status
from highspy._core import _Highs  # the plain binding: `highspy.Highs` prints to standard output

INFINITY = highspy.kHighsInf
EXACT = 1e-9
MOST_PLACES = 1_000_000


class SolverFailedError(Exception):
    """The solver gave no answer, which is a fault to look into."""


class PatienceError(Exception):
    """Nothing was found for as long as the search may take."""


class Programme:
    """Columns with bounds and values, and rows that bound sums of them."""

    def __init__(self):
        self.values: list[float] = []
        self.lowest: list[float] = []
        self.highest: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[tuple[float, float, dict[int, float]]] = []

    def column(self, value: float = 0, *, low: float = 0, high: float = 1, whole=True) -> int:
        """Add a column; returns its number. `value` is what one of it adds to the sum."""
        self.values.append(value)
        self.lowest.append(low)
        self.highest.append(high)
        self.whole.append(whole)
        return len(self.values) - 1

    def row(self, parts: Mapping[int, float], *, low=-INFINITY, high=INFINITY) -> None:
        """Add a row: the sum of {column: factor} lies from `low` to `high`."""
        self.rows.append((low, high, {column: part for column, part in parts.items() if part}))

    def best(self, *, gap: float = 0.0, patience: int = MOST_PLACES) -> list[float] | None:
        """What each column is where the sum of values is most; None where nothing fits the rows.

        Args:
            gap: which share of the most may be missing; proving the last of it can take long.
            patience: in how many places the search looks at most; then the best of them counts.

        Raises:
            PatienceError: nothing that fits was found in them.
            SolverFailedError: the solver stopped without an answer.
        """
        highs = _solver(gap, patience)
        highs.passModel(self._model())
        highs.run()
        status = highs.getModelStatus()
        if status in (Status.kInfeasible, Status.kUnboundedOrInfeasible):
            return None
        if status == Status.kSolutionLimit and not _has_answer(highs):
            raise PatienceError
        if status not in (Status.kOptimal, Status.kModelEmpty, Status.kSolutionLimit):
            raise SolverFailedError(f"the solver stopped with {status.name}")
        found = np.array(highs.getSolution().col_value)
        return [
            round(value) if whole else value
            for value, whole in zip(found.tolist(), self.whole, strict=True)
        ]

    def _model(self) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.values), len(self.rows)
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.array(self.values, dtype=float)
        model.col_lower_ = np.array(self.lowest, dtype=float)
        model.col_upper_ = np.array(self.highest, dtype=float)
        model.row_lower_ = np.array([low for low, _high, _parts in self.rows], dtype=float)
        model.row_upper_ = np.array([high for _low, high, _parts in self.rows], dtype=float)
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        lengths = [len(parts) for *_bounds, parts in self.rows]
        matrix.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        matrix.index_ = np.array([c for *_b, parts in self.rows for c in parts], dtype=np.int32)
        factors = [factor for *_b, parts in self.rows for factor in parts.values()]
        matrix.value_ = np.array(factors, dtype=float)
        kinds = highspy.HighsVarType
        model.integrality_ = [kinds.kInteger if one else kinds.kContinuous for one in self.whole]
        return model


def _has_answer(highs: _Highs) -> bool:
    return highs.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible


def _solver(gap: float, patience: int) -> _Highs:
    """Silent, on one thread, with a seed of its own: the same question, the same answer.

    Without its presolve, which has taken problems for unsolvable that had an answer.
    """
    highs = _Highs()
    settings = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 1,
        "presolve": "off",
        "mip_rel_gap": gap,
        "mip_max_nodes": patience,
        "mip_abs_gap": EXACT,
        "mip_feasibility_tolerance": EXACT,
        "primal_feasibility_tolerance": EXACT,
    }
    for name, value in settings.items():
        highs.setOptionValue(name, value)
    return highs
