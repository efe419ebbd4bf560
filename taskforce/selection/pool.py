"""The people who may be drawn, and the targets that a panel has to meet."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from taskforce.selection.errors import UnusableRequest

NO_HOUSEHOLD = frozenset({"", "none"})


def folded(text: str) -> str:
    """`text` as it is compared: case, spacing, and what can't be seen make no difference."""
    if text.isascii():
        return " ".join(text.split()).casefold()
    seen = "".join(letter for letter in text if unicodedata.category(letter) != "Cf")
    return unicodedata.normalize("NFC", " ".join(seen.split()).casefold())


@dataclass(frozen=True)
class Target:
    """How many panel members have this value of this feature: from `minimum` to `maximum`.

    `min_flex` and `max_flex` are how far an officer would let the two be widened, or None.
    """

    feature: str
    value: str
    minimum: int
    maximum: int
    min_flex: int | None = None
    max_flex: int | None = None


@dataclass(frozen=True)
class Person:
    """One person of the pool.

    Args:
        id: unlike any other in the pool.
        values: the person's value of each feature; one that no target names counts towards none.
        household: the same for people of one address; "" or "none" for nobody else's.
        extra: other columns of the file, kept as they were read.
    """

    id: str
    values: Mapping[str, str]
    household: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    def has(self, target: Target) -> bool:
        """Whether this person counts towards `target`."""
        wanted = folded(target.feature)
        return any(
            folded(feature) == wanted and folded(value) == folded(target.value)
            for feature, value in self.values.items()
        )


@dataclass(frozen=True)
class Pool:
    """The people who may be drawn; with `households`, at most one of each goes on a panel."""

    people: tuple[Person, ...]
    households: bool = False

    def __post_init__(self):
        repeated = [id for id, times in Counter(p.id for p in self.people).items() if times > 1]
        if repeated:
            raise UnusableRequest("duplicate-id", f"The pool has {repeated[0]!r} more than once.")

    def without(self, people: Collection[Person]) -> "Pool":
        """The pool less these people and, where households count, those who live with them."""
        ids = {person.id for person in people}
        homes = {folded(p.household) for p in people} - NO_HOUSEHOLD if self.households else set()
        return replace(
            self,
            people=tuple(
                p for p in self.people if p.id not in ids and folded(p.household) not in homes
            ),
        )


def count(people: Iterable[Person], targets: Sequence[Target]) -> list[int]:
    """How many of these people count towards each target, in the order of `targets`."""
    tally: Counter[tuple[str, str]] = Counter()
    for person in people:
        tally.update({(folded(f), folded(v)) for f, v in person.values.items()})
    return [tally[folded(t.feature), folded(t.value)] for t in targets]


@dataclass(frozen=True)
class Seats:
    """What is left to draw once those who sit already are counted."""

    pool: Pool
    targets: tuple[Target, ...]
    size: int


def seats_left(
    pool: Pool, targets: Sequence[Target], size: int, sitting: Sequence[Person]
) -> Seats:
    """The draw that fills the seats beside people who sit already.

    Targets go down by those who meet them already, never below zero, so a target that is passed
    already is one that nobody more may count towards. A reserved seat whose holder isn't known is
    a `Person` with the values that are known, or none. Where households count, those who live
    with a sitting member leave the pool.

    Args:
        size: seats of the whole panel, those of `sitting` among them.

    Raises:
        UnusableRequest: `no-seats` when everybody sits already.
    """
    if size <= len(sitting):
        raise UnusableRequest("no-seats", "Every seat is taken: there is nobody to draw.")
    already = count(sitting, targets)
    return Seats(
        pool=pool.without(sitting),
        targets=tuple(
            replace(t, minimum=max(0, t.minimum - n), maximum=max(0, t.maximum - n))
            for t, n in zip(targets, already, strict=True)
        ),
        size=size - len(sitting),
    )
