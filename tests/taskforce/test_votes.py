"""Votes for the chair: who may stand and vote, and how they are counted."""

from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from auditlog.models import LogEntry
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.actors import PORTAL
from messaging.models import OutboxMessage
from taskforce import services
from taskforce.models import Ballot, Candidate, MemberRole, Review, Turnout, Vote
from taskforce.models.review import COUNTED_AFTER
from tests.factories.people import sign_in, sign_in_officer
from tests.factories.taskforce import (
    CandidateFactory,
    ConsentFactory,
    EvidenceFactory,
    MemberFactory,
    ReviewFactory,
    VoteFactory,
    day,
)
from tests.officers.pages import press
from tests.taskforce.test_membership import refusal
from tests.taskforce.test_pages import words
from tests.taskforce.test_reviews import decide, url

pytestmark = pytest.mark.django_db


# --- Votes ----------------------------------------------------------------------------------------


@pytest.fixture
def ballot(officer):
    """An open vote between two of five members."""
    members = [MemberFactory() for _number in range(5)]
    vote = services.call_vote(
        title="Demo vote",
        closes_at=timezone.now() + timedelta(days=7),
        candidates=members[:2],
        actor=officer,
    )
    services.open_vote(vote_id=vote.pk, actor=officer)
    vote.refresh_from_db()
    return vote, members


def cast(vote, member, candidate, actor=None):
    services.cast_vote(
        vote_id=vote.pk,
        candidate_id=vote.candidates.get(member=candidate).pk,
        member_id=member.pk,
        actor=actor or member.person,
    )


def test_a_vote_is_called_and_opened_and_members_are_told(ballot):
    vote, _members = ballot
    assert vote.electorate == 5
    assert OutboxMessage.objects.filter(kind="taskforce.vote").count() == 5


def test_calling_and_changing_take_members_in_office_a_future_and_an_officer(officer):
    one, two = MemberFactory(), MemberFactory()
    ahead = timezone.now() + timedelta(days=1)
    asked = {"title": "x", "closes_at": ahead, "candidates": [one, one], "actor": officer}
    vote = services.call_vote(**asked)
    for code, changes in (
        ("in-the-past", {"closes_at": timezone.now()}),
        ("not-serving", {"candidates": [one, MemberFactory(starts_on=day(3))]}),
        ("not-allowed", {"actor": one.person}),
    ):
        refusal(code, services.call_vote, **asked | changes)
        refusal(code, services.change_vote, vote_id=vote.pk, **asked | changes)
    refusal("two-needed", services.open_vote, vote_id=vote.pk, actor=officer)
    services.change_vote(vote_id=vote.pk, **asked | {"candidates": [two]})
    assert {c.member for c in vote.candidates.all()} == {one, two}
    services.leave(member_id=one.pk, reason="Moved", actor=officer)
    refusal("not-serving", services.open_vote, vote_id=vote.pk, actor=officer)
    third = {"candidates": [MemberFactory()], "no_longer": [one]}
    services.change_vote(vote_id=vote.pk, **asked | third)
    services.open_vote(vote_id=vote.pk, actor=officer)
    refusal("not-a-draft", services.change_vote, vote_id=vote.pk, **asked | {"candidates": [two]})


def test_members_are_asked_and_stand_themselves_until_the_vote_opens(client, officer):
    members = [MemberFactory() for _number in range(3)]
    ahead = timezone.now() + timedelta(days=9)
    vote = services.call_vote(title="Demo chair", closes_at=ahead, candidates=[], actor=officer)
    asked = {"vote_id": vote.pk, "member_id": members[0].pk, "actor": members[0].person}
    refusal("not-asked", services.stand, **asked)
    for _twice in range(2):
        services.ask_to_stand(vote_id=vote.pk, actor=officer)
    assert OutboxMessage.objects.filter(kind="taskforce.vote").count() == 3
    refusal("not-allowed", services.stand, **asked | {"actor": members[1].person})
    services.stand(**asked)
    sign_in(client, members[1].person, "code")
    page = f"/my/taskforce/vote/{vote.pk}/stand/"
    assert "Stand for chair" in words(client, "/my/taskforce/")
    assert client.post(page, {"stand": "yes"}).status_code == 302
    assert "I no longer stand" in words(client, page)
    services.open_vote(vote_id=vote.pk, actor=officer)
    assert {c.member for c in vote.candidates.all()} == set(members[:2])
    assert client.post(page, {"stand": "no"}).status_code == 409
    refusal("not-a-draft", services.stand, **asked)


def test_who_stands_while_an_officer_has_the_page_open_still_stands(office, officer):
    listed, meanwhile, added = (MemberFactory() for _number in range(3))
    ahead = timezone.localtime(timezone.now() + timedelta(days=3))
    vote = services.call_vote(
        title="Demo chair", closes_at=ahead, candidates=[listed], actor=officer
    )
    services.ask_to_stand(vote_id=vote.pk, actor=officer)
    services.stand(vote_id=vote.pk, member_id=meanwhile.pk, actor=meanwhile.person)
    asked = {
        "title_en": "Demo chair",
        "closes_at": ahead.strftime("%Y-%m-%dT12:00:00"),
        "initial-candidates": [listed.pk],
        "candidates": [added.pk],
    }
    assert press(office, url("vote", "change", vote.pk), asked).status_code == 302
    assert {c.member for c in vote.candidates.all()} == {meanwhile, added}


def test_a_new_chair_is_a_draft_vote_of_the_review(officer):
    refusal(
        "no-chair", decide, review=ReviewFactory(), officer=officer, outcome="close", new_chair=True
    )
    review = decide(Review.objects.get(), officer, new_chair=True)
    vote = Vote.objects.get()
    assert (vote.review, vote.state) == (review, "draft")
    assert not OutboxMessage.objects.filter(kind="taskforce.vote").exists()


def test_the_result_is_told_to_everybody_who_could_vote(ballot):
    vote, members = ballot
    cast(vote, members[2], members[0])
    OutboxMessage.objects.all().delete()
    with time_machine.travel(vote.closes_at + COUNTED_AFTER, tick=False):
        services.close_overdue_votes()
    told = OutboxMessage.objects.filter(kind="taskforce.vote")
    assert {row.to_address for row in told} == {member.person.email for member in members}


def test_a_chair_is_seated_once_and_only_from_the_last_vote(office, ballot, officer):
    vote, members = ballot
    for member in members:
        cast(vote, member, members[1])
    services.close_vote(vote_id=vote.pk, actor=officer)
    label = "Make the elected member chair"
    assert label in words(office, url("vote", "change", vote.pk))
    services.seat_winner(vote_id=vote.pk, actor=officer)
    assert label not in words(office, url("vote", "change", vote.pk))


def test_evidence_is_ticked_on_the_page_of_a_review(office):
    review, evidence = ReviewFactory(), EvidenceFactory()
    asked = {"impact_en": "a", "relevance_en": "b", "need_en": "c", "evidence": [evidence.pk]}
    assert press(office, url("review", "change", review.pk), asked).status_code == 302
    assert list(review.evidence.all()) == [evidence]


def test_each_member_votes_once(ballot):
    vote, members = ballot
    cast(vote, members[2], members[0])
    refusal("voted-already", cast, vote=vote, member=members[2], candidate=members[1])
    assert Ballot.objects.count() == Turnout.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        Turnout.objects.create(vote=vote, member=members[2])


def test_who_may_not_vote(ballot):
    vote, members = ballot
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        late = MemberFactory(starts_on=day(0))
        refusal("not-an-elector", cast, vote=vote, member=late, candidate=members[0])
    refusal(
        "not-allowed",
        cast,
        vote=vote,
        member=members[2],
        candidate=members[0],
        actor=members[3].person,
    )
    other = CandidateFactory(vote__title="Another")
    refusal(
        "not-a-candidate",
        services.cast_vote,
        vote_id=vote.pk,
        candidate_id=other.pk,
        member_id=members[2].pk,
        actor=members[2].person,
    )
    Vote.objects.update(closes_at=timezone.now())
    refusal("not-open", cast, vote=vote, member=members[2], candidate=members[0])


def test_no_row_leads_from_a_member_to_a_ballot():
    """Neither table has a key to the other, a time, or a number that counts up."""
    shared = {
        field.related_model.__name__
        for model in (Ballot, Turnout)
        for field in model._meta.concrete_fields
        if field.related_model
    }
    assert shared == {"Vote", "Candidate", "Member"}
    for model in (Ballot, Turnout):
        kinds = {field.get_internal_type() for field in model._meta.concrete_fields}
        assert kinds == {"UUIDField", "ForeignKey"}
    assert not {"Ballot", "Turnout"} & {
        entry.content_type.model_class().__name__ for entry in LogEntry.objects.all()
    }


def test_closing_counts_elects_and_writes_the_rows_anew(ballot, officer):
    vote, members = ballot
    refusal("too-early", services.close_vote, vote_id=vote.pk, actor=officer)
    for number, member in enumerate(members):
        cast(vote, member, members[number == 4])
    before = {*Ballot.objects.values_list("pk", flat=True)}
    before |= {*Turnout.objects.values_list("pk", flat=True)}
    services.close_vote(vote_id=vote.pk, actor=officer)
    vote.refresh_from_db()
    assert vote.winner == members[0]
    assert not vote.by_lot
    assert dict(vote.candidates.values_list("member", "votes")) == {
        members[0].pk: 4,
        members[1].pk: 1,
    }
    after = {*Ballot.objects.values_list("pk", flat=True)}
    after |= {*Turnout.objects.values_list("pk", flat=True)}
    assert not before & after
    assert Ballot.objects.count() == Turnout.objects.count() == 5
    assert LogEntry.objects.filter(actor__in=[m.person for m in members]).count() == 0


@pytest.mark.parametrize("seed", ["a" * 64, "b" * 64, "c" * 64])
def test_a_tie_is_decided_by_a_lot_that_anybody_can_work_out(ballot, seed):
    vote, members = ballot
    Vote.objects.update(seed=seed)
    cast(vote, members[2], members[0])
    cast(vote, members[3], members[1])
    with time_machine.travel(vote.closes_at + COUNTED_AFTER, tick=False):
        assert services.close_overdue_votes() == 1
        assert services.close_overdue_votes() == 0
    vote.refresh_from_db()
    assert vote.by_lot
    drawn = min(members[:2], key=lambda m: sha256(f"{seed}:{m.slug}".encode()).hexdigest())
    assert vote.winner == drawn


def test_where_nobody_votes_nobody_is_elected(ballot, officer):
    vote, _members = ballot
    with time_machine.travel(vote.closes_at + COUNTED_AFTER, tick=False):
        services.close_vote(vote_id=vote.pk, actor=officer)
    vote.refresh_from_db()
    assert vote.winner is None
    refusal("not-counted", services.seat_winner, vote_id=vote.pk, actor=officer)


def test_the_winner_takes_the_chair(ballot, officer):
    vote, members = ballot
    services.give_role(member_id=members[4].pk, role="chair", actor=officer)
    for member in members:
        cast(vote, member, members[1])
    services.close_vote(vote_id=vote.pk, actor=officer)
    services.seat_winner(vote_id=vote.pk, actor=officer)
    assert MemberRole.objects.get(role="chair", ends_on=None).member == members[1]


def test_a_cancelled_vote_counts_nothing(ballot, officer):
    vote, members = ballot
    cast(vote, members[2], members[0])
    refusal("reason-needed", services.cancel_vote, vote_id=vote.pk, reason="", actor=officer)
    services.cancel_vote(vote_id=vote.pk, reason="Wrong date", actor=officer)
    assert not Ballot.objects.exists()
    refusal("not-open", cast, vote=vote, member=members[3], candidate=members[0])


def test_a_member_votes_on_their_page_and_sees_the_result_only_afterwards(client, ballot, officer):
    vote, members = ballot
    sign_in(client, members[2].person, "code")
    page = f"/my/taskforce/vote/{vote.pk}/"
    assert vote.title in words(client, "/my/taskforce/")
    asked = words(client, page)
    assert vote.commitment in asked
    assert vote.seed not in asked
    assert "There is a problem" in client.post(page, {}).content.decode()
    for wrong in ("0", "x", "9" * 30):
        assert client.post(page, {"candidate": wrong}).status_code == 200
    choice = vote.candidates.get(member=members[0]).pk
    assert client.post(page, {"candidate": choice}).status_code == 302
    assert "You have voted" in words(client, page)
    assert vote.title not in words(client, "/my/taskforce/")
    assert vote.title not in words(client, "/taskforce/reviews/")
    with time_machine.travel(vote.closes_at + COUNTED_AFTER, tick=False):
        services.close_vote(vote_id=vote.pk, actor=PORTAL)
    vote.refresh_from_db()
    assert "elected" in words(client, page)
    assert vote.seed in words(client, page)


def test_counts_are_public_and_names_only_with_consent(client, ballot):
    vote, members = ballot
    ConsentFactory(member=members[0])
    for member in members[:3]:
        cast(vote, member, members[0])
    with time_machine.travel(vote.closes_at + COUNTED_AFTER, tick=False):
        services.close_vote(vote_id=vote.pk, actor=PORTAL)
    page = words(client, "/taskforce/reviews/")
    assert members[0].person.name in page
    assert members[1].person.name not in page


def test_an_officer_calls_opens_and_closes_a_vote(office, client):
    members = [MemberFactory() for _number in range(2)]
    ahead = timezone.localtime(timezone.now() + timedelta(days=3))
    asked = {"title_en": "Demo vote", "closes_at": ahead.strftime("%Y-%m-%dT12:00:00")}
    press(office, url("vote", "add"), asked | {"candidates": [members[0].pk]})
    vote = Vote.objects.get()
    page = press(office, url("vote", "open", vote.pk)).content.decode()
    assert "at least two" in page
    asked["candidates"] = [member.pk for member in members]
    assert press(office, url("vote", "change", vote.pk), asked).status_code == 302
    press(office, url("vote", "ask", vote.pk))
    assert str(members[0]) in words(office, url("vote", "open", vote.pk))
    press(office, url("vote", "open", vote.pk))
    page = press(office, url("vote", "close", vote.pk)).content.decode()
    assert "everybody has voted" in page
    for member in members:
        cast(vote, member, members[1])
    shown = words(office, url("vote", "change", vote.pk))
    assert "2 / 2" in shown
    press(office, url("vote", "close", vote.pk))
    press(office, url("vote", "seat", vote.pk))
    assert MemberRole.objects.get().member == members[1]


def test_who_may_only_read_runs_no_vote(client, reader):
    sign_in_officer(client, reader)
    vote = VoteFactory()
    for page in ("open", "close", "cancel", "seat"):
        assert client.post(url("vote", page, vote.pk), {"reason": "x"}).status_code == 403
    refusal("not-allowed", services.cancel_vote, vote_id=vote.pk, reason="x", actor=reader)
    assert Candidate.objects.count() == 0
