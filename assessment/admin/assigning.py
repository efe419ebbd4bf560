"""Who is asked to score what: a table of pieces and assessors."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessment import services
from assessment.services.seats import assigned, assigned_mark, interests_in, scored_pairs
from core.refusal import Refusal

TICK = "tick"


def assign(model_admin, request, assessment):
    """A table of pieces and assessors: who is asked to score what; a button ticks a row or column.

    What a button ticks is shown and not saved yet.
    """
    typed = request.POST if request.method == "POST" else None
    refused, ticks = None, TICK in request.POST
    if typed is not None and not ticks:
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
        made_from=typed.get("made_from", "") if ticks else assigned_mark(assessment),
        ticks=ticks,
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
    ticked = typed.get(TICK) if typed else None
    interests, scored = interests_in(assessment), scored_pairs(assessment)

    def cell(piece, one) -> dict:
        pair = (piece.pk, one.pk)
        is_shut = pair in interests
        ticks = not is_shut and ticked in (f"piece-{piece.pk}", f"assessor-{one.pk}")
        is_asked = pair in asked or pair in scored or ticks
        return {
            "value": f"{piece.pk}-{one.pk}",
            "label": _("%(person)s scores %(code)s") % {"person": one, "code": piece.code},
            "is_asked": is_asked,
            "is_shut": is_shut,
            "is_scored": pair in scored,
            # No box could take it away: it is sent along as it is.
            "is_kept": is_asked and (is_shut or pair in scored),
        }

    rows = []
    for piece in assessment.pieces.assessed_now().order_by("code"):
        cells = [cell(piece, one) for one in people]
        number = sum(one["is_asked"] and not one["is_shut"] for one in cells)
        rows.append({"piece": piece, "cells": cells, "lacks": assessment.least_assessors - number})
    return {"people": people, "rows": rows}
