"""Realise a mean panel by whole ones: walk along the faces of the polytope.

Each step takes a whole panel from the smallest face that holds what is left of the mean panel
(bounds and targets that are tight stay so), and gives it the largest weight that leaves something
possible. Each step makes one more bound tight, so it ends after about as many panels as there are
types. A face without any whole panel ends the walk early: the fallbacks take over from there.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from taskforce.selection.finder import Finder
from taskforce.selection.model import Model

TIGHT = 1e-7
DRIFT = 3e-8
LEFT = 5e-7
SHAKE = 1e-3
STRONGER_SHAKE = 0.3
TRIES = 4
STALLED = 1e-9


@dataclass(frozen=True, eq=False)
class Walk:
    """Where a walk ended.

    Attributes:
        panels: counts by type, one panel a row.
        weights: of each panel; they add up to 1 - left.
        left: the share of the mean panel that no panel was found for; 0 when that is next to none.
    """

    panels: list[np.ndarray]
    weights: list[float]
    left: float


def walk(model: Model, finder: Finder, counts: np.ndarray, tick: Callable[[float], None]) -> Walk:
    """Walk from the mean panel `counts` to whole panels.

    Args:
        tick: called at each step with the share that is realised; may raise Cancelled.
    """
    shake = np.random.Generator(np.random.PCG64(1))
    panels, weights = [], []
    owed, left, fails = counts.copy(), 1.0, 0
    while left > LEFT and fails < TRIES:
        tick(1.0 - left)
        rest = np.clip(owed / left, 0.0, model.caps)
        tight = max(TIGHT, DRIFT / left)
        _restrict(model, finder, rest, tight)
        strength = STRONGER_SHAKE if fails else SHAKE
        liking = rest / model.members + shake.random(model.types) * strength
        panel = finder.best(liking, enough=-np.inf, patience=60 * (1 + fails)).counts
        step = 0.0 if panel is None else _longest_step(model, rest, panel, tight)
        if step < STALLED:
            if panel is None:
                break
            fails += 1
            continue
        fails = 0
        panels.append(panel)
        weights.append(left * step)
        owed = owed - left * step * panel
        left = 0.0 if step == 1.0 else left * (1.0 - step)
    finder.release()
    if left > LEFT:
        return Walk(panels, weights, left)
    return Walk(panels, _refined(model, panels, weights, counts), 0.0)


def _refined(model: Model, panels, weights, counts: np.ndarray) -> list[float]:
    """The weights nearest to these that come closest to the mean panel in everyone's chance."""
    rough = np.array(weights) / sum(weights)
    chances = (np.array(panels) / model.members).T
    missing = counts / model.members - chances @ rough
    fine = rough + np.linalg.lstsq(chances, missing, rcond=1e-9)[0]
    return np.maximum(fine, 0.0).tolist()


def _restrict(model: Model, finder: Finder, rest: np.ndarray, tight: float) -> None:
    """Search only the smallest face that holds the mean panel `rest`.

    What is this near to a bound is taken to be at it. The nearness grows as less is left, so that
    the solver's tolerance, seen through a small rest, doesn't hide a bound; in the mean panel as
    a whole it never comes to more than DRIFT.
    """
    held = model.activity(rest)
    finder.restrict(
        np.where(rest >= model.caps - tight, model.caps, 0.0),
        np.where(rest <= tight, 0.0, model.caps),
        np.where(held >= model.upper - tight, model.upper, model.lower),
        np.where(held <= model.lower + tight, model.lower, model.upper),
    )


def _longest_step(model: Model, rest: np.ndarray, panel: np.ndarray, tight: float) -> float:
    """The largest weight for `panel` after which what is left of `rest` is still possible."""
    if np.abs(rest - panel).max() < 10 * tight:
        return 1.0
    held, own = model.activity(rest), model.activity(panel)
    step = min(
        _share(rest, panel),
        _share(model.caps - rest, model.caps - panel),
        _share(held - model.lower, own - model.lower),
        _share(model.upper - held, model.upper - own),
    )
    return 1.0 if step > 1.0 - tight else max(0.0, step)


def _share(slack: np.ndarray, used: np.ndarray) -> float:
    """The largest share of `used` that `slack` holds; tight slack that isn't used doesn't count."""
    touched = used > 0
    return float((slack[touched] / used[touched]).min(initial=2.0))
