"""The scores of a round: every application's standing, and what the panel has to agree on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.admin.moderating import agreements, disagreements, keep
from assessment.services import panels_apart
from people.services import record_reading
from recruitment.services.pool import pool_of


def pool(model_admin, request, round):
    """Raw means beside those adjusted for severity, best first, and open disagreements."""
    return _page(model_admin, request, round, disagreements(round.assessment))


def _page(model_admin, request, round, to_agree):
    standings = pool_of(round)
    record_reading(round, actor=request.user, what="scores", rows=len(standings))
    return model_admin.page(
        request,
        round,
        _("Scores and pool"),
        "admin/recruitment/pool.html",
        standings=standings,
        disagreements=to_agree,
        agreed=agreements(round.assessment),
        apart=panels_apart(round.assessment),
    )


def moderate(model_admin, request, round):
    """Keep the agreed scores that are filled in; what can't be kept stays typed beside why."""
    if request.method != "POST":
        return redirect("admin:recruitment_round_pool", round.pk)
    rows = disagreements(round.assessment, request.POST)
    typed = [row for row in rows if row["form"].has_changed()]
    refused = [row for row in typed if not keep(row, request)]
    kept = len(typed) - len(refused)
    if kept:
        said = ngettext(
            "%(number)s agreed score is kept.", "%(number)s agreed scores are kept.", kept
        )
        messages.success(request, said % {"number": kept})
    if refused:
        still = {row["prefix"] for row in (*disagreements(round.assessment), *refused)}
        return _page(model_admin, request, round, [r for r in rows if r["prefix"] in still])
    if not kept:
        messages.error(request, _("Enter at least one agreed score, and why."))
    return redirect("admin:recruitment_round_pool", round.pk)
