"""Adjusted scores: a harsh scorer’s applicants are lifted, by less the fewer scores there are."""

import pytest

from assessment.severity import adjusted


def test_equal_scorers_change_nothing():
    scores = [(a, s, v) for a, v in enumerate([1, 2, 3, 4]) for s in "xy"]
    found = adjusted(scores)
    assert found.levels == pytest.approx({0: 1, 1: 2, 2: 3, 3: 4})
    assert found.leanings == pytest.approx({"x": 0, "y": 0})


def test_who_met_the_harsh_scorer_is_lifted():
    # Both are as good: a bridge of others scored by everybody shows that "harsh" gives one less.
    scores = [(n, s, 3 - (s == "harsh")) for n in range(20) for s in ("harsh", "kind")]
    scores += [("unlucky", "harsh", 2), ("unlucky", "harsh2", 2), ("lucky", "kind", 3)]
    scores += [(n, "harsh2", 2) for n in range(20)]
    found = adjusted(scores)
    assert found.leanings["harsh"] < 0 < found.leanings["kind"]
    raw_gap = 3 - 2
    assert found.levels["lucky"] - found.levels["unlucky"] < raw_gap


def test_a_leaning_that_rests_on_little_is_pulled_towards_none():
    def leaning(number):
        scores = [(n, s, 3 - (s == "harsh")) for n in range(number) for s in ("harsh", "kind")]
        return adjusted(scores).leanings["harsh"]

    assert leaning(100) < leaning(10) < leaning(1) < 0
    assert leaning(1000) == pytest.approx(-0.5, abs=0.01)


def test_no_scores_give_nothing():
    assert adjusted([]).levels == {}
