"""What is done to many rows at once: one that fails is alone, and officers can read which."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobs.models import PeriodicJob
from jobs.periodic import run_jobs
from taskforce import emails, services
from taskforce.models import Member
from tests.factories.taskforce import (
    CandidateFactory,
    MemberFactory,
    VoteFactory,
    day,
)

pytestmark = pytest.mark.django_db


def test_a_vote_that_cannot_be_counted_leaves_the_others_to_be(officer):
    over = timezone.now() - timedelta(hours=1)
    broken = VoteFactory(closes_at=over)
    counted = CandidateFactory(vote__closes_at=over).vote
    assert services.close_overdue_votes() == 1
    counted.refresh_from_db()
    broken.refresh_from_db()
    assert (counted.state, broken.state) == ("closed", "open")
    PeriodicJob.objects.all().delete()
    run_jobs()
    assert str(broken.pk) in PeriodicJob.objects.get(name="taskforce.close-votes").last_error


def test_a_term_that_cannot_be_ended_leaves_the_others_to_end(monkeypatch):
    first, second, third = (MemberFactory(ends_on=day(-1)) for _number in range(3))
    said = emails.term_ended

    def fails_for_one(member):
        if member == second:
            raise ValueError("Nothing to say.")
        return said(member)

    monkeypatch.setattr(emails, "term_ended", fails_for_one)
    assert services.end_terms() == 2
    assert list(Member.objects.live()) == [second]
    assert {first, third} == set(Member.objects.filter(state="ended"))
