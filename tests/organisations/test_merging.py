"""Two records of one group become one, with everything kept."""

from datetime import timedelta

import pytest
from auditlog.models import LogEntry
from django.utils import timezone

from messaging.models import OutboxMessage
from organisations import services
from organisations.enums import FlagKind, Role
from organisations.merge_keys import KEYS
from organisations.models import Document, Flag, Membership, Organisation
from people import roles
from people.merging import merge_people
from people.models import User
from tests.factories.organisations import (
    CommitteeMemberFactory,
    DocumentFactory,
    MembershipFactory,
    OrganisationFactory,
    group_with,
)
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of
from tests.factories.places import WardFactory
from tests.organisations.test_groups import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    return officer_of(roles.FUND_OFFICER)


def test_somebody_has_said_what_becomes_of_each_key_to_a_group():
    walked = {(model._meta.label, field) for model, field in KEYS.found()}
    assert KEYS.named() <= walked, "Said of a key that doesn't exist."
    assert ("organisations.Membership", "organisation") in walked
    KEYS.moving()


def test_a_key_that_nobody_registered_is_named_and_stops_merging(monkeypatch, officer):
    monkeypatch.delitem(KEYS._keys, ("organisations.CommitteeMember", "organisation"))
    kept, gone = OrganisationFactory(), OrganisationFactory()
    with pytest.raises(LookupError, match=r"organisations\.CommitteeMember\.organisation"):
        services.merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)


def test_everything_of_one_goes_to_the_other(officer):
    kept, owner = group_with(name="Demo Elders", summary="", supplier_reference="S-1")
    gone, other = group_with(
        name="Demo Elders Club",
        listed=True,
        summary="Lunch on Fridays.",
        website="https://demo.example",
        supplier_reference="S-2",
        has_own_account=True,
    )
    same, own = WardFactory(), WardFactory(code="E0demo2", name="Demo Ward 2", slug="demo-2")
    kept.wards.set([same])
    gone.wards.set([same, own])
    for group, code in ((kept, "ur"), (gone, "ur"), (gone, "pl")):
        group.reaches.create(kind="language", code=code)
    for group, number in ((kept, "234567"), (gone, "234567"), (gone, "345678")):
        group.numbers.create(scheme="GB-CHC", identifier=number)
    ann = CommitteeMemberFactory(organisation=gone, name="Ann Demo")
    ann.related_to.add(CommitteeMemberFactory(organisation=gone, name="Ben Demo"))
    CommitteeMemberFactory(organisation=kept, name="ann demo")
    old, new = DocumentFactory(organisation=kept), DocumentFactory(organisation=gone)
    Document.objects.filter(pk=old.pk).update(at=timezone.now() - timezone.timedelta(days=9))
    services.name_committee_member(organisation_id=kept.pk, actor=owner, name="Cai Demo")
    history = gone.moves.create(from_state="new", to_state="verified", actor=officer)

    services.merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)

    kept = Organisation.objects.get(pk=kept.pk)
    gone.refresh_from_db()
    assert (gone.state, gone.merged_into, gone.listing) == ("merged", kept, "private")
    assert (kept.state, kept.listing, kept.name) == ("verified", "private", "Demo Elders")
    assert (kept.summary, kept.website) == ("Lunch on Fridays.", "https://demo.example")
    assert (kept.supplier_reference, kept.has_own_account) == ("S-1", True)
    assert {*kept.memberships.values_list("person", flat=True)} == {owner.pk, other.pk}
    assert {*kept.wards.all()} == {same, own}
    assert {*kept.reaches.values_list("code", flat=True)} == {"ur", "pl"}
    assert {one.identifier for one in kept.numbers.all()} == {"234567", "345678"}
    assert kept.committee.count() == 4
    # Ann is named twice and counts once, with Ben, who is her relative; Cai is the other.
    assert services.counted(kept) == 2
    assert [*kept.documents.current()] == [new]
    assert kept.documents.count() == 2
    assert history in kept.moves.all()
    entry = LogEntry.objects.get_for_object(kept).filter(additional_data__has_key="merged").get()
    assert entry.additional_data["differed"] == {
        "name": "Demo Elders Club", "supplier_reference": "S-2",
    }  # fmt: skip
    told = OutboxMessage.objects.values_list("to_address", flat=True)
    assert {*told} == {owner.email, other.email}
    assert not Flag.objects.filter(organisation=gone).exists()


def test_of_two_places_of_one_person_the_better_one_stays(officer):
    kept, gone = OrganisationFactory(), OrganisationFactory()
    person = ResidentFactory()
    viewer = MembershipFactory(organisation=kept, person=person)
    owner = MembershipFactory(organisation=gone, person=person, role=Role.OWNER)
    invited = MembershipFactory(
        organisation=kept,
        person=None,
        state="invited",
        email="x@demo.example",
        expires_at=timezone.now(),
    )
    active = MembershipFactory(organisation=gone, person=ResidentFactory(email="x@demo.example"))
    services.merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)
    assert {*kept.memberships.live()} == {owner, active}
    viewer.refresh_from_db()
    invited.refresh_from_db()
    assert (viewer.state, invited.state) == ("left", "declined")


def test_two_records_of_a_person_have_one_place_in_a_group():
    group = OrganisationFactory()
    owner = MembershipFactory(organisation=group, role=Role.OWNER)
    viewer = MembershipFactory(organisation=group)
    chief = OfficerFactory(is_superuser=True)
    merge_people(person_id=viewer.person_id, other_id=owner.person_id, actor=chief)
    (place,) = Membership.objects.live()
    assert (place.person_id, place.role) == (viewer.person_id, Role.OWNER)
    assert User.objects.get(pk=owner.person_id).merged_into_id == viewer.person_id


def test_flags_between_the_two_go_and_the_others_are_looked_at_anew(officer):
    kept, gone, third = (OrganisationFactory(name="Demo Elders") for _one in range(3))
    settled = {"settled_at": timezone.now(), "note": "Looked."}
    Flag.objects.create(organisation=gone, other=kept, kind=FlagKind.SAME_NAME, **settled)
    Flag.objects.create(organisation=third, other=gone, kind=FlagKind.SAME_NAME)
    services.merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)
    (flag,) = Flag.objects.all()
    assert (flag.organisation, flag.other, flag.kind) == (kept, third, FlagKind.SAME_NAME)


def test_merging_is_refused_to_those_who_may_not_and_of_what_has_ended(officer):
    kept, owner = group_with()
    gone = OrganisationFactory()
    asked = {"organisation_id": kept.pk, "other_id": gone.pk}
    for actor in (owner, officer_of(roles.READ_ONLY)):
        assert refused(services.merge_organisations, **asked, actor=actor) == "not-allowed"
    same = {"organisation_id": kept.pk, "other_id": kept.pk, "actor": officer}
    assert refused(services.merge_organisations, **same) == "same"
    services.merge_organisations(**asked, actor=officer)
    assert refused(services.merge_organisations, **asked, actor=officer) == "ended"


def test_an_officer_reads_beforehand_what_would_happen(officer):
    kept = OrganisationFactory(name="Demo Elders", website="https://one.example", summary="")
    gone = OrganisationFactory(name="Demo Elders", website="https://two.example")
    CommitteeMemberFactory(organisation=gone)
    for group in (kept, gone):
        group.numbers.create(scheme="GB-CHC", identifier="234567")
    said = services.plan(kept=kept, gone=gone, actor=officer).sentences()
    assert said == [
        "The one that is kept isn’t checked yet.",
        "It won’t be in the directory.",
        "These move: committee members (1).",
        "Both have GB-CHC-234567: it is kept once.",
        "Filled in from the other record: what it does.",
        "These differ, and stay as they are here; the others stay in the history: website.",
    ]
    assert Organisation.objects.get(pk=gone.pk).merged_into is None


def test_the_checked_then_the_listed_then_the_older_record_is_proposed():
    old, new = OrganisationFactory(), OrganisationFactory()
    checked, listed = OrganisationFactory(checked=True), OrganisationFactory(listed=True)
    for better, worse in ((old, new), (checked, old), (listed, checked)):
        assert services.proposed(worse, better) == services.proposed(better, worse) == better


@pytest.mark.parametrize(("listing", "after"), [("asked", "listed"), ("private", "private")])
def test_the_check_counts_for_the_one_that_is_kept_where_a_number_agrees(officer, listing, after):
    agreed = timezone.now() if listing == "asked" else None
    kept, _owner = group_with(listing=listing, listing_agreed_at=agreed)
    gone = OrganisationFactory(listed=True, verified_on=timezone.localdate() - timedelta(days=9))
    gone.moves.create(from_state="new", to_state="verified", actor=officer)
    for group in (kept, gone):
        group.numbers.create(scheme="GB-CHC", identifier="234567")
    said = services.plan(kept=kept, gone=gone, actor=officer).sentences()
    assert "That counts for the one that is kept" in said[0]
    services.merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)
    kept.refresh_from_db()
    assert (kept.state, kept.verified_on, kept.listing) == ("verified", gone.verified_on, after)
    assert kept.moves.filter(to_state="verified", actor=officer).exists()
    text = OutboxMessage.objects.get().text
    assert "checked again" not in text
    assert ("in the directory now" in text) is (after == "private")


@pytest.mark.parametrize("why", ["no number", "a parent's number", "changed since"])
def test_a_check_that_doesnt_count_is_said_before_and_after(officer, why):
    kept, _owner = group_with(listing="asked", listing_agreed_at=timezone.now())
    gone = OrganisationFactory(listed=True)
    if why != "no number":
        for group in (kept, gone):
            is_parents = why == "a parent's number"
            number = {"scheme": "GB-CHC", "identifier": "234567"}
            group.numbers.create(**number, is_parents=is_parents)
    if why == "changed since":
        Flag.objects.create(organisation=gone, kind=FlagKind.CHANGED, detail="Its name.")
    said = services.plan(kept=kept, gone=gone, actor=officer).sentences()
    assert "It has to be checked again" in said[0]
    assert "where the one that goes is now" in said[1]
    services.merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)
    kept.refresh_from_db()
    assert (kept.state, kept.listing) == ("new", "asked")
    text = OutboxMessage.objects.get().text
    assert "It has to be checked again" in text
    assert "in the directory now" in text
