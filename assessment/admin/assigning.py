"""Who is asked to score what: a table of pieces and assessors."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessment import services
from assessment.services.seats import assigned, assigned_mark, interests_in
from core.refusal import Refusal


def assign(model_admin, request, assessment):
    """A table of pieces and assessors: who is asked to score what."""
    typed = request.POST if request.method == "POST" else None
    refused = None
    if typed is not None:
        pairs = [_pair(value) for value in typed.getlist("pair")]
        try:
            number = services.assign(
                assessment_id=assessment.pk,
                pairs=[pair for pair in pairs if pair],
                actor=request.user,
                made_from=typed.get("made_from", ""),
            )
        except Refusal as refusal:
            refused = refusal.message
        else:
            messages.success(
                request, _("Saved: %(number)s scores are asked for.") % {"number": number}
            )
            return redirect(model_admin.address("assign", assessment.pk))
    return model_admin.page(
        request,
        assessment,
        _("Who scores what"),
        "admin/assessment/assigning.html",
        **_table(assessment, typed),
        made_from=assigned_mark(assessment),
        refused=refused,
        least=assessment.least_assessors,
    )


def _pair(value: str) -> tuple[int, int] | None:
    piece, _between, assessor = value.partition("-")
    whole = piece.isdecimal() and assessor.isdecimal() and len(value) < 20
    return (int(piece), int(assessor)) if whole else None


def _table(assessment, typed) -> dict:
    """The people, and for each piece a cell for each of them."""
    people = list(assessment.assessors.select_related("person"))
    if typed is None:
        asked = set(assigned(assessment).values_list("piece_id", "assessor_id"))
    else:
        asked = {_pair(value) for value in typed.getlist("pair")}
    interests = interests_in(assessment)
    rows = []
    for piece in assessment.pieces.assessed_now().order_by("code"):
        cells = [
            {
                "value": f"{piece.pk}-{one.pk}",
                "label": _("%(person)s scores %(code)s") % {"person": one, "code": piece.code},
                "is_asked": (piece.pk, one.pk) in asked,
                "is_shut": (piece.pk, one.pk) in interests,
            }
            for one in people
        ]
        number = sum(cell["is_asked"] and not cell["is_shut"] for cell in cells)
        rows.append(
            {"code": piece.code, "cells": cells, "lacks": assessment.least_assessors - number}
        )
    return {"people": people, "rows": rows}
