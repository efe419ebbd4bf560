"""Who comes when somebody goes: replacements that repair the balance, and alternates in advance."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from taskforce.selection import solver
from taskforce.selection.chance import Chance
from taskforce.selection.errors import SolverFailed, UnusableRequest
from taskforce.selection.model import Model, compress
from taskforce.selection.pool import NO_HOUSEHOLD, Person, Pool, Target, count, folded, seats_left

# How far a miss may be from the least and count as it: the solver's own tolerance, and wider steps
# for where it isn't enough.
SLACKS = (1e-6, 1e-5, 1e-4, 1e-3, 1e-2)


def replacements(
    pool: Pool, targets: Sequence[Target], size: int, *, sitting: Sequence[Person], seed: str
) -> list[Person]:
    """The people for the seats that are left, so that targets are missed by as little as possible.

    The sum over all targets of how many the whole panel is short of a minimum or above a maximum
    is as small as it can be: exactly, by whole-number programming. People are then taken in an
    order by chance, each only if a best panel can still be had with them; so everybody with whom
    it can is as likely as the others to fill the next seat.

    Args:
        pool: those who may be asked: without anybody who has declined.
        size: seats of the whole panel.
        sitting: those who stay.
        seed: of the order.

    Raises:
        UnusableRequest: see `seats_left` and `compress`; `no-choice` when households leave too
            few people.
    """
    rest = seats_left(pool, targets, size, sitting)
    model = compress(rest.pool, rest.targets, rest.size)
    already = count(sitting, targets)
    wanted = [
        (t.minimum - there, t.maximum - there) for t, there in zip(targets, already, strict=True)
    ]
    choice = _Choice(model, np.array(wanted, dtype=float).reshape(-1, 2))
    return choice.by_chance(Chance("replacements", seed))


def alternates(
    panel: Sequence[Person],
    pool: Pool,
    targets: Sequence[Target],
    *,
    number: int,
    dropout: Mapping[tuple[str, str], float],
    seed: str,
) -> list[Person]:
    """People to ask first if members of `panel` drop out, alike those who are likely to.

    A member stays with the product of (1 - rate) over those of their values that have a rate; so
    each target's value is expected to lose some members. Of `number` alternates each value gets
    its share of all expected losses, and how far the alternates are from those shares, summed
    over values, is as small as it can be. Among the best, chance decides as for replacements.

    Args:
        pool: anybody; the panel's members, and those who live with them where households count,
            are left out here.
        number: how many alternates.
        dropout: (feature, value) to the share of such people who are expected to drop out, 0 to 1.
        seed: of the choice.

    Raises:
        UnusableRequest: `no-dropout` when nobody is expected to drop out, `dropout-out-of-range`,
            and those of `compress`.
    """
    rates = {(folded(f), folded(v)): rate for (f, v), rate in dropout.items()}
    if not all(0.0 <= rate <= 1.0 for rate in rates.values()):
        raise UnusableRequest("dropout-out-of-range", "A rate of drop-out is from 0 to 1.")
    losses = [_expected_loss(person, rates) for person in panel]
    if not sum(losses):
        raise UnusableRequest("no-dropout", "Nobody is expected to drop out.")
    shares = [
        number * sum(loss for p, loss in zip(panel, losses, strict=True) if p.has(target))
        / sum(losses)
        for target in targets
    ]  # fmt: skip
    free = [replace(t, minimum=0, maximum=max(number, t.maximum)) for t in targets]
    model = compress(pool.without(panel), free, number)
    choice = _Choice(model, np.array([(share, share) for share in shares]).reshape(-1, 2))
    return choice.by_chance(Chance("alternates", seed))


def _expected_loss(person: Person, rates: Mapping[tuple[str, str], float]) -> float:
    stays = 1.0
    for feature, value in person.values.items():
        stays *= 1.0 - rates.get((folded(feature), folded(value)), 0.0)
    return 1.0 - stays


class _Choice:
    """People who miss wanted counts by as little as possible in all."""

    def __init__(self, model: Model, wanted: np.ndarray):
        self.model = model
        self._highs = solver.panels(model, whole=True)
        rows = len(wanted)
        numbers = np.arange(rows, dtype=np.int32)
        self._highs.changeRowsBounds(rows, numbers, wanted[:, 0].copy(), wanted[:, 1].copy())
        for row in range(rows):
            for sign in (1.0, -1.0):
                index = np.array([row], dtype=np.int32)
                self._highs.addCol(-1.0, 0.0, solver.INFINITY, 1, index, np.array([sign]))
        self._taken = np.zeros(model.types)

    def by_chance(self, chance: Chance) -> list[Person]:
        """The people, in the order in which chance took them."""
        least = self._miss()
        if least is None:
            words = "There are too few people of different households for these seats."
            raise UnusableRequest("no-choice", words)
        order = chance.shuffled(range(len(self.model.pool.people)))
        for slack in SLACKS:
            chosen = self._in_order(order, least + slack)
            if len(chosen) == self.model.size:
                return chosen
        raise SolverFailed("there is a best choice, but its people were not found")

    def _in_order(self, order: Sequence[int], most: float) -> list[Person]:
        """People in this order, each if a choice that misses no more than `most` has them too."""
        self._taken[:] = 0
        kind_of = {p: k for k, homes in enumerate(self.model.homes) for h in homes for p in h}
        people = self.model.pool.people
        chosen, taken_homes, hopeless = [], set(), set()
        for person in order:
            kind = kind_of[person]
            home = folded(people[person].household) if self.model.pool.households else ""
            if len(chosen) == self.model.size:
                break
            if kind in hopeless or home in taken_homes:
                continue
            if self._takes(kind, most):
                chosen.append(people[person])
                taken_homes |= {home} - NO_HOUSEHOLD
            else:
                hopeless.add(kind)
        return chosen

    def _takes(self, kind: int, most: float) -> bool:
        """Take one more of a type, if a best choice has so many; nothing changes otherwise."""
        self._taken[kind] += 1
        if self._taken[kind] <= self.model.caps[kind]:
            miss = self._miss()
            if miss is not None and miss <= most:
                return True
        self._taken[kind] -= 1
        return False

    def _miss(self) -> float | None:
        """The least sum of misses with the people taken so far; None when there is no choice."""
        kinds = np.arange(self.model.types, dtype=np.int32)
        self._highs.changeColsBounds(len(kinds), kinds, self._taken, self.model.caps)
        return -solver.objective(self._highs) if solver.solve(self._highs) else None
