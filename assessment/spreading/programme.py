"""Linear programmes with whole numbers, as HiGHS takes them."""

import time
from dataclasses import dataclass, field

import highspy
import numpy as np
from highspy import HighsModelStatus as Status
from highspy._core import _Highs  # the plain binding: `highspy.Highs` prints to standard output

INFINITY = highspy.kHighsInf
NONE = (Status.kInfeasible, Status.kUnboundedOrInfeasible)
LATE = (Status.kTimeLimit, Status.kInterrupt)
FOUND = int(highspy.SolutionStatus.kSolutionStatusFeasible)
WHOLE, NOTHING = 1e-6, 1e-9
MANY = 5000


class SolverFailedError(Exception):
    """The solver gave no answer, which is a fault to look into."""


class LateError(Exception):
    """The time was over before there was any answer."""


@dataclass(frozen=True)
class Answer:
    """The values of the columns, what they are worth, and the bound that nothing goes over."""

    values: np.ndarray
    worth: float
    bound: float

    @property
    def is_whole(self) -> bool:
        """Whether every value is a whole number."""
        return bool(np.all(np.abs(self.values - np.rint(self.values)) < WHOLE))


@dataclass
class Programme:
    """Columns and rows, gathered in blocks; what they are worth is to be as much as can be."""

    worths: list = field(default_factory=list)
    lower: list = field(default_factory=list)
    upper: list = field(default_factory=list)
    row_lower: list = field(default_factory=list)
    row_upper: list = field(default_factory=list)
    entries: list = field(default_factory=list)
    columns: int = 0
    rows: int = 0

    def add_columns(self, worths, lower, upper) -> np.ndarray:
        """Add a block of columns; returns their places."""
        worths = np.asarray(worths, dtype=float)
        self.worths.append(worths)
        for kept, given in ((self.lower, lower), (self.upper, upper)):
            kept.append(np.broadcast_to(np.asarray(given, dtype=float), worths.shape))
        places = np.arange(self.columns, self.columns + len(worths))
        self.columns += len(worths)
        return places

    def add_rows(self, lower, upper, number: int) -> np.ndarray:
        """Add a block of rows; returns their places."""
        for kept, given in ((self.row_lower, lower), (self.row_upper, upper)):
            kept.append(np.broadcast_to(np.asarray(given, dtype=float), (number,)))
        places = np.arange(self.rows, self.rows + number)
        self.rows += number
        return places

    def put(self, rows, columns, values) -> None:
        """Put these values where these rows and columns meet; each place once."""
        rows = np.asarray(rows)
        values = np.broadcast_to(np.asarray(values, dtype=float), rows.shape)
        self.entries.append((rows, np.asarray(columns), values))

    def best(self, *, whole: bool, seconds: float, first=None) -> Answer | None:
        """The most that it is worth; None where nothing satisfies all rows.

        Args:
            whole: whether the columns are to be whole numbers.
            seconds: after so long, the best that was found.
            first: which columns are looked at first, for a linear answer: the others come in as
                long as the duals say that one of them is worth something. None looks at all.

        Raises:
            LateError: the time was over before there was any answer.
            SolverFailedError: the solver stopped for another reason.
        """
        until = time.monotonic() + seconds
        active = np.ones(self.columns, dtype=bool) if whole or first is None else first.copy()
        rows, columns, values = (np.concatenate(part) for part in zip(*self.entries, strict=True))
        worths = np.concatenate(self.worths)
        while True:
            found = self._solved(active, (rows, columns, values), whole, until - time.monotonic())
            if found is None and not active.all():
                active[:] = True
                continue
            if found is None or active.all():
                return found and found[0]
            duals = np.bincount(columns, weights=values * found[1][rows], minlength=len(worths))
            gains = ~active & (worths - duals > NOTHING)
            if not gains.any():
                return found[0]
            active |= gains

    def _solved(self, active, entries, whole, seconds) -> tuple[Answer, np.ndarray] | None:
        """The answer with these columns alone, the others being 0, and the duals of the rows."""
        highs = solver(seconds)
        if not whole and active.sum() > MANY:
            # The simplex method takes several times as long where there are many columns.
            highs.setOptionValue("solver", "ipm")
        highs.passModel(self._model(active, entries, whole))
        highs.run()
        status = highs.getModelStatus()
        if status in NONE:
            return None
        info, solution = highs.getInfo(), highs.getSolution()
        if status in LATE and not (whole and info.primal_solution_status == FOUND):
            raise LateError
        if status not in (Status.kOptimal, *LATE):
            raise SolverFailedError(f"the solver stopped with {status.name}")
        values = np.zeros(self.columns)
        values[active] = solution.col_value
        worth = float(info.objective_function_value)
        bound = float(info.mip_dual_bound) if whole else worth
        return Answer(values, worth, bound), np.array(solution.row_dual)

    def _model(self, active, entries, whole: bool) -> highspy.HighsLp:
        number = int(active.sum())
        here = active[entries[1]]
        rows, columns, values = (part[here] for part in entries)
        columns = (np.cumsum(active) - 1)[columns]
        order = np.lexsort((rows, columns))
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = number, self.rows
        model.sense_ = highspy.ObjSense.kMaximize
        model.col_cost_ = np.concatenate(self.worths)[active]
        model.col_lower_ = np.concatenate(self.lower)[active]
        model.col_upper_ = np.concatenate(self.upper)[active]
        model.row_lower_ = np.concatenate(self.row_lower)
        model.row_upper_ = np.concatenate(self.row_upper)
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kColwise
        counts = np.bincount(columns, minlength=number)
        matrix.start_ = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
        matrix.index_ = rows[order].astype(np.int32)
        matrix.value_ = values[order]
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * number
        return model


def solver(seconds: float) -> _Highs:
    """Silent, on one thread, with a seed of its own: the same question has the same answer."""
    highs = _Highs()
    settings = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 1,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
        "time_limit": max(seconds, 0.01),
    }
    for name, value in settings.items():
        highs.setOptionValue(name, value)
    return highs
