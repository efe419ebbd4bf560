"""Replacements repair the balance, alternates foresee who drops out."""

import random
from collections import Counter

import pytest

from taskforce.selection.errors import UnusableRequest
from taskforce.selection.pool import Person, Pool, Target, count
from taskforce.selection.replacement import alternates, replacements
from tests.taskforce.selection.reference import all_panels
from tests.taskforce.selection.samples import tiny

SEX = [Target("sex", "F", 2, 2), Target("sex", "M", 2, 2)]


def people(sexes: str, prefix: str = "p", homes=()) -> tuple[Person, ...]:
    return tuple(
        Person(f"{prefix}{n}", {"sex": sex}, homes[n] if homes else "")
        for n, sex in enumerate(sexes)
    )


def test_a_woman_replaces_a_woman_and_each_is_as_likely():
    sitting = people("FMM", "s")
    times = Counter()
    for seed in range(300):
        (chosen,) = replacements(Pool(people("FFFMM")), SEX, 4, sitting=sitting, seed=str(seed))
        times[chosen.id] += 1
    assert set(times) == {"p0", "p1", "p2"}
    assert min(times.values()) > 70


def test_nobody_who_fits_still_gives_the_smallest_miss():
    (chosen,) = replacements(Pool(people("MM")), SEX, 4, sitting=people("FMM", "s"), seed="a")
    assert chosen.values == {"sex": "M"}


def missed(targets, members) -> int:
    pairs = zip(targets, count(members, targets), strict=True)
    return sum(max(0, t.minimum - n) + max(0, n - t.maximum) for t, n in pairs)


def test_random_vacancies_are_filled_as_well_as_can_be():
    for seed in range(60):
        pool, targets, size = tiny(seed)
        if pool.households or size < 3:
            continue
        sitting, rest = pool.people[: size - 2], Pool(pool.people[size - 2 :])
        chosen = replacements(rest, targets, size, sitting=sitting, seed=str(seed))
        assert len({p.id for p in chosen} - {p.id for p in sitting}) == 2
        least = min(
            missed(targets, [*sitting, *(rest.people[p] for p in pair)])
            for pair in all_panels(rest, [], 2)
        )
        assert missed(targets, [*sitting, *chosen]) == least


def test_no_replacement_lives_with_a_member_or_another():
    pool = Pool(people("FFFM", homes=["a", "b", "b", "c"]), households=True)
    sitting = [Person("s0", {"sex": "M"}, "A"), Person("s1", {"sex": "M"}, "d")]
    for seed in range(20):
        chosen = replacements(pool, SEX, 4, sitting=sitting, seed=str(seed))
        homes = [p.household for p in chosen]
        assert sorted(homes) == ["b", "c"]


def test_a_full_panel_needs_nobody():
    with pytest.raises(UnusableRequest) as refused:
        replacements(Pool(people("F")), SEX, 1, sitting=people("M", "s"), seed="a")
    assert refused.value.code == "no-seats"


def test_alternates_are_alike_those_who_may_drop_out():
    panel = people("FFMM", "s")
    pool = Pool(panel + people("FFFFMMMM"))
    rates = {("sex", "f"): 0.3, ("sex", "M"): 0.1}
    chosen = alternates(panel, pool, SEX, number=4, dropout=rates, seed="a")
    assert Counter(p.values["sex"] for p in chosen) == {"F": 3, "M": 1}
    assert not {p.id for p in panel} & {p.id for p in chosen}
    assert chosen == alternates(panel, pool, SEX, number=4, dropout=rates, seed="a")


@pytest.mark.parametrize(
    ("dropout", "code"),
    [({}, "no-dropout"), ({("sex", "F"): 1.5}, "dropout-out-of-range")],
)
def test_rates_that_make_no_sense_are_refused(dropout, code):
    with pytest.raises(UnusableRequest) as refused:
        alternates(people("F", "s"), Pool(people("FF")), SEX, number=1, dropout=dropout, seed="a")
    assert refused.value.code == code


def test_there_are_as_many_alternates_as_were_asked_for():
    """Shares are fractions, so misses that should be equal differ by a little."""
    for seed in range(400):
        chance = random.Random(seed)
        people = tuple(
            Person(
                id=f"P{number}",
                values={"sex": chance.choice("fm"), "age": chance.choice("abc")},
                household=f"h{number}",
            )
            for number in range(12)
        )
        targets = [Target("sex", "f", 2, 4), Target("sex", "m", 2, 4), Target("age", "a", 1, 3)]
        rates = {
            pair: (chance.randint(0, 2) + 1) / (chance.randint(1, 6) + 5)
            for pair in (("sex", "f"), ("sex", "m"), ("age", "a"), ("age", "b"), ("age", "c"))
        }
        found = alternates(
            people[:6],
            Pool(people, households=True),
            [*targets, Target("age", "b", 0, 6), Target("age", "c", 0, 6)],
            number=2,
            dropout=rates,
            seed=str(seed),
        )
        assert len({person.id for person in found}) == 2
