"""The maximin value of `sortition_algorithms`, a tool of others that only the tests know."""

from sortition_algorithms import Settings
from sortition_algorithms.committee_generation.maximin import find_distribution_maximin
from sortition_algorithms.features import read_in_features
from sortition_algorithms.people import read_in_people

from taskforce.selection.pool import Pool, Target


def oracle_maximin(pool: Pool, targets: list[Target], size: int) -> float:
    """The highest lowest chance that the oracle finds for this pool, without households."""
    headings = ["feature", "value", "min", "max"]
    rows = [
        {"feature": t.feature, "value": t.value, "min": str(t.minimum), "max": str(t.maximum)}
        for t in targets
    ]
    features, _, _ = read_in_features(headings, rows)
    names = list(dict.fromkeys(t.feature for t in targets))
    people, _ = read_in_people(
        ["id", *names],
        [{"id": p.id, **p.values} for p in pool.people],
        features,
        Settings(id_column="id", columns_to_keep=[]),
    )
    panels, weights, _ = find_distribution_maximin(features, people, size, [])
    return min(
        sum(weight for panel, weight in zip(panels, weights, strict=True) if p.id in panel)
        for p in pool.people
    )
