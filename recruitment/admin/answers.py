"""The answers of a round's applications as a file: what people wrote, one column a question."""

from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from core.exports import CONTENT_TYPES, table_response
from people.services import record_reading
from recruitment.services.panel import FILE
from recruitment.services.sent import answers_of


def asked_of(request) -> str:
    """The filters and the search of a list, as the rest of an address."""
    return f"?{request.GET.urlencode()}" if request.GET else ""


def answers_view(model_admin, request):
    """Say what the file holds; on a POST, send it and record who took it.

    Selection answers are no part of it. The filters and the search of the list hold for the file,
    which is of one round: each round asks its own questions.
    """
    if not request.user.has_perm(model_admin.export_permission):
        raise PermissionDenied
    try:
        found = model_admin.get_changelist_instance(request).get_queryset(request)
    except IncorrectLookupParameters:
        return redirect("admin:recruitment_application_answers")
    rounds = list(found.order_by("round").values_list("round", flat=True).distinct()[:2])
    if len(rounds) > 1:
        messages.warning(request, _("Choose one round first: each round asks its own questions."))
        return redirect("admin:recruitment_application_changelist")
    kind = request.POST.get("kind")
    headings = [_("Reference"), _("State"), _("Sector")]
    if kind not in CONTENT_TYPES:
        context = model_admin.context(request, _("Export: answers")) | {
            "headings": [*headings, _("One column for each question of the application")],
            "number": found.count(),
            "is_filtered": bool(request.GET),
        }
        return TemplateResponse(request, "officers/export.html", context)
    applications = list(found)
    answers = answers_of(applications)
    labels = dict.fromkeys(answered.label for row in answers.values() for answered in row)
    record_reading(
        request.user,
        actor=request.user,
        what=FILE.format(what="answers", kind=kind),
        rows=len(applications),
    )
    table = []
    for application in applications:
        said = {answered.label: answered.text for answered in answers.get(application.pk, [])}
        table.append(
            [
                application.reference,
                application.get_state_display(),
                application.get_sector_display(),
                *(said.get(label, "") for label in labels),
            ]
        )
    return table_response([*headings, *labels], table, kind=kind, name=_("answers"))
