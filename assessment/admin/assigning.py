"""Who is asked to score what: a table of pieces and assessors."""

from collections import Counter

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessment import services
from assessment.models import Assignment
from assessment.services.asking import assigned, assigned_mark, pairs_of, scored_pairs
from assessment.services.interests import interests_in, seen_by
from assessment.services.planning import is_being_worked_out
from assessment.severity import connected
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
                request, _("Saved: %(number)s to score, with what is held.") % {"number": number}
            )
            return redirect(model_admin.address("assign", assessment.pk))
    return model_admin.page(
        request,
        assessment,
        _("Who scores what"),
        "admin/assessment/assigning.html",
        **_table(assessment, request.user, typed),
        made_from=typed.get("made_from", "") if ticks else assigned_mark(assessment, request.user),
        ticks=ticks,
        refused=refused,
        least=assessment.least_assessors,
        late=assessment.plans.filter(said__is_proven=False, released_at=None).exists(),
        working=is_being_worked_out(assessment),
    )


def _pair(value: str) -> tuple[int, int] | None:
    piece, _between, assessor = value.partition("-")
    whole = piece.isdecimal() and assessor.isdecimal() and len(value) < 20
    return (int(piece), int(assessor)) if whole else None


def _table(assessment, officer, typed) -> dict:
    """The people with their loads, and for each piece a cell for each of them.

    Of pieces that the officer has an interest in there is nothing, in no number either.
    """
    people = list(assessment.assessors.select_related("person"))
    rows_now = assigned(assessment, officer)
    released = pairs_of(rows_now.released())
    if typed is None:
        asked = pairs_of(rows_now)
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
            "is_held": is_asked and pair not in released,
            "is_shut": is_shut,
            "is_scored": pair in scored,
            # No box could take it away: it is sent along as it is.
            "is_kept": is_asked and (is_shut or pair in scored),
        }

    rows = []
    counted = []
    for piece in seen_by(officer, assessment).assessed_now().order_by("code"):
        cells = [cell(piece, one) for one in people]
        number = sum(one["is_asked"] and not one["is_shut"] for one in cells)
        could = sum(not one["is_shut"] for one in cells)
        lacks = assessment.least_assessors - number
        why = ""
        if lacks > 0:
            too_few = could < assessment.least_assessors
            why = _("too few people without an interest") if too_few else _("room is left")
        rows.append({"piece": piece, "cells": cells, "lacks": lacks, "why": why})
        counted += [
            (piece.pk, person)
            for person, one in zip(people, cells, strict=True)
            if one["is_asked"] and not one["is_shut"]
        ]
    groups = connected(counted)
    loads = Counter(person for _piece, person in counted)
    return {
        "people": people,
        "loads": [(person, loads[person]) for person in people],
        "rows": rows,
        "apart": groups if len(groups) > 1 else [],
        "held": Assignment.objects.held().filter(pk__in=rows_now).count(),
        "lacking": sum(row["lacks"] > 0 for row in rows),
    }
