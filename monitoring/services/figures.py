"""What grants did, for everybody: nobody can be found in it, and no story is told without a yes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db.models import Sum

from collaboration_fund.models import Award
from core.statistics import is_small, published, rounded
from monitoring.enums import ReportState
from monitoring.models import Photograph, Reached, Report, Story
from places.models import Ward


@dataclass(frozen=True)
class WardFigure:
    """People reached in one ward: in words, and as a rounded number; None where they are few."""

    ward: Ward
    said: str
    number: int | None


@dataclass(frozen=True)
class Changed:
    """What changed because of an award: what was learnt, stories and photographs with consent."""

    learnt: tuple[str, ...]
    stories: tuple[Story, ...]
    photographs: tuple[Photograph, ...]


def reached_by_ward(awards: Iterable[Award]) -> list[WardFigure]:
    """People whom awards reached by ward, in the order of wards, as may be published.

    Reports count that were accepted. Wards of which nobody was reached are left out, and so are
    people from elsewhere. Two statements, however many awards.
    """
    rows = _accepted(awards).filter(ward__isnull=False, people__gt=0).order_by()
    counts = dict(rows.values_list("ward").annotate(Sum("people")))
    wards = Ward.objects.filter(pk__in=counts)
    return [
        WardFigure(
            ward,
            published(counts[ward.pk]),
            None if is_small(counts[ward.pk]) else rounded(counts[ward.pk]),
        )
        for ward in wards
    ]


def reached(awards: Iterable[Award]) -> int:
    """How many people awards reached, wherever they live, rounded as it may be published."""
    return rounded(_accepted(awards).aggregate(found=Sum("people"))["found"] or 0)


def reached_of_each(award_ids: Collection[int]) -> dict[int, int]:
    """{award: how many people it reached}, exact, in one statement.

    Whoever shows one of them shows it by `core.statistics.published`.
    """
    rows = _accepted(award_ids).order_by().values_list("report__award")
    return dict.fromkeys(award_ids, 0) | dict(rows.annotate(Sum("people")))


def changes_of(award: Award) -> Changed:
    """What changed because of an award, by its accepted reports; three statements."""
    reports = Report.objects.accepted().filter(award=award).order_by("number")
    told = {"report__award": award, "report__state": ReportState.ACCEPTED, "may_be_public": True}
    photographs = Photograph.objects.filter(**told).order_by("report__number", "pk")
    return Changed(
        learnt=tuple(words for words in reports.values_list("learnt", flat=True) if words),
        stories=tuple(Story.objects.filter(**told).order_by("report__number", "pk")),
        photographs=tuple(one for one in photographs if one.may_be_seen),
    )


def _accepted(awards: Iterable[Award | int]):
    return Reached.objects.filter(report__award__in=awards, report__state=ReportState.ACCEPTED)
