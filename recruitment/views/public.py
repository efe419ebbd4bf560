"""Public pages of recruitment: rounds, the self-check, following and inviting."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core.exports import table_response
from core.forms import posted
from core.refusal import Refusal
from people.sign_in import signed_in_with_two_factors
from recruitment import rules, services
from recruitment.enums import RoundState
from recruitment.forms import CheckNumberForm, EligibilityForm, InviteForm
from recruitment.models import Draw, Follower, Round
from recruitment.services.chances import in_words
from recruitment.services.drawing import panel_in
from recruitment.services.targets import words_of
from taskforce.selection.chance import largest_multiple
from taskforce.selection.lottery import worked


def public_round(slug: str) -> Round:
    """The round with this address, if it has been opened; else Http404."""
    return get_object_or_404(Round.objects.public(), slug=slug)


def _round_or_draft(request, slug: str) -> Round:
    """A round that has been opened; to those who run it also a draft. Else Http404."""
    draft = Round.objects.filter(slug=slug, state=RoundState.DRAFT).first()
    runs = draft and request.user.is_authenticated and rules.may_run(request.user, draft)
    return draft if runs and signed_in_with_two_factors(request) else public_round(slug)


@require_safe
def rounds(request):
    """What is open now, and earlier rounds."""
    found = list(Round.objects.public())
    context = {
        "open": [one for one in found if one.is_open],
        "earlier": [one for one in found if not one.is_open],
    }
    return render(request, "recruitment/rounds.html", context)


@require_safe
def round_page(request, slug):
    """One round: what it is, what it takes, who can apply, and the way in."""
    round = _round_or_draft(request, slug)
    mine = None
    if request.user.is_authenticated:
        mine = round.applications.live().of(request.user).first()
    context = {
        "round": round,
        "mine": mine,
        "seat_groups": round.seat_groups.all(),
        "answers": round.answers.all(),
        "draw": round.draws.filter(state__in=[Draw.State.PUBLISHED, Draw.State.DRAWN]).first(),
    }
    return render(request, "recruitment/round.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request, slug):
    """Check for oneself whether one can apply; nothing is kept."""
    round = public_round(slug)
    if not round.is_open:
        return redirect(round)
    form = EligibilityForm(posted(request), round=round)
    context = {"round": round, "form": form}
    if request.method == "POST" and form.is_valid():
        context |= {"checked": True, "unmet": form.unmet()}
    return render(request, "recruitment/eligibility.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request):
    """Ask to be told when the next round opens, or not any more."""
    following = Follower.objects.filter(person=request.user).exists()
    if request.method == "POST":
        act = services.unfollow if following else services.follow
        act(person=request.user)
        said = (
            _("We won’t tell you of the next round.")
            if following
            else _("We will email you once when the next round opens.")
        )
        messages.success(request, said)
        return redirect("recruitment:rounds")
    return render(request, "recruitment/follow.html", {"following": following})


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request, slug):
    """Invite somebody else to apply. The answer is the same whether they had been invited."""
    round = public_round(slug)
    if not round.is_open:
        return redirect(round)
    form = InviteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            services.invite(
                round_id=round.pk,
                email=form.cleaned_data["email"],
                actor=request.user,
                language=get_language(),
            )
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, _("Thank you. The invitation is on its way."))
            return redirect(round)
    return render(request, "recruitment/invite.html", {"round": round, "form": form})


def _public_draw(slug: str) -> Draw:
    return get_object_or_404(
        Draw.objects.select_related("round").filter(round__in=Round.objects.public()),
        round__slug=slug,
        state__in=[Draw.State.PUBLISHED, Draw.State.DRAWN],
    )


@require_safe
def draw_page(request, slug):
    """The lottery: its fingerprint, what was drawn, and how to check both, with a number typed."""
    draw = _public_draw(slug)
    words = words_of(draw.round)
    form = CheckNumberForm(request.GET if "given" in request.GET else None)
    checked = form.cleaned_data["given"] if form.is_valid() else ""
    context = {
        "draw": draw,
        "form": form,
        "limit": largest_multiple(draw.panels),
        "working": draw.number and worked(draw.lottery_sha256, draw.panels, draw.chance),
        "drawn": panel_in(draw, draw.number) if draw.number else [],
        "checked": checked and worked(draw.lottery_sha256, draw.panels, checked),
        "round": draw.round,
        "targets": [
            (in_words((target.feature, target.value), words), target.minimum, target.maximum)
            for target in draw.round.targets.all()
        ],
    }
    return render(request, "recruitment/draw.html", context)


@require_safe
def targets_file(request, slug):
    """The targets of the whole Taskforce, as the offline command reads them."""
    draw = _public_draw(slug)
    rows = draw.round.targets.values_list("feature", "value", "minimum", "maximum")
    headings = ["feature", "value", "min", "max"]
    return table_response(headings, rows, kind="csv", name=f"{draw.round.slug} targets")


@require_safe
def lottery_file(request, slug):
    """The numbered panels as pool numbers, byte for byte what the hash is of."""
    draw = _public_draw(slug)
    response = HttpResponse(bytes(draw.lottery), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{draw.round.slug}-lottery.csv"'
    return response
