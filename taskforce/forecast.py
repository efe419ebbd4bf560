"""Which seats and groups fall short as terms end, month by month.

Seats are public and counted exactly. What recruitment knows of members beyond their sector is told
as published counts only: rounded, and 1 to 4 as "fewer than 5".
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from core.statistics import published
from taskforce import registry
from taskforce.enums import Sector
from taskforce.models import Member, SectorSeats

MONTHS = 24
HORIZONS = (6, 12, 24)


@dataclass(frozen=True)
class Seats:
    """How many of a sector sit on a day, and how many of its seats are empty then."""

    serving: int
    short: int


@dataclass(frozen=True)
class Month:
    """The first day of a month ahead: each sector's seats, in the order of `Sector`."""

    day: date
    sectors: list[Seats]

    @property
    def serving(self) -> int:
        return sum(seats.serving for seats in self.sectors)

    @property
    def short(self) -> int:
        return sum(seats.short for seats in self.sectors)


@dataclass(frozen=True)
class Group:
    """One value of a category, today and after each of `HORIZONS`.

    `counts` are as may be shown; `short` says whether fewer sit than the members were chosen for,
    and not how many fewer, which would tell the count.
    """

    feature: str
    value: str
    counts: list[str]
    short: list[bool]

    @property
    def columns(self) -> list[tuple[str, bool]]:
        return list(zip(self.counts, self.short, strict=True))


def _planned(terms: list[Member]) -> dict[str, int]:
    """{sector: seats} as the terms of reference say; where they don't, as many as sit today."""
    today = _by_sector(terms, timezone.localdate())
    said = dict(SectorSeats.objects.exclude(number=None).values_list("sector", "number"))
    return {sector: said.get(sector, today[sector]) for sector in Sector.values}


def seats_empty(on: date) -> dict[str, int]:
    """{sector: seats} that nobody has on a day, of those who are members or appointed now."""
    terms = _terms()
    then = _by_sector(terms, on)
    return {sector: max(0, number - then[sector]) for sector, number in _planned(terms).items()}


def seats_ahead(months: int = MONTHS) -> list[Month]:
    """Today's seats as the first row, then the first day of each month ahead."""
    terms = _terms()
    today = timezone.localdate()
    planned = _planned(terms)
    days = [today, *(_month_after(today, number) for number in range(1, months + 1))]
    return [
        Month(
            day,
            [Seats(then[sector], max(0, planned[sector] - then[sector])) for sector in planned],
        )
        for day in days
        for then in [_by_sector(terms, day)]
    ]


def groups_ahead() -> list[Group]:
    """Each group that recruitment knows or asked for, today and after 6, 12 and 24 months."""
    terms = _terms()
    categories = registry.categories_of([term.pk for term in terms])
    today = timezone.localdate()
    days = [today, *(_month_after(today, number) for number in HORIZONS)]
    counts = [_by_group(terms, categories, day) for day in days]
    wanted = registry.minimums()
    known = sorted({group for count in counts for group in count} | set(wanted))
    return [
        Group(
            *group,
            counts=[published(count[group]) for count in counts],
            short=[count[group] < wanted.get(group, 0) for count in counts],
        )
        for group in known
    ]


def _terms() -> list[Member]:
    return list(Member.objects.live().only("pk", "sector", "starts_on", "ends_on"))


def _sit(terms: list[Member], day: date) -> list[Member]:
    return [term for term in terms if term.starts_on <= day <= term.ends_on]


def _by_sector(terms: list[Member], day: date) -> Counter:
    return Counter(term.sector for term in _sit(terms, day))


def _by_group(terms: list[Member], categories: dict, day: date) -> Counter:
    return Counter(
        pair for term in _sit(terms, day) for pair in categories.get(term.pk, {}).items()
    )


def _month_after(day: date, number: int) -> date:
    """The first day of the month that is `number` months ahead."""
    years, month = divmod(day.month - 1 + number, 12)
    return date(day.year + years, month + 1, 1)
