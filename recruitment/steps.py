"""What comes next in a round: the dashboard, the round's page and the draw all say it from here."""

from collections import Counter
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from recruitment.enums import ApplicationState, DrawState, HowChosen, RoundState
from recruitment.models import Offer, Round
from recruitment.services.ending import without_a_seat
from recruitment.services.offering import drawn_to_offer
from recruitment.services.rounds import on_either_side, to_agree_on

Answer = Offer.Answer
GIVEN_UP = (Answer.DECLINED, Answer.LAPSED, Answer.TAKEN_BACK)


@dataclass(frozen=True)
class Step:
    """What waits, for how many where it is counted, for whom, and the address where it is done."""

    words: str
    number: int | None
    whom: str
    url: str

    @property
    def is_ours(self) -> bool:
        """Whether it waits for officers."""
        return self.whom == _("Officers")


def next_steps(round: Round) -> list[Step]:
    """What waits in a round now, most urgent first; nothing once it is over and all are told."""
    found = Counter(round.applications.values_list("state", flat=True))
    steps = {
        RoundState.DRAFT: _to_open,
        RoundState.OPEN: _while_open,
        RoundState.SCREENING: _to_score,
        RoundState.SCORING: _to_settle,
        RoundState.POOL: _to_draw,
        RoundState.OFFERING: _to_appoint,
        RoundState.APPOINTED: _to_tell,
        RoundState.CANCELLED: lambda _round, _found: [],
    }[round.state]
    return steps(round, found)


def _page(round: Round, name: str) -> str:
    return reverse(f"admin:recruitment_round_{name}", args=[round.pk])


def _list(round: Round, state: str) -> str:
    listed = reverse("admin:recruitment_application_changelist")
    return f"{listed}?round__id__exact={round.pk}&state__exact={state}"


def _to_open(round: Round, _found) -> list[Step]:
    return [Step(_("Open the round"), None, _("Officers"), _page(round, "open"))]


def _screen(round: Round, found) -> list[Step]:
    number = found[ApplicationState.SUBMITTED]
    where = _list(round, ApplicationState.SUBMITTED)
    return [Step(_("Screen applications"), number, _("Officers"), where)] if number else []


def _while_open(round: Round, found) -> list[Step]:
    closing = Step(
        _("Wait for the closing; the portal closes the round by itself"),
        None,
        _("Applicants"),
        _page(round, "dashboard"),
    )
    return [*_screen(round, found), closing]


def _to_score(round: Round, found) -> list[Step]:
    start = Step(_("Start scoring"), None, _("Officers"), _page(round, "start_scoring"))
    return _screen(round, found) or [start]


def _to_settle(round: Round, found) -> list[Step]:
    _within, _below, unscored = on_either_side(round)
    # One that has more scores than it needs makes up for no other.
    missing = sum(round.assessment.least_assessors - standing.scorers for standing in unscored)
    to_agree = len(to_agree_on(round))
    where = _page(round, "pool")
    steps = []
    if missing:
        steps.append(Step(_("Give scores"), missing, _("Selection panel"), where))
    if to_agree:
        steps.append(Step(_("Agree on scores"), to_agree, _("Officers"), where))
    settle = Step(_("Settle the pool"), None, _("Officers"), _page(round, "settle_pool"))
    return [*_screen(round, found), *steps] or [settle]


def _lottery(round: Round) -> list[Step]:
    """What the lottery of a round needs next, if it has one."""
    if not round.seats(HowChosen.LOTTERY):
        return []
    officers, page = _("Officers"), _page(round, "draw")
    draw = round.draws.exclude(state__in=[DrawState.ABANDONED, DrawState.IMPOSSIBLE]).first()
    if draw is None:
        steps = [Step(_("Start the draw"), None, officers, _page(round, "ask_draw"))]
        if not round.targets.exists():
            steps.insert(0, Step(_("Set the targets"), None, officers, _page(round, "targets")))
        return steps
    if draw.state == DrawState.DRAWN:
        number = 0 if draw.offers.exists() else drawn_to_offer(draw).count()
        offer = Step(_("Offer the drawn seats"), number, officers, _page(round, "offer_drawn"))
        return [offer] if number else []
    words, url = {
        DrawState.PREPARING: (_("Wait for the lottery to be worked out"), page),
        DrawState.WORKED_OUT: (_("Look at the lottery and publish it"), page),
        DrawState.PUBLISHED: (_("Draw the number"), _page(round, "draw_number")),
    }[draw.state]
    return [Step(words, None, officers, url)]


def _others(round: Round, found) -> list[Step]:
    """Seats by scores and by nomination that nobody holds an offer for, while somebody could."""
    steps = []
    for group in round.seat_groups.exclude(how=HowChosen.LOTTERY):
        by_scores = group.how == HowChosen.SCORES
        state = ApplicationState.POOLED if by_scores else ApplicationState.ELIGIBLE
        held = Offer.objects.filter(
            application__round=round, sector=group.sector, answer__in=[Answer.OPEN, Answer.ACCEPTED]
        ).count()
        could = round.applications.filter(sector=group.sector, state=state).count()
        number = min(group.number - held, could)
        if number > 0:
            words = _("Offer seats by scores") if by_scores else _("Offer reserved seats")
            where = _page(round, "offer_by_scores") if by_scores else _list(round, state)
            steps.append(Step(words, number, _("Officers"), where))
    return steps


def _to_draw(round: Round, found) -> list[Step]:
    return [*_lottery(round), *_others(round, found)]


def _to_appoint(round: Round, found) -> list[Step]:
    offers = Offer.objects.filter(application__round=round)
    gone = offers.filter(
        answer__in=GIVEN_UP, replaced_by=None, basis__in=["lottery", "replacement"]
    ).count()
    waiting = offers.filter(answer=Answer.OPEN).count()
    officers = _("Officers")
    steps = _to_draw(round, found)
    if gone:
        steps.append(Step(_("Replace seats given up"), gone, officers, _page(round, "replace")))
    if waiting:
        listed = reverse("admin:recruitment_offer_changelist")
        where = f"{listed}?application__round__id__exact={round.pk}&answer__exact=open"
        steps.append(Step(_("Answer offers"), waiting, _("Applicants"), where))
    elif found[ApplicationState.ACCEPTED]:
        number = found[ApplicationState.ACCEPTED]
        steps.append(Step(_("Appoint the members"), number, officers, _page(round, "appoint")))
    return steps


def _to_tell(round: Round, _found) -> list[Step]:
    number = without_a_seat(round).count()
    tell = Step(_("Tell everybody else"), number, _("Officers"), _page(round, "tell_outcomes"))
    return [tell] if number else []
