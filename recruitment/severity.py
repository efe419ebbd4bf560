"""How severe each scorer is, by a shrunken additive model.

A score is taken to be the application's own level plus the scorer's leaning, and the leaning is
pulled towards none the fewer scores it rests on: a random effect with a fixed ratio of variances
(C. R. Henderson's mixed-model equations), solved by alternating means. It is shown beside the raw
mean and never replaces it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# A scorer's leaning counts in full only over many scores: these many pull it half way to none.
SHRINK = 6.0
ROUNDS = 500
CLOSE_ENOUGH = 1e-9


@dataclass(frozen=True)
class Adjusted:
    """The level of each application and the leaning of each scorer, in points of score."""

    levels: Mapping
    leanings: Mapping


def adjusted(scores: Iterable[tuple], *, shrink: float = SHRINK) -> Adjusted:
    """Separate applications' levels from scorers' leanings.

    Args:
        scores: (application, scorer, score) with score in points; any hashable keys.
        shrink: how many scores pull a leaning half way to none; must be above 0.

    Returns:
        For each application its mean score less the leanings of those who scored it; for each
        scorer the leaning, positive where they are generous. Nothing for no scores.
    """
    by_application, by_scorer = defaultdict(list), defaultdict(list)
    for application, scorer, score in scores:
        by_application[application].append((scorer, float(score)))
        by_scorer[scorer].append((application, float(score)))
    leanings = dict.fromkeys(by_scorer, 0.0)
    levels: dict = {}
    for _round in range(ROUNDS):
        levels = {
            application: _mean(score - leanings[scorer] for scorer, score in given)
            for application, given in by_application.items()
        }
        before, leanings = (
            leanings,
            {
                scorer: sum(score - levels[application] for application, score in given)
                / (len(given) + shrink)
                for scorer, given in by_scorer.items()
            },
        )
        if all(abs(leanings[s] - before[s]) < CLOSE_ENOUGH for s in leanings):
            break
    return Adjusted(levels=levels, leanings=leanings)


def _mean(values: Iterable[float]) -> float:
    values = list(values)
    return sum(values) / len(values)
