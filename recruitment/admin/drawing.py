"""The draw of a round: asked for, followed, published, drawn, and taken away as files."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.forms import add_refusal, posted
from core.refusal import Refusal
from officers.acts import ReasonForm
from people.services import record_reading
from recruitment import emails, rules, services
from recruitment.admin import previews
from recruitment.admin.forms import AskDrawForm, DrawForm, ReserveForm, SeedForm
from recruitment.enums import TO_DRAW_IN, ApplicationState, DrawState, HowChosen
from recruitment.models import Draw, Offer
from recruitment.services.chances import in_words, why_impossible
from recruitment.services.drawing import (
    current_draw,
    job_of,
    left_out,
)
from recruitment.services.panel import DRAWN, NAMES
from recruitment.services.replacing import now_and_target, reserve_list, to_replace
from recruitment.services.targets import words_of
from recruitment.steps import next_steps


def draw_page(model_admin, request, round, kept=None):
    """Where the draw stands; what comes next is one form.

    Args:
        kept: a reason that somebody typed to abandon a draw that isn't abandoned.
    """
    draw = current_draw(round)
    over = draw is None or draw.state in {DrawState.IMPOSSIBLE, DrawState.ABANDONED}
    may_ask = over and round.state in TO_DRAW_IN and round.seats(HowChosen.LOTTERY) > 0
    form = AskDrawForm(None if kept else posted(request)) if may_ask else None
    if form and form.is_bound and form.is_valid():
        try:
            services.ask_draw(round_id=round.pk, actor=request.user, **form.cleaned_data)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("The lottery is being worked out. Reload this page; nothing is public yet."),
            )
            return redirect("admin:recruitment_round_draw", round.pk)
    return model_admin.page(
        request,
        round,
        _("Draw"),
        "admin/recruitment/draw.html",
        form=form,
        draw=draw,
        job=job_of(draw) if draw else None,
        draw_form=DrawForm() if draw and draw.state == DrawState.PUBLISHED else None,
        abandon_form=kept
        or (ReasonForm(draw) if draw and DrawState.ABANDONED in draw.MOVES[draw.state] else None),
        earlier=round.draws.exclude(pk=draw.pk) if draw else [],
        no_lottery=not round.seats(HowChosen.LOTTERY),
        numbers=_what_it_fixes(round) if form else [],
        **(_found(draw, request) if draw else {}),
    )


def _what_it_fixes(round) -> list[tuple]:
    """From how many a lottery that is asked for now would choose, and the way back."""
    return [
        (_("People in the pool"), round.applications.filter(state=ApplicationState.POOLED).count()),
        (_("Seats to draw"), round.seats(HowChosen.LOTTERY)),
        (_("Targets"), round.targets.count()),
        (_("The way back"), _("Abandon the draw, with a reason; then targets can be changed.")),
    ]


def _found(draw: Draw, request) -> dict:
    """What an officer reads of a lottery that is worked out or can't be, and of a panel drawn."""
    if draw.state == DrawState.IMPOSSIBLE:
        return {"why_impossible": why_impossible(draw)}
    if draw.state in {DrawState.WORKED_OUT, DrawState.PUBLISHED}:
        return {"left_out": left_out(draw, actor=request.user)}
    if draw.state != DrawState.DRAWN:
        return {}
    words = words_of(draw.round)
    found = {
        "achieved": [
            (in_words((feature, value), words), *numbers)
            for feature, value, *numbers in now_and_target(draw.round, draw, actor=request.user)
        ],
        "next_steps": next_steps(draw.round),
    }
    if rules.may_read_names(request.user, draw.round):
        chosen = draw.entries.filter(chosen=True).select_related("application__person")
        record_reading(draw, actor=request.user, what=DRAWN, rows=len(chosen))
        found["chosen"] = [
            (entry.pool_number, entry.application)
            for entry in chosen.order_by("application__person__name", "pool_number")
        ]
    return found


def draw_act(model_admin, request, round):
    """Publish the lottery, draw the number, or give the draw up; the first two are confirmed."""
    draw = current_draw(round)
    if request.method != "POST" or draw is None:
        return redirect("admin:recruitment_round_draw", round.pk)
    try:
        _refuse_another(request, draw)
        if "abandon" in request.POST:
            typed = _typed(ReasonForm(draw, request.POST))
            services.abandon(draw_id=draw.pk, actor=request.user, **typed)
            messages.success(request, _("The draw is abandoned."))
        elif "publish" in request.POST:
            return _publish(model_admin, request, round, draw)
        else:
            return _draw(model_admin, request, round, draw)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        if "abandon" in request.POST:
            return draw_page(model_admin, request, round, kept=ReasonForm(draw, request.POST))
    return redirect("admin:recruitment_round_draw", round.pk)


def _refuse_another(request, draw: Draw) -> None:
    """Raise Refusal `changed-meanwhile` where the officer looked at another draw."""
    if request.POST.get("seen") != f"{draw.pk}":
        raise Refusal(
            _(
                "Somebody began another draw while you had the page open, so nothing is done. "
                "Here is the draw that stands now."
            ),
            code="changed-meanwhile",
        )


def _publish(model_admin, request, round, draw):
    """Ask first; then put the lottery on the public page."""
    if "confirmed" not in request.POST:
        rows = [
            (_("People"), draw.outcome["people"]),
            (_("Seats"), draw.size),
            (_("Lowest chance"), f"{draw.outcome['lowest_percent']}%"),
            (_("Highest chance"), f"{draw.outcome['highest_percent']}%"),
            (_("People with no chance"), len(draw.outcome["unreachable"])),
            *((_("Shut out"), line) for line in left_out(draw, actor=request.user)),
            (_("Where the number will come from"), draw.number_source),
            (
                _("Day of the number"),
                date_format(draw.number_on, "j F Y") if draw.number_on else "–",
            ),
        ]
        explain = _(
            "The chances, the numbered panels and their fingerprint become public, and each "
            "applicant reads their own chance. What is public stays: you can still abandon the "
            "draw, and the records say so."
        )
        sure = Sure(_("Publish the lottery"), "publish", rows, explain, {"seen": draw.pk})
        return _confirm(model_admin, request, round, sure)
    services.publish_draw(draw_id=draw.pk, actor=request.user)
    messages.success(request, _("The lottery is public. Draw its number once the source gives it."))
    return redirect("admin:recruitment_round_draw", round.pk)


def _draw(model_admin, request, round, draw):
    """Ask first, with what was typed; then draw. What can't be drawn from stays in its field."""
    form = DrawForm(request.POST)
    if form.is_valid():
        chance = form.cleaned_data["chance"]
        try:
            if "confirmed" in request.POST:
                services.draw(draw_id=draw.pk, actor=request.user, chance=chance)
                messages.success(request, _("The number is drawn. Below is who is chosen."))
                return redirect("admin:recruitment_round_draw", round.pk)
            services.refuse_unless_drawable(draw, chance)
        except Refusal as refusal:
            add_refusal(form, refusal)
        else:
            rows = [
                (_("Where the number comes from"), draw.number_source),
                (_("What it gave"), chance),
            ]
            explain = _(
                "Compare it once more with what the source published. The number decides who is "
                "chosen: it is drawn once and can't be changed."
            )
            kept = {"chance": chance, "seen": draw.pk}
            sure = Sure(_("Draw the number"), "draw", rows, explain, kept)
            return _confirm(model_admin, request, round, sure)
    title = _("Draw the number")
    return model_admin.page(
        request, round, title, "admin/recruitment/ask.html", form=form, act="draw", draw=draw
    )


@dataclass(frozen=True)
class Sure:
    """What an officer is asked before something that can't be undone.

    `act` is the button that was pressed, `rows` say what it does, `kept` is what was typed.
    """

    title: str
    act: str
    rows: list
    explain: str
    kept: dict = field(default_factory=dict)


def _confirm(model_admin, request, round, sure: Sure):
    """A page that says what will happen, and carries what was typed to the second POST."""
    return model_admin.page(request, round, sure.title, "admin/recruitment/confirm.html", sure=sure)


def _typed(form) -> dict:
    """What was typed into a form that leads back to the draw. Raises Refusal `invalid`."""
    if not form.is_valid():
        words, *_more = next(iter(form.errors.values()))
        raise Refusal(words, code="invalid")
    return form.cleaned_data


def replacements(model_admin, request, round):
    """Fill seats that were given up so that the balance is repaired, and name reserves.

    Both show first who it would be and what they would read.
    """
    asks_reserves = "reserves" in request.POST
    form = SeedForm(request.POST if request.method == "POST" and not asks_reserves else None)
    reserve_form = ReserveForm(request.POST if asks_reserves else None)
    if request.method == "POST":
        asked = reserve_form if asks_reserves else form
        try:
            if asked.is_valid():
                act = _reserves if asks_reserves else _replace
                return act(model_admin, request, round, **asked.cleaned_data)
        except Refusal as refusal:
            messages.error(request, refusal.message)
    draw = current_draw(round)
    drawn = draw and draw.state == DrawState.DRAWN
    words = words_of(round)
    reads_names = rules.may_read_names(request.user, round)
    if reads_names:
        record_reading(round, actor=request.user, what=NAMES)
    return model_admin.page(
        request,
        round,
        _("Replacements"),
        "admin/recruitment/replacements.html",
        form=form,
        reserve_form=reserve_form,
        reserves=reserve_list(round),
        reads_names=reads_names,
        offers=to_replace(round).select_related("application__person"),
        achieved=[
            (in_words((feature, value), words), *numbers)
            for feature, value, *numbers in now_and_target(round, draw, actor=request.user)
        ]
        if drawn
        else [],
    )


def _replace(model_admin, request, round, *, seed):
    offer = _offer(request, round)
    if "confirmed" in request.POST:
        found = services.replace(
            offer_id=offer.pk, seed=seed, actor=request.user, expected=_shown(request)[0]
        )
        messages.success(
            request, _("The seat is offered to %s, by email.") % found.application.reference
        )
        return redirect("admin:recruitment_round_replace", round.pk)
    found = services.propose_replacement(offer_id=offer.pk, seed=seed, actor=request.user)
    rows = [
        (_("The seat of"), previews.names(_read_by(request, [offer.application]))),
        (_("Is offered to"), previews.names(_read_by(request, [found]))),
        *previews.email_to([found], previews.offer_words),
    ]
    explain = _("They repair the balance best of those in the pool. They are told by email, now.")
    kept = {"seed": seed, "offer": offer.pk, "shown": found.pk}
    sure = Sure(_("Offer a replacement"), "replace", rows, explain, kept)
    return _confirm(model_admin, request, round, sure)


def _reserves(model_admin, request, round, *, number, seed):
    if "confirmed" in request.POST:
        named = services.name_reserves(
            round_id=round.pk,
            number=number,
            seed=seed,
            actor=request.user,
            expected=_shown(request),
        )
        said = ngettext(
            "%(number)s person is told that they are a reserve.",
            "%(number)s people are told that they are reserves.",
            len(named),
        )
        messages.success(request, said % {"number": len(named)})
        return redirect("admin:recruitment_round_replace", round.pk)
    named = services.propose_reserves(
        round_id=round.pk, number=number, seed=seed, actor=request.user
    )
    rows = [
        (_("Reserves"), len(named)),
        (_("In this order"), previews.names(_read_by(request, named))),
        *previews.email_to(named, emails.reserve),
    ]
    explain = _("They are told by email, now. The list is named once and stays as it is.")
    kept = {
        "seed": seed,
        "number": number,
        "reserves": 1,
        "shown": ",".join(str(one.pk) for one in named),
    }
    sure = Sure(_("Name the reserves"), "replace", rows, explain, kept)
    return _confirm(model_admin, request, round, sure)


def _read_by(request, applications: list) -> list:
    """These applications, knowing who looks at them."""
    for application in applications:
        application.round.reader = request.user
    return applications


def _shown(request) -> list[int]:
    """The applications that the officer was shown before they confirmed."""
    parts = request.POST.get("shown", "").split(",")
    return [int(part) for part in parts if part.isdecimal() and len(part) < 10] or [0]


def _offer(request, round) -> Offer:
    posted = request.POST.get("offer", "")
    offer = (
        Offer.objects.select_related("application__person")
        .filter(
            application__round=round,
            pk=int(posted) if posted.isdecimal() and len(posted) < 10 else 0,
        )
        .first()
    )
    if offer is None:
        raise Refusal(_("Choose the seat to fill."), code="not-found")
    return offer
