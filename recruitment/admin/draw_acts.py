"""What officers do with the draw of a round: ask for it, publish it, draw its number, repair it."""

from functools import partial

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from officers.acts import Act, ReasonForm
from officers.lists import moment
from recruitment import rules, services
from recruitment.admin import forms
from recruitment.enums import TO_DRAW_IN, ApplicationState, DrawState, HowChosen, RoundState
from recruitment.models import Draw
from recruitment.services.drawing import current_draw
from recruitment.services.replacing import to_replace


def _to_the_draw(admin, round, _found) -> str:
    return admin.address("draw", round.pk)


def _of_draw(service):
    """`service` on the newest draw of a round; the page shows which it is."""

    def run(*, round_id, **asked):
        return service(draw_id=Draw.objects.filter(round=round_id).first().pk, **asked)

    return run


def _is_in(*states):
    """Whether the newest draw of a round is in one of these states."""

    def is_open(round) -> bool:
        draw = round.state in TO_DRAW_IN and current_draw(round)
        return bool(draw) and draw.state in states

    return is_open


def may_ask_draw(round) -> bool:
    """Whether a lottery can be worked out: there are seats for one, and no draw stands."""
    return (
        round.state in TO_DRAW_IN
        and round.seats(HowChosen.LOTTERY) > 0
        and (not current_draw(round) or _is_in(DrawState.IMPOSSIBLE, DrawState.ABANDONED)(round))
    )


def _offered_from(round) -> Draw | None:
    """The draw whose seats have been offered, in a round that still offers."""
    if round.state != RoundState.OFFERING:
        return None
    return round.draws.filter(state=DrawState.DRAWN, offers__isnull=False).first()


def _may_name_reserves(round) -> bool:
    named = round.applications.filter(moves__to_state=ApplicationState.RESERVE)
    return _offered_from(round) is not None and not named.exists()


def _has_drawn_to_offer(round) -> bool:
    draw = round.draws.filter(state=DrawState.DRAWN, offers=None).first()
    return round.state in TO_DRAW_IN and bool(draw) and draw.entries.filter(chosen=True).exists()


def _fixed_by_asking(round) -> list[tuple]:
    return [
        (_("People in the pool"), round.applications.filter(state=ApplicationState.POOLED).count()),
        (_("Seats to draw"), round.seats(HowChosen.LOTTERY)),
        (_("Targets"), round.targets.count()),
    ]


def _the_draw(round) -> list[tuple]:
    """Which draw it is, and what has been found."""
    draw = current_draw(round)
    if draw is None:
        return []
    rows = [
        (_("Which draw of this round"), round.draws.count()),
        (_("Began"), moment(draw.created_at)),
        (_("Where the number will come from"), draw.number_source),
    ]
    if draw.number_on:
        rows.append((_("Day of the number"), date_format(draw.number_on, "j F Y")))
    if draw.outcome.get("people"):
        rows += [
            (_("People"), draw.outcome["people"]),
            (_("Lowest chance"), f"{draw.outcome['lowest_percent']}%"),
            (_("People with no chance"), len(draw.outcome["unreachable"])),
            (_("Fingerprint of the numbered panels"), draw.lottery_sha256),
        ]
    return rows


_act = partial(Act, may=rules.may_run, then=_to_the_draw)
DRAW_ACTS = (
    _act(
        name="ask-draw",
        label=_("Start the draw"),
        explain=_(
            "The people, their answers and the targets are fixed now. The lottery is worked out in "
            "the background. You look at everybody’s chance, publish the lottery, and draw its "
            "number later. The way back: abandon the draw, with a reason; then targets can be "
            "changed."
        ),
        done=_("The lottery is being worked out. Reload this page; nothing is public yet."),
        leads=True,
        run=services.ask_draw,
        form=forms.AskDrawForm,
        preview=_fixed_by_asking,
        press=_("Work out the lottery"),
        open=may_ask_draw,
    ),
    _act(
        name="publish-draw",
        label=_("Publish the lottery"),
        explain=_(
            "The chances, the numbered panels and their fingerprint become public, and each "
            "applicant reads their own chance. What is public stays: you can still abandon the "
            "draw, and the records say so."
        ),
        done=_("The lottery is public. Draw its number once the source gives it."),
        leads=True,
        run=_of_draw(services.publish_draw),
        preview=_the_draw,
        open=_is_in(DrawState.WORKED_OUT),
    ),
    _act(
        name="draw-number",
        label=_("Draw the number"),
        explain=_("The number decides who is chosen: it is drawn once and can’t be changed."),
        done=_("The number is drawn. Below is who is chosen."),
        leads=True,
        first=_("Continue"),
        run=_of_draw(services.draw),
        form=forms.DrawForm,
        preview=_the_draw,
        open=_is_in(DrawState.PUBLISHED),
    ),
    _act(
        name="abandon-draw",
        label=_("Abandon the draw"),
        explain=_(
            "What is lost: this lottery, with everybody’s chance. The next draw gives other "
            "chances and other numbers. It can’t be brought back; the records keep it with your "
            "reason. Targets can be changed again."
        ),
        done=_("The draw is abandoned."),
        ends=True,
        run=_of_draw(services.abandon),
        form=ReasonForm,
        preview=_the_draw,
        open=_is_in(DrawState.PREPARING, DrawState.WORKED_OUT, DrawState.PUBLISHED),
    ),
    _act(
        name="offer-drawn",
        label=_("Offer the drawn seats"),
        explain=_("Everybody whom the draw chose is offered a seat by email."),
        done=_("The offers are on their way."),
        leads=True,
        run=services.offer_drawn,
        open=_has_drawn_to_offer,
    ),
    _act(
        name="replace",
        label=_("Replace a seat given up"),
        explain=_(
            "The seat is offered to whoever of the pool repairs the balance best; among equally "
            "good people the words decide."
        ),
        done=_("The seat is offered again, by email."),
        first=_("See who is told"),
        run=lambda round_id, **asked: services.replace(**asked),
        form=forms.ReplaceForm,
        open=lambda round: round.state == RoundState.OFFERING and to_replace(round).exists(),
    ),
    _act(
        name="name-reserves",
        label=_("Name the reserves"),
        explain=_(
            "Reserves are chosen with an eye to who may drop out, and are told by email. The list "
            "is named once and stays as it is. There is no queue: a free seat goes to whoever of "
            "the reserves and the rest of the pool repairs the balance best."
        ),
        done=_("The reserves are named and told."),
        first=_("See who is told"),
        run=services.name_reserves,
        form=forms.ReserveForm,
        open=_may_name_reserves,
    ),
)
