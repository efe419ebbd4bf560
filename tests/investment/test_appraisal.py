"""What an option costs over its life and whether it washes its face, against other arithmetic."""

import random
from fractions import Fraction

import pytest

from investment.appraisal import Year, appraise, with_bias
from investment.words import face_words, fall_words

NEVER = ()


def option(capital=0, surplus=0, years=10, *, income=None, **first):
    """Capital in the first year, then so much left over in each of `years`."""
    income = surplus if income is None else income
    rest = [Year(2027 + n, income=income, running=income - surplus) for n in range(years)]
    return [Year(2026, capital=capital, **first), *rest]


def test_costs_of_later_years_count_less():
    found = appraise(
        [Year(2026, running=100), Year(2027, running=103_50)], bias_percent=0, rate=350
    )
    assert found.whole_life_pence == 100 + 100_00


def test_capital_counts_more_by_optimism_bias_and_running_does_not():
    found = appraise([Year(2026, capital=1_000, running=10)], bias_percent=24, rate=350)
    assert (found.capital_pence, found.whole_life_pence) == (1_240, 1_250)


@pytest.mark.parametrize(("pence", "percent", "then"), [(1, 49, 1), (1, 50, 2), (3, 50, 5)])
def test_bias_is_to_the_nearest_penny(pence, percent, then):
    assert with_bias(pence, percent) == then


def test_secured_funding_lowers_the_gap_and_not_the_whole_life_cost():
    without = appraise(option(1_000), bias_percent=0, rate=350)
    funded = appraise(option(1_000, funding=400), bias_percent=0, rate=350)
    assert (without.gap_pence, funded.gap_pence) == (1_000, 600)
    assert without.whole_life_pence == funded.whole_life_pence
    assert appraise(option(1_000, funding=4_000), bias_percent=0, rate=0).gap_pence == 0


@pytest.mark.parametrize(
    ("surplus", "years", "year"),
    [(1_000, 1, 2027), (250, 4, 2030), (250, 3, None), (0, 30, None), (-5, 30, None)],
)
def test_it_washes_its_face_from_the_year_in_which_the_gap_is_covered(surplus, years, year):
    found = appraise(option(1_000, surplus, years, income=5_000), bias_percent=0, rate=350)
    assert found.washes_its_face == year


def test_what_is_covered_once_and_not_at_the_end_does_not_wash_its_face():
    years = [*option(100, 200, 1), Year(2028, running=500, income=1)]
    assert appraise(years, bias_percent=0, rate=350).washes_its_face is None


def test_an_option_without_figures_is_said_to_have_none():
    found = appraise([Year(2026)], bias_percent=0, rate=350)
    assert not found.has_figures
    assert (face_words(found), fall_words(found)) == ("It has no figures yet.", "")


def test_what_brings_nothing_washes_no_face():
    found = appraise([Year(2026, running=0)], bias_percent=0, rate=350)
    assert (found.washes_its_face, found.income_may_fall) == (None, None)


@pytest.mark.parametrize(
    ("surplus", "income", "tenths"),
    [(100, 1_000, 0), (200, 1_000, 100), (50, 1_000, -50)],
)
def test_how_far_income_may_fall(surplus, income, tenths):
    """£1,000 of capital and ten years: £100 a year over covers it to the penny."""
    found = appraise(option(1_000, surplus, 10, income=income), bias_percent=0, rate=350)
    assert found.income_may_fall == tenths


def test_random_options_agree_with_fractions():
    chance = random.Random(11)
    for _ in range(300):
        years = [
            Year(2026 + n, *(chance.randrange(10**9) for _ in range(4)))
            for n in range(chance.randint(1, 31))
        ]
        rate, bias = chance.randrange(0, 900), chance.randrange(0, 200)
        found = appraise(chance.sample(years, len(years)), bias_percent=bias, rate=rate)
        factor = 1 / (1 + Fraction(rate, 10_000))
        capital = [Fraction(round(Fraction(y.capital * (100 + bias), 100))) for y in years]
        exact = sum(
            (cost + y.running - y.income) * factor**n
            for n, (y, cost) in enumerate(zip(years, capital, strict=True))
        )
        # Halves of a penny of capital may be rounded either way.
        assert abs(found.whole_life_pence - exact) <= 1 + len(years)
        gap = max(0, found.capital_pence - sum(y.funding for y in years))
        assert found.gap_pence == gap
        left = [sum(y.income - y.running for y in years[: n + 1]) - gap for n in range(len(years))]
        covered = [years[n].year for n in range(len(years)) if all(one >= 0 for one in left[n:])]
        assert found.washes_its_face == (covered[0] if covered else None)
        if found.income_may_fall is not None:
            kept = 1 - Fraction(found.income_may_fall, 1000)
            less = kept - Fraction(1, 1000)
            income, running = (sum(getattr(y, k) for y in years) for k in ("income", "running"))
            assert income * kept - running >= gap > income * less - running
