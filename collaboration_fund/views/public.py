"""Public pages of the fund: the rounds, one round, and the self-check."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from collaboration_fund import rules
from collaboration_fund.documents.form import printable
from collaboration_fund.enums import OVER_ROUNDS, RoundState
from collaboration_fund.forms import EligibilityForm
from collaboration_fund.models import Application, Round
from collaboration_fund.services import success_of
from core.forms import posted
from core.text import closing
from people.sign_in import signed_in_with_two_factors
from questionnaires.values import pounds


def public_round(slug: str) -> Round:
    """The round with this address, if it is announced; else Http404."""
    return get_object_or_404(Round.objects.public().with_stages(), slug=slug)


def round_or_draft(request, slug: str) -> Round:
    """An announced round; to the fund's officers also a draft. Else Http404."""
    round = get_object_or_404(Round.objects.with_stages(), slug=slug)
    if not round.is_draft:
        return round
    runs = request.user.is_authenticated and rules.may_run(request.user)
    if runs and signed_in_with_two_factors(request):
        return round
    raise Http404


@require_safe
def rounds(request):
    """What is open now, what comes, what is being decided, and past rounds."""
    now = timezone.now()
    by_state = {RoundState.OPEN: [], RoundState.SCHEDULED: [], RoundState.CLOSED: []}
    past = []
    for round in Round.objects.public().with_stages():
        first = next(iter(round.stages.all()))
        over = round.state in (*OVER_ROUNDS, RoundState.CANCELLED)
        (past if over else by_state[first.state_at(now)]).append(round)
    context = {
        "open": by_state[RoundState.OPEN],
        "coming": by_state[RoundState.SCHEDULED],
        "closed": by_state[RoundState.CLOSED],
        "past": past,
    }
    return render(request, "collaboration_fund/rounds.html", context)


@require_safe
def round_page(request, slug):
    """One round: what it is for, who can apply, what it asks and when it is decided."""
    round = round_or_draft(request, slug)
    context = {
        "round": round,
        "is_open": round.is_open,
        "is_decided": round.state in OVER_ROUNDS,
        "mine": own_applications(request.user).filter(round=round),
        "facts": facts(round),
        "eligibility": round.eligibility.all(),
        "priorities": round.priorities.select_related("theme"),
        "documents": round.documents.all(),
        "monitoring": round.monitoring.all(),
        "moved": [move for stage in round.stages.all() for move in stage.closing_moves.all()],
    }
    return render(request, "collaboration_fund/round.html", context)


def own_applications(person):
    """The live applications of somebody's groups; none of who isn't signed in."""
    rows = Application.objects.live().select_related("round").order_by("-created_at", "-pk")
    return rows.of(person) if person.is_authenticated else rows.none()


def facts(round: Round) -> list[tuple[str, str]]:
    """(words, value) of what a group reckons with before it begins."""
    stages = [
        (
            _("Stage %(number)s") % {"number": stage.number},
            _("opens %(opens)s, closes %(closes)s")
            % {"opens": closing(stage.opens_at), "closes": closing(stage.closes_at)},
        )
        for stage in round.stages.all()
    ]
    partners = ngettext(
        "%(number)s beside the lead group, or more",
        "%(number)s beside the lead group, or more",
        round.least_partners,
    ) % {"number": round.least_partners}
    return [
        (_("For one application"), _("up to %s") % pounds(round.largest_pence)),
        (_("In all"), pounds(round.total_pence)),
        (
            _("A grant lasts"),
            ngettext("%(number)s quarter", "%(number)s quarters", round.quarters)
            % {"number": round.quarters},
        ),
        *stages,
        (_("Decided on"), date_format(round.decided_on, "l j F Y")),
        (_("Who decides"), round.get_decides_by_display()),
        (
            _("Time it takes to apply"),
            ngettext("about %(number)s hour", "about %(number)s hours", round.hours)
            % {"number": round.hours},
        ),
        (_("Partners"), partners),
        (_("Every partner accepts its part"), round.get_accept_by_display()),
        (_("Who is paid"), round.get_paid_display()),
        *_last_time(round),
    ]


def _last_time(round: Round) -> list[tuple[str, str]]:
    """How many of the last round's applications were funded; nothing where there was none."""
    if round.last_round is None:
        return []
    sent, funded = success_of(round.last_round)
    said = _("%(funded)s of %(sent)s applications were funded")
    return [(_("Last time"), said % {"funded": funded, "sent": sent})] if sent else []


@require_safe
def form_pdf(request, slug):
    """What a round asks, to print and fill in by hand."""
    round = public_round(slug)
    if not round.is_open:
        return redirect(round)
    response = HttpResponse(printable(round), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{round.slug}.pdf"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
def eligibility(request, slug):
    """Check whether a group can apply; nothing is kept."""
    round = public_round(slug)
    if not round.is_open:
        return redirect(round)
    form = EligibilityForm(posted(request), round=round)
    context = {"round": round, "form": form}
    if request.method == "POST" and form.is_valid():
        context |= {"checked": True, "unmet": form.unmet()}
    return render(request, "collaboration_fund/eligibility.html", context)
