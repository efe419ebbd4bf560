"""The draw of a round: asked for, followed, published, drawn, and taken away as files."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from core.exports import table_response
from core.forms import posted
from core.refusal import Refusal
from people.officers import add_refusal, record_reading
from recruitment import services
from recruitment.admin.base import round_page
from recruitment.admin.forms import AskDrawForm, DrawForm, ReserveForm, SeedForm
from recruitment.enums import TO_DRAW_IN, DrawState
from recruitment.models import Draw, Offer
from recruitment.services.drawing import as_it_stands, current_draw, inputs_of, job_of
from recruitment.services.replacing import to_replace
from taskforce.admin.base import ReasonForm
from taskforce.selection.pool import count


def draw_page(model_admin, request, round):
    """Where the draw stands; what comes next is one form."""
    draw = current_draw(round)
    over = draw is None or draw.state in {DrawState.IMPOSSIBLE, DrawState.ABANDONED}
    may_ask = over and round.state in TO_DRAW_IN
    form = AskDrawForm(posted(request)) if may_ask else None
    if request.method == "POST" and may_ask and form.is_valid():
        try:
            services.ask_draw(round_id=round.pk, actor=request.user, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The draw is being worked out. Reload this page."))
            return redirect("admin:recruitment_round_draw", round.pk)
    drawn = draw is not None and draw.state == DrawState.DRAWN
    return round_page(
        model_admin,
        request,
        round,
        _("Draw"),
        "draw",
        form=form,
        draw=draw,
        job=job_of(draw) if draw else None,
        draw_form=DrawForm() if draw and draw.state == DrawState.PUBLISHED else None,
        abandon_form=ReasonForm(draw)
        if draw and DrawState.ABANDONED in draw.MOVES[draw.state]
        else None,
        achieved=_achieved(draw, request) if drawn else [],
        earlier=round.draws.exclude(pk=draw.pk) if draw else [],
    )


def _achieved(draw: Draw, request) -> list[tuple]:
    """Each target beside what the drawn panel has, and what the pool had."""
    pool, targets, _size = inputs_of(draw)
    chosen = set(draw.entries.filter(chosen=True).values_list("pool_number", flat=True))
    record_reading(draw, actor=request.user, what="targets and panel", rows=len(chosen))
    panel = [person for person in pool.people if person.id in chosen]
    rows = zip(targets, count(panel, targets), count(pool.people, targets), strict=True)
    return [
        (target.feature, target.value, target.minimum, target.maximum, achieved, in_pool)
        for target, achieved, in_pool in rows
    ]


def draw_act(model_admin, request, round):
    """Draw the number, or give the draw up."""
    draw = current_draw(round)
    if request.method == "POST" and draw is not None:
        try:
            if "abandon" in request.POST:
                typed = _typed(ReasonForm(draw, request.POST))
                services.abandon(draw_id=draw.pk, actor=request.user, **typed)
                messages.success(request, _("The draw is abandoned."))
            else:
                typed = _typed(DrawForm(request.POST))
                services.draw(draw_id=draw.pk, actor=request.user, chance=typed["chance"])
                messages.success(
                    request, _("The number is drawn. Go on to the round to offer the seats.")
                )
        except Refusal as refusal:
            messages.error(request, refusal.message)
    return redirect("admin:recruitment_round_draw", round.pk)


def _typed(form) -> dict:
    """What was typed into a form that leads back to the draw. Raises Refusal `invalid`."""
    if not form.is_valid():
        words, *_more = next(iter(form.errors.values()))
        raise Refusal(words, code="invalid")
    return form.cleaned_data


def _file_of(request, round) -> Draw:
    """The draw whose files may be taken. Raises PermissionDenied or Http404."""
    if not request.user.has_perm("recruitment.export_applications"):
        raise PermissionDenied
    draw = round.draws.filter(state__in=[DrawState.PUBLISHED, DrawState.DRAWN]).first()
    if draw is None:
        raise Http404
    return draw


def _pool_of(request, round) -> tuple:
    """People and targets: of the published draw, else of the pool as it stands, by code."""
    if not request.user.has_perm("recruitment.export_applications"):
        raise PermissionDenied
    draw = round.draws.filter(state__in=[DrawState.PUBLISHED, DrawState.DRAWN]).first()
    if draw:
        pool, targets, _size = inputs_of(draw)
        return draw, pool, targets
    try:
        made = as_it_stands(round)
    except Refusal as refusal:
        raise Http404(str(refusal)) from refusal
    return round, made.pool, made.targets


def pool_file(model_admin, request, round):
    """The people of the draw under pool numbers, or its targets, as the offline command reads."""
    about, pool, targets = _pool_of(request, round)
    if request.GET.get("what") == "features":
        rows = [(t.feature, t.value, t.minimum, t.maximum) for t in targets]
        headings = ["feature", "value", "min", "max"]
        return table_response(headings, rows, kind="csv", name=f"{round.slug} features")
    record_reading(about, actor=request.user, what="pool file", rows=len(pool.people))
    features = list(dict.fromkeys(target.feature for target in targets))
    rows = [
        [
            person.id,
            *(person.values.get(feature, "none") for feature in features),
            person.household or "none",
        ]
        for person in pool.people
    ]
    return table_response(
        ["id", *features, "household"], rows, kind="csv", name=f"{round.slug} people"
    )


def lottery_file(model_admin, request, round):
    """The numbered panels, byte for byte what the hash is of."""
    draw = _file_of(request, round)
    response = HttpResponse(bytes(draw.lottery), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{round.slug}-lottery.csv"'
    response["Cache-Control"] = "no-store"
    return response


def replacements(model_admin, request, round):
    """Fill seats that were given up so that the balance is repaired, and name reserves."""
    form = SeedForm(posted(request))
    reserve_form = ReserveForm(request.POST if "reserves" in request.POST else None)
    if request.method == "POST":
        try:
            if "reserves" in request.POST:
                if reserve_form.is_valid():
                    typed = reserve_form.cleaned_data
                    named = services.name_reserves(
                        round_id=round.pk,
                        actor=request.user,
                        seed=typed["seed"],
                        number=typed["number"],
                    )
                    messages.success(
                        request, _("%s people are told that they are reserves.") % len(named)
                    )
                    return redirect("admin:recruitment_round_replace", round.pk)
            elif form.is_valid():
                offer = services.replace(
                    offer_id=_offer_id(request, round),
                    seed=form.cleaned_data["seed"],
                    actor=request.user,
                )
                messages.success(
                    request, _("The seat is offered to %s.") % offer.application.reference
                )
                return redirect("admin:recruitment_round_replace", round.pk)
        except Refusal as refusal:
            messages.error(request, refusal.message)
    return round_page(
        model_admin,
        request,
        round,
        _("Replacements"),
        "replacements",
        form=form,
        reserve_form=reserve_form if "reserves" in request.POST else ReserveForm(),
        offers=to_replace(round).select_related("application__person"),
    )


def _offer_id(request, round) -> int:
    posted = request.POST.get("offer", "")
    offer = Offer.objects.filter(
        application__round=round, pk=int(posted) if posted.isdecimal() else 0
    ).first()
    if offer is None:
        raise Refusal(_("Choose the seat to fill."), code="not-found")
    return offer.pk
