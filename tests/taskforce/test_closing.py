"""A ballot counts if it was sent in time, however long it waits behind others."""

from datetime import timedelta
from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.refusal import Refusal
from taskforce import services
from taskforce.models import Ballot, Meeting, Vote
from tests.factories.taskforce import CandidateFactory, MeetingFactory, MemberFactory
from tests.taskforce.test_membership import refusal

VOTERS = 8


def cast(vote, member) -> None:
    services.cast_vote(
        vote_id=vote.pk,
        candidate_id=vote.candidates.get().pk,
        member_id=member.pk,
        actor=member.person,
    )


def cast_by_a_late_clock(vote, _member) -> None:
    """What `cast_vote` must not do: read the clock once the lock is there."""
    with transaction.atomic():
        locked = Vote.objects.select_for_update().get(pk=vote.pk)
        if locked.closes_at <= timezone.now():
            raise Refusal("Too late.", code="not-open")


def behind_a_lock(vote, members, send) -> list[str]:
    """Send a ballot for each member before the vote closes; the lock is given back after that."""
    answers, waiting = [], [Event() for _member in members]

    def one(member, waits):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waits.set()
        try:
            send(vote, member)
            answers.append("cast")
        except Refusal as refused:
            answers.append(refused.code)
        finally:
            connection.close()

    senders = [Thread(target=one, args=pair) for pair in zip(members, waiting, strict=True)]
    with transaction.atomic():
        Vote.objects.select_for_update().get(pk=vote.pk)
        for sender in senders:
            sender.start()
        assert all(waits.wait(10) for waits in waiting)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT pg_sleep(greatest(0, extract(epoch FROM %s - clock_timestamp()) + 0.2))",
                [vote.closes_at],
            )
    for sender in senders:
        sender.join(20)
    return answers


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("send", "answer"), [(cast, "cast"), (cast_by_a_late_clock, "not-open")])
def test_what_was_sent_in_time_counts_behind_a_lock(send, answer):
    members = [MemberFactory() for _number in range(VOTERS)]
    vote = CandidateFactory(member=members[0], vote__electorate=VOTERS).vote
    vote.closes_at = timezone.now() + timedelta(seconds=2)
    vote.save(update_fields=["closes_at"])
    assert behind_a_lock(vote, members, send) == [answer] * VOTERS
    assert Ballot.objects.count() == (VOTERS if answer == "cast" else 0)


@pytest.mark.django_db
def test_a_ballot_sent_after_the_closing_is_refused_and_counting_waits_for_those_in_time(officer):
    member = MemberFactory()
    vote = CandidateFactory(member=member, vote__electorate=2).vote
    now = timezone.now()
    Vote.objects.update(closes_at=now - timedelta(seconds=1))
    refusal("not-open", cast, vote=vote, member=member)
    assert services.close_overdue_votes() == 0
    refusal("too-early", services.close_vote, vote_id=vote.pk, actor=officer)
    Vote.objects.update(closes_at=now - timedelta(minutes=2))
    assert services.close_overdue_votes() == 1


@pytest.mark.django_db
def test_apologies_are_sent_until_the_meeting_begins():
    member, meeting = MemberFactory(), MeetingFactory()
    asked = {"meeting_id": meeting.pk, "member_id": member.pk, "actor": member.person}
    services.send_apologies(**asked)
    now = timezone.now()
    Meeting.objects.update(starts_at=now, ends_at=now + timedelta(hours=1))
    refusal("started", services.send_apologies, **asked)
