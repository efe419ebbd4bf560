"""Checked once, in the directory with consent, closed; flags that officers look at."""

import pytest

from messaging.models import OutboxMessage
from organisations import services
from organisations.enums import FlagKind, Listing, MembershipState, OrganisationState
from organisations.models import Flag, Organisation
from people import roles
from tests.factories.organisations import (
    CommitteeMemberFactory,
    MembershipFactory,
    OrganisationFactory,
    group_with,
)
from tests.factories.people import ResidentFactory, officer_of
from tests.organisations.test_groups import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return officer_of(roles.FUND_OFFICER)


def as_it_is(group) -> tuple:
    group.refresh_from_db()
    return group.state, group.listing


def told() -> list[str]:
    return [*OutboxMessage.objects.order_by("pk").values_list("to_address", flat=True)]


def test_a_group_is_listed_with_consent_once_it_is_checked(officer):
    group, owner = group_with()
    by_owner = {"organisation_id": group.pk, "actor": owner}
    services.put_into_directory(**by_owner)
    assert as_it_is(group) == ("new", Listing.ASKED)
    services.verify(organisation_id=group.pk, actor=officer, note="Looked at the register.")
    assert as_it_is(group) == ("verified", Listing.LISTED)
    assert group.verified_on
    services.unverify(organisation_id=group.pk, actor=officer, reason="It moved.")
    assert as_it_is(group) == ("new", Listing.ASKED)
    services.verify(organisation_id=group.pk, actor=officer, note="Again.")
    assert as_it_is(group) == ("verified", Listing.LISTED)
    services.take_out_of_directory(**by_owner)
    assert as_it_is(group) == ("verified", Listing.PRIVATE)
    assert group.listing_agreed_at is None
    assert told() == [owner.email] * 3
    services.put_into_directory(**by_owner)
    assert as_it_is(group) == ("verified", Listing.LISTED)


def test_an_officer_lists_only_where_the_group_agreed_and_says_why_not(officer):
    group, owner = group_with(checked=True)
    asked = {"organisation_id": group.pk, "actor": officer}
    assert refused(services.put_into_directory, **asked) == "no-words"
    services.put_into_directory(**asked, agreed="By letter of the chair.")
    assert as_it_is(group) == ("verified", Listing.LISTED)
    assert refused(services.take_out_of_directory, **asked) == "no-words"
    services.take_out_of_directory(**asked, reason="The page was misused.")
    assert as_it_is(group) == ("verified", Listing.PRIVATE)
    assert told() == [owner.email]
    assert [move.reason for move in group.moves.all()] == [
        "By letter of the chair.", "The page was misused.",
    ]  # fmt: skip


def test_officers_write_down_what_they_looked_at_and_why(officer):
    asked = {"organisation_id": OrganisationFactory().pk, "actor": officer}
    assert refused(services.verify, **asked, note=" ") == "no-words"
    assert refused(services.close, **asked, reason="") == "no-words"
    services.verify(**asked, note="x")
    assert refused(services.unverify, **asked, reason="\u200b") == "no-words"
    assert refused(services.check_again, **asked, note="") == "no-words"
    flag = Flag.objects.create(organisation=OrganisationFactory(), kind=FlagKind.CHANGED)
    assert refused(services.settle, flag_id=flag.pk, actor=officer, note="") == "no-words"


def test_a_group_that_says_nothing_of_itself_isnt_listed():
    group, owner = group_with(summary="")
    asked = {"organisation_id": group.pk, "actor": owner}
    assert refused(services.put_into_directory, **asked) == "no-summary"


def test_only_those_who_may_check_list_close_or_keep_a_supplier(officer):
    group, owner = group_with()
    editor = MembershipFactory(organisation=group, role="editor").person
    of = {"organisation_id": group.pk}
    for actor in (owner, editor, ResidentFactory(), officer_of(roles.READ_ONLY)):
        for act, said in (
            (services.verify, {"note": "x"}),
            (services.close, {"reason": "x"}),
            (services.keep_supplier, {"supplier_reference": "S-1"}),
        ):
            assert refused(act, **of, actor=actor, **said) == "not-allowed"
    assert refused(services.put_into_directory, **of, actor=editor) == "not-allowed"
    assert refused(services.take_out_of_directory, **of, actor=editor) == "not-allowed"
    services.verify(**of, actor=officer, note="x")
    assert refused(services.verify, **of, actor=officer, note="x") == "not-a-move"
    assert refused(services.unverify, **of, actor=owner, reason="x") == "not-allowed"


def test_a_closed_group_has_nobody_and_everybody_is_told(officer):
    group, owner = group_with(listed=True)
    viewer = MembershipFactory(organisation=group).person
    asking = ResidentFactory()
    services.ask_to_join(organisation_id=group.pk, actor=asking, consent=True)
    OutboxMessage.objects.all().delete()
    services.close(organisation_id=group.pk, actor=officer, reason="They stopped.")
    assert as_it_is(group) == (OrganisationState.CLOSED, Listing.PRIVATE)
    assert {*group.memberships.values_list("state", flat=True)} == {"left", "declined"}
    assert told() == [owner.email, viewer.email]
    asked = {"organisation_id": group.pk, "actor": officer}
    assert refused(services.close, **asked, reason="x") == "ended"
    assert refused(services.ask_to_join, **asked | {"actor": asking}, consent=True) == "ended"
    assert group.memberships.filter(state=MembershipState.ACTIVE).count() == 0


@pytest.mark.parametrize(
    "account", ["12345678", "30-00-00", "SUP 12345678", "GB29 NWBK 6016", "30 00 00"]
)
def test_the_portal_keeps_no_account_numbers(officer, account):
    asked = {"organisation_id": OrganisationFactory().pk, "actor": officer}
    assert refused(services.keep_supplier, **asked, supplier_reference=account) == "account"
    assert services.keep_supplier(**asked, supplier_reference=" SUP-10442 ").supplier_reference == (
        "SUP-10442"
    )


def flags_of(group) -> list[tuple]:
    return [*group.flags.open().values_list("kind", "other", "detail").order_by("kind", "pk")]


def test_a_charity_number_padded_into_a_company_number_is_flagged():
    group, owner = group_with()
    asked = {"organisation_id": group.pk, "actor": owner}
    services.add_number(**asked, scheme="GB-CHC", identifier="234567")
    assert flags_of(group) == []
    number = services.add_number(**asked, scheme="GB-COH", identifier="234567")
    assert flags_of(group) == [(FlagKind.NUMBER, None, "GB-COH-00234567")]
    services.remove_number(**asked, number_id=number.pk)
    assert flags_of(group) == []


def test_another_groups_number_is_flagged_unless_it_is_the_parents():
    parent, _owner = group_with()
    parent.numbers.create(scheme="GB-CHC", identifier="234567")
    group, owner = group_with()
    asked = {"organisation_id": group.pk, "actor": owner, "scheme": "GB-CHC"}
    number = services.add_number(**asked, identifier="234567", is_parents=True)
    assert flags_of(group) == []
    del asked["scheme"]
    services.remove_number(**asked, number_id=number.pk)
    services.add_number(**asked, scheme="GB-CHC", identifier="234567")
    assert flags_of(group) == [(FlagKind.SAME_NUMBER, parent.pk, "GB-CHC-234567")]


def test_the_same_address_and_people_across_groups_are_flagged_once_and_for_officers():
    same = {"address": "1 Demo Street", "postcode": "LU1 1AA"}
    first, owner = group_with(**same)
    CommitteeMemberFactory(organisation=first, name="Ann Demo")
    second, other = group_with(**same)
    by_owner, by_other = (
        {"organisation_id": group.pk, "actor": actor}
        for group, actor in ((first, owner), (second, other))
    )
    services.name_committee_member(**by_other, name="ANN  démo")
    assert flags_of(second) == [(FlagKind.SAME_ADDRESS, first.pk, "")]
    # One person in common may just have a common name; two are worth a look.
    services.name_committee_member(**by_other, name=owner.name)
    assert (FlagKind.SAME_PEOPLE, first.pk, "") in flags_of(second)
    services.name_committee_member(**by_owner, name="Cai Demo")
    assert flags_of(first) == []
    assert Flag.objects.count() == 2


def test_what_was_settled_isnt_raised_again_and_what_isnt_so_any_more_goes(officer):
    group, owner = group_with(name="Demo Lunch Club")
    OrganisationFactory(name="Demo Lunch Club")
    asked = {"organisation_id": group.pk, "actor": owner}
    services.name_committee_member(**asked, name="Ann Demo")
    (flag,) = group.flags.all()
    assert flag.kind == FlagKind.SAME_NAME
    said = {"flag_id": flag.pk, "note": "Two clubs, two streets."}
    assert refused(services.settle, **said, actor=owner) == "not-allowed"
    services.settle(**said, actor=officer)
    assert refused(services.settle, **said, actor=officer) == "settled"
    services.name_committee_member(**asked, name="Ben Demo")
    assert group.flags.count() == 1
    other = OrganisationFactory(name="Demo Lunch Club")
    services.name_committee_member(**asked, name="Cai Demo")
    assert flags_of(group) == [(FlagKind.SAME_NAME, other.pk, "")]
    Organisation.objects.filter(pk=other.pk).update(name="Other", name_compared="other")
    services.name_committee_member(**asked, name="Dee Demo")
    assert flags_of(group) == []


def test_checking_settles_what_was_changed(officer):
    group, owner = group_with(checked=True)
    services.add_number(organisation_id=group.pk, actor=owner, scheme="GB-EDU", identifier="109876")
    assert [kind for kind, _other, _detail in flags_of(group)] == [FlagKind.CHANGED]
    services.check_again(organisation_id=group.pk, actor=officer, note="In order.")
    assert flags_of(group) == []
    unchecked = {"organisation_id": OrganisationFactory().pk, "actor": officer, "note": "x"}
    assert refused(services.check_again, **unchecked) == "not-verified"
