"""What an option costs over its whole life, and whether it washes its face. Pure arithmetic.

Whole-life cost is a net present cost as the Treasury's Green Book reckons it: each year's costs
less its income, discounted to the first year at one rate. Optimism bias is added to capital alone.
Who pays doesn't change what a thing costs: secured funding lowers the gap, not the whole-life cost.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

FULL = 10_000


@dataclass(frozen=True)
class Year:
    """One financial year of an option, in pence; `year` is the one in which it begins."""

    year: int
    capital: int = 0
    running: int = 0
    income: int = 0
    funding: int = 0

    @property
    def surplus(self) -> int:
        """What running it leaves over; negative where it costs more than it brings."""
        return self.income - self.running


@dataclass(frozen=True)
class Appraisal:
    """What comes of an option's figures.

    Args:
        capital_pence: with optimism bias.
        funding_pence: what is secured of it.
        gap_pence: what is not, never below nought.
        whole_life_pence: net present cost; negative where it brings more than it costs.
        washes_its_face: the first year by whose end what running it left over covers the gap; None
            where no year does.
        income_may_fall: by how many tenths of a percent income may fall in every year and still
            cover running costs and gap at the end; negative: it must rise by so many. None where
            there is no income.
        has_figures: whether there is any.
    """

    capital_pence: int
    funding_pence: int
    gap_pence: int
    whole_life_pence: int
    washes_its_face: int | None
    income_may_fall: int | None
    has_figures: bool = True


def appraise(years: Iterable[Year], *, bias_percent: int, rate: int) -> Appraisal:
    """Reckon an option.

    Args:
        years: its years, in any order; each at most once.
        bias_percent: optimism bias on capital, in percent.
        rate: of discount, in hundredths of a percent: 350 is 3.5 %.
    """
    years = sorted(years, key=lambda one: one.year)
    capital = {one.year: with_bias(one.capital, bias_percent) for one in years}
    funding = sum(one.funding for one in years)
    gap = max(0, sum(capital.values()) - funding)
    return Appraisal(
        capital_pence=sum(capital.values()),
        funding_pence=funding,
        gap_pence=gap,
        whole_life_pence=_net_present(years, capital, rate),
        washes_its_face=_first_year_covered(years, gap),
        income_may_fall=_margin(years, gap),
        has_figures=any(one.capital or one.running or one.income or one.funding for one in years),
    )


def with_bias(pence: int, percent: int) -> int:
    """Capital with optimism bias, to the nearest penny."""
    return (pence * (100 + percent) + 50) // 100


def _net_present(years: list[Year], capital: Mapping[int, int], rate: int) -> int:
    if not years:
        return 0
    first = years[0].year
    with localcontext() as context:
        context.prec = 60
        factor = Decimal(FULL) / (FULL + rate)
        cost = sum(
            (capital[one.year] - one.surplus) * factor ** (one.year - first) for one in years
        )
        return int(Decimal(cost).to_integral_value(ROUND_HALF_EVEN))


def _first_year_covered(years: list[Year], gap: int) -> int | None:
    """The first year from which the surplus so far covers the gap, and goes on doing so."""
    covered, so_far = None, 0
    for one in years:
        so_far += one.surplus
        if so_far < gap:
            covered = None
        elif covered is None and one.income:
            covered = one.year
    return covered


def _margin(years: list[Year], gap: int) -> int | None:
    income = sum(one.income for one in years)
    if not income:
        return None
    left = income - sum(one.running for one in years) - gap
    return left * 1000 // income
