"""Figures about fairness, for reports and pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from taskforce.selection.distribution import Distribution
from taskforce.selection.pool import Target, count


def gini(chances: Sequence[float]) -> float:
    """The Gini coefficient of people's chances: 0 when all are equal, near 1 when one has all.

    Half the mean difference between any two people's chances, over the mean chance; for n people
    in rising order, the sum of (2i - n - 1) x chance i, over n times the sum of chances.
    """
    rising, people = sorted(chances), len(chances)
    total = sum(rising)
    if not total:
        return 0.0
    weighted = sum((2 * place - people + 1) * chance for place, chance in enumerate(rising))
    return weighted / (people * total)


@dataclass(frozen=True)
class Achieved:
    """A target beside what the pool holds and what panels have.

    Attributes:
        target: the target.
        in_pool: people of the pool who count towards it.
        expected: how many a panel has on average.
        lowest, highest: chances of the people who count towards it; 0 when there is nobody.
    """

    target: Target
    in_pool: int
    expected: float
    lowest: float
    highest: float


def achieved(distribution: Distribution) -> list[Achieved]:
    """Each target of the distribution with what is achieved."""
    return achieved_by(
        distribution.model.pool.people, distribution.model.targets, distribution.chances
    )


def achieved_by(people, targets: Sequence[Target], chances: Sequence[float]) -> list[Achieved]:
    """The same, from people and their chances."""
    rows = []
    for target, in_pool in zip(targets, count(people, targets), strict=True):
        theirs = [c for p, c in zip(people, chances, strict=True) if p.has(target)]
        low, high = (min(theirs), max(theirs)) if theirs else (0.0, 0.0)
        rows.append(Achieved(target, in_pool, sum(theirs), low, high))
    return rows
