"""The answers of applications as a file: a row for each sending, a column for each question."""

from collections.abc import Iterator

from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from collaboration_fund.models import Edition
from core.exports import CONTENT_TYPES, table_response
from officers.exporting import ROWS_AT_ONCE, minute
from people.services import record_reading
from questionnaires.enums import Kind
from questionnaires.models import Question


def answers_view(model_admin, request):
    """Say what the file holds; on a POST, send it row by row and record who took it.

    The filters and the search of the list hold for the file.
    """
    if not request.user.has_perm(model_admin.export_permission):
        raise PermissionDenied
    try:
        found = model_admin.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:
        return redirect("admin:collaboration_fund_application_answers")
    editions = (
        Edition.objects.filter(entry__application__in=found.order_by().values("pk"))
        .select_related(
            "entry__stage",
            "entry__response",
            "entry__application__round",
            "entry__application__lead",
        )
        .order_by("entry__application", "entry__stage__number", "number")
    )
    kind = request.POST.get("kind")
    headings = [
        _("Reference"),
        _("Round"),
        _("Lead group"),
        _("State"),
        _("Stage"),
        _("Sending"),
        _("Received"),
        _("Fingerprint (SHA-256)"),
    ]
    number = editions.count()
    if kind not in CONTENT_TYPES:
        context = model_admin.context(request, _("Export: answers of every sending")) | {
            "headings": [*headings, _("One column for each question")],
            "number": number,
            "is_filtered": bool(request.GET),
        }
        return TemplateResponse(request, "officers/export.html", context)
    what = f"export of answers as {kind}"
    record_reading(request.user, actor=request.user, what=what, rows=number)
    columns = _columns(editions)
    labels = dict.fromkeys(columns.values())
    return table_response(
        [*headings, *labels],
        _rows(editions, columns, labels),
        kind=kind,
        name=_("answers of every sending"),
    )


def _columns(editions) -> dict[tuple[int, str], str]:
    """{(version of the questions, key): what its column is called}, in the order of the questions.

    A question that two versions ask in the same words is one column.
    """
    versions = editions.order_by().values("entry__response__version")
    asked = Question.objects.filter(version__in=versions).exclude(kind=Kind.STATEMENT)
    return {
        (question.version_id, question.key): str(question.label)
        for question in asked.select_related("section").order_by(
            "version", "section__order", "order", "pk"
        )
    }


def _rows(editions, columns, labels) -> Iterator[list]:
    for edition in editions.iterator(chunk_size=ROWS_AT_ONCE):
        application, version = edition.entry.application, edition.entry.response.version_id
        said = {
            columns.get((version, answer["key"])): answer["text"]
            for answer in edition.content["answers"]
        }
        yield [
            application.reference,
            application.round.title,
            application.lead.name,
            application.get_state_display(),
            edition.entry.stage.number,
            edition.number,
            minute(edition.received_at),
            edition.sha256,
            *(said.get(label, "") for label in labels),
        ]
