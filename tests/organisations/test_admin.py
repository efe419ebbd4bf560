"""Officers check, list, replace, merge, close and settle; what they read is recorded."""

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from officers.home import parts
from organisations import home, services
from organisations.enums import FlagKind, Listing, OrganisationState
from organisations.models import Flag, Organisation, OwnerReplacement
from organisations.services.readiness import missing_of
from people import roles
from people.rules import may_read_all
from tests.factories.organisations import (
    CommitteeMemberFactory,
    DocumentFactory,
    MembershipFactory,
    OrganisationFactory,
    group_with,
    make_groups,
)
from tests.factories.people import ResidentFactory, officer_of, sign_in_officer
from tests.factories.places import WardFactory
from tests.officers.pages import press, send
from tests.organisations.test_documents import keep

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = officer_of(roles.FUND_OFFICER)
    sign_in_officer(client, officer)
    return officer


def address(name: str, *args) -> str:
    return reverse(f"admin:organisations_organisation_{name}", args=args)


def pressed(client, name: str, group, **asked):
    """Press an act, and again once what it tells was shown."""
    return press(client, address(name, group.pk), asked)


def read(what: str) -> int:
    entries = LogEntry.objects.filter(action=LogEntry.Action.ACCESS)
    return entries.filter(additional_data__what=what).count()


def test_an_officer_checks_a_group_once_and_its_owners_are_told(client, officer):
    group, owner = group_with(listing=Listing.ASKED, listing_agreed_at=timezone.now())
    page = client.get(address("change", group.pk))
    assert "Mark as checked" in page.content.decode()
    assert "Name your committee" in page.content.decode()
    asks = send(client, address("verify", group.pk), {"note": "The register."})
    assert owner.name in asks.content.decode()
    lacks = [one.words for one in missing_of(group)]
    doubt = f"{len(lacks)} things are missing: {'; '.join(lacks)}."
    assert asks.context["question"].doubts == (doubt,)
    group.refresh_from_db()
    assert group.state == OrganisationState.NEW
    assert pressed(client, "verify", group, note="The register.").status_code == 302
    group.refresh_from_db()
    assert (group.state, group.listing) == (OrganisationState.VERIFIED, Listing.LISTED)
    text = OutboxMessage.objects.get(kind="organisations.standing").text
    assert all(f"- {words}" in text for words in lacks)
    assert "all is in order" not in text


def test_of_a_group_that_lacks_nothing_nothing_is_in_doubt(client, officer, monkeypatch):
    for module in ("admin.act_forms", "services.standing"):
        monkeypatch.setattr(f"organisations.{module}.missing_of", lambda _group: [])
    group, _owner = group_with()
    asks = send(client, address("verify", group.pk), {"note": "The register."})
    assert asks.context["question"].doubts == ()
    pressed(client, "verify", group, note="The register.")
    assert "all is in order" in OutboxMessage.objects.get(kind="organisations.standing").text


def test_the_tabs_show_and_record_what_is_read(client, officer):
    group = make_groups(ResidentFactory()).group
    member = CommitteeMemberFactory(organisation=group, name="Ann Demo")
    for tab, words in (("people", member.name), ("documents", "Governing document")):
        page = client.get(f"{address('change', group.pk)}?tab={tab}")
        assert words in page.content.decode()
    assert read("people of the group") == 1
    document = group.documents.get()
    answer = client.get(address("document", group.pk, document.pk))
    assert b"".join([answer.content]).startswith(b"%PDF")
    assert read("document of the group") == 1
    assert client.get(address("document", group.pk, DocumentFactory().pk)).status_code == 404
    assert client.get(address("document", OrganisationFactory().pk, document.pk)).status_code == 404


@pytest.mark.parametrize("role", [roles.READ_ONLY, roles.HUB_MANAGER])
def test_who_only_sees_groups_reads_no_people_documents_or_flags(client, role):
    group = make_groups(ResidentFactory()).group
    sign_in_officer(client, officer_of(role))
    page = client.get(address("change", group.pk)).content.decode()
    assert group.name in page
    assert "Number in doubt" not in page
    for tab in ("people", "documents"):
        assert client.get(f"{address('change', group.pk)}?tab={tab}").status_code == 403
    document = group.documents.get()
    assert client.get(address("document", group.pk, document.pk)).status_code == 403
    assert client.get(address("export")).status_code == 403


def test_a_padded_number_stands_in_the_list_and_is_settled(client, officer):
    group, owner = group_with()
    services.add_number(organisation_id=group.pk, actor=owner, scheme="GB-COH", identifier="234567")
    flag = Flag.objects.get()
    listed = client.get(f"{address('changelist')}?flagged=yes").content.decode()
    assert group.name in listed
    where = reverse("admin:organisations_flag_settle", args=[flag.pk])
    assert "GB-COH-00234567" in client.get(where).content.decode()
    press(client, where, {"note": "An old company indeed."})
    flag.refresh_from_db()
    assert (flag.settled_by, flag.note) == (officer, "An old company indeed.")
    assert group.name not in client.get(f"{address('changelist')}?flagged=yes").content.decode()
    flags = reverse("admin:organisations_flag_changelist")
    assert group.name in client.get(f"{flags}?settled=yes").content.decode()
    assert group.name not in client.get(f"{flags}?settled=no").content.decode()


def test_an_owner_is_replaced_on_a_page(client, officer):
    group, owner = group_with()
    coming = MembershipFactory(organisation=group)
    one, two = (CommitteeMemberFactory(organisation=group) for _one in range(2))
    today = timezone.localdate().isoformat()
    asked = {
        "leaving_id": group.memberships.get(person=owner).pk,
        "reason": "Letters came back.",
        "coming_id": coming.pk,
        "first_id": one.pk,
        "first_how": "By telephone",
        "first_on": today,
        "second_id": one.pk,
        "second_how": "In person",
        "second_on": today,
    }
    refused = pressed(client, "replace_owner", group, **asked)
    assert [*refused.context["form"].errors] == ["second_id"]
    done = pressed(client, "replace_owner", group, **asked | {"second_id": two.pk})
    assert done.status_code == 302
    kept = OwnerReplacement.objects.get()
    assert {said.name for said in kept.confirmations.all()} == {one.name, two.name}
    assert [place.person for place in services.owners_of(group)] == [coming.person]


def test_who_comes_is_no_owner_and_where_nobody_is_left_somebody_is_invited(client, officer):
    group, owner = group_with()
    alone = client.get(address("replace_owner", group.pk))
    assert "so invite somebody first" in alone.content.decode()
    refused = send(client, address("replace_owner", group.pk), {})
    assert "email" in refused.context["form"].errors
    viewer = MembershipFactory(organisation=group)
    page = client.get(address("replace_owner", group.pk))
    choices = [pk for pk, _words in page.context["form"].fields["coming_id"].choices]
    assert choices == ["", viewer.pk]
    assert "so invite somebody first" not in page.content.decode()
    assert owner.name in page.content.decode()


def test_two_records_are_merged_after_the_officer_has_seen_what_moves(client, officer):
    kept, _owner = group_with(name="Demo Elders")
    gone, _other = group_with(name="Demo  Elders")
    page = client.get(address("merge", kept.pk)).content.decode()
    assert f'value="{gone.pk}"' in page
    asks = send(client, address("merge", kept.pk), {"suggested": gone.pk})
    assert "These move: people (1)" in asks.content.decode()
    assert Organisation.objects.get(pk=gone.pk).merged_into is None
    assert pressed(client, "merge", kept, suggested=gone.pk).status_code == 302
    assert Organisation.objects.get(pk=gone.pk).merged_into == kept
    assert "Merged into" in client.get(address("change", gone.pk)).content.decode()


@pytest.mark.parametrize(
    ("keep", "stays"), [("", "checked"), ("this", "new"), ("other", "checked")]
)
def test_the_checked_record_is_kept_unless_the_officer_says_the_other(client, officer, keep, stays):
    new, checked = OrganisationFactory(), OrganisationFactory(listed=True)
    asked = {"other": checked.name, "keep": keep}
    asks = send(client, address("merge", new.pk), asked).content.decode()
    assert ("stays checked" in asks) is (stays == "checked")
    done = pressed(client, "merge", new, **asked)
    kept, gone = (checked, new) if stays == "checked" else (new, checked)
    assert done.url == address("change", kept.pk)
    gone.refresh_from_db()
    assert gone.merged_into == kept


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [("demo swap", True), ("GB-CHC-234567", True), ("nothing", False), ("", False), ("%00", False)],
)
def test_the_other_record_is_named_by_name_or_number(client, officer, typed, is_found):
    kept, gone = OrganisationFactory(), OrganisationFactory(name="Demo Swap")
    gone.numbers.create(scheme="GB-CHC", identifier="234567")
    page = send(client, address("merge", kept.pk), {"suggested": "", "other": typed})
    assert page.status_code == 200
    assert bool(page.context["form"].errors) is not is_found


def test_the_export_names_owners_only_to_those_who_may_read_people(client, officer):
    group, owner = group_with()
    group.numbers.create(scheme="GB-CHC", identifier="234567")
    answer = client.post(address("export"), {"kind": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert "GB-CHC-234567" in text
    assert owner.email in text


def statements(look) -> int:
    """How many statements looking takes."""
    with CaptureQueriesContext(connection) as queries:
        look()
    return len(queries)


def test_lists_and_export_take_as_many_statements_for_any_number(client, officer):
    def export():
        b"".join(client.post(address("export"), {"kind": "csv"}).streaming_content)

    flags = reverse("admin:organisations_flag_changelist")
    looks = (lambda: client.get(address("changelist")), lambda: client.get(flags), export)
    taken = []
    for more in (1, 2, 27):
        for _one in range(more):
            made = make_groups(ResidentFactory()).group
            made.reaches.create(kind="people", code="older")
            made.wards.add(WardFactory())
        taken.append([statements(look) for look in looks])
    assert taken[0] == taken[1] == taken[2]


def test_the_home_says_what_waits_and_finds_by_name_number_and_postcode(officer):
    assert home.PART in parts()
    group, owner = group_with(name="Démo Elders", postcode="LU1 1AA")
    group.numbers.create(scheme="GB-CHC", identifier="1087654")
    OrganisationFactory(name="Démo Elders", checked=True)
    services.name_committee_member(organisation_id=group.pk, actor=owner, name="Ann Demo")
    keep(group, owner, days=1)
    group.documents.update(expires_on="2020-01-01")
    said = {str(one.words): one.number for one in home.waits(officer)}
    assert said == {
        "groups to check": 1,
        "groups that may be there twice": 1,
        "other flags of groups to look at": 0,
        "groups with a document that has run out": 1,
    }
    for words, rank in (("demo eld", 1), ("1087654", 0), ("lu11aa", 1)):
        found = [one for one in home.finds(officer, words) if "1087654" in one.said]
        assert [one.rank for one in found] == [rank], words
    assert [*home.waits(officer_of(roles.READ_ONLY))] == []
    assert [*home.finds(officer_of(roles.FUND_ASSESSOR), "demo")] == []


def test_the_home_takes_as_many_statements_for_any_number(officer, django_assert_num_queries):
    officer.get_all_permissions()
    for number in (1, 5):
        for _one in range(number):
            made = make_groups(ResidentFactory()).group
            Flag.objects.create(organisation=made, kind=FlagKind.CHANGED, detail="name")
        with django_assert_num_queries(3):
            list(home.waits(officer))
        with django_assert_num_queries(2):
            list(home.finds(officer, "demo"))


def test_a_persons_page_says_their_groups_and_records_it(client):
    group, owner = group_with()
    chief = officer_of(roles.FUND_OFFICER, is_superuser=True)
    sign_in_officer(client, chief)
    page = client.get(reverse("admin:people_user_change", args=[owner.pk])).content.decode()
    assert group.name in page
    assert read("person's record") >= 1


def test_whoever_may_not_read_a_groups_people_gives_no_new_address_to_one_of_them():
    _group, owner = group_with()
    reads, reads_not = officer_of(roles.FUND_OFFICER), officer_of(roles.READ_ONLY)
    assert may_read_all(reads, owner)
    assert not may_read_all(reads_not, owner)
    assert may_read_all(reads_not, ResidentFactory())
