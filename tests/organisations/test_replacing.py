"""An owner who can't be reached is replaced after two others of the committee confirm it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from messaging.models import OutboxMessage
from organisations import services
from organisations.enums import MembershipState, Role
from organisations.models import OwnerReplacement
from organisations.services import Confirmed
from people import roles
from tests.factories.organisations import CommitteeMemberFactory, MembershipFactory, group_with
from tests.factories.people import ResidentFactory, officer_of
from tests.organisations.test_groups import refused
from tests.organisations.test_people import link

pytestmark = pytest.mark.django_db


def confirmed(*members) -> list[Confirmed]:
    return [Confirmed(one.pk, "By telephone, with me", timezone.localdate()) for one in members]


def told() -> list[str]:
    """Who was written to, in order."""
    return [*OutboxMessage.objects.order_by("pk").values_list("to_address", flat=True)]


@pytest.fixture
def case():
    """What the service is asked, of a group with two of its committee, and its owner."""
    group, owner = group_with()
    two = [CommitteeMemberFactory(organisation=group) for _one in range(2)]
    return {
        "organisation_id": group.pk,
        "actor": officer_of(roles.FUND_OFFICER),
        "leaving_id": group.memberships.owners().get().pk,
        "reason": "Three letters came back.",
        "confirmed": confirmed(*two),
    }, group, owner  # fmt: skip


def test_somebody_of_the_group_becomes_owner_at_once_and_all_is_recorded(case):
    asked, group, owner = case
    coming = MembershipFactory(organisation=group)
    services.replace_owner(**asked, coming_id=coming.pk)
    left = group.memberships.get(person=owner)
    assert (left.state, bool(left.ended_at)) == (MembershipState.LEFT, True)
    assert [one.person for one in services.owners_of(group)] == [coming.person]
    kept = OwnerReplacement.objects.get()
    assert kept.done_at
    assert (kept.officer, kept.reason) == (asked["actor"], asked["reason"])
    assert kept.confirmations.count() == 2
    assert told() == [owner.email, coming.person.email]
    assert "you are its owner now" in OutboxMessage.objects.get(to_address=coming.person.email).text


def test_who_is_invited_becomes_owner_when_they_say_yes_and_not_before(case):
    asked, group, owner = case
    viewer = MembershipFactory(organisation=group)
    replacement = services.replace_owner(**asked, email="next@demo.example")
    assert told() == ["next@demo.example"]
    assert [one.person for one in services.owners_of(group)] == [owner]
    assert replacement.done_at is None
    assert refused(services.replace_owner, **asked, email="other@demo.example") == "waits"
    person = ResidentFactory(email="next@demo.example")
    token = link(replacement.coming)
    services.accept_invitation(token=token, person=person, consent=True)
    replacement.refresh_from_db()
    assert replacement.done_at
    assert {owner.email, viewer.person.email, person.email} <= {*told()}
    assert [one.person for one in services.owners_of(group)] == [person]
    assert group.role_of(owner) == ""


def test_an_invitation_that_came_to_nothing_doesnt_stand_in_the_way(case):
    asked, group, owner = case
    first = services.replace_owner(**asked, email="next@demo.example")
    services.decline_invitation(token=link(first.coming))
    second = services.replace_owner(**asked, email="next@demo.example")
    second.coming.expires_at = timezone.now() - timedelta(days=1)
    second.coming.save()
    assert services.replace_owner(**asked, email="next@demo.example").pk
    assert group.role_of(owner) == Role.OWNER


def test_fewer_than_two_others_of_the_committee_arent_enough(case):
    asked, group, owner = case
    coming = MembershipFactory(organisation=group)
    one = CommitteeMemberFactory(organisation=group)
    namesake = CommitteeMemberFactory(organisation=group, name=owner.name.upper())
    theirs = CommitteeMemberFactory(organisation=group, name=coming.person.name)
    twin = CommitteeMemberFactory(organisation=group, name=one.name)
    elsewhere = CommitteeMemberFactory()
    for wrong in ((), (one,), (one, namesake), (one, theirs), (one, twin), (one, elsewhere)):
        said = asked | {"confirmed": confirmed(*wrong), "coming_id": coming.pk}
        assert refused(services.replace_owner, **said) == "few-confirm"
    assert not OwnerReplacement.objects.exists()
    assert group.role_of(owner) == Role.OWNER


def test_what_makes_no_sense_is_refused_and_only_fund_officers_may(case):
    asked, group, owner = case
    coming = MembershipFactory(organisation=group).pk
    for actor in (owner, ResidentFactory(), officer_of(roles.READ_ONLY)):
        said = asked | {"actor": actor, "coming_id": coming}
        assert refused(services.replace_owner, **said) == "not-allowed"
    assert refused(services.replace_owner, **asked | {"leaving_id": coming}) == "not-owner"
    assert refused(services.replace_owner, **asked) == "no-new-owner"
    themselves = asked | {"coming_id": asked["leaving_id"]}
    assert refused(services.replace_owner, **themselves) == "no-new-owner"
    tomorrow = timezone.localdate() + timedelta(days=1)
    late = [Confirmed(one.member_id, one.how, tomorrow) for one in asked["confirmed"]]
    said = asked | {"confirmed": late, "coming_id": coming}
    assert refused(services.replace_owner, **said) == "in-future"
