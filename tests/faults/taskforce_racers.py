"""Races of the Taskforce's own work by real processes, on DATABASE_URL's database."""

from datetime import timedelta

from auditlog.models import LogEntry
from django.utils import timezone

from taskforce import services
from taskforce.models import Decision, ExpenseClaim, Member, MinutesMove, Vote
from tests.factories.recruitment import recruitment_officer
from tests.factories.taskforce import (
    ExpenseFactory,
    MemberFactory,
    MinutesFactory,
    day,
)
from tests.faults.racers import new_people
from tests.faults.recruitment_racers import at_once


def _appoint(person, officer, seat=""):
    member = services.appoint(
        person=person,
        sector="residents",
        seat=seat,
        starts_on=day(0),
        ends_on=day(700),
        chosen_by="lottery",
        actor=officer,
    )
    return member.state


def one_seat(processes: int) -> dict:
    """As many people are appointed to one seat."""
    officer, people = recruitment_officer(), new_people(processes)
    acts = [lambda one=one: _appoint(one, officer, "Demo seat") for one in people]
    return {"answers": at_once(processes, *acts), "members": Member.objects.count()}


def free_seats(processes: int) -> dict:
    """As many people are appointed to the next free seat."""
    officer, people = recruitment_officer(), new_people(processes)
    acts = [lambda one=one: _appoint(one, officer) for one in people]
    answers = at_once(processes, *acts)
    return {"answers": answers, "seats": Member.objects.values("seat").distinct().count()}


def minutes(processes: int) -> dict:
    """Decisions are written while the members' approval is recorded."""
    officer = recruitment_officer()
    meeting = MinutesFactory(state="circulated", approved_on=None).meeting
    asked = {"meeting_id": meeting.pk, "actor": officer}

    def decide():
        for _number in range(40):
            services.record_decision(text="Demo decision", **asked)
        return "decided"

    acts = [lambda: services.approve_minutes(approved_on=day(0), **asked).state]
    answers = at_once(processes, *acts, *[decide] * (processes - 1))
    approved_at = MinutesMove.objects.get(to_state="approved").at
    written = LogEntry.objects.get_for_model(Decision).filter(action=LogEntry.Action.CREATE)
    return {"answers": answers, "late": written.filter(timestamp__gt=approved_at).count()}


def claim(processes: int) -> dict:
    """A claim is withdrawn while officers approve it."""
    officer, sent = recruitment_officer(), ExpenseFactory()
    asked = {"claim_id": sent.pk}
    answers = at_once(
        processes,
        lambda: services.withdraw_expense(actor=sent.member.person, **asked).state,
        lambda: services.approve_expense(actor=officer, **asked).state,
    )
    kept = ExpenseClaim.objects.get()
    return {"answers": answers, "state": kept.state, "moves": kept.moves.count()}


def stand(processes: int) -> dict:
    """Members stand while the vote is opened."""
    officer = recruitment_officer()
    members = [MemberFactory() for _number in range(processes + 1)]
    vote = services.call_vote(
        title="Demo",
        closes_at=timezone.now() + timedelta(days=1),
        candidates=members[:2],
        actor=officer,
    )
    services.ask_to_stand(vote_id=vote.pk, actor=officer)

    def join(member):
        services.stand(vote_id=vote.pk, member_id=member.pk, actor=member.person)
        return "stands"

    acts = [lambda: services.open_vote(vote_id=vote.pk, actor=officer).state]
    acts += [lambda one=one: join(one) for one in members[2:]]
    answers = at_once(processes, *acts)
    opened = Vote.objects.get()
    return {"answers": answers, "state": opened.state, "candidates": opened.candidates.count()}
