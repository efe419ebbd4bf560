"""What is said of reports by the clock: looked at again when its time comes."""

from django.utils import timezone

from collaboration_fund.services.people import writers_of
from messaging.services import post
from monitoring import emails
from monitoring.models import Report


def remind(about: str) -> None:
    """Ask the lead group for a report that isn't sent, or for the answer to what was asked."""
    rows = Report.objects.awaited().select_related("award__round", "award__application__lead")
    report = rows.filter(pk=int(about.partition(":")[2])).first()
    if report is None:
        return
    for person in writers_of(report.award.application.lead):
        post(
            emails.wanted(report, person),
            key=f"{emails.REPORT}.wanted:{report.pk}:{timezone.localdate()}:{person.pk}",
        )
