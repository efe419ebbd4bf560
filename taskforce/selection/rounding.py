"""From weighted panels to a lottery of equal ones that keeps everybody's chance.

With N panels of equal weight, a person whose chance is c should be on c x N of them: that number,
rounded down or up. The weights are rounded first, as well as whole numbers of these panels can be;
then single members are exchanged inside panels, and where that isn't enough whole panels, until
every type is within its bounds. Every panel stays valid throughout.
"""

from collections.abc import Callable

import numpy as np

from taskforce.selection.finder import Finder
from taskforce.selection.model import Model

EXACT = 1e-6
ROUNDS = 60
REPLACED = 40
PATIENCE = 20
SHAKE = 1e-3


def equal_panels(
    model: Model, panels: np.ndarray, weights: np.ndarray, number: int, tick: Callable
) -> np.ndarray:
    """`number` valid panels (counts by type, one a row) that stand for these weights.

    Each person of a type can be on as many of them as `number` times the chance, rounded down or
    up, wherever the repair succeeds; where it doesn't, the result is as near as it came.

    Args:
        tick: called with the share of the repair that is done; may raise Cancelled.
    """
    lottery = _Lottery(model, panels, weights, number)
    finder = Finder(model)
    start = max(1.0, lottery.excess())
    best = lottery.panels.copy()
    least = lottery.excess()
    for turn in range(ROUNDS):
        while lottery.exchange_all():
            tick(1.0 - lottery.excess() / start)
        if lottery.excess() < least:
            best, least = lottery.panels.copy(), lottery.excess()
        if not least:
            break
        if not lottery.replace_some(finder, turn):
            lottery.exchange_all(sideways=True)
    return best


def bounds(model: Model, chances: np.ndarray, number: int) -> tuple[np.ndarray, np.ndarray]:
    """How often each type may be on `number` panels so that its people keep their chances."""
    times = number * chances
    whole = np.abs(times - np.rint(times)) < EXACT
    low = np.where(whole, np.rint(times) - 1, np.floor(times))
    high = np.where(whole, np.rint(times) + 1, np.floor(times) + 1)
    return np.maximum(0.0, low) * model.members, high * model.members


class _Lottery:
    """The panels being repaired, and what is kept at hand to do it quickly."""

    def __init__(self, model: Model, panels: np.ndarray, weights: np.ndarray, number: int):
        self.model, self.number = model, number
        chances = (weights[:, None] * panels).sum(axis=0) / model.members
        self.low, self.high = bounds(model, chances, number)
        times = _rounded(panels, weights, number, self.low, self.high)
        self.panels = np.repeat(panels, times, axis=0).astype(np.int32)
        self.held = self.panels.sum(axis=0).astype(float)
        self._masks = [sum(1 << row for row in rows) for rows in model.rows]
        self._rows = np.array([model.activity(panel) for panel in self.panels])
        self._members = [np.flatnonzero(panel).tolist() for panel in self.panels]
        self._full, self._spare = [0] * number, [0] * number
        for panel in range(number):
            self._look(panel)
        self._weights = np.ones(model.types)
        self._order = np.random.Generator(np.random.PCG64(4))
        self._start = 0

    def _look(self, panel: int) -> None:
        """Note the rows of which `panel` can hold no more, and those of which no fewer."""
        held = self._rows[panel]
        self._full[panel] = _bits(held >= self.model.upper)
        self._spare[panel] = _bits(held <= self.model.lower)

    def excess(self) -> float:
        """By how much types are outside their bounds, all together."""
        return float(self._misses(self.held).sum())

    def _misses(self, held: np.ndarray) -> np.ndarray:
        return np.maximum(0.0, held - self.high) + np.maximum(0.0, self.low - held)

    def exchange_all(self, *, sideways: bool = False) -> bool:
        """Exchange a member for each type that is outside its bounds; whether any was.

        Args:
            sideways: let a type that has nothing to spare stand in, which moves the fault to it
                and may open another way out.
        """
        done = False
        for kind in np.flatnonzero(self.held < self.low).tolist():
            spare = (self.held >= self.low) if sideways else (self.held > self.low)
            done |= self.held[kind] < self.low[kind] and self._bring_in(kind, spare)
        for kind in np.flatnonzero(self.held > self.high).tolist():
            room = (self.held <= self.high) if sideways else (self.held < self.high)
            done |= self.held[kind] > self.high[kind] and self._take_out(kind, room)
        return bool(done)

    def _panels_from_here(self):
        """Every panel once, from another start each time, so that repairs spread evenly."""
        self._start = (self._start + 389) % self.number
        yield from range(self._start, self.number)
        yield from range(self._start)

    def _bring_in(self, kind: int, spare: np.ndarray) -> bool:
        """Put one more of `kind` on some panel, in the place of one of the types in `spare`."""
        for panel in self._panels_from_here():
            for other in self._members[panel]:
                if spare[other] and self._fits(panel, other, kind):
                    self._exchange(panel, other, kind)
                    return True
        return False

    def _take_out(self, kind: int, room: np.ndarray) -> bool:
        """Take one of `kind` off some panel, for one of the types in `room`."""
        others = self._order.permutation(np.flatnonzero(room)).tolist()
        for panel in self._panels_from_here():
            if self.panels[panel, kind]:
                for other in others:
                    if self._fits(panel, kind, other):
                        self._exchange(panel, kind, other)
                        return True
        return False

    def _fits(self, panel: int, out: int, into: int) -> bool:
        """Whether the panel stays valid with one of `into` in the place of one of `out`."""
        leaving, coming = self._masks[out], self._masks[into]
        return (
            not coming & ~leaving & self._full[panel]
            and not leaving & ~coming & self._spare[panel]
            and out != into
            and self.panels[panel, into] < self.model.caps[into]
        )

    def _exchange(self, panel: int, out: int, into: int) -> None:
        self.panels[panel, out] -= 1
        self.panels[panel, into] += 1
        self.held[out] -= 1
        self.held[into] += 1
        for row in self.model.rows[out]:
            self._rows[panel, row] -= 1
        for row in self.model.rows[into]:
            self._rows[panel, row] += 1
        self._members[panel] = np.flatnonzero(self.panels[panel]).tolist()
        self._look(panel)

    def replace_some(self, finder: Finder, turn: int) -> bool:
        """Replace whole panels by ones that leave less outside the bounds; whether any was.

        A type that stays outside weighs more from turn to turn, so that in the end others, easier
        to help, are put outside in its place.
        """
        shake = np.random.Generator(np.random.PCG64(turn))
        done = False
        crowded = self.held > self.high
        helpful = np.arange(self.number)
        if crowded.any():
            helpful = np.flatnonzero(self.panels[:, crowded].any(axis=1))
        for panel in shake.permutation(helpful)[:REPLACED].tolist():
            if not self.excess():
                break
            done |= self._replace(finder, panel, shake)
        self._weights += self._misses(self.held) > 0
        return done

    def _replace(self, finder: Finder, panel: int, shake) -> bool:
        now = self.panels[panel]
        without = self.held - now
        wanted, unwanted = without < self.low, without >= self.high
        liking = self._weights * (wanted.astype(float) - unwanted)
        liking += SHAKE * shake.random(self.model.types)
        target = float(liking @ now) + 0.5
        better = finder.some(liking, above=target, patience=PATIENCE)
        if better is None:
            return False
        change = self._misses(without + better) - self._misses(self.held)
        if self._weights @ change >= 0:
            return False
        self.panels[panel] = better
        self.held = without + better
        self._rows[panel] = self.model.activity(better)
        self._members[panel] = np.flatnonzero(better).tolist()
        self._look(panel)
        return True


def _bits(rows: np.ndarray) -> int:
    return sum(1 << row for row in np.flatnonzero(rows).tolist())


def _rounded(panels, weights, number: int, low, high) -> np.ndarray:
    """How often to have each panel: its share rounded down, then one more where it helps most."""
    shares = weights * number
    times = np.floor(shares + EXACT).astype(int)
    held = (times[:, None] * panels).sum(axis=0).astype(float)
    left = shares - times
    for _ in range(number - int(times.sum())):
        after = held + panels
        missed = (np.maximum(0.0, after - high) + np.maximum(0.0, low - after)).sum(axis=1)
        choice = int(np.argmin(missed - left))
        times[choice] += 1
        left[choice] -= 1
        held = after[choice]
    return times
