"""Why no panel meets every target, and the smallest change after which one does."""

import numpy as np

from taskforce.selection import solver
from taskforce.selection.errors import Infeasible, Reason, TargetChange
from taskforce.selection.model import Model


def reason_for_none(model: Model) -> Infeasible:
    """The error that says why this model has no panel; it must have none."""
    largest = _largest_size(model)
    if largest < model.size:
        return Infeasible(
            reason=Reason.TOO_FEW_PEOPLE,
            changes=(),
            conflict=(),
            nearest_size=_nearest_size(model),
            largest_size=largest,
        )
    return Infeasible(
        reason=Reason.TARGETS,
        changes=_smallest_change(model),
        conflict=_conflict(model),
        nearest_size=_nearest_size(model),
        largest_size=largest,
    )


def _free_targets(model: Model) -> tuple[np.ndarray, np.ndarray]:
    """The rows' bounds without any target; households keep theirs."""
    lower, upper = model.lower.copy(), model.upper.copy()
    wanted = len(model.targets)
    lower[:wanted], upper[:wanted] = 0.0, np.inf
    return lower, upper


def _largest_size(model: Model) -> int:
    """The most people that any panel could have if there were no targets."""
    highs = solver.panels(model, whole=True)
    lower, upper = _free_targets(model)
    _bound_rows(highs, np.append(lower, 0.0), np.append(upper, np.inf))
    types = model.types
    highs.changeColsCost(types, np.arange(types, dtype=np.int32), np.ones(types))
    solver.solve(highs)
    return round(solver.objective(highs))


def _bound_rows(highs, lower: np.ndarray, upper: np.ndarray) -> None:
    highs.changeRowsBounds(len(lower), np.arange(len(lower), dtype=np.int32), lower, upper)


def _nearest_size(model: Model) -> int | None:
    """The size nearest to the one asked for at which the targets can be met as they are."""
    highs = solver.panels(model, whole=True)
    size_row = np.array([len(model.lower)], dtype=np.int32)
    for sign in (1.0, -1.0):
        highs.addCol(-1.0, 0.0, np.inf, 1, size_row, np.array([sign]))
    if not solver.solve(highs):
        return None
    size = round(solver.solution(highs)[: model.types].sum())
    return size if size >= 1 else None


def _smallest_change(model: Model) -> tuple[TargetChange, ...]:
    """The targets to widen, within what officers would allow if that is enough."""
    highs = solver.panels(model, whole=True)
    slacks: list[tuple[int, int]] = []
    for row, target in enumerate(model.targets):
        slacks.append((_slack(highs, row, 1.0, target.minimum), _slack(highs, row, -1.0, np.inf)))
    limits = [
        (
            target.minimum if target.min_flex is None else target.minimum - target.min_flex,
            np.inf if target.max_flex is None else target.max_flex - target.maximum,
        )
        for target in model.targets
    ]
    for pair, (below, above) in zip(slacks, limits, strict=True):
        highs.changeColBounds(pair[0], 0.0, max(0.0, below))
        highs.changeColBounds(pair[1], 0.0, max(0.0, above))
    if not solver.solve(highs):
        for pair, target in zip(slacks, model.targets, strict=True):
            highs.changeColBounds(pair[0], 0.0, target.minimum)
            highs.changeColBounds(pair[1], 0.0, np.inf)
        solver.solve(highs)
    values = np.rint(solver.solution(highs)).astype(int)
    return tuple(
        TargetChange(
            feature=target.feature,
            value=target.value,
            old_min=target.minimum,
            old_max=target.maximum,
            new_min=target.minimum - int(values[below]),
            new_max=target.maximum + int(values[above]),
        )
        for target, (below, above) in zip(model.targets, slacks, strict=True)
        if values[below] or values[above]
    )


def _slack(highs, row: int, sign: float, most: float) -> int:
    """Add what a row may be missed by, at a cost of one each; the column's number.

    People being whole numbers, the least sum of slacks is whole too once they are fixed.
    """
    column = highs.getNumCol()
    highs.addCol(-1.0, 0.0, float(most), 1, np.array([row], dtype=np.int32), np.array([sign]))
    return column


def _conflict(model: Model) -> tuple[tuple[str, str], ...]:
    """Targets that can't be met together, none of which could be left out of this list."""
    highs = solver.panels(model, whole=True)
    lower, upper = np.append(model.lower, model.size), np.append(model.upper, model.size)
    kept = []
    for row, target in enumerate(model.targets):
        before = lower[row], upper[row]
        lower[row], upper[row] = 0.0, np.inf
        _bound_rows(highs, lower, upper)
        if solver.solve(highs):
            lower[row], upper[row] = before
            kept.append((target.feature, target.value))
    return tuple(kept)
