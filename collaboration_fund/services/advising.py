"""What the plan is made from: what was sent in a round's last stage, with what it was found worth.

Somebody who stays out of an application is shown all of it as if that weren't there.
"""

from dataclasses import dataclass

from assessment.models import Piece
from assessment.services import Standing, standings_of
from collaboration_fund import rules
from collaboration_fund.enums import DECIDABLE
from collaboration_fund.models import Application, Floor, Round
from collaboration_fund.planning import (
    Plan,
    Reason,
    Terms,
    Wish,
    best,
    changes,
    down_the_ranking,
    why,
)
from collaboration_fund.services.sending import with_what_was_sent
from core.refusal import require

A_POINT = 1_000
# How much more or less the plan is also worked out for, in pence.
MORE_OR_LESS = 1_000_000


@dataclass(frozen=True)
class Advice:
    """Two plans of one round, why they are as they are, and what more or less money would change.

    `wishes` are in the order of the ranking; `applications` and `standings` are by their key;
    `more` and `less` are {key: (pence now, pence then)} of the best plan.
    """

    wishes: list[Wish]
    terms: Terms
    applications: dict[int, Application]
    standings: dict[int, Standing]
    floors: dict[int, Floor]
    ranking: Plan
    best: Plan
    why_ranking: list[Reason]
    why_best: list[Reason]
    more: dict
    less: dict


def advise(round: Round, *, actor, whole: bool = False) -> Advice:
    """Work out both plans of what can be decided on now, within what the round has left.

    Args:
        whole: with what the actor stays out of, for what isn't shown to them.

    Raises:
        Refusal: `not-allowed`.
    """
    require(rules.may_run(actor))
    floors = {one.pk: one for one in round.floors.select_related("priority", "ward")}
    applications, standings = ranked(round, actor=None if whole else actor)
    wishes = [_wish(one, standings.get(one.pk), floors) for one in applications.values()]
    terms = Terms(
        budget=round.total_pence - round.committed_pence,
        threshold=int(round.threshold * A_POINT),
        least_percent=round.least_percent,
        floors={one.pk: one.pence for one in floors.values()},
    )
    ranking, plan = down_the_ranking(wishes, terms), best(wishes, terms)
    return Advice(
        wishes=wishes,
        terms=terms,
        applications=applications,
        standings=standings,
        floors=floors,
        ranking=ranking,
        best=plan,
        why_ranking=why(wishes, terms, ranking),
        why_best=why(wishes, terms, plan),
        more=changes(wishes, terms, plan, more=MORE_OR_LESS),
        less=changes(wishes, terms, plan, more=-MORE_OR_LESS),
    )


def ranked(round: Round, *, actor) -> tuple[dict[int, Application], dict[int, Standing]]:
    """What can be decided on in a round, best first, and what the scores of each come to."""
    rows = with_what_was_sent(decidable(round, actor=actor))
    found = {
        one.pk: one
        for one in rows.select_related("lead__ward", "round").prefetch_related("priorities")
    }
    pieces = Piece.objects.filter(
        fund_entry__application__in=found, fund_entry__stage__number=round.stage_number
    )
    standings = {
        one.piece.fund_entry.application_id: one
        for one in standings_of(
            round.stage.assessment, pieces.select_related("fund_entry").order_by("code")
        )
    }
    return {pk: found[pk] for pk in standings}, standings


def worth_of(application: Application) -> Standing | None:
    """What the scores of what an application sent in its stage come to; None before it was sent."""
    entry = application.entry
    pieces = Piece.objects.filter(fund_entry=entry)
    return next(iter(standings_of(entry.stage.assessment, pieces)), None)


def decidable(round: Round, *, actor):
    """What a panel can decide on, without what somebody stays out of in any of its meetings.

    Args:
        actor: None for all.
    """
    if round.stages.filter(number__gt=round.stage_number).exists():
        return round.applications.none()
    rows = round.applications.filter(state__in=DECIDABLE, entries__editions__number=1).distinct()
    return rows if actor is None else rows.not_kept_from(actor)


def _wish(application: Application, standing: Standing | None, floors: dict) -> Wish:
    mean = standing.mean if standing and standing.mean is not None else 0
    areas = {one.pk for one in application.priorities.all()}
    counted = {
        one.pk
        for one in floors.values()
        if one.priority_id in areas or (one.ward_id and one.ward_id == application.lead.ward_id)
    }
    asked = min(application.asked or 0, application.round.largest_pence)
    return Wish(
        application.pk,
        int(mean * A_POINT),
        asked or application.round.largest_pence,
        frozenset(counted),
    )
