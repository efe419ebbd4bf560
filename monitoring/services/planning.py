"""What an award is to be spent on and when it reports: written when its agreement is there."""

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from collaboration_fund.enums import Category, Source
from collaboration_fund.models import Award, Monitoring, Partner
from collaboration_fund.services import last_edition
from collaboration_fund.services.awarding import shares_of
from core.refusal import Refusal
from monitoring import reminders
from monitoring.enums import DAYS_TO_REPORT, ChangeState
from monitoring.models import PlanLine, Report
from monitoring.planning import periods


@transaction.atomic
def begin(*, award: Award) -> None:
    """Write the plan and the reports of an award that was agreed; once, however often it is agreed.

    Raises:
        Refusal: `no-dates` where the award doesn't say from when until when its work is.
    """
    if award.reports.exists():
        return
    if award.starts_on is None:
        raise Refusal(_("The award has no first and last day yet."), code="no-dates")
    _write_plan(award)
    write_reports(award)


def asked_of(award: Award) -> Monitoring | None:
    """What the round asks of an award of this size: the smallest size that it fits in.

    One that is larger than all of them is asked what the largest is; None where the round says
    nothing. An award that was made less is asked what it agreed to.
    """
    sizes = list(award.round.monitoring.order_by("up_to_pence"))
    approved = award.changes.filter(state=ChangeState.APPROVED)
    size = max([award.pence, *(one.before["pence"] for one in approved)])
    fitting = [one for one in sizes if one.up_to_pence >= size]
    return next(iter(fitting), sizes[-1] if sizes else None)


def write_reports(award: Award) -> None:
    """Write the reports that an award asks for by its dates.

    Where its work ends later, only the last one covers another time; all others stay as they are.
    """
    asked = asked_of(award)
    wanted = periods(award.starts_on, award.ends_on, asked.every_months if asked else 0)
    there = {report.number: report for report in award.reports.all()}
    # The last one may become one of the others: only one can be the last at a time.
    award.reports.filter(is_last=True).exclude(number=len(wanted)).update(is_last=False)
    for number, (begins, ends) in enumerate(wanted, start=1):
        report = there.get(number) or Report(award=award, number=number)
        report.covers_from, report.covers_to = begins, ends
        report.due_on = ends + timedelta(days=DAYS_TO_REPORT)
        report.is_last = number == len(wanted)
        report.save()
        reminders.schedule(report)


def _write_plan(award: Award) -> None:
    """The grant lines of what was sent last, one for each thing, scaled to what was awarded."""
    edition = last_edition(award.application.entry)
    asked: dict[tuple, int] = {}
    for line in edition.content["budget"]:
        if line["source"] == Source.GRANT:
            key = line["group"], line["category"], line["what"]
            asked[key] = asked.get(key, 0) + line["pence"]
    if not asked:
        asked = {(award.application.lead_id, Category.ACTIVITIES, award.title): 1}
    partners = _partners(award)
    planned = shares_of(award.pence, asked)
    PlanLine.objects.bulk_create(
        PlanLine(
            award=award,
            number=number,
            partner=partners.get(group, partners[award.application.lead_id]),
            category=category,
            what=what,
            pence=planned.get((group, category, what), 0),
        )
        for number, (group, category, what) in enumerate(asked, start=1)
    )


def _partners(award: Award) -> Mapping[int, Partner]:
    return {one.organisation_id: one for one in award.application.partners.all()}
