"""Who is asked to score what: against trying everything, and at the sizes of real rounds."""

import random
import time
from collections import Counter
from itertools import combinations

import pytest

from assessment.severity import connected
from assessment.spreading import Lack, Question, spread

FITS = (0, 0, 0, 1, 1, 2)


def question(pieces, assessors, each, *, conflicts=0.12, seed=1, fits=FITS, room=1.3, **more):
    """Fits and interests by chance; everybody's largest load leaves some room."""
    chance = random.Random(seed)
    keys = tuple(range(pieces))
    largest = int(pieces * each / assessors * room) + 1
    people = {f"a{number}": largest for number in range(assessors)}
    pairs = [(piece, one) for piece in keys for one in people]
    return Question(
        pieces=keys,
        assessors=people,
        each=each,
        fit={pair: chance.choice(fits) for pair in pairs},
        shut=frozenset(pair for pair in pairs if chance.random() < conflicts),
        **more,
    )


def holds(asked: Question, found) -> None:
    """What is never broken."""
    assert not found.pairs & asked.shut
    loads = Counter(one for _piece, one in found.pairs)
    assert all(loads[one] <= largest for one, largest in asked.assessors.items())
    number = Counter(piece for piece, _one in found.pairs)
    for piece in asked.pieces:
        assert number[piece] == asked.each - found.lacks.get(piece, (0, ""))[0]


def best_by_trying(asked: Question):
    """(whether loads are even, worst-served, sum) of the best of all spreads; None without one."""
    people = list(asked.assessors)
    open_to = [[one for one in people if (piece, one) not in asked.shut] for piece in asked.pieces]
    best, loads = None, Counter()

    def go(at, worst, total):
        nonlocal best
        if at == len(asked.pieces):
            is_even = max(loads[p] for p in people) - min(loads[p] for p in people) <= 1
            found = (is_even if asked.even else True, worst, total)
            best = found if best is None or found > best else best
            return
        for some in combinations(open_to[at], asked.each):
            if any(loads[one] == asked.assessors[one] for one in some):
                continue
            loads.update(some)
            fit = sum(asked.fit[asked.pieces[at], one] for one in some)
            go(at + 1, min(worst, fit), total + fit)
            loads.subtract(some)

    go(0, 10**6, 0)
    return best


@pytest.mark.parametrize("even", [True, False])
@pytest.mark.parametrize("cases", [30, pytest.param(200, marks=pytest.mark.soak)])
def test_the_worst_served_then_the_sum_are_those_of_trying_everything(even, cases):
    met = 0
    for seed in range(cases):
        chance = random.Random(seed)
        asked = question(
            *chance.choice([(3, 4), (3, 5), (4, 4)]),
            2,
            conflicts=0.15,
            seed=seed,
            fits=range(5),
            even=even,
        )
        best, found = best_by_trying(asked), spread(asked)
        holds(asked, found)
        if best is None:
            assert found.lacks
            continue
        assert found.is_proven
        assert not found.lacks
        if best[0]:
            met += 1
            assert ((found.is_even or not even), found.worst, found.total) == best, seed
    assert met > cases * 0.7


def test_a_round_of_sixty_takes_a_tenth_of_a_second():
    asked = question(60, 12, 3)
    spread(asked)
    began = time.process_time()
    found = spread(asked)
    assert time.process_time() - began < 0.1
    holds(asked, found)
    assert found.is_proven
    assert found.is_even
    assert found.worst >= 1
    assert not found.apart


@pytest.mark.parametrize("fits", [FITS, range(11)])
def test_a_round_of_a_thousand_takes_eight_seconds_at_most(fits):
    asked = question(1000, 100, 3, fits=fits)
    began = time.process_time()
    found = spread(asked, seconds=60)
    assert time.process_time() - began < 8
    holds(asked, found)
    assert found.is_even
    assert found.is_proven
    assert not found.apart


def test_a_limit_of_time_is_kept_and_what_is_found_still_holds():
    asked = question(200, 30, 3, fits=range(11))
    began = time.process_time()
    found = spread(asked, seconds=0)
    assert time.process_time() - began < 5
    holds(asked, found)
    assert not found.lacks


def test_what_could_not_be_satisfied_is_said_with_its_reason():
    people = {"a": 2, "b": 2, "c": 1}
    shut = frozenset({(1, "a"), (1, "b")})
    found = spread(Question(pieces=(1, 2, 3), assessors=people, each=2, shut=shut))
    holds(Question(pieces=(1, 2, 3), assessors=people, each=2, shut=shut), found)
    assert found.lacks == {1: (1, Lack.INTERESTS)}
    few = spread(Question(pieces=(1, 2), assessors={"a": 1, "b": 1}, each=2))
    # Both lack one: nobody is left with none.
    assert few.lacks == {1: (1, Lack.LOADS), 2: (1, Lack.LOADS)}


def test_who_has_scored_stays_whatever_fits_better():
    fit = {(1, "a"): 0, (1, "b"): 5, (1, "c"): 5}
    people = dict.fromkeys("abc", 5)
    asked = Question(pieces=(1,), assessors=people, each=2, fit=fit, kept=frozenset({(1, "a")}))
    assert (1, "a") in spread(asked).pairs


def test_a_small_largest_load_is_kept_and_the_others_are_even():
    people = {"a": 1, "b": 9, "c": 9, "d": 9}
    found = spread(Question(pieces=tuple(range(6)), assessors=people, each=2))
    loads = Counter(one for _piece, one in found.pairs)
    assert loads["a"] == 1
    assert sorted(loads[one] for one in "bcd") == [3, 4, 4]
    assert found.is_even


def test_pairs_are_mixed_where_it_costs_nothing():
    """Without a difference of fit, six people sit with one another, not three by three."""
    people = dict.fromkeys("abcdef", 10)
    found = spread(Question(pieces=tuple(range(20)), assessors=people, each=3))
    together = Counter()
    for piece in range(20):
        some = sorted(one for where, one in found.pairs if where == piece)
        together.update(combinations(some, 2))
    assert len(together) == 15
    assert max(together.values()) <= 6


def test_specialists_who_share_nothing_are_said_not_to():
    fit = {(piece, one): 3 for piece in (1, 2) for one in "ab"}
    fit |= {(piece, one): 3 for piece in (3, 4) for one in "cd"}
    people = dict.fromkeys("abcd", 2)
    found = spread(Question(pieces=(1, 2, 3, 4), assessors=people, each=2, fit=fit))
    assert sorted(map(sorted, found.apart)) == [["a", "b"], ["c", "d"]]
    # Where nothing is lost by it, they are tied.
    found = spread(Question(pieces=(1, 2, 3, 4), assessors=people, each=2))
    assert len(connected(found.pairs)) == 1
