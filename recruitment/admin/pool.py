"""The scores of a round: every application's standing, and what the panel has to agree on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.forms import add_refusal
from core.refusal import Refusal
from people.services import record_reading
from recruitment import services
from recruitment.admin.forms import ModerationForm
from recruitment.models import Moderation, Round, Score
from recruitment.services.choosing import agreed_mark
from recruitment.services.pool import pool_of, unresolved


def pool(model_admin, request, round):
    """Raw means beside those adjusted for severity, best first, and open disagreements."""
    return _page(model_admin, request, round, _disagreements(round))


def _page(model_admin, request, round, disagreements):
    standings = pool_of(round)
    record_reading(round, actor=request.user, what="scores", rows=len(standings))
    return model_admin.page(
        request,
        round,
        _("Scores and pool"),
        "admin/recruitment/pool.html",
        standings=standings,
        disagreements=disagreements,
        agreed=Moderation.objects.filter(application__round=round).select_related(
            "application", "criterion", "by"
        ),
    )


def _disagreements(round: Round, data=None) -> list[dict]:
    """Each open disagreement with its originals and a form to agree on a score.

    With `data`, also those that somebody agreed on while what was typed lay on a page.
    """
    typed = {key.removesuffix("-made_from") for key in data or () if key.endswith("-made_from")}
    asked = [(one.application_id, one.criterion_id) for one in unresolved(round)]
    agreed = {
        (one.application_id, one.criterion_id): one
        for one in Moderation.objects.filter(application__round=round).select_related("by")
    }
    asked += [pair for pair in agreed if pair not in asked and _prefix(pair) in typed]
    criteria = {criterion.pk: criterion for criterion in round.criteria.all()}
    originals: dict[tuple, list] = {}
    for score in Score.objects.filter(
        application__round=round, submitted_at__isnull=False
    ).select_related("application", "member__person"):
        originals.setdefault((score.application_id, score.criterion_id), []).append(score)
    return [
        {
            "application": originals[pair][0].application,
            "criterion": criteria[pair[1]],
            "scores": originals[pair],
            "form": ModerationForm(
                data, prefix=_prefix(pair), empty_permitted=True, use_required_attribute=False
            ),
            "prefix": _prefix(pair),
            "agreed": agreed.get(pair),
            "made_from": agreed_mark(agreed.get(pair)),
        }
        for pair in asked
    ]


def _prefix(pair: tuple[int, int]) -> str:
    application, criterion = pair
    return f"m{application}-{criterion}"


def moderate(model_admin, request, round):
    """Keep the agreed scores that are filled in; what can't be kept stays typed beside why."""
    if request.method != "POST":
        return redirect("admin:recruitment_round_pool", round.pk)
    rows = _disagreements(round, request.POST)
    typed = [row for row in rows if row["form"].has_changed()]
    refused = [row for row in typed if not _keep(row, request)]
    kept = len(typed) - len(refused)
    if kept:
        said = ngettext(
            "%(number)s agreed score is kept.", "%(number)s agreed scores are kept.", kept
        )
        messages.success(request, said % {"number": kept})
    if refused:
        still = {row["prefix"] for row in (*_disagreements(round), *refused)}
        return _page(model_admin, request, round, [r for r in rows if r["prefix"] in still])
    if not kept:
        messages.error(request, _("Enter at least one agreed score, and why."))
    return redirect("admin:recruitment_round_pool", round.pk)


def _keep(row, request) -> bool:
    """Whether this agreed score could be kept; else its form says why not."""
    if not row["form"].is_valid():
        return False
    try:
        services.moderate(
            application_id=row["application"].pk,
            criterion_id=row["criterion"].pk,
            actor=request.user,
            made_from=request.POST.get(f"{row['prefix']}-made_from", ""),
            **row["form"].cleaned_data,
        )
    except Refusal as refusal:
        add_refusal(row["form"], refusal)
        return False
    return True
