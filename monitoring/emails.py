"""What is said to the groups of an award about its reports and changes."""

from django.conf import settings
from django.urls import reverse

from messaging.services import Message
from monitoring.models import Change, Closing, Report, ReportEdition

REPORT = "monitoring.report"
CHANGE = "monitoring.change"


def _message(award, person, name: str, *, kind: str, about: str, **context) -> Message:
    return Message(
        kind=kind,
        to=person.recipient,
        template=f"monitoring/email/{name}.email",
        context={
            "award": award,
            "person": person,
            "award_url": settings.SITE_URL + reverse("monitoring:award", args=[award.reference]),
            **context,
        },
        about=about,
    )


def _about_report(report: Report, person, name: str, **context) -> Message:
    return _message(
        report.award,
        person,
        name,
        kind=REPORT,
        about=report.filed_under,
        report=report,
        report_url=report.full_url,
        **context,
    )


def wanted(report: Report, person) -> Message:
    """A report will be due, is due, or is late; or what was asked about it waits for an answer."""
    return _about_report(report, person, "wanted", is_asked=report.state == Report.State.QUESTIONS)


def received(edition: ReportEdition, person) -> Message:
    """We have the report, with its fingerprint."""
    return _about_report(edition.report, person, "received", edition=edition)


def questions(report: Report, person, *, questions: str) -> Message:
    """An officer asks something about a report that was sent."""
    return _about_report(report, person, "questions", questions=questions)


def accepted(report: Report, person) -> Message:
    """A report is accepted."""
    return _about_report(report, person, "accepted")


def change_decided(change: Change, person) -> Message:
    """A change that the group asked for is approved, or not."""
    return _message(
        change.award,
        person,
        "change_decided",
        kind=CHANGE,
        about=change.filed_under,
        change=change,
        is_approved=change.state == Change.State.APPROVED,
    )


def closed(closing: Closing, person) -> Message:
    """The award is closed, with its last account and what is asked back."""
    return _message(
        closing.award,
        person,
        "closed",
        kind=REPORT,
        about=closing.filed_under,
        closing=closing,
    )
