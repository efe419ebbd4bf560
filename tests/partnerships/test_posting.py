"""Groups post, change and close; officers enter what was said, and the group confirms it."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from messaging.models import OutboxMessage
from organisations.enums import Role
from partnerships import services
from partnerships.enums import PostingState
from partnerships.models import Part, Posting
from partnerships.services import Entered
from people import roles
from tests.factories.organisations import MembershipFactory, OrganisationFactory, group_with
from tests.factories.partnerships import PostingFactory, days, facts
from tests.factories.people import ResidentFactory, officer_of
from tests.factories.places import WardFactory
from tests.organisations.test_groups import refused

pytestmark = pytest.mark.django_db

State = PostingState


def posted(group, owner, **said) -> Posting:
    return services.post(organisation_id=group.pk, actor=owner, facts=facts(**said))


def entered(officer, *groups, **said) -> list[Posting]:
    entries = [Entered(group.pk, facts(**said)) for group in groups]
    return services.enter(actor=officer, event_name="Demo fair", event_on=days(0), entries=entries)


def test_a_group_posts_what_it_needs_and_all_that_it_said_is_kept():
    group, owner = group_with()
    ward = WardFactory()
    posting = posted(
        group,
        owner,
        title="  A hall and helpers ",
        details="For a weekly lunch.",
        parts=[("rooms-hall", 1), ("volunteers-cooks", 3)],
        wards=[ward.pk],
        languages=["ur", "en", "ur"],
        starts_on=days(3),
        ends_on=days(9),
    )
    posting.refresh_from_db()
    assert (posting.state, posting.title) == (State.OPEN, "A hall and helpers")
    assert [str(part) for part in posting.parts.all()] == ["Hall: 1 room", "Cooks: 3 volunteers"]
    assert posting.languages() == ["English", "Urdu"]
    assert [*posting.wards.all()] == [ward]
    assert (posting.starts_on, posting.ends_on) == (days(3), days(9))
    assert [(move.to_state, move.actor) for move in posting.moves.all()] == [("open", owner)]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"title": "  "}, "no-title"),
        ({"parts": []}, "no-parts"),
        ({"parts": [("rooms-hall", 1), ("rooms-hall", 2)]}, "twice"),
        ({"parts": [("rooms-castle", 1)]}, "unknown"),
        ({"parts": [("rooms-hall", 0)]}, "not-that-many"),
        ({"parts": [("rooms-hall", 100_001)]}, "not-that-many"),
        ({"languages": ["tlh"]}, "unknown"),
        ({"starts_on": days(5), "ends_on": days(4)}, "dates"),
        ({"ends_on": days(-1)}, "over"),
        ({"expires_on": days(-1)}, "not-that-day"),
        ({"expires_on": days(367)}, "not-that-day"),
    ],
)
def test_what_cannot_be_is_refused(said, code):
    group, owner = group_with()
    asked = {"organisation_id": group.pk, "actor": owner}
    assert refused(services.post, **asked, facts=facts(**said)) == code
    assert not Posting.objects.exists()


def test_seven_things_are_too_many():
    group, owner = group_with()
    parts = [(category, 1) for category in ("rooms", "skills", "volunteers", "equipment")]
    parts += [("reach", 1), ("services", 1), ("rooms-hall", 1)]
    asked = {"organisation_id": group.pk, "actor": owner}
    assert refused(services.post, **asked, facts=facts(parts=parts)) == "too-many-parts"


def test_only_who_acts_for_the_group_posts_changes_and_closes():
    group, owner = group_with()
    posting = posted(group, owner)
    viewer = MembershipFactory(organisation=group, role=Role.VIEWER).person
    for person in (viewer, ResidentFactory(), officer_of(roles.READ_ONLY)):
        asked = {"organisation_id": group.pk, "actor": person, "facts": facts()}
        assert refused(services.post, **asked) == "not-allowed"
        asked = {"posting_id": posting.pk, "actor": person}
        assert refused(services.change, **asked, facts=facts()) == "not-allowed"
        for act in (services.close, services.mark_met):
            assert refused(act, **asked) == "not-allowed"
    editor = MembershipFactory(organisation=group, role=Role.EDITOR).person
    assert posted(group, editor).state == State.OPEN


def test_what_officers_enter_waits_for_the_group_and_its_editors_are_asked():
    officer = officer_of(roles.FUND_OFFICER)
    group, owner = group_with()
    MembershipFactory(organisation=group, role=Role.VIEWER)
    other, _their_owner = group_with()
    one, two, three = entered(officer, group, group, other)
    assert {one.state, two.state, three.state} == {State.DRAFT}
    assert (one.event_name, one.event_on, one.entered_by) == ("Demo fair", days(0), officer)
    told = OutboxMessage.objects.filter(kind="partnerships.confirm")
    assert told.count() == 2
    assert "A hall on Fridays" in told.get(to_address=owner.email).text
    assert services.look_for_matches() == 0
    assert refused(services.confirm, posting_id=one.pk, actor=officer) == "not-allowed"
    assert services.confirm(posting_id=one.pk, actor=owner).state == State.OPEN
    changed = services.change(posting_id=two.pk, actor=owner, facts=facts(title="Two halls"))
    assert (changed.state, changed.title) == (State.OPEN, "Two halls")
    assert services.close(posting_id=three.pk, actor=_their_owner).state == State.CLOSED


def test_officers_enter_an_event_that_has_been_all_lines_or_none():
    officer, (group, owner) = officer_of(roles.FUND_OFFICER), group_with()
    asked = {"actor": officer, "event_name": "Demo fair", "event_on": days(0)}
    right = Entered(group.pk, facts())
    wrong = Entered(group.pk, facts(title=""))
    assert refused(services.enter, **asked, entries=[right, wrong]) == "no-title"
    assert refused(services.enter, **asked, entries=[]) == "nothing"
    assert refused(services.enter, **asked | {"event_name": " "}, entries=[right]) == "no-event"
    assert refused(services.enter, **asked | {"event_on": days(1)}, entries=[right]) == (
        "not-that-day"
    )
    for person in (owner, officer_of(roles.READ_ONLY)):
        assert refused(services.enter, **asked | {"actor": person}, entries=[right]) == (
            "not-allowed"
        )
    assert not Posting.objects.exists()


def test_officers_close_with_a_reason_that_the_group_reads():
    officer, (group, owner) = officer_of(roles.FUND_OFFICER), group_with()
    posting = posted(group, owner)
    asked = {"posting_id": posting.pk, "actor": officer}
    assert refused(services.close, **asked, reason=" ") == "reason-needed"
    services.close(**asked, reason="It asks for money.")
    email = OutboxMessage.objects.get(kind="partnerships.closed")
    assert (email.to_address, "It asks for money." in email.text) == (owner.email, True)
    assert refused(services.close, posting_id=posting.pk, actor=owner) == "not-a-move"


def test_what_is_over_runs_out_by_itself_and_can_be_opened_again():
    group, owner = group_with()
    over = PostingFactory(organisation=group, expires_on=days(-1))
    today = PostingFactory(organisation=group, expires_on=days(0))
    assert services.expire() == 1
    over.refresh_from_db()
    today.refresh_from_db()
    assert (over.state, today.state) == (State.EXPIRED, State.OPEN)
    asked = {"posting_id": over.pk, "actor": owner}
    assert refused(services.change, **asked, facts=facts()) == "not-now"
    assert refused(services.confirm, **asked) == "over"
    assert refused(services.open_again, **asked, expires_on=days(-1)) == "not-that-day"
    assert services.open_again(**asked, expires_on=days(9)).state == State.OPEN
    assert services.expire() == 0


def test_a_group_that_has_ended_posts_nothing_and_is_matched_no_more():
    group, owner = group_with()
    posting = posted(group, owner)
    type(group).objects.filter(pk=group.pk).update(state="closed")
    asked = {"organisation_id": group.pk, "actor": owner, "facts": facts()}
    assert refused(services.post, **asked) == "ended"
    assert not Posting.objects.live().exists()
    assert refused(services.change, posting_id=posting.pk, actor=owner, facts=facts()) == "ended"


def test_only_open_ones_of_groups_of_the_directory_are_public():
    shown = PostingFactory()
    PostingFactory(state=State.DRAFT)
    PostingFactory(state=State.CLOSED)
    PostingFactory(organisation=OrganisationFactory())
    assert [*Posting.objects.public()] == [shown]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"kind": "wish"},
        {"title": ""},
        {"starts_on": days(2), "ends_on": days(1)},
        {"event_name": "Demo fair"},
    ],
)
def test_the_database_refuses_what_can_never_be(wrong):
    posting = PostingFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.filter(pk=posting.pk).update(**wrong)


def test_the_database_keeps_one_line_for_each_thing_and_a_real_number():
    part = PostingFactory().parts.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.create(posting=part.posting, category=part.category)
    with pytest.raises(IntegrityError), transaction.atomic():
        Part.objects.filter(pk=part.pk).update(quantity=0)
    with pytest.raises(ValidationError):
        Part(posting=part.posting, category="rooms-castle").full_clean()


def test_a_change_is_looked_at_again():
    group, owner = group_with()
    posting = posted(group, owner)
    Posting.objects.update(looked_at=timezone.now())
    services.change(posting_id=posting.pk, actor=owner, facts=facts(title="Another hall"))
    posting.refresh_from_db()
    assert posting.looked_at is None


def test_what_is_posted_twice_at_once_is_there_once():
    group, owner = group_with()
    asked = {"organisation_id": group.pk, "actor": owner}
    first = services.post(**asked, facts=facts())
    assert services.post(**asked, facts=facts()) == first
    others = [
        facts(title="Another"),
        facts(details="With a stage"),
        facts(weekdays=[2]),
        facts(languages=["ur"]),
        facts(parts=[("rooms-hall", 2)]),
        facts("offer"),
    ]
    for other in others:
        services.post(**asked, facts=other)
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        services.post(**asked, facts=facts())
    assert group.postings.count() == 1 + len(others) + 1
