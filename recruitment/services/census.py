"""Targets from the census in one click: of the whole Taskforce, and within reach of the lottery."""

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import Sum
from django.utils.translation import gettext as _

from core.refusal import Refusal
from places.models import Ward
from places.services import DATA
from recruitment.enums import HowChosen
from recruitment.models import Round, Target
from recruitment.services.lotteries import sitting
from recruitment.services.targets import AREA, counts, save_targets, words_of

# Shares are read from tables: a whole number comes out a hair beside itself.
A_HAIR = 1e-9


@dataclass(frozen=True)
class Share:
    """What part of the town has one value of a category (0 to 1), and where the figure is from."""

    feature: str
    value: str
    share: float
    source: str


@cache
def _population() -> dict:
    """Luton's census and mid-year figures, as shipped in places/data."""
    return json.loads((DATA / "luton_population.json").read_text(encoding="utf-8"))


def census_shares() -> list[Share]:
    """The categories of the census: sex, age band, ethnic group, area and disability.

    Sex, ethnic group, area and disability are of all residents (Census 2021); age bands are of
    residents aged 16 and over (ONS mid-2020 estimates). Wards must be loaded.
    """
    figures = _population()
    census = _("Census 2021, all residents")
    sexes = figures["population_2021"]
    totals = Ward.objects.aggregate(
        population=Sum("population"),
        disabled=Sum("disabled"),
        **{group: Sum(group) for group in Ward.ETHNIC_GROUPS},
    )
    ages = {k: v for k, v in figures["age_16_plus_percent"].items() if k != "source"}
    ethnic = sum(totals[group] or 0 for group in Ward.ETHNIC_GROUPS) or 1
    everybody = totals["population"] or 1
    by_area = Ward.objects.order_by().values_list("area").annotate(people=Sum("population"))
    disabled = (totals["disabled"] or 0) / everybody
    return [
        *(Share("sex", sex, sexes[sex] / sexes["total"], census) for sex in ("female", "male")),
        *(
            Share(
                "age",
                band.replace("+", "-over"),
                percent / sum(ages.values()),
                _("ONS mid-2020, aged 16 and over"),
            )
            for band, percent in ages.items()
        ),
        *(
            Share("ethnicity", group, (totals[group] or 0) / ethnic, census)
            for group in Ward.ETHNIC_GROUPS
        ),
        *(Share(AREA, area, people / everybody, census) for area, people in sorted(by_area)),
        Share("disability", "yes", disabled, census),
        Share("disability", "no", 1 - disabled, census),
    ]


def from_shares(
    shares: Iterable[Share], seats: int, already: Mapping[tuple[str, str], int]
) -> list[dict]:
    """The whole numbers of people around each share: rounded down at least, rounded up at most.

    They are of everybody who will sit and whose answer is known: those who sit already, and
    `seats` more. Within each category they always allow `seats` more people; where those who sit
    stand in the way of that, the target gives in that is then least far from its share.

    Args:
        already: how many of those who sit have each (category, value).
    """
    groups: dict[str, list[Share]] = {}
    for share in shares:
        groups.setdefault(share.feature, []).append(share)
    rows = []
    for feature, group in groups.items():
        there = [already.get((feature, share.value), 0) for share in group]
        exact = [share.share * (seats + sum(there)) for share in group]
        rows += [
            {"feature": feature, "value": share.value, "minimum": least, "maximum": most}
            for share, least, most in zip(group, *_reachable(exact, there, seats), strict=True)
        ]
    return [row | {"order": order} for order, row in enumerate(rows)]


def _reachable(
    exact: Sequence[float], there: Sequence[int], seats: int
) -> tuple[list[int], list[int]]:
    """Least and most around each exact number, which `seats` beside those `there` can meet."""
    least = [math.floor(number + A_HAIR) for number in exact]
    most = [math.ceil(number - A_HAIR) for number in exact]
    values = range(len(exact))
    while sum(max(0, least[v] - there[v]) for v in values) > seats:
        gives = min((v for v in values if least[v] > there[v]), key=lambda v: exact[v] - least[v])
        least[gives] -= 1
    while sum(max(0, most[v] - there[v]) for v in values) < seats:
        gives = min(values, key=lambda v: max(most[v], there[v]) - exact[v])
        most[gives] = max(most[gives], there[gives]) + 1
    return least, most


def set_from_census(*, round_id: int, actor, made_from: str | None = None) -> list[Target]:
    """Replace the round's targets by those of the census figures for the whole Taskforce.

    That is the seats of its lottery and everybody who sits when these members start and whose
    answers are known.

    Raises:
        Refusal: as `save_targets` says, or `no-lottery`.
    """
    round = Round.objects.get(pk=round_id)
    seats = round.seats(HowChosen.LOTTERY)
    if not seats:
        raise Refusal(
            _("No seats of this round are filled by lottery, so it needs no targets."),
            code="no-lottery",
        )
    rows = from_shares(shares_asked(round), seats, sitting_counts(round))
    return save_targets(round_id=round_id, actor=actor, rows=rows, made_from=made_from)


def sitting_counts(round: Round) -> Counter:
    """How many of those who sit when these members start have each (category, value)."""
    return counts({person.id: person.values for person in sitting(round)})


def shares_asked(round: Round) -> list[Share]:
    """The census figures of the categories that this round's questions give whole."""
    known, shares = words_of(round), census_shares()
    unasked = {one.feature for one in shares if (one.feature, one.value) not in known}
    return [one for one in shares if one.feature not in unasked]
