"""Who may do what, as a table; and who counts in a committee."""

import pytest
from django.contrib.auth.models import AnonymousUser

from core.text import comparable
from organisations import rules
from organisations.enums import MembershipState, OrganisationState, Role
from organisations.rules import Act, Duty
from people import roles
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.people import ResidentFactory, officer_of

pytestmark = pytest.mark.django_db

# Rows: what somebody does. Columns: who may, of the roles of a group.
MATRIX = {
    Act.SEE: {Role.OWNER, Role.EDITOR, Role.VIEWER},
    Act.READ_DOCUMENTS: {Role.OWNER, Role.EDITOR, Role.VIEWER},
    Act.EDIT: {Role.OWNER, Role.EDITOR},
    Act.MANAGE_PEOPLE: {Role.OWNER},
    Act.HAND_OVER: {Role.OWNER},
    Act.LIST: {Role.OWNER},
}
OFFICERS = {
    duty: {roles.FUND_OFFICER}
    | ({roles.READ_ONLY, roles.HUB_MANAGER, roles.HUB_OFFICER} if duty == Duty.SEE else set())
    for duty in Duty
}


def test_the_table_names_every_act_and_every_role():
    assert {*MATRIX} == {*Act}
    assert {*rules.MAY} == {*Role}
    assert {*rules.OFFICERS_MAY} == {*Duty}


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("role", Role)
def test_each_role_does_what_the_table_says(act, role):
    member = MembershipFactory(role=role)
    allowed = role in MATRIX[act]
    assert rules.may(member.person, member.organisation, act) is allowed
    assert rules.may(member.person, OrganisationFactory(), act) is False


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", [state for state in MembershipState if state != "active"])
def test_who_was_invited_or_asked_or_left_may_nothing(act, state):
    ended = state in {MembershipState.LEFT, MembershipState.DECLINED}
    member = MembershipFactory(role=Role.OWNER)
    changed = {"state": state, "email": "demo@demo.example", "expires_at": member.created_at}
    changed |= {"ended_at": member.created_at} if ended else {}
    type(member).objects.filter(pk=member.pk).update(**changed)
    assert rules.may(member.person, member.organisation, act) is False


@pytest.mark.parametrize("act", Act)
@pytest.mark.parametrize("state", [OrganisationState.CLOSED, OrganisationState.MERGED])
def test_nobody_does_anything_for_a_group_that_has_ended(act, state):
    member = MembershipFactory(role=Role.OWNER)
    member.organisation.state = state
    assert rules.may(member.person, member.organisation, act) is False


@pytest.mark.parametrize("act", Act)
def test_strangers_shut_accounts_and_officers_do_nothing_for_a_group(act):
    member = MembershipFactory(role=Role.OWNER)
    group = member.organisation
    assert rules.may(AnonymousUser(), group, act) is False
    assert rules.may(None, group, act) is False
    assert rules.may(ResidentFactory(), group, act) is False
    assert rules.may(officer_of(roles.FUND_OFFICER), group, act) is False
    member.person.is_active = False
    assert rules.may(member.person, group, act) is False


@pytest.mark.parametrize("duty", Duty)
@pytest.mark.parametrize("role", roles.ROLES)
def test_each_officer_does_what_the_table_says(duty, role):
    assert rules.officer_may(officer_of(role), duty) is (role in OFFICERS[duty])


@pytest.mark.parametrize("duty", Duty)
def test_residents_and_owners_do_nothing_of_the_officers(duty):
    assert rules.officer_may(MembershipFactory(role=Role.OWNER).person, duty) is False


def test_an_owner_doesnt_check_close_or_merge_their_own_group():
    member = MembershipFactory(role=Role.OWNER)
    for to in OrganisationState:
        assert member.organisation.may_move(member.person, to) is False


def test_a_public_page_is_for_everybody_and_another_for_its_people_and_officers():
    listed, private = OrganisationFactory(listed=True), OrganisationFactory()
    mine = MembershipFactory(organisation=private).person
    assert rules.may_see_public_page(AnonymousUser(), listed)
    assert not rules.may_see_public_page(AnonymousUser(), private)
    assert not rules.may_see_public_page(ResidentFactory(), private)
    assert rules.may_see_public_page(mine, private)
    assert rules.may_see_public_page(officer_of(roles.FUND_OFFICER), private)


@pytest.mark.parametrize(
    ("names", "related", "counted"),
    [
        ("Ann Ben Cai", [], 3),
        ("Ann Ben Cai", ["Ann Ben"], 2),
        # Somebody related to two others makes one family of all three.
        ("Ann Ben Cai", ["Ann Ben", "Ben Cai"], 1),
        ("Ann Ben Cai Dee Eva", ["Ann Ben", "Cai Dee"], 3),
        ("Ann Ben Cai", ["Ann Ann"], 3),
        ("Ann Ann Ben", [], 2),
        # Said of somebody who isn't on the list any more.
        ("Ann Ben Cai", ["Ann Zed"], 3),
        ("", [], 0),
    ],
)
def test_of_people_who_are_related_one_counts(names, related, counted):
    folk = [comparable(name) for name in names.split()]
    pairs = [tuple(comparable(name) for name in pair.split()) for pair in related]
    assert rules.unrelated(folk, pairs) == counted
