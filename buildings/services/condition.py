"""Condition surveys, and the backlog of what they found, at today's prices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils.translation import gettext as _

from buildings.enums import SURVEY_EVERY_YEARS, Grade, Priority
from buildings.models import Building, Finding, PriceLevel, Survey
from buildings.services.records import lock, refuse_to_come
from core.refusal import Refusal

ROW = tuple[str, str, int, int, str]


@dataclass(frozen=True)
class Backlog:
    """What is to be mended of a survey, in pence at today's prices.

    Args:
        survey: the newest; None where there is none.
        cells: {(grade, priority): pence}.
        pence: of all of them.
        at: the year whose prices are today's; None where no index reaches, and nothing is uplifted.
        value_pence: what the building is worth, as it was valued last.
    """

    survey: Survey | None
    cells: dict[tuple[str, int], int]
    pence: int
    at: int | None
    value_pence: int | None

    @property
    def table(self) -> list[tuple[str, list[int], int]]:
        """(grade, pence of each priority, pence of all) rows, the worst first."""
        rows = []
        for grade in reversed(Grade):
            cells = [self.cells.get((grade.value, one), 0) for one in Priority.values]
            rows.append((grade.label, cells, sum(cells)))
        return rows

    @property
    def percent_of_value(self) -> int | None:
        """The backlog beside what the building is worth, rounded; None where unknown."""
        if not self.value_pence or self.survey is None:
            return None
        return (self.pence * 100 + self.value_pence // 2) // self.value_pence


def uplift(pence: int, from_year: int, levels: dict[int, Decimal]) -> int:
    """What cost `pence` in a year at the prices of the newest one; unchanged without an index."""
    if from_year not in levels:
        return pence
    ratio = levels[max(levels)] / levels[from_year]
    return int((pence * ratio).to_integral_value(ROUND_HALF_UP))


def price_levels() -> dict[int, Decimal]:
    """{year: index}."""
    return dict(PriceLevel.objects.values_list("year", "index"))


def backlog_of(building: Building) -> Backlog:
    """What the newest survey found and nobody has mended."""
    levels = price_levels()
    surveys = building.surveys.all()
    survey = max(surveys, key=lambda one: (one.surveyed_on, one.pk), default=None)
    cells, year = _cells(survey, levels)
    at = max(levels) if year in levels else None
    return Backlog(survey, cells, sum(cells.values()), at, building.value_pence)


def _cells(survey: Survey | None, levels, *, mended_too: bool = False):
    if survey is None:
        return {}, None
    year, cells = survey.surveyed_on.year, {}
    for one in survey.findings.all():
        if one.mended_on is None or mended_too:
            key = (one.grade, one.priority)
            cells[key] = cells.get(key, 0) + uplift(one.pence, year, levels)
    return cells, year


def trend_of(building: Building) -> list[tuple[Survey, int]]:
    """What each survey found when it was made, at today's prices, the oldest first."""
    levels = price_levels()
    surveys = building.surveys.order_by("surveyed_on").prefetch_related("findings")
    return [
        (survey, sum(_cells(survey, levels, mended_too=True)[0].values())) for survey in surveys
    ]


@transaction.atomic
def record_survey(
    *,
    building_id: int,
    actor,
    surveyed_on: date,
    surveyor: str,
    rows: Iterable[ROW],
    next_due: date | None = None,
    is_demo: bool = False,
) -> Survey:
    """Keep a condition survey with its findings.

    Args:
        surveyor: a firm or a role.
        rows: (element, grade, priority, pence, what).
        next_due: five years later where nothing is said.

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`, `empty`, `twice`, `due`.
    """
    building = lock(building_id, actor)
    refuse_to_come(surveyed_on, "surveyed_on")
    next_due = next_due or surveyed_on + relativedelta(years=SURVEY_EVERY_YEARS)
    if next_due <= surveyed_on:
        words = _("The next survey is due after this one.")
        raise Refusal(words, code="due", field="next_due")
    rows = list(rows)
    if not surveyor.strip() or not rows:
        raise Refusal(_("Say who surveyed it, and what was found."), code="empty", field="rows")
    if building.surveys.filter(surveyed_on=surveyed_on).exists():
        words = _("A survey of this day is there already.")
        raise Refusal(words, code="twice", field="surveyed_on")
    survey = building.surveys.create(
        surveyed_on=surveyed_on, surveyor=surveyor.strip(), next_due=next_due, is_demo=is_demo
    )
    for element, grade, priority, pence, what in rows:
        survey.findings.create(
            element=element, grade=grade, priority=priority, pence=pence, what=what
        )
    return survey


@transaction.atomic
def mend(*, building_id: int, actor, finding_id: int, mended_on: date) -> Finding:
    """Say that what a survey found is mended: it leaves the backlog.

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`, `before` it was found.
    """
    building = lock(building_id, actor)
    finding = Finding.objects.filter(survey__building=building, pk=finding_id).first()
    if finding is None:
        raise Refusal(_("This isn’t there any more."), code="not-found")
    refuse_to_come(mended_on, "mended_on")
    if mended_on < finding.survey.surveyed_on:
        words = _("It can’t be mended before it was found.")
        raise Refusal(words, code="before", field="mended_on")
    finding.mended_on = mended_on
    finding.save()
    return finding


@transaction.atomic
def not_mended(*, building_id: int, actor, finding_id: int) -> None:
    """Take back that a finding is mended: it stands in the backlog again. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    building = lock(building_id, actor)
    for one in Finding.objects.filter(survey__building=building, pk=finding_id):
        one.mended_on = None
        one.save()


@transaction.atomic
def take_back_survey(*, building_id: int, actor, survey_id: int) -> None:
    """Take back a survey that was recorded in error; the history keeps it. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    building = lock(building_id, actor)
    for one in building.surveys.filter(pk=survey_id):
        one.delete()
