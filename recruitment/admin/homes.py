"""Addresses that may be one home: an officer says of each pair whether it is."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.refusal import Refusal
from recruitment import rules, services
from recruitment.services.homes import read_pairs

SAID = {"same": True, "different": False}


def homes(model_admin, request, round):
    """Show each pair side by side, and keep what is said of it."""
    may_read = rules.may_read_names(request.user, round)
    pairs = read_pairs(round, actor=request.user) if may_read else []
    if request.method == "POST":
        answers = {
            (one.pk, other.pk): SAID[said]
            for (one, other), _before in pairs
            if (said := request.POST.get(f"pair-{one.pk}-{other.pk}")) in SAID
        }
        try:
            services.decide_homes(round_id=round.pk, actor=request.user, answers=answers)
        except Refusal as refusal:
            messages.error(request, refusal.message)
        else:
            messages.success(request, _("What you said of the addresses is saved."))
        return redirect("admin:recruitment_round_homes", round.pk)
    return model_admin.page(
        request,
        round,
        _("Addresses that may be one home"),
        "admin/recruitment/homes.html",
        may_read=may_read,
        pairs=pairs,
        open_pairs=sum(said is None for _pair, said in pairs),
    )
