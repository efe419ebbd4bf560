"""No panel: why, and the smallest change that helps."""

from dataclasses import replace
from itertools import product

import pytest

from taskforce.selection.distribution import distribution
from taskforce.selection.errors import Infeasible, Reason, TargetChange
from taskforce.selection.explained import explained
from taskforce.selection.marginals import marginals
from taskforce.selection.pool import Person, Pool, Target
from tests.taskforce.selection.reference import all_panels
from tests.taskforce.selection.samples import tiny


def infeasible(pool, targets, size) -> Infeasible:
    with pytest.raises(Infeasible) as error:
        distribution(pool, targets, size)
    return error.value


def changed(targets, changes):
    new = {(c.feature, c.value): c for c in changes}
    return [
        replace(t, minimum=c.new_min, maximum=c.new_max)
        if (c := new.get((t.feature, t.value)))
        else t
        for t in targets
    ]


def cost(changes) -> int:
    return sum(c.old_min - c.new_min + c.new_max - c.old_max for c in changes)


def least_cost(pool, targets, size) -> int:
    """The least sum by which any panel at all misses the targets, by looking at every one."""
    free = [replace(t, minimum=0, maximum=size) for t in targets]
    return min(
        sum(
            max(0, t.minimum - there) + max(0, there - t.maximum)
            for t in targets
            for there in [sum(pool.people[p].values[t.feature] == t.value for p in panel)]
        )
        for panel in all_panels(pool, free, size)
    )


def harder(target: Target) -> Target:
    """The target with a higher minimum, so that few pools can meet all of them."""
    low = target.minimum + 1
    return replace(target, minimum=low, maximum=max(low, target.maximum))


def test_the_smallest_change_of_random_pools():
    seen = 0
    for seed in range(60):
        pool, targets, size = tiny(seed)
        targets = [harder(target) for target in targets]
        if all_panels(pool, targets, size):
            continue
        error = infeasible(pool, targets, size)
        if error.reason == Reason.TARGETS:
            seen += 1
            assert cost(error.changes) == least_cost(pool, targets, size)
            distribution(pool, changed(targets, error.changes), size)
            conflict = [t for t in targets if (t.feature, t.value) in error.conflict]
            assert not all_panels(pool, conflict, size)
            for left_out in conflict:
                assert all_panels(pool, [t for t in conflict if t != left_out], size)
    assert seen >= 20


def pool_of(*pairs: tuple[str, str]) -> Pool:
    return Pool(tuple(Person(f"p{n}", {"sex": s, "age": a}) for n, (s, a) in enumerate(pairs)))


def test_targets_in_conflict_are_named_and_others_are_not():
    pool = pool_of(*product("FM", ["old", "old"]), ("F", "young"))
    targets = [Target("sex", "F", 0, 9), Target("sex", "M", 2, 2), Target("age", "young", 1, 1)]
    error = infeasible(pool, targets, 2)
    assert error.reason == Reason.TARGETS
    assert error.conflict == (("sex", "M"), ("age", "young"))
    assert cost(error.changes) == 1
    assert error.nearest_size == 3
    words = explained(error)
    assert "sex, M; age, young" in words
    assert "ask for 3 seats" in words


def test_flexible_bounds_are_kept_where_they_suffice():
    pool = pool_of(("F", "old"), ("M", "old"), ("M", "old"))
    targets = [Target("sex", "F", 2, 2, 2, 2), Target("sex", "M", 2, 2, 0, 2)]
    error = infeasible(pool, targets, 3)
    assert cost(error.changes) == 1
    targets = [Target("sex", "F", 1, 1, 1, 1), Target("sex", "M", 1, 1, 1, 2)]
    assert infeasible(pool, targets, 3).changes == (TargetChange("sex", "M", 1, 1, 1, 2),)


def test_households_can_be_the_reason():
    pool = Pool(tuple(Person(f"p{n}", {}, "home") for n in range(3)), households=True)
    error = infeasible(pool, [], 2)
    assert (error.reason, error.largest_size, error.nearest_size) == (Reason.TOO_FEW_PEOPLE, 1, 1)
    assert "ask for 1 seats" in explained(error)


def test_the_live_view_says_the_same():
    pool = pool_of(("F", "old"), ("F", "old"))
    with pytest.raises(Infeasible) as error:
        marginals(pool, [Target("sex", "M", 1, 1)], 1)
    assert error.value.changes == (TargetChange("sex", "M", 1, 1, 0, 1),)
