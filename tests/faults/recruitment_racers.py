"""Races for applications, seats, draws and votes by real processes, on DATABASE_URL's database."""

from collections import Counter
from datetime import timedelta

from django.utils import timezone

from assessment import services as assessing
from assessment.models import Score
from jobs.services import run_waiting
from messaging.models import OutboxMessage
from recruitment import services
from recruitment.models import Application, Offer
from taskforce import services as body
from taskforce.models import Ballot, Member, MemberRole, Turnout
from tests.factories.recruitment import (
    RoundFactory,
    answer,
    recruitment_officer,
    round_with_pool,
    scorer,
    start,
    submitted,
)
from tests.factories.taskforce import MemberFactory
from tests.faults.questionnaire_racers import outcome_of
from tests.faults.racers import new_people, together


def at_once(processes: int, *acts) -> Counter:
    """As many processes, taking the acts in turn; what came of them."""
    run = outcome_of(lambda number: acts[number % len(acts)]())
    return together(run, [[number] for number in range(processes)])


def begin(processes: int) -> dict:
    """One person begins an application in as many windows."""
    round, (person,) = RoundFactory(), new_people(1)
    answers = at_once(processes, lambda: start(round, person).state)
    return {"answers": answers, "applications": round.applications.count()}


def answered() -> dict:
    """One application with all its answers: what its applicant's acts take."""
    application = start(RoundFactory())
    answer(application)
    return {"application_id": application.pk, "actor": application.person}


def send(processes: int) -> dict:
    """One application is sent in as many windows."""
    act = answered()
    answers = at_once(processes, lambda: services.submit(**act).state)
    receipts = OutboxMessage.objects.filter(key__startswith="recruitment.received")
    moves = Application.objects.get().moves.count()
    return {"answers": answers, "receipts": receipts.count(), "moves": moves}


def close(processes: int) -> dict:
    """Applications are sent while an officer closes the round."""
    officer, round = recruitment_officer(), RoundFactory()
    applications = [start(round, number=n) for n in range(processes - 1)]
    for application in applications:
        answer(application)
    acts = [lambda: services.close_round(round_id=round.pk, actor=officer).state]
    acts += [
        lambda one=one: services.submit(application_id=one.pk, actor=one.person).state
        for one in applications
    ]
    answers = at_once(processes, *acts)
    closed_at = round.moves.get(to_state="screening").at
    sent = Application.objects.filter(state="submitted")
    late = sent.filter(submitted_at__gt=closed_at).count()
    return {"answers": answers, "sent": sent.count(), "late": late}


def offered():
    """An officer, and the offers of two drawn seats."""
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 8, seats={"residents": (2, "lottery")})
    draw = services.ask_draw(round_id=round.pk, seed="Demo", number_source="Demo", actor=officer)
    run_waiting()
    services.publish_draw(draw_id=draw.pk, actor=officer)
    services.draw(draw_id=draw.pk, chance="1", actor=officer)
    services.offer_drawn(round_id=round.pk, actor=officer)
    return officer, list(Offer.objects.select_related("application__person"))


def standing():
    """The offers that take a seat."""
    return Offer.objects.filter(answer__in=["open", "accepted"])


def reply(processes: int) -> dict:
    """One offer is accepted and declined at the same moment."""
    _officer, (offer, *_rest) = offered()
    act = {"application_id": offer.application_id, "actor": offer.application.person}
    answers = at_once(
        processes,
        lambda: services.accept(**act).answer,
        lambda: services.decline(**act).answer,
    )
    offer.refresh_from_db()
    return {
        "answers": answers,
        "answer": offer.answer,
        "state": Application.objects.get(pk=offer.application_id).state,
        "moves": offer.application.moves.filter(to_state__in=["accepted", "declined"]).count(),
    }


def replace(processes: int) -> dict:
    """As many officers fill one seat."""
    officer, (offer, *_rest) = offered()
    services.decline(application_id=offer.application_id, actor=offer.application.person)
    act = {"offer_id": offer.pk, "actor": officer}
    answers = at_once(processes, lambda: services.replace(seed="Demo", **act).basis)
    return {"answers": answers, "standing": Offer.objects.filter(answer="open").count()}


def draw(processes: int) -> dict:
    """As many workers work one draw out; as many officers draw its number."""
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 8)
    found = services.ask_draw(round_id=round.pk, seed="Demo", number_source="Demo", actor=officer)
    ran = at_once(processes, run_waiting)
    found.refresh_from_db()
    before = found.lottery_sha256
    services.publish_draw(draw_id=found.pk, actor=officer)
    answers = together(
        outcome_of(
            lambda number: services.draw(draw_id=found.pk, chance=str(number), actor=officer).state
        ),
        [[number] for number in range(processes)],
    )
    found.refresh_from_db()
    return {
        "ran": ran,
        "answers": answers,
        "kept": found.lottery_sha256 == before,
        "chosen": found.entries.filter(chosen=True).count(),
        "size": found.size,
    }


def scores(processes: int) -> dict:
    """A scorer submits scores while they declare an interest."""
    officer, round = recruitment_officer(), RoundFactory()
    application = submitted(round)
    member, _other = scorer(round), scorer(round)
    services.close_round(round_id=round.pk, actor=officer)
    services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    act = {"piece_id": application.piece_id, "actor": member.person}
    assessing.declare(**act, has_interest=False)
    values = dict.fromkeys(round.assessment.criteria.values_list("pk", flat=True), 3)
    answers = at_once(
        processes,
        lambda: assessing.score(**act, values=values, comments={}, final=True) and "scored",
        lambda: assessing.declare(**act, has_interest=True, reason="Known.").interest,
    )
    return {"answers": answers, "scores": Score.objects.filter(assessor=member).count()}


def vote(processes: int) -> dict:
    """One member votes in as many windows."""
    officer = recruitment_officer()
    members = [MemberFactory(), MemberFactory()]
    called = body.call_vote(
        title="Who should be chair?",
        closes_at=timezone.now() + timedelta(days=2),
        candidates=members,
        actor=officer,
    )
    body.open_vote(vote_id=called.pk, actor=officer)
    candidate = called.candidates.first()
    before = Ballot.objects.count(), Turnout.objects.count()

    def cast():
        body.cast_vote(
            vote_id=called.pk,
            candidate_id=candidate.pk,
            member_id=members[0].pk,
            actor=members[0].person,
        )
        return "cast"

    answers = at_once(processes, cast)
    after = Ballot.objects.count(), Turnout.objects.count()
    return {"answers": answers, "kept": [b - a for a, b in zip(before, after, strict=True)]}


def seat(processes: int) -> dict:
    """One person is appointed, and made chair, by as many officers."""
    officer, (person,) = recruitment_officer(), new_people(1)
    today = timezone.localdate()
    term = {"starts_on": today, "ends_on": today + timedelta(days=729)}
    appoint = {"sector": "residents", "seat": "Demo seat", "chosen_by": "lottery", **term}
    answers = at_once(
        processes, lambda: body.appoint(person=person, actor=officer, **appoint).state
    )
    member = Member.objects.get(person=person)
    other = MemberFactory()
    chairs = at_once(
        processes,
        *(
            lambda pk=pk: body.give_role(member_id=pk, role="chair", actor=officer).role
            for pk in (member.pk, other.pk)
        ),
    )
    return {
        "answers": answers,
        "chairs": chairs,
        "in_the_chair": MemberRole.objects.filter(role="chair", ends_on=None).count(),
    }
