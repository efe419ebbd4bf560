"""The pool as the solver sees it: types of people, and the rows that a panel obeys.

People with the same values are interchangeable, and leximin, being unique, gives them the same
probability; so one variable counts them all. Where households count, two people are
interchangeable when their values are the same *and* their households have the same pattern (the
same values, as often). A household of one is no household.

Of the households of one pattern a panel holds at most one member each, so the members of all
types of a pattern are together at most as many as there are such households; and any counts that
keep to that can be given to different households. So the compression loses nothing.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from taskforce.selection.errors import UnusableRequest
from taskforce.selection.pool import NO_HOUSEHOLD, Person, Pool, Target, folded

LARGEST_NUMBER = 1_000_000


@dataclass(frozen=True, eq=False)
class Model:
    """Types of people and the rows of a valid panel.

    Attributes:
        pool, targets, size: as they were given.
        homes: of each type, its households as tuples of positions in `pool.people`; people in no
            household are one each.
        members: how many people are of each type.
        caps: the most that one panel can hold of each type.
        rows: the rows that each type counts in: of the targets first, then of the patterns.
        lower, upper: bounds of the rows; the size of the panel is no row of these.
        patterns: the types of each pattern that has several, which share its households.
    """

    pool: Pool
    targets: tuple[Target, ...]
    size: int
    homes: tuple[tuple[tuple[int, ...], ...], ...]
    members: np.ndarray
    caps: np.ndarray
    rows: tuple[tuple[int, ...], ...]
    lower: np.ndarray
    upper: np.ndarray
    patterns: tuple[tuple[int, ...], ...]

    def __post_init__(self):
        entries = [(row, kind) for kind, rows in enumerate(self.rows) for row in rows]
        flat = np.array(entries, dtype=np.int32).reshape(-1, 2)
        object.__setattr__(self, "entry_rows", flat[:, 0])
        object.__setattr__(self, "entry_types", flat[:, 1])

    @property
    def types(self) -> int:
        """How many types there are."""
        return len(self.members)

    def activity(self, counts: np.ndarray) -> np.ndarray:
        """What each row holds in a panel, or a mean of panels, with these counts by type."""
        weights = counts[self.entry_types]
        return np.bincount(self.entry_rows, weights=weights, minlength=len(self.lower))

    def is_valid(self, counts: np.ndarray) -> bool:
        """Whether whole numbers by type are a panel that keeps every rule."""
        held = self.activity(counts)
        return bool(
            counts.sum() == self.size
            and (counts >= 0).all()
            and (counts <= self.caps).all()
            and (held >= self.lower).all()
            and (held <= self.upper).all()
        )

    def by_person(self, by_type: np.ndarray) -> list[float]:
        """A figure of each type as one of each person, in the order of the pool."""
        figures = [0.0] * len(self.pool.people)
        for kind, homes in enumerate(self.homes):
            for home in homes:
                for person in home:
                    figures[person] = float(by_type[kind])
        return figures


def compress(pool: Pool, targets: Sequence[Target], size: int) -> Model:
    """The model of this draw.

    Raises:
        UnusableRequest: `empty-pool`, `no-seats`, `more-seats-than-people`, or a target that
            can't be one: `duplicate-target`, `negative-target`, `minimum-above-maximum`,
            `too-large`.
    """
    _check(pool, targets, size)
    row_of = {(folded(t.feature), folded(t.value)): row for row, t in enumerate(targets)}
    rows_of = [_rows(person, row_of) for person in pool.people]
    kinds: dict[tuple, list[tuple[int, ...]]] = {}
    shared: dict[tuple, dict[tuple, None]] = {}
    for home in _homes(pool):
        pattern = tuple(sorted(rows_of[p] for p in home)) if len(home) > 1 else ()
        alike = defaultdict(list)
        for person in home:
            alike[pattern, rows_of[person]].append(person)
        for key, people in alike.items():
            kinds.setdefault(key, []).append(tuple(people))
            if pattern:
                shared.setdefault(pattern, {})[key] = None
    return _model(pool, tuple(targets), size, kinds, [list(keys) for keys in shared.values()])


def _model(pool, targets, size, kinds, shared) -> Model:
    index = {key: kind for kind, key in enumerate(kinds)}
    patterns = tuple(tuple(index[key] for key in keys) for keys in shared if len(keys) > 1)
    homes = tuple(tuple(of_type) for of_type in kinds.values())
    rows = [list(key[1]) for key in kinds]
    for number, pattern in enumerate(patterns):
        for kind in pattern:
            rows[kind].append(len(targets) + number)
    most = [len(homes[pattern[0]]) for pattern in patterns]
    return Model(
        pool=pool,
        targets=targets,
        size=size,
        homes=homes,
        members=np.array([sum(map(len, of_type)) for of_type in homes], dtype=float),
        caps=np.array([len(of_type) for of_type in homes], dtype=float),
        rows=tuple(tuple(of_type) for of_type in rows),
        lower=np.array([t.minimum for t in targets] + [0] * len(most), dtype=float),
        upper=np.array([t.maximum for t in targets] + most, dtype=float),
        patterns=patterns,
    )


def _rows(person: Person, row_of: dict[tuple[str, str], int]) -> tuple[int, ...]:
    keys = {(folded(f), folded(v)) for f, v in person.values.items()}
    return tuple(sorted(row_of[key] for key in keys if key in row_of))


def _homes(pool: Pool) -> list[list[int]]:
    """Positions in the pool by household, in the order of the pool."""
    homes: dict[object, list[int]] = {}
    for place, person in enumerate(pool.people):
        name = folded(person.household)
        alone = not pool.households or name in NO_HOUSEHOLD
        homes.setdefault(place if alone else name, []).append(place)
    return list(homes.values())


def _check(pool: Pool, targets: Sequence[Target], size: int) -> None:
    if not pool.people:
        raise UnusableRequest("empty-pool", "There is nobody in the pool.")
    if size < 1:
        raise UnusableRequest("no-seats", f"A panel has at least 1 seat, not {size}.")
    if size > len(pool.people):
        words = f"There are {len(pool.people)} people in the pool, too few for {size} seats."
        raise UnusableRequest("more-seats-than-people", words)
    times = Counter((folded(t.feature), folded(t.value)) for t in targets)
    for target in targets:
        name = f"{target.feature}, {target.value}"
        if times[folded(target.feature), folded(target.value)] > 1:
            raise UnusableRequest("duplicate-target", f"{name}: there are two such targets.")
        if target.minimum < 0:
            raise UnusableRequest("negative-target", f"{name}: the minimum is below zero.")
        if target.minimum > target.maximum:
            words = f"{name}: the minimum {target.minimum} is above the maximum {target.maximum}."
            raise UnusableRequest("minimum-above-maximum", words)
        if target.maximum > LARGEST_NUMBER:
            raise UnusableRequest("too-large", f"{name}: the maximum is above a million.")
