"""What the scores of an assessment come to, and what is to be agreed on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessment import registry
from assessment.admin.moderating import agreements, disagreements, keep
from assessment.services import leanings_of, panels_apart, seen_by, standings_of
from people.services import record_reading


def standings(model_admin, request, assessment):
    """Raw means beside adjusted levels, best first, with disagreements; a POST keeps agreements.

    Of pieces that the officer has an interest in there is nothing, in no number either.
    """
    pieces = seen_by(request.user, assessment)
    typed = request.POST if request.method == "POST" else None
    rows = disagreements(assessment, typed, pieces)
    if typed is not None:
        filled = [row for row in rows if row["form"].has_changed()]
        refused = [row for row in filled if not keep(row, request)]
        if not filled:
            messages.error(request, _("Enter at least one agreed score, and why."))
        if len(refused) < len(filled):
            messages.success(request, _("What the panel agreed on is kept."))
        if not refused:
            return redirect(model_admin.address("standings", assessment.pk))
        rows = refused
    return _page(model_admin, request, assessment, pieces, rows)


def _page(model_admin, request, assessment, pieces, rows):
    use = registry.use_of(assessment)
    found = standings_of(assessment, use.to_rank(pieces).order_by("code"))
    called = use.called([standing.piece for standing in found])
    record_reading(assessment, actor=request.user, what="scores", rows=len(found))
    return model_admin.page(
        request,
        assessment,
        _("Standings"),
        "admin/assessment/standings.html",
        standings=[(standing, called.get(standing.piece.pk)) for standing in found],
        leanings=leanings_of(assessment, pieces),
        disagreements=rows,
        agreed=agreements(assessment, pieces),
        apart=panels_apart(assessment, pieces),
    )
