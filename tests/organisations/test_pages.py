"""The directory and a group's public page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations import registry, services
from organisations.enums import Listing
from organisations.registry import Line, Section, Waits
from people import roles
from tests.factories.organisations import (
    CommitteeMemberFactory,
    DocumentFactory,
    MembershipFactory,
    OrganisationFactory,
    group_with,
)
from tests.factories.people import ResidentFactory, officer_of, sign_in_officer
from tests.factories.places import WardFactory
from tests.organisations.test_own_pages import signed_in

pytestmark = pytest.mark.django_db


# --- The directory and the public page --------------------------------------------------------


def test_the_directory_shows_what_agreed_and_is_checked_alone(client):
    shown = OrganisationFactory(listed=True)
    hidden = [
        OrganisationFactory(),
        OrganisationFactory(checked=True),
        OrganisationFactory(listing=Listing.ASKED, listing_agreed_at=timezone.now()),
    ]
    page = client.get(reverse("organisations:directory")).content.decode()
    assert shown.name in page
    for group in hidden:
        assert group.name not in page
        assert client.get(group.get_absolute_url()).status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("?q=REPÁIR", {"Demo Repair"}),
        ("?q=lunch", {"Demo Elders"}),
        ("?people=older", {"Demo Elders"}),
        ("?language=ur", {"Demo Repair"}),
        ("?form_of=cic", {"Demo Repair"}),
        ("?ward=demo-ward", {"Demo Elders", "Demo Repair"}),
        ("?ward=other-ward", {"Demo Repair"}),
        ("?q=nothing", set()),
        ("?people=nonsense", set()),
        ("?q=%00&page=x", {"Demo Elders", "Demo Repair"}),
    ],
)
def test_the_directory_is_narrowed_by_the_address(client, asked, found):
    elders = OrganisationFactory(listed=True, name="Demo Elders", summary="Lunch on Fridays.")
    elders.reaches.create(kind="people", code="older")
    elders.wards.add(WardFactory(code="E0demo1", slug="demo-ward"))
    WardFactory(code="E0demo2", slug="other-ward")
    repair = OrganisationFactory(listed=True, name="Demo Repair", form="cic", is_town_wide=True)
    repair.reaches.create(kind="language", code="ur")
    page = client.get(reverse("organisations:directory") + asked)
    names = {group.name for group in page.context["page"]}
    assert (page.status_code, names) == (200, found)


@pytest.mark.parametrize("groups", [1, 3, 20])
def test_the_directory_takes_as_many_statements_for_any_number(
    client, django_assert_num_queries, groups
):
    ward = WardFactory()
    for _one in range(groups):
        group = OrganisationFactory(listed=True)
        group.wards.add(ward)
        group.reaches.create(kind="people", code="older")
        group.numbers.create(scheme="GB-CHC", identifier="1087654")
    with django_assert_num_queries(4):
        client.get(reverse("organisations:directory"))


def test_a_page_shows_no_people_no_address_no_documents(client):
    group, owner = group_with(listed=True, address="1 Secret Street", postcode="LU1 1AA")
    member = CommitteeMemberFactory(organisation=group, name="Ann Secret")
    DocumentFactory(organisation=group)
    page = client.get(group.get_absolute_url()).content.decode()
    for secret in (owner.name, owner.email, member.name, group.address, group.postcode):
        assert secret not in page


def test_what_isnt_public_is_there_for_its_people_and_officers_alone(client):
    group, owner = group_with()
    viewer = MembershipFactory(organisation=group).person
    for person, status in (
        (owner, 200),
        (viewer, 200),
        (ResidentFactory(), 404),
        (officer_of(roles.FUND_OFFICER), 200),
        (officer_of(roles.FUND_ASSESSOR), 404),
    ):
        client.logout()
        answer = signed_in(client, person).get(group.get_absolute_url())
        assert answer.status_code == status
    join = reverse("organisations:join", args=[group.slug])
    assert signed_in(client, ResidentFactory()).get(join).status_code == 404


def test_the_old_address_of_a_merged_group_leads_to_the_other_where_that_may_be_seen(client):
    kept, gone = OrganisationFactory(listed=True), OrganisationFactory()
    hidden, gone_too = OrganisationFactory(), OrganisationFactory()
    officer = officer_of(roles.FUND_OFFICER)
    for one, other in ((kept, gone), (hidden, gone_too)):
        services.merge_organisations(organisation_id=one.pk, other_id=other.pk, actor=officer)
    answer = client.get(gone.get_absolute_url())
    assert (answer.status_code, answer.url) == (301, kept.get_absolute_url())
    assert client.get(gone_too.get_absolute_url()).status_code == 404


def test_the_old_own_pages_of_a_merged_group_lead_its_people_to_the_other(client):
    (kept, owner), (gone, other) = group_with(), group_with()
    officer = officer_of(roles.FUND_OFFICER)
    services.merge_organisations(organisation_id=kept.pk, other_id=gone.pk, actor=officer)
    place = kept.memberships.get(person=other)
    for page, args in (
        ("organisation", ()),
        ("edit", ()),
        ("documents", ()),
        ("person", (place.pk,)),
    ):
        old, new = (
            reverse(f"my_organisations:{page}", args=[one.slug, *args]) for one in (gone, kept)
        )
        for person in (owner, other):
            answer = signed_in(client, person).get(old)
            assert (answer.status_code, answer.url) == (301, new)
        assert client.post(old, {}).status_code in {404, 405}
        assert signed_in(client, ResidentFactory()).get(old).status_code == 404


def test_apps_say_something_on_the_page_and_what_waits_by_day(client, monkeypatch):
    group, owner = group_with(listed=True)
    today = timezone.localdate()

    def sections(one):
        yield Section("Sessions", (Line(f"Demo session of {one.name}", "/panels/", "soon"),))
        yield Section("Awards", ())

    def waits(person, groups):
        assert person == owner
        yield Waits(groups[0].pk, "Demo report", "/report/", today + timedelta(days=9))
        yield Waits(groups[0].pk, "Demo form", "/form/", today)

    monkeypatch.setattr(registry, "_sections", [sections])
    monkeypatch.setattr(registry, "_waits", [*registry._waits, waits])
    page = client.get(group.get_absolute_url()).content.decode()
    assert f"Demo session of {group.name}" in page
    assert "Awards" not in page
    page = signed_in(client, owner).get(reverse("my_organisations:home"))
    assert [one.words for _group, one in page.context["waits"]][:2] == ["Demo form", "Demo report"]


def test_an_officer_sees_the_page_of_a_group_before_it_is_public(client):
    group, _owner = group_with()
    sign_in_officer(client, officer_of(roles.FUND_OFFICER))
    assert client.get(group.get_absolute_url()).status_code == 200
