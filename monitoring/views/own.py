"""A group's own pages: an award's reports, one report, and what was sent of it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from monitoring import documents, rules, services
from monitoring.enums import ChangeState
from monitoring.models import Closing, Report
from monitoring.views.pages import of_group, page_of_award, seen_award, seen_report


@of_group
def award(request, reference):
    """All reports of an award, the changes that were asked for, and its last account."""
    found = seen_award(request, reference)
    reports = list(found.reports.order_by("number"))
    for report in reports:
        report.award = found
    changes = list(found.changes.all())
    context = {
        "award": found,
        "reports": reports,
        "changes": changes,
        "plan": [line for line in found.plan.select_related("partner__organisation") if line.pence],
        "closing": Closing.objects.filter(award=found).select_related("recovery").first(),
        "can_ask": rules.may_write(request.user, found)
        and all(one.state != ChangeState.ASKED for one in changes),
    }
    return render(request, "monitoring/award.html", context)


@of_group
def report(request, reference, number):
    """One report: its parts and how far each is, what was asked, and what was sent."""
    found = seen_report(request, reference, number)
    can_write = found.is_open and rules.may_write(request.user, found.award)
    lacks = services.lacking(found) if can_write else []
    context = {
        "award": found.award,
        "report": found,
        "back": page_of_award(found.award),
        "tasks": tasks(found, lacks) if can_write else [],
        "lacks": lacks,
        "questions": services.questions_of(found),
        "editions": found.editions.all(),
    }
    return render(request, "monitoring/report.html", context)


def tasks(report: Report, lacks: list[services.Lack]) -> list[dict]:
    """The parts of a report with how far each is, as the component takes them."""
    missing = {lack.part for lack in lacks}
    parts = [
        ("spending", _("What you spent"), report.spending.exists()),
        ("outputs", _("What you did"), report.counts.exists()),
        ("people", _("Whom you reached"), report.reached.exists()),
        ("learnt", _("What you learnt"), bool(report.learnt)),
        ("stories", _("Stories and photographs"), True),
    ]
    if report.state == Report.State.QUESTIONS:
        parts.insert(0, ("reply", _("Answer to our questions"), bool(report.reply)))
    return [
        {
            "title": {"text": words},
            "href": services.page_of(report, part),
            "status": _status(part, is_missing=part in missing, is_begun=is_begun, report=report),
        }
        for part, words, is_begun in parts
    ]


def _status(part: str, *, is_missing: bool, is_begun: bool, report: Report) -> dict:
    if part == "stories":
        there = report.stories.exists() or report.photographs.exists()
        return {"text": _("Added") if there else _("Optional")}
    if not is_missing:
        return {"text": _("Done")}
    words = _("In progress") if is_begun else _("Not started")
    return {"tag": {"text": words, "classes": "" if is_begun else "govuk-tag--grey"}}


@of_group
def edition(request, reference, number, edition):
    """One sending of a report as it was sent, with its fingerprint."""
    found = seen_report(request, reference, number)
    sent = get_object_or_404(found.editions.select_related("sent_by"), number=edition)
    context = {
        "award": found.award,
        "report": found,
        "edition": sent,
        "content": sent.content | {"photographs": _with_addresses(found, sent)},
        "back": found.get_absolute_url(),
        "is_whole": services.is_whole(sent),
    }
    return render(request, "monitoring/edition.html", context)


def _with_addresses(report: Report, sent) -> list[dict]:
    """The photographs that were sent, with where each is seen while it is kept."""
    kept = dict(report.photographs.values_list("sha256", "pk"))
    place = [report.award.reference, report.number]
    return [
        one
        | {
            "url": reverse("monitoring:photograph", args=[*place, kept[one["sha256"]]])
            if one["sha256"] in kept
            else ""
        }
        for one in sent.content["photographs"]
    ]


@of_group
def edition_pdf(request, reference, number, edition):
    """One sending of a report as a PDF that screen readers read."""
    found = seen_report(request, reference, number)
    sent = get_object_or_404(found.editions, number=edition)
    sent.report = found
    response = HttpResponse(documents.report(sent), content_type="application/pdf")
    name = f"{reference}-{number}-{edition}.pdf"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
