"""HiGHS, set so that the same question always gets the same answer."""

import highspy
import numpy as np
from highspy import HighsModelStatus as Status
from highspy._core import _Highs  # the plain binding: `highspy.Highs` prints to standard output

from taskforce.selection.errors import SolverFailed
from taskforce.selection.model import Model

INFINITY = highspy.kHighsInf
TOLERANCE = 1e-9
NO_INDICES = np.array([], dtype=np.int32)
NO_NUMBERS = np.array([], dtype=float)


def new(**options) -> _Highs:
    """A silent solver on one thread, with a seed of its own and no limit of time."""
    highs = _Highs()
    settings = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 1,
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": TOLERANCE,
    }
    for name, value in (settings | options).items():
        highs.setOptionValue(name, value)
    return highs


def version() -> str:
    """The solver and its version, as a record of the draw keeps it."""
    return f"HiGHS {_Highs().version()}"


def panels(model: Model, *, whole: bool, **options) -> _Highs:
    """The rules of a panel over counts by type; the last row is the size, all costs are zero.

    Args:
        whole: whether counts are whole numbers.
    """
    highs = new(**options)
    programme = highspy.HighsLp()
    types, size_row = model.types, len(model.lower)
    programme.num_col_, programme.num_row_ = types, size_row + 1
    programme.col_cost_ = np.zeros(types)
    programme.col_lower_, programme.col_upper_ = np.zeros(types), model.caps
    programme.row_lower_ = np.append(model.lower, model.size)
    programme.row_upper_ = np.append(model.upper, model.size)
    matrix = programme.a_matrix_
    matrix.format_ = highspy.MatrixFormat.kColwise
    lengths = [len(rows) + 1 for rows in model.rows]
    matrix.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
    matrix.index_ = np.array([r for rows in model.rows for r in (*rows, size_row)], dtype=np.int32)
    matrix.value_ = np.ones(sum(lengths))
    programme.sense_ = highspy.ObjSense.kMaximize
    if whole:
        programme.integrality_ = [highspy.HighsVarType.kInteger] * types
    highs.passModel(programme)
    return highs


def solve(highs: _Highs) -> bool:
    """Solve; False when nothing meets the rows.

    Raises:
        SolverFailed: the solver stopped without an answer, twice.
    """
    for attempt in range(2):
        highs.run()
        status = highs.getModelStatus()
        if status == Status.kOptimal:
            return True
        if status in (Status.kInfeasible, Status.kUnboundedOrInfeasible):
            return False
        if not attempt:
            highs.clearSolver()
    raise SolverFailed(f"the solver stopped with {status.name}")


def solution(highs: _Highs) -> np.ndarray:
    """The values of the columns of the last answer."""
    return np.array(highs.getSolution().col_value)


def objective(highs: _Highs) -> float:
    """The worth of the last answer."""
    return highs.getInfo().objective_function_value
