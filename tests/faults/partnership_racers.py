"""Races of groups that are matched by real processes, on DATABASE_URL's database."""

from django.utils import timezone

from core.actors import PORTAL
from core.moves import move
from messaging.models import OutboxMessage
from partnerships import services
from partnerships.enums import MatchState
from partnerships.models import Match, Partnership, Posting
from tests.factories.organisations import group_with
from tests.factories.partnerships import PostingFactory, agreed, matched
from tests.faults.recruitment_racers import at_once


def _agreed(match: Match) -> dict:
    match.refresh_from_db()
    return {
        "state": match.state,
        "times": match.moves.filter(to_state=MatchState.AGREED).count(),
        "told": OutboxMessage.objects.filter(kind="partnerships.agreed").count(),
    }


def _yes(match, group, person) -> str:
    asked = {"match_id": match.pk, "organisation_id": group.pk, "actor": person}
    services.answer(**asked, says_yes=True)
    return "yes"


def answering(_processes: int) -> dict:
    """All six groups of a match say yes at once."""
    match, people = matched(offering=5)
    acts = [lambda one=one: _yes(match, *one) for one in people]
    return {"answers": at_once(len(people), *acts)} | _agreed(match)


def _yes_unguarded(match, group, person) -> str:
    others_said_yes = not match.sides.exclude(organisation=group).exclude(says_yes=True).exists()
    match.sides.filter(organisation=group).update(
        says_yes=True, answered_by=person, answered_at=timezone.now()
    )
    if others_said_yes:
        move(match, to=MatchState.AGREED, actor=PORTAL, agreed_at=timezone.now())
    return "yes"


def answering_unguarded(_processes: int) -> dict:
    """The same, looked at first and written after, without a lock: the control."""
    match, people = matched(offering=5)
    acts = [lambda one=one: _yes_unguarded(match, *one) for one in people]
    at_once(len(people), *acts)
    return _agreed(match)


def proposing(_processes: int) -> dict:
    """All four groups of an agreed match propose a partnership at once."""
    match, people = agreed(offering=3)

    def propose(group, person) -> str:
        asked = {"match_id": match.pk, "organisation_id": group.pk, "actor": person}
        services.propose(**asked, name="Demo")
        return "made"

    acts = [lambda one=one: propose(*one) for one in people]
    answers = at_once(len(people), *acts)
    return {"answers": answers, "partnerships": Partnership.objects.count()}


def closing(processes: int) -> dict:
    """Offers are closed while matching, in two places at once, keeps what it found of them."""
    PostingFactory()
    people = [group_with(listed=True) for _number in range(processes)]
    offers = [PostingFactory(organisation=group, kind="offer") for group, _owner in people]

    def close(offer, person) -> str:
        return services.close(posting_id=offer.pk, actor=person).state

    def look() -> str:
        services.look_for_matches()
        return "looked"

    acts = [
        lambda offer=offer, person=person: close(offer, person)
        for offer, (_group, person) in zip(offers, people, strict=True)
    ]
    answers = at_once(processes + 2, look, look, *acts)
    suggested = Match.objects.filter(state=MatchState.SUGGESTED)
    return {
        "closed": answers.get("closed", 0),
        "suggested": suggested.count(),
        "open": Posting.objects.offers().live().count(),
    }
