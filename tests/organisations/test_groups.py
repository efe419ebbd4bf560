"""A group comes to the portal, says what it is, and is found where it is here already."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.refusal import Refusal
from organisations import services
from organisations.enums import FlagKind, Listing, MembershipState, OrganisationState, Role
from organisations.models import Flag, Organisation
from organisations.services import Facts
from organisations.services.readiness import missing_of
from tests.factories.organisations import (
    CommitteeMemberFactory,
    MembershipFactory,
    OrganisationFactory,
    group_with,
)
from tests.factories.people import ResidentFactory
from tests.factories.places import WardFactory

pytestmark = pytest.mark.django_db


def brought(person=None, *, numbers=(), seen=(), consent=True, **said):
    """A group as somebody brings it."""
    facts = Facts(**{"name": "Demo Seed Swap", "form": "community"} | said)
    person = person or ResidentFactory()
    return services.create(actor=person, facts=facts, numbers=numbers, seen=seen, consent=consent)


def refused(act, /, **asked) -> str:
    """The code of why a service says no."""
    with pytest.raises(Refusal) as why:
        act(**asked)
    return why.value.code


def test_who_brings_a_group_is_its_first_owner_with_their_consent():
    person = ResidentFactory()
    group = brought(person, postcode="lu11aa", numbers=[("GB-CHC", "1 087 654")])
    owner = group.memberships.get()
    assert (owner.person, owner.role, owner.state) == (person, Role.OWNER, MembershipState.ACTIVE)
    assert owner.consent_at
    assert (group.state, group.listing) == (OrganisationState.NEW, Listing.PRIVATE)
    assert (group.postcode, group.slug) == ("LU1 1AA", "demo-seed-swap")
    assert group.numbers.get().org_id == "GB-CHC-1087654"
    assert group.moves.get().actor == person


def test_nothing_is_written_without_consent_a_proven_address_or_a_right_number():
    person, facts = ResidentFactory(), Facts(name="Demo Swap", form="community")
    asked = {"actor": person, "facts": facts, "consent": True}
    assert refused(services.create, **asked | {"consent": False}) == "no-consent"
    assert refused(services.create, **asked | {"actor": ResidentFactory(verified=False)}) == (
        "not-allowed"
    )
    assert refused(services.create, **asked, numbers=[("GB-CHC", "12345")]) == "number"
    wrong = Facts(name="Demo Swap", form="community", postcode="nowhere")
    assert refused(services.create, **asked | {"facts": wrong}) == "invalid"
    unknown = Facts(name="Demo Swap", form="a-band")
    assert refused(services.create, **asked | {"facts": unknown}) == "invalid"
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("name", ["Join", "New", "Invitation", "لوٹن گروپ"])
def test_every_group_has_an_address_that_no_page_has(name):
    group = brought(name=name)
    assert group.slug.startswith("group-")


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"name": "Another Name", "numbers": [("GB-CHC", "1087654")]}, "number"),
        ({"name": "BURY  park élders"}, "name"),
        ({"name": "Bury Park Eldres"}, "name"),
        ({"name": "Elders of Bury Park in Luton", "postcode": "LU11AA"}, "postcode"),
    ],
)
def test_a_group_that_is_here_already_is_found_on_entry(said, why):
    known = OrganisationFactory(name="Bury Park Elders", postcode="LU1 1AA")
    known.numbers.create(scheme="GB-CHC", identifier="1087654")
    numbers = said.pop("numbers", ())
    facts = Facts(form="community", **said)
    person = ResidentFactory()
    asked = {"actor": person, "facts": facts, "numbers": numbers, "consent": True}
    assert refused(services.create, **asked) == "alike"
    (found,) = services.alike_to(facts, numbers, person.name)
    assert found.organisation == known
    assert why in found.why
    assert services.create(**asked, seen=[known.pk]).pk


def test_people_of_a_group_with_a_name_like_it_are_found():
    known = OrganisationFactory(name="Bury Park Elders")
    CommitteeMemberFactory(organisation=known, name="Zed Demo")
    facts = Facts(name="Elders of Bury Park, lunch", form="community")
    (found,) = services.alike_to(facts, (), "Zéd  Demo")
    assert (found.organisation, found.why) == (known, ("people",))
    assert services.alike_to(facts, (), "Somebody Else") == []


def test_groups_in_one_building_and_those_that_have_ended_are_not_alike():
    OrganisationFactory(name="Chess for All", postcode="LU1 1AA")
    gone = OrganisationFactory(name="Demo Seed Swap")
    Organisation.objects.filter(pk=gone.pk).update(state="closed")
    assert brought(postcode="LU1 1AA").pk


def test_a_group_says_what_it_is_and_those_who_may_not_dont():
    group, editor = group_with(Role.EDITOR)
    ward = WardFactory()
    facts = Facts(
        name="Demo Repair Café",
        form="cic",
        people=["young", "older"],
        languages=["ur"],
        wards=[ward.pk],
        has_own_account=True,
    )
    asked = {"organisation_id": group.pk, "facts": facts}
    viewer = MembershipFactory(organisation=group).person
    for other in (viewer, ResidentFactory()):
        assert refused(services.change, actor=other, **asked) == "not-allowed"
    services.change(actor=editor, **asked)
    group = Organisation.objects.get(pk=group.pk)
    assert (group.name, group.name_compared, group.form) == (facts.name, "demo repair cafe", "cic")
    assert [*group.wards.all()] == [ward]
    assert group.reach_in_words("people") == ["Young people, 11 to 25", "Older people"]
    assert group.reach_in_words("language") == ["Urdu"]


def test_a_checked_group_that_changes_its_name_or_number_is_looked_at_again():
    group, owner = group_with(checked=True)
    facts = Facts(name=group.name, form=group.form, summary="New words.")
    services.change(organisation_id=group.pk, actor=owner, facts=facts)
    assert not group.flags.exists()
    renamed = Facts(name="Another Demo Name", form=group.form)
    services.change(organisation_id=group.pk, actor=owner, facts=renamed)
    services.add_number(organisation_id=group.pk, actor=owner, scheme="GB-EDU", identifier="109876")
    changed = group.flags.filter(kind=FlagKind.CHANGED)
    assert [flag.detail for flag in changed] == ["name", "GB-EDU-109876"]
    assert Organisation.objects.get(pk=group.pk).is_verified


def test_a_group_has_several_numbers_each_once():
    group, owner = group_with()
    asked = {"organisation_id": group.pk, "actor": owner}
    number = services.add_number(**asked, scheme="GB-CHC", identifier="1087654")
    services.add_number(**asked, scheme="GB-COH", identifier="8123456")
    again = {"scheme": "GB-CHC", "identifier": "1087 654"}
    assert refused(services.add_number, **asked, **again) == "known"
    assert refused(services.add_number, **asked, scheme="GB-XX", identifier="1") == "number"
    services.remove_number(**asked, number_id=number.pk)
    services.remove_number(**asked, number_id=number.pk)
    assert [one.org_id for one in group.numbers.all()] == ["GB-COH-08123456"]


def test_nobody_is_matched_to_a_group_by_the_domain_of_their_address():
    group = OrganisationFactory(email="hello@demo-group.example")
    person = ResidentFactory(email="somebody@demo-group.example")
    assert [*services.organisations_of(person)] == []
    assert services.alike_to(Facts(name="Something else", form="cic"), (), person.name) == []
    assert group.role_of(person) == ""


def test_what_is_missing_is_said_and_goes_when_it_is_there():
    group, owner = group_with(form="charity", summary="")
    codes = [one.code for one in missing_of(group)]
    documents = ["no-governing", "no-accounts", "no-safeguarding", "no-insurance"]
    assert codes == ["summary", "account", "number", "committee", *documents]
    asked = {"organisation_id": group.pk, "actor": owner}
    said = Facts(name=group.name, form="charity", summary="We mend.", has_own_account=False)
    services.change(**asked, facts=said)
    services.add_number(**asked, scheme="GB-SC", identifier="12345")
    ann = services.name_committee_member(**asked, name="Ann Demo")
    services.name_committee_member(**asked, name="Ben Demo", related_to=[ann.pk])
    services.name_committee_member(**asked, name="Cai Demo")
    assert [one.code for one in missing_of(group)] == ["committee", *documents]
    services.name_committee_member(**asked, name="Dee Demo")
    assert [one.code for one in missing_of(group)] == documents
    school = OrganisationFactory(form="school")
    assert "committee" not in [one.code for one in missing_of(school)]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"form": "band"},
        {"slug": ""},
        {"listing": "listed", "listing_agreed_at": None},
        {"listing": "listed", "listing_agreed_at": timezone.now()},
        {"state": "verified"},
        {"state": "merged"},
        {"supplier_reference": "30000012345678"},
    ],
)
def test_the_database_refuses_what_must_never_be(wrong):
    group = OrganisationFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(pk=group.pk).update(**wrong)


def test_the_database_refuses_an_open_flag_twice_but_not_a_settled_one():
    group, other = OrganisationFactory(), OrganisationFactory()
    settled = {"settled_at": timezone.now(), "note": "Looked."}
    for beside in (None, other):
        same = {"organisation": group, "other": beside, "kind": FlagKind.SAME_NAME}
        Flag.objects.create(**same)
        Flag.objects.create(**same, **settled)
        with pytest.raises(IntegrityError), transaction.atomic():
            Flag.objects.create(**same)
