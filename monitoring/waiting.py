"""What reports say waits for a group's people: by when the next report is to be sent."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from monitoring.enums import ReportState
from monitoring.models import Report
from organisations.enums import Role
from organisations.models import Membership, Organisation
from organisations.registry import Waits

# A report that is due later than this doesn't wait yet.
SOON = timedelta(days=42)


def of_groups(person, organisations: Sequence[Organisation]) -> Iterable[Waits]:
    """Reports that are due soon or overdue, and questions about those that were sent."""
    acts = Membership.objects.active().of(person).exclude(role=Role.VIEWER)
    mine = acts.filter(organisation__in=organisations).values("organisation")
    rows = Report.objects.awaited().filter(
        award__application__lead__in=mine, due_on__lte=timezone.localdate() + SOON
    )
    for report in rows.select_related("award__application"):
        if report.state == ReportState.QUESTIONS:
            words = _("Answer our questions about the report on “%(title)s”")
        elif report.is_overdue:
            words = _("Send the report on “%(title)s”: it is late")
        else:
            words = _("Send the report on “%(title)s”")
        yield Waits(
            report.award.application.lead_id,
            words % {"title": report.award.title},
            report.get_absolute_url(),
            report.due_on,
        )
