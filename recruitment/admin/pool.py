"""The scores of a round: every application's standing, and what the panel has to agree on."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.refusal import Refusal
from people.officers import record_reading
from recruitment import services
from recruitment.admin.base import round_page
from recruitment.admin.forms import ModerationForm
from recruitment.models import Moderation, Round, Score
from recruitment.services.pool import pool_of, unresolved


def pool(model_admin, request, round):
    """Raw means beside those adjusted for severity, best first, and open disagreements."""
    standings = pool_of(round)
    record_reading(round, actor=request.user, what="scores", rows=len(standings))
    return round_page(
        model_admin,
        request,
        round,
        _("Scores and pool"),
        "pool",
        standings=standings,
        disagreements=_disagreements(round),
        agreed=Moderation.objects.filter(application__round=round).select_related(
            "application", "criterion", "by"
        ),
    )


def _disagreements(round: Round) -> list[dict]:
    """Each open disagreement with its originals and a form to agree on a score."""
    open_ones = unresolved(round)
    criteria = {criterion.pk: criterion for criterion in round.criteria.all()}
    originals: dict[tuple, list] = {}
    for score in Score.objects.filter(
        application__round=round, submitted_at__isnull=False
    ).select_related("application", "member__person"):
        originals.setdefault((score.application_id, score.criterion_id), []).append(score)
    rows = []
    for one in open_ones:
        scores = originals[one.application_id, one.criterion_id]
        prefix = f"m{one.application_id}-{one.criterion_id}"
        rows.append(
            {
                "application": scores[0].application,
                "criterion": criteria[one.criterion_id],
                "scores": scores,
                "form": ModerationForm(prefix=prefix),
                "prefix": prefix,
            }
        )
    return rows


def moderate(model_admin, request, round):
    """Keep one agreed score."""
    prefix = request.POST.get("prefix", "")
    numbers = prefix.removeprefix("m").split("-")
    form = ModerationForm(request.POST, prefix=prefix)
    if len(numbers) == 2 and all(map(str.isdecimal, numbers)) and form.is_valid():
        application_id, criterion_id = map(int, numbers)
        try:
            if not round.applications.filter(pk=application_id).exists():
                raise Refusal(_("This application isn't one of this round."), code="not-found")
            services.moderate(
                application_id=application_id,
                criterion_id=criterion_id,
                actor=request.user,
                **form.cleaned_data,
            )
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("The agreed score is kept."))
    elif request.method == "POST":
        messages.error(request, _("Enter an agreed score from 0 to 4, and why."))
    return redirect("admin:recruitment_round_pool", round.pk)
