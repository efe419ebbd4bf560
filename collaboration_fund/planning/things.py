"""What a plan is made of: wishes, the terms that they are granted by, and what came of it."""

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

WHOLE = 100


@dataclass(frozen=True)
class Wish:
    """What one application asks, in pence, and how good it was found, in thousandths of a point.

    `counts_for` are the names of the floors towards which what it is granted counts.
    """

    key: int
    merit: int
    asked: int
    counts_for: frozenset[Hashable] = frozenset()


@dataclass(frozen=True)
class Terms:
    """How much there is, and by which rules it is granted.

    Args:
        budget: in pence.
        threshold: the least merit that is granted anything, in thousandths of a point.
        least_percent: how much of what was asked a grant is at least, from 1 to 100; 100 is all.
        floors: {name: pence that go at least to the wishes that count for it}.
    """

    budget: int
    threshold: int = 0
    least_percent: int = WHOLE
    floors: Mapping[Hashable, int] = field(default_factory=dict)

    def least(self, wish: Wish) -> int:
        """The least that a wish is granted if it is granted anything, in pence."""
        return max(1, -(-wish.asked * self.least_percent // WHOLE))


@dataclass(frozen=True)
class Plan:
    """{key: pence} of what is granted anything, and {floor: pence that it falls short by}."""

    amounts: Mapping[int, int]
    short: Mapping[Hashable, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """All that is granted, in pence."""
        return sum(self.amounts.values())

    def of(self, wish: Wish) -> int:
        """What a wish is granted, in pence; 0 where it isn't."""
        return self.amounts.get(wish.key, 0)

    def worth(self, wishes: Sequence[Wish]) -> int:
        """Merit times pence, summed: what the best plan has most of."""
        return sum(wish.merit * self.of(wish) for wish in wishes)

    def needs(self, wishes: Sequence[Wish], terms: Terms) -> dict[int, tuple]:
        """{key: the floors that wouldn't be reached without it} of all that is granted anything."""
        totals = {
            name: sum(self.of(one) for one in wishes if name in one.counts_for)
            for name in terms.floors
        }
        return {
            wish.key: tuple(
                name
                for name, pence in terms.floors.items()
                if name in wish.counts_for and totals[name] - self.of(wish) < pence
            )
            for wish in wishes
            if self.of(wish)
        }


@dataclass(frozen=True)
class Reason:
    """Why a wish stands in a plan as it does: a code, and what belongs to it.

    `below` {threshold}: under the threshold. `spent`, `too-large` {needs, left}: no longer enough
    is left of the budget; of `too-large` others below it fit. `floor` {needs, left, floors, keys}:
    it would fit but for what floors need. `for-floor` {floors, keys}: granted before those better
    ones because the floors need it. `fits` {keys}: granted though those better ones aren't, which
    don't fit. `tie` {keys}: granted before those of the same merit. `equal` {keys}: passed over,
    after those of the same merit, which are granted and stand first by chance. `part` {asked,
    pence}: a part, and others below it get something; `last` the same, and nobody below it does.
    """

    key: int
    code: str
    said: Mapping = field(default_factory=dict)
