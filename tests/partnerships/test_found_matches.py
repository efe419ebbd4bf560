"""What matching finds is kept once, told once a day, and taken back when it is no longer so."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from core.words import say
from messaging.due import run_due
from messaging.models import Due, OutboxMessage
from organisations.enums import Role
from partnerships import services
from partnerships.enums import MatchState
from partnerships.models import Match, Posting
from partnerships.reminders import next_nine
from tests.factories.organisations import MembershipFactory, group_with
from tests.factories.partnerships import PostingFactory, days, facts, matched
from tests.factories.places import WardFactory

pytestmark = pytest.mark.django_db

State = MatchState


def test_a_need_meets_an_offer_and_says_why_in_words():
    ward = WardFactory()
    need = PostingFactory(parts=[("rooms-hall", 2), ("volunteers", 3)])
    offer = PostingFactory(kind="offer", parts=[("rooms-hall", 1), ("volunteers-drivers", 5)])
    need.wards.add(ward)
    need.spoken.create(code="ur")
    assert services.look_for_matches() == 1
    match = Match.objects.get()
    assert (match.need, match.state) == (need, State.SUGGESTED)
    assert [side.organisation for side in match.sides.all()] == [
        *(need.organisation, offer.organisation),
    ]
    hall, drivers = match.sides.get(organisation=offer.organisation).gifts.all()
    assert [(gift.category, gift.amount) for gift in (hall, drivers)] == [
        *(("rooms-hall", 1), ("volunteers", 3)),
    ]
    assert [say(reason) for reason in hall.reasons] == [
        "It is just what is needed.",
        "It is there in every ward that was named (1).",
        "It is 1 of the 2 that are needed.",
        "None of the languages that were named is spoken.",
        "The two groups are not partners yet.",
    ]


def test_three_groups_together_cover_what_none_can_alone():
    match, people = matched(offering=3)
    assert match.sides.count() == 4
    assert [side.gifts.count() for side in match.sides.all()] == [0, 1, 1, 1]
    assert {group for group, _owner in people} == {*match.groups()}
    assert match.groups()[0] == match.need.organisation


def test_looking_again_finds_nothing_new_until_something_changes():
    need = PostingFactory()
    PostingFactory(kind="offer")
    assert services.look_for_matches() == 1
    assert services.look_for_matches() == 0
    PostingFactory(kind="offer")
    assert services.look_for_matches() == 1
    assert need.matches.count() == 2


def test_what_was_changed_while_it_was_looked_at_is_looked_at_again(monkeypatch):
    need = PostingFactory()
    PostingFactory(kind="offer")
    board_of = services.finding.board_of

    def changed_meanwhile(live):
        Posting.objects.filter(pk=need.pk).update(changed_at=timezone.now())
        return board_of(live)

    monkeypatch.setattr(services.finding, "board_of", changed_meanwhile)
    services.look_for_matches()
    need.refresh_from_db()
    assert need.looked_at is None


def test_what_is_closed_or_changed_takes_its_matches_back():
    group, owner = group_with()
    need = services.post(organisation_id=group.pk, actor=owner, facts=facts())
    PostingFactory(kind="offer")
    services.look_for_matches()
    match = Match.objects.get()
    services.change(posting_id=need.pk, actor=owner, facts=facts(parts=[("skills", 1)]))
    match.refresh_from_db()
    assert match.state == State.WITHDRAWN
    assert say(match.moves.last().reason).startswith("A need or an offer of this match")
    services.change(posting_id=need.pk, actor=owner, facts=facts())
    assert services.look_for_matches() == 1
    match.refresh_from_db()
    assert match.state == State.SUGGESTED
    services.mark_met(posting_id=need.pk, actor=owner)
    match.refresh_from_db()
    assert match.state == State.WITHDRAWN


def test_an_offer_that_runs_out_takes_its_matches_back():
    match, _people = matched()
    Posting.objects.filter(kind="offer").update(expires_on=days(-1))
    services.look_for_matches()
    match.refresh_from_db()
    assert match.state == State.WITHDRAWN


def test_a_yes_does_not_outlive_what_it_was_said_to():
    match, [(asking, owner), (giving, _)] = matched()
    services.answer(match_id=match.pk, organisation_id=asking.pk, actor=owner, says_yes=True)
    offer = giving.postings.get()
    theirs = giving.memberships.get().person
    changed = facts("offer", parts=[("volunteers", 2)])
    services.change(posting_id=offer.pk, actor=theirs, facts=changed)
    services.look_for_matches()
    match.refresh_from_db()
    assert match.state == State.SUGGESTED
    assert {side.says_yes for side in match.sides.all()} == {None}


def test_those_who_act_for_a_group_are_told_once_at_nine():
    match, [(asking, owner), (giving, theirs)] = matched()
    MembershipFactory(organisation=asking, role=Role.VIEWER)
    assert Due.objects.filter(kind="partnerships.matches-digest").count() == 2
    PostingFactory(kind="offer", parts=[("volunteers", 1)])
    services.look_for_matches()
    assert OutboxMessage.objects.count() == 0
    services.answer(match_id=match.pk, organisation_id=giving.pk, actor=theirs, says_yes=True)
    with time_machine.travel(next_nine(timezone.now()) + timedelta(minutes=1), tick=False):
        run_due()
        run_due()
    told = OutboxMessage.objects.filter(kind="partnerships.matches")
    assert told.filter(to_address=owner.email).count() == 1
    assert "2 matches" in told.get(to_address=owner.email).subject
    assert not told.filter(to_address=theirs.email).exists()


@pytest.mark.parametrize(
    ("now", "nine"),
    [
        ("2026-06-01T07:59Z", "2026-06-01T08:00Z"),
        ("2026-06-01T08:00Z", "2026-06-02T08:00Z"),
        ("2026-10-24T10:00Z", "2026-10-25T09:00Z"),
    ],
)
def test_nine_is_nine_in_luton(now, nine):
    moment = timezone.datetime.fromisoformat
    assert next_nine(moment(now)) == moment(nine)


def test_a_big_town_is_read_in_a_constant_number_of_statements(django_assert_num_queries):
    for number in (1, 3, 30):
        for _ in range(number):
            PostingFactory(kind="offer", parts=[("skills-law", 1)])
        with django_assert_num_queries(5):
            services.finding.board_of(Posting.objects.live().with_details())
