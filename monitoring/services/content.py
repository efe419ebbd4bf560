"""What a report says, and what an award comes to: plan against spent, outputs, people reached."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import override

from collaboration_fund.models import Award
from monitoring.enums import ReportState
from monitoring.models import OutputCount, PlanLine, Reached, Report, Spending
from monitoring.services.writing import outputs_of


@dataclass(frozen=True)
class Line:
    """A line of the plan: what it is, planned, spent before and in this report; None isn't said."""

    line: PlanLine
    before: int
    now: int | None

    @property
    def together(self) -> int:
        """Spent so far, in pence."""
        return self.before + (self.now or 0)

    @property
    def left(self) -> int:
        """What is left of the plan in pence; below nought where more was spent."""
        return self.line.pence - self.together


@dataclass(frozen=True)
class Counted:
    """Something that is counted: planned, so far before this report, and in it; None isn't said."""

    pk: int
    name: str
    planned: int
    before: int
    now: int | None
    is_new: bool


def spent_by_line(report: Report) -> list[Line]:
    """Each line of the plan with what was spent before this report and in it.

    Lines that are planned no more, and of which nothing was spent, are left out.
    """
    earlier = Spending.objects.filter(
        report__award=report.award_id, report__number__lt=report.number
    )
    before = dict(earlier.values_list("line").annotate(Sum("pence")).order_by())
    now = dict(report.spending.values_list("line", "pence"))
    lines = PlanLine.objects.filter(award=report.award_id).select_related("partner__organisation")
    return [
        Line(line, before.get(line.pk, 0), now.get(line.pk))
        for line in lines
        if line.pence or before.get(line.pk) or now.get(line.pk)
    ]


def counted(report: Report) -> list[Counted]:
    """What is counted, with what there was before this report and in it."""
    earlier = OutputCount.objects.filter(
        report__award=report.award_id, report__number__lt=report.number
    )
    before = dict(earlier.values_list("output").annotate(Sum("number")).order_by())
    now = dict(report.counts.values_list("output", "number"))
    return [
        Counted(
            one.pk,
            one.name,
            one.planned,
            before.get(one.pk, 0),
            now.get(one.pk),
            one.given_in_id == report.pk,
        )
        for one in outputs_of(report)
    ]


def spent_of(award: Award) -> int:
    """What the reports of an award that were accepted say was spent, in pence."""
    accepted = Spending.objects.filter(report__award=award, report__state=ReportState.ACCEPTED)
    return accepted.aggregate(found=Sum("pence"))["found"] or 0


def content_of(report: Report) -> dict:
    """All that a report says now, with what the portal knows filled in. Amounts are in pence.

    It is the same for everybody, whatever language they read in.
    """
    award = report.award
    with override(settings.LANGUAGE_CODE):
        return {
            "award": award.reference,
            "title": award.title,
            "round": award.round.title,
            "granted": award.pence,
            "groups": [str(one) for one in award.application.partners.taking_part()],
            "number": report.number,
            "is_last": report.is_last,
            "covers": [report.covers_from.isoformat(), report.covers_to.isoformat()],
            "spending": [
                {
                    "line": one.line.number,
                    "what": one.line.what,
                    "group": str(one.line.partner),
                    "category": one.line.category,
                    "planned": one.line.pence,
                    "before": one.before,
                    "spent": one.now,
                }
                for one in spent_by_line(report)
            ],
            "spending_note": report.spending_note,
            "outputs": [
                {"name": one.name, "planned": one.planned, "before": one.before, "number": one.now}
                for one in counted(report)
            ],
            "reached": _reached(report.reached.select_related("ward")),
            "learnt": report.learnt,
            "stories": [
                {
                    "words": one.words,
                    "told_by": one.told_by,
                    "may_be_public": one.may_be_public,
                    "consent": one.consent,
                }
                for one in report.stories.all()
            ],
            "photographs": [
                {
                    "shows": one.shows,
                    "sha256": one.sha256,
                    "may_be_public": one.may_be_public,
                    "consent": one.consent,
                }
                for one in report.photographs.all()
            ],
            "reply": report.reply,
        }


def _reached(rows: Iterable[Reached]) -> list[dict]:
    """People by ward, those from elsewhere last."""
    rows = sorted(rows, key=lambda one: (one.ward is None, str(one.ward)))
    return [{"ward": str(one.ward) if one.ward else "", "people": one.people} for one in rows]
