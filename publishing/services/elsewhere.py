"""What the storeys below know of awards: what was paid, whom they reached, and what they show.

Whoever shows a number of people shows it by `core.statistics`.
"""

from collections.abc import Collection

from django.db.models import QuerySet, Sum

from awards.models import Schedule
from monitoring.enums import ReportState
from monitoring.models import Photograph, Reached


def paid_of(award_ids: Collection[int]) -> dict[int, int]:
    """{award: what was paid of it and not taken back, in pence}, in one statement."""
    rows = Schedule.objects.filter(award__in=award_ids)
    return dict(rows.values_list("award", "paid_pence"))


def reached_by(award_ids: Collection[int]) -> dict[int, int]:
    """{award: how many people it reached, as accepted reports say}, in one statement."""
    return dict(_reached(award_ids).values_list("report__award").annotate(Sum("people")))


def reached_in(award_ids: Collection[int]) -> dict[int | None, int]:
    """{ward: how many of its people these awards reached}, in one statement.

    Of no ward are people from elsewhere, and those of whom nobody knows it.
    """
    return dict(_reached(award_ids).values_list("ward").annotate(Sum("people")))


def _reached(award_ids: Collection[int]) -> QuerySet[Reached]:
    rows = Reached.objects.filter(report__award__in=award_ids, people__gt=0)
    return rows.filter(report__state=ReportState.ACCEPTED).order_by()


def photographs_of(award) -> QuerySet[Photograph]:
    """The photographs of an award that everybody may see: of accepted reports, with consent."""
    return Photograph.objects.filter(
        report__award=award, report__state=ReportState.ACCEPTED, may_be_public=True
    )
