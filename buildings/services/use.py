"""What running a building costs and brings, how many use it, and what happened there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from buildings.enums import CountKind, CountSource, MoneyKind
from buildings.models import Building, Count, Incident, YearFigure
from buildings.services.records import lock, refuse_to_come
from core.refusal import Refusal


@dataclass(frozen=True)
class UseOfYear:
    """A financial year of a building: what it cost and brought in pence, and how many came."""

    year: int
    cost_pence: int
    income_pence: int
    visits: int

    @property
    def subsidy_pence(self) -> int | None:
        """What it cost more than it brought; negative where it brought more; None if unknown."""
        return self.cost_pence - self.income_pence if self.cost_pence else None

    @property
    def subsidy_a_visit_pence(self) -> int | None:
        """The subsidy by visit, to the nearest penny; None where nothing or nobody was counted."""
        if not self.visits or self.subsidy_pence is None:
            return None
        return (self.subsidy_pence + self.visits // 2) // self.visits


def financial_year_of(day: date) -> int:
    """The year in which the financial year of a day began, on 1 April."""
    return day.year if day.month >= 4 else day.year - 1


def use_of(building: Building) -> list[UseOfYear]:
    """Each financial year of which something is known, the newest first."""
    money = {
        (row["year"], row["kind"]): row["pence"]
        for row in building.figures.order_by().values("year", "kind").annotate(pence=Sum("pence"))
    }
    visits: dict[int, int] = {}
    counted = building.counts.filter(kind=CountKind.DOOR).order_by()
    for on, number in counted.values_list("on", "number"):
        year = financial_year_of(on)
        visits[year] = visits.get(year, 0) + number
    years = sorted({year for year, _kind in money} | {*visits}, reverse=True)
    return [
        UseOfYear(
            year,
            money.get((year, MoneyKind.COST.value), 0),
            money.get((year, MoneyKind.INCOME.value), 0),
            visits.get(year, 0),
        )
        for year in years
    ]


@transaction.atomic
def say_figures(*, building_id: int, actor, rows: Iterable[tuple[int, str, int, str]]) -> None:
    """Say what running a building cost and brought, in place of what was said.

    Args:
        rows: (financial year, kind, pence, what).

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    building = lock(building_id, actor)
    rows = [tuple(row) for row in rows]
    said = building.figures.order_by("pk").values_list("year", "kind", "pence", "what")
    if [*said] == rows:
        return
    building.figures.all().delete()
    for year, kind, pence, what in rows:
        YearFigure.objects.create(building=building, year=year, kind=kind, pence=pence, what=what)


@transaction.atomic
def count(
    *, building_id: int, actor, on: date, kind: str, number: int, source: str = CountSource.PHONE
) -> Count:
    """Keep how many came or called on a day, in place of what was kept of that day.

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`, `number`.
    """
    building = lock(building_id, actor)
    refuse_to_come(on, "on")
    if not 0 <= number <= 100_000:
        raise Refusal(_("Enter a whole number up to 100,000."), code="number", field="number")
    kept = building.counts.filter(on=on, kind=kind).first() or Count(
        building=building, on=on, kind=kind
    )
    kept.number, kept.source = number, source
    kept.save()
    return kept


@transaction.atomic
def take_counts(*, building_id: int, actor, rows: Iterable[tuple[date, str, int]]) -> int:
    """Take counts from a file or a sheet, all or none of them; returns how many.

    Args:
        rows: (day, kind, number).

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`, `number`, `twice` of a day and kind.
    """
    rows, seen = list(rows), set()
    for line, (on, kind, _number) in enumerate(rows, start=1):
        if (on, kind) in seen:
            words = _("Line %(number)d: this day stands there twice.") % {"number": line}
            raise Refusal(words, code="twice", field="rows")
        seen.add((on, kind))
    for on, kind, number in rows:
        asked = {"on": on, "kind": kind, "number": number, "source": CountSource.IMPORT}
        count(building_id=building_id, actor=actor, **asked)
    return len(rows)


@transaction.atomic
def note_incident(*, building_id: int, actor, on: date, kind: str, action: str) -> Incident:
    """Note what happened and what was done; nobody's name belongs in it. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`, `empty`.
    """
    building = lock(building_id, actor)
    refuse_to_come(on, "on")
    if not action.strip():
        raise Refusal(_("Say what was done."), code="empty", field="action")
    row = {"on": on, "kind": kind, "action": action.strip()}
    return building.incidents.filter(**row).first() or building.incidents.create(**row)


@transaction.atomic
def take_back_incident(*, building_id: int, actor, incident_id: int) -> None:
    """Take back what was noted in error; the history keeps it. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    building = lock(building_id, actor)
    for one in building.incidents.filter(pk=incident_id):
        one.delete()
