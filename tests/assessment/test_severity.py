"""Adjusted scores: a harsh scorer’s applicants are lifted, by less the fewer scores there are."""

import numpy as np
import pytest

from assessment.severity import ApartError, adjusted
from assessment.spreading import Question, spread


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


# Six targets by four judges: Shrout and Fleiss, Psychological Bulletin 86 (1979), table 2.
TABLE = ((9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7))


def test_the_leanings_of_a_published_table_before_shrinking():
    scores = [(t, j, value) for t, row in enumerate(TABLE) for j, value in enumerate(row)]
    found = adjusted(scores, shrink=0)
    assert [round(found.leanings[j], 3) for j in range(4)] == [2.375, -2.792, -0.958, 1.375]
    # In a table without gaps, levels are the means.
    assert found.levels[0] == pytest.approx(6)
    # Mean squares of that paper: 1.02 of the rest; a level rests on four scores.
    assert found.level_errors[0] == pytest.approx((1.0194 / 4) ** 0.5, abs=0.001)
    assert all(abs(adjusted(scores).leanings[j]) < abs(found.leanings[j]) for j in range(4))


def test_a_score_counts_by_how_sure_its_assessor_was():
    scores = [(n, s, 2) for n in range(10) for s in "xy"]
    sure = adjusted([*scores, ("p", "x", 4, 3), ("p", "y", 1, 1)])
    unsure = adjusted([*scores, ("p", "x", 4, 1), ("p", "y", 1, 3)])
    assert sure.levels["p"] > 2.5 > unsure.levels["p"]


def test_more_scores_make_smaller_errors():
    def errors(number):
        scores = [(n, s, (n + len(s)) % 5) for n in range(40) for s in ("a", "bb", "ccc")]
        scores += [("p", s, 2) for s in ("a", "bb", "ccc")[:number]]
        return adjusted(scores).level_errors["p"]

    assert errors(3) < errors(2) < errors(1)


def test_two_panels_that_share_nothing_are_refused_a_common_scale():
    with pytest.raises(ApartError):
        adjusted([(1, "a", 3), (1, "b", 2), (2, "c", 3), (2, "d", 1)])


def test_where_nothing_is_left_to_tell_the_scatter_no_error_is_given():
    assert adjusted([(1, "a", 3), (1, "b", 2)]).level_errors == {}


def rounds_won(number: int) -> int:
    """In how many simulated rounds the adjusted order is nearer the truth than the raw means'."""
    return sum(_is_nearer(seed) for seed in range(number))


def _is_nearer(seed: int) -> bool:
    """One round: 40 pieces, 12 assessors of different severity, 3 each, scores from 0 to 4."""
    chance = np.random.default_rng(seed)
    truth, leaning = chance.normal(2, 0.8, 40), chance.normal(0, 0.7, 12)
    asked = spread(Question(tuple(range(40)), dict.fromkeys(range(12), 20), 3))
    scores = []
    for piece, one in sorted(asked.pairs):
        # Four criteria, as a round has.
        given = truth[piece] + leaning[one] + chance.normal(0, 0.6, 4)
        scores.append((piece, one, float(np.clip(np.rint(given), 0, 4).mean())))
    raw = {p: np.mean([s for q, _one, s in scores if q == p]) for p in range(40)}
    levels = adjusted(scores).levels
    return _alike(levels, truth) > _alike(raw, truth)


def _alike(values, truth) -> float:
    """Spearman's rank correlation, ties with their mean rank."""
    ranks = [_ranks(np.array([values[p] for p in range(len(truth))])), _ranks(truth)]
    return float(np.corrcoef(*ranks)[0, 1])


def _ranks(values):
    order = np.round(values, 9)
    return np.array([(order < one).sum() + ((order == one).sum() - 1) / 2 for one in order])


def test_in_simulated_rounds_the_adjusted_order_is_nearer_the_truth():
    assert rounds_won(20) >= 18


@pytest.mark.soak
def test_in_nine_of_ten_of_two_hundred_simulated_rounds_it_is_nearer():
    assert rounds_won(200) >= 180
