"""The numbers that an officer reads before an act on a round or an application."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from assessment.models import Declaration, Score
from officers.lists import moment
from recruitment.enums import LIVE_DRAWS, SENT, UNDER_WAY, ApplicationState
from recruitment.models import Application, Offer, Round
from recruitment.services.ending import without_a_seat
from recruitment.services.offering import STANDS
from recruitment.services.rounds import (
    for_reserved_seats,
    on_either_side,
    scorers_missing,
    to_agree_on,
)

Rows = list[tuple]


def half_entered(round: Round):
    """What officers have begun to enter and not sent."""
    return round.applications.filter(state=ApplicationState.DRAFT, entered_by__isnull=False)


def _unsent(round: Round) -> tuple[int, int]:
    """How many applicants haven't sent what they began, and how many what they are changing."""
    drafts = round.applications.filter(state=ApplicationState.DRAFT, entered_by=None).count()
    changing = round.applications.filter(state__in=SENT, response__state="draft").count()
    return drafts, changing


def _in(round: Round, *states) -> int:
    return round.applications.filter(state__in=states).count()


def opening(round: Round) -> Rows:
    """What opens, for how long and for how many."""
    return [
        (_("Opens"), moment(round.opens_at)),
        (_("Closes"), moment(round.closes_at)),
        (_("Seats"), round.seats()),
        (_("Criteria that the panel scores"), round.assessment.criteria.count()),
        (_("People on the selection panel"), round.assessment.assessors.count()),
    ]


def no_panel_yet(round: Round) -> list[str]:
    """That too few people sit on the selection panel to score, where it is so."""
    missing = scorers_missing(round)
    said = ngettext(
        "The selection panel lacks %(number)s person. Choose them before anybody reads who "
        "applied: whoever has read names can’t score.",
        "The selection panel lacks %(number)s people. Choose them before anybody reads who "
        "applied: whoever has read names can’t score.",
        missing,
    )
    return [said % {"number": missing}] if missing else []


def closing(round: Round) -> Rows:
    """Who can't send any more once a round is closed."""
    drafts, changing = _unsent(round)
    return [
        (_("Applications sent"), round.applications.sent().count()),
        (_("Closes by itself"), moment(round.closes_at)),
        (_("Begun and not sent: can’t be sent any more"), drafts),
        (_("Being changed: what was sent before counts"), changing),
        (_("Half entered by officers: can be finished"), half_entered(round).count()),
    ]


def opening_again(round: Round) -> Rows:
    """Who can send again."""
    drafts, changing = _unsent(round)
    screened = _in(round, ApplicationState.ELIGIBLE, ApplicationState.INELIGIBLE)
    return [
        (_("Closes"), moment(round.closes_at)),
        (_("Begun and not sent: can be sent again"), drafts),
        (_("Being changed: can be sent again"), changing),
        (_("Applications screened so far: they stay screened"), screened),
    ]


def scoring(round: Round) -> Rows:
    """What is scored by whom, and what stands in the way."""
    panel = ", ".join(str(member) for member in round.assessment.assessors.select_related("person"))
    rows = [
        (_("Eligible applications"), _in(round, ApplicationState.ELIGIBLE)),
        (_("Not eligible"), _in(round, ApplicationState.INELIGIBLE)),
        (_("Selection panel"), panel or "–"),
    ]
    waiting = _in(round, ApplicationState.SUBMITTED)
    if waiting:
        words = _("Screen them first: nobody scores before every application is screened.")
        rows.insert(0, (_("Not screened yet"), f"{waiting}. {words}"))
    if round.draws.filter(state__in=LIVE_DRAWS).exists():
        words = _("Abandon it first, or leave the pool as it is.")
        rows.insert(0, (_("A draw stands on this pool"), words))
    entered = ", ".join(half_entered(round).values_list("reference", flat=True))
    if round.state == Round.State.POOL:
        pooled = [ApplicationState.POOLED, ApplicationState.BELOW]
        rows.append((_("Leave the pool and are scored again"), _in(round, *pooled)))
    elif entered:
        words = _("They can’t be finished while the round is scored: finish or withdraw them now.")
        rows.append((_("Half entered by officers"), f"{entered}. {words}"))
    return rows


def back_to_screening(round: Round) -> Rows:
    """What stays of the scores, and what can be done again."""
    given = Score.objects.filter(piece__application__round=round)
    declared = Declaration.objects.filter(piece__application__round=round)
    return [
        (_("Scores given: they stay"), given.filter(submitted_at__isnull=False).count()),
        (_("Scores kept as drafts: they stay"), given.filter(submitted_at=None).count()),
        (_("Interests declared: they stay"), declared.count()),
        (_("Half entered by officers: can be finished"), half_entered(round).count()),
    ]


def settling(round: Round) -> Rows:
    """How many get into the pool and how many don't, and what stands in the way."""
    within, below, unscored = on_either_side(round)
    rows = [
        (_("Threshold"), round.threshold),
        (_("Go into the pool"), len(within)),
        (_("Stay below the threshold"), len(below)),
    ]
    others = [
        (
            _("For reserved seats: they stay eligible, whatever their scores, to be nominated"),
            for_reserved_seats(round).filter(state=ApplicationState.ELIGIBLE).count(),
        ),
        (_("Applications with too few scores"), len(unscored)),
        (_("Applications with scores to agree on"), len(to_agree_on(round))),
    ]
    return [*rows, *(row for row in others if row[1])]


def cancelling(round: Round) -> Rows:
    """What ends with the round."""
    offers = Offer.objects.filter(application__round=round, answer__in=STANDS)
    return [
        (_("Applications that nobody decides on"), round.applications.live().count()),
        (_("Offers that end"), offers.count()),
        (_("Draws that are given up"), round.draws.filter(state__in=UNDER_WAY).count()),
    ]


def appointing(round: Round) -> Rows:
    """How many become members, and how many are told that they get no seat."""
    return [
        (_("Seats"), round.seats()),
        (_("Members to appoint"), _in(round, ApplicationState.ACCEPTED)),
        *telling(round),
    ]


def telling(round: Round) -> Rows:
    """How many are told that they get no seat, and what may have been forgotten for them."""
    told = without_a_seat(round)
    waiting = for_reserved_seats(round).filter(pk__in=told, state=ApplicationState.ELIGIBLE)
    rows = [
        (_("People who are told that they get no seat"), told.count()),
        (_("Of them without feedback"), told.filter(feedback="").count()),
    ]
    if number := waiting.count():
        rows.append((_("Of them for reserved seats, and nobody nominated them"), number))
    return rows


def withdrawing(application: Application) -> Rows:
    """What is lost with an application."""
    offers = application.offers.filter(answer__in=STANDS).count()
    return [
        *applicant(application),
        (_("Offers that are taken back"), offers),
        (_("Sets of selection answers deleted"), int(bool(application.selection_response_id))),
    ]


def applicant(application: Application) -> Rows:
    """Whose application it is."""
    return [
        (_("Applicant"), application.person),
        (_("Sector"), application.get_sector_display()),
        (_("Told by"), application.person.reached_by),
    ]
