"""The distribution is leximin: held against plain references, pool by pool."""

import numpy as np
import pytest

from taskforce.selection.distribution import Method, distribution
from taskforce.selection.errors import Cancelled, Infeasible, UnusableRequest
from taskforce.selection.figures import achieved, gini
from taskforce.selection.marginals import marginals
from taskforce.selection.pool import Person, Pool, Target, seats_left
from tests.taskforce.selection.oracle import oracle_maximin
from tests.taskforce.selection.reference import (
    all_panels,
    by_enumeration,
    by_generation,
)
from tests.taskforce.selection.samples import luton, middling, tiny

CLOSE = 1e-6
ORDINARY_TINY, SOAKED_TINY = 100, 1000
ORDINARY_MIDDLING, SOAKED_MIDDLING = 10, 200


def drawn(pool, targets, size):
    """The distribution, or None when there is no panel."""
    try:
        return distribution(pool, targets, size)
    except Infeasible:
        return None


def same_as(found, expected) -> None:
    assert np.abs(np.array(found.chances) - expected).max() <= CLOSE
    assert found.gap <= CLOSE
    assert abs(found.weights.sum() - 1) <= CLOSE


def check_tiny(seed: int) -> str:
    pool, targets, size = tiny(seed)
    panels = all_panels(pool, targets, size)
    found = drawn(pool, targets, size)
    if not panels:
        assert found is None
        return "none"
    same_as(found, by_enumeration(pool, panels))
    never = set(range(len(pool.people))) - {person for panel in panels for person in panel}
    assert {p.id for p in found.unreachable} == {pool.people[person].id for person in never}
    return found.method


def check_middling(seed: int) -> str:
    pool, targets, size = middling(seed)
    expected = by_generation(pool, targets, size)
    found = drawn(pool, targets, size)
    if expected is None:
        assert found is None
        return "none"
    same_as(found, expected)
    never = {pool.people[person].id for person in np.flatnonzero(expected < 1e-9)}
    assert {p.id for p in found.unreachable} == never
    return found.method


def test_tiny_pools_against_every_panel():
    kinds = {check_tiny(seed) for seed in range(ORDINARY_TINY)}
    assert {"none", Method.WALK} <= kinds


@pytest.mark.soak
def test_a_thousand_tiny_pools_against_every_panel():
    kinds = {check_tiny(seed) for seed in range(SOAKED_TINY)}
    assert {"none", *Method} <= kinds


def test_middling_pools_against_column_generation():
    kinds = {check_middling(seed) for seed in range(ORDINARY_MIDDLING)}
    assert {Method.WALK, Method.COLUMNS} <= kinds


@pytest.mark.soak
@pytest.mark.parametrize("start", range(0, SOAKED_MIDDLING, 25))
def test_two_hundred_middling_pools_against_column_generation(start):
    kinds = {check_middling(seed) for seed in range(start, start + 25)}
    assert {"none", Method.WALK, Method.COLUMNS} <= kinds


TIGHT = 19  # a tiny pool whose relaxed chances no panels can give
GENERATED = 26  # one where the walk doesn't arrive, and generated panels do


@pytest.mark.parametrize(("seed", "method"), [(TIGHT, Method.STAGED), (GENERATED, Method.COLUMNS)])
def test_each_fallback_is_exact_and_says_so(seed, method):
    assert check_tiny(seed) == method


def people(*values: str, households=()) -> Pool:
    homes = [*households, *[""] * len(values)]
    return Pool(
        tuple(Person(f"p{n}", {"sex": v}, homes[n]) for n, v in enumerate(values)),
        households=bool(households),
    )


def test_the_fewer_have_the_greater_chance():
    found = distribution(
        people(*"FFFFMM"), [Target("SEX ", "f", 1, 1), Target("sex", "M", 1, 1)], 2
    )
    assert found.chances == pytest.approx([0.25] * 4 + [0.5] * 2)


def test_somebody_whom_no_panel_can_include_is_named():
    found = distribution(people(*"FFO"), [Target("sex", "O", 0, 0)], 2)
    assert [person.id for person in found.unreachable] == ["p2"]
    assert found.chances[2] == 0


def test_a_value_that_no_target_names_counts_towards_none():
    found = distribution(people("F", "F", "rather not say"), [Target("sex", "F", 1, 1)], 2)
    assert found.chances == pytest.approx([0.5, 0.5, 1.0])


def test_one_home_has_one_seat():
    found = distribution(people(*"FFF", households=["a", " A", ""]), [], 2)
    assert found.chances == pytest.approx([0.5, 0.5, 1.0])


@pytest.mark.parametrize(
    ("pool", "targets", "size", "code"),
    [
        (Pool(()), [], 1, "empty-pool"),
        (people(*"FM"), [], 0, "no-seats"),
        (people(*"FM"), [], 3, "more-seats-than-people"),
        (people(*"FM"), [Target("sex", "F", 2, 1)], 1, "minimum-above-maximum"),
        (people(*"FM"), [Target("sex", "F", -1, 1)], 1, "negative-target"),
        (people(*"FM"), [Target("sex", "F", 0, 10**9)], 1, "too-large"),
        (
            people(*"FM"),
            [Target("sex", "F", 0, 1), Target("Sex", "f", 0, 1)],
            1,
            "duplicate-target",
        ),
    ],
)
def test_a_request_that_makes_no_sense_is_refused(pool, targets, size, code):
    with pytest.raises(UnusableRequest) as refused:
        distribution(pool, targets, size)
    assert refused.value.code == code


def test_one_id_twice_is_no_pool():
    with pytest.raises(UnusableRequest) as refused:
        Pool((Person("p", {}), Person("p", {})))
    assert refused.value.code == "duplicate-id"


def test_progress_only_rises_and_a_cancelled_draw_stops():
    seen = []
    pool, targets, size = luton("luton200f6_25")
    distribution(pool, targets, size, report=lambda done, stage: seen.append(done))
    assert seen == sorted(seen)
    assert len(seen) > 20
    with pytest.raises(Cancelled):
        distribution(pool, targets, size, cancelled=iter([False] * 10 + [True]).__next__)


def test_those_who_sit_already_count():
    pool = people(*"FFFMMM", households=["", "", "", "", "", "home"])
    sitting = [Person("s1", {"sex": "M"}, "Home"), Person("s2", {"sex": "M"}), Person("s3", {})]
    targets = [Target("sex", "F", 2, 3), Target("sex", "M", 1, 2)]
    seats = seats_left(pool, targets, 5, sitting)
    assert seats.size == 2
    assert [(t.minimum, t.maximum) for t in seats.targets] == [(2, 3), (0, 0)]
    assert "p5" not in {p.id for p in seats.pool.people}
    found = distribution(seats.pool, seats.targets, seats.size)
    assert found.chances == pytest.approx([2 / 3] * 3 + [0.0] * 2)


@pytest.mark.parametrize("name", ["luton200f6_25", "luton500f6_40", "luton1000f6_50"])
def test_marginals_are_what_the_draw_then_reaches(name):
    pool, targets, size = luton(name)
    live, found = marginals(pool, targets, size), distribution(pool, targets, size)
    assert np.abs(np.array(live.chances) - np.array(found.chances)).max() <= CLOSE
    assert live.gini == pytest.approx(gini(found.chances), abs=1e-4)
    assert [row.in_pool for row in live.targets] == [row.in_pool for row in achieved(found)]


@pytest.mark.parametrize(
    ("name", "lowest", "most_gini"),
    [
        ("luton200f6_25", 0.08889, 0.2644),
        ("luton500f6_40", 0.05556, 0.241),
        ("luton1000f6_50", 0.0355, 0.258),
        ("luton2000f6_60", 0.0218, 0.2583),
        ("luton5000f6_110", 0.0143, 0.281),
    ],
)
def test_luton_pools_are_as_fair_as_is_known_to_be_possible(name, lowest, most_gini):
    found = distribution(*luton(name))
    assert found.gap <= CLOSE
    assert min(found.chances) >= lowest - 5e-6
    assert gini(found.chances) <= most_gini
    for row in achieved(found):
        assert row.target.minimum - CLOSE <= row.expected <= row.target.maximum + CLOSE


def test_the_lowest_chance_is_the_oracles():
    """The oracle solves the first stage only (maximin), within 5e-4."""
    pool, targets, size = middling(3)
    found = distribution(pool, targets, size)
    assert min(found.chances) == pytest.approx(oracle_maximin(pool, targets, size), abs=5e-4)


def test_the_gini_of_known_lists():
    assert gini([0.3, 0.3, 0.3]) == pytest.approx(0)
    assert gini([0, 0, 0, 1]) == pytest.approx(0.75)
    assert gini([0, 0]) == 0
