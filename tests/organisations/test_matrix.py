"""Who opens and posts which page of groups, needs and partnerships, as one table.

Whoever doesn't belong to a group meets 404 at each of its addresses: before they were let in, after
they left, as an officer, as somebody of a partner, and once the group has ended.
"""

import pytest
from django.urls import URLPattern, reverse
from django.utils import timezone

from organisations import own_urls as groups_urls
from organisations.enums import OrganisationState, Role
from partnerships import own_urls as needs_urls
from people import roles
from tests.factories.organisations import MembershipFactory, group_with, make_groups
from tests.factories.partnerships import make_met
from tests.factories.people import ResidentFactory, officer_of

pytestmark = pytest.mark.django_db

# Each address, and the least of a group's people whom it lets in.
LEAST = {
    "my_organisations:organisation": Role.VIEWER,
    "my_organisations:edit": Role.EDITOR,
    "my_organisations:directory": Role.OWNER,
    "my_organisations:numbers": Role.EDITOR,
    "my_organisations:number_remove": Role.EDITOR,
    "my_organisations:committee": Role.EDITOR,
    "my_organisations:committee_member": Role.EDITOR,
    "my_organisations:committee_member_remove": Role.EDITOR,
    "my_organisations:documents": Role.VIEWER,
    "my_organisations:document_file": Role.VIEWER,
    "my_organisations:document": Role.EDITOR,
    "my_organisations:people": Role.VIEWER,
    "my_organisations:person": Role.OWNER,
    "my_organisations:hand_over": Role.OWNER,
    "my_organisations:leave": Role.VIEWER,
    "my_needs:home": Role.VIEWER,
    "my_needs:new": Role.EDITOR,
    "my_needs:posting": Role.VIEWER,
    "my_needs:change": Role.EDITOR,
    "my_needs:close": Role.EDITOR,
    "my_needs:again": Role.EDITOR,
    "my_needs:match": Role.VIEWER,
    "my_needs:write": Role.EDITOR,
    "my_needs:propose": Role.EDITOR,
    "my_needs:partnership": Role.VIEWER,
    "my_needs:end": Role.EDITOR,
}
# They belong to no group: a person's own list, a new group, a group that was found on entry.
OF_NO_GROUP = {"my_organisations:home", "my_organisations:new", "my_organisations:join_found"}
# Nothing can be posted there.
TO_READ = {
    *("my_organisations:organisation", "my_organisations:documents"),
    *("my_organisations:document_file", "my_needs:home"),
}
RANK = [Role.VIEWER, Role.EDITOR, Role.OWNER]
OUTSIDE = ("stranger", "asked", "declined", "left", "officer", "of a partner")


@pytest.fixture
def town():
    """(a group, the address of each of its pages by name)."""
    owner = ResidentFactory()
    groups = make_groups(owner)
    met = make_met(groups.group, owner)
    arguments = groups.arguments() | met.arguments()
    return groups.group, {name: reverse(name, kwargs=arguments[name]) for name in LEAST}


def outsider(who: str, group):
    if who == "officer":
        return officer_of(roles.FUND_OFFICER)
    if who == "of a partner":
        partner = group.partner_in.get().partnership.partners.exclude(organisation=group).get()
        return partner.organisation.memberships.get().person
    if who == "stranger":
        return group_with()[1]
    ended = None if who == "asked" else timezone.now()
    return MembershipFactory(organisation=group, state=who, role=Role.OWNER, ended_at=ended).person


def test_the_table_names_every_address():
    named = {
        f"{module.app_name}:{pattern.name}"
        for module in (groups_urls, needs_urls)
        for pattern in module.urlpatterns
        if isinstance(pattern, URLPattern)
    }
    assert named == LEAST.keys() | OF_NO_GROUP


@pytest.mark.parametrize("who", OUTSIDE)
def test_to_everybody_outside_nothing_is_there(client, town, who):
    group, addresses = town
    client.force_login(outsider(who, group))
    for name, address in addresses.items():
        assert client.get(address).status_code == 404, name
        refused = 405 if name in TO_READ else 404
        assert client.post(address, {}).status_code == refused, name


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_what_it_may_and_nothing_once_the_group_has_ended(client, town, role):
    group, addresses = town
    client.force_login(MembershipFactory(organisation=group, role=role).person)
    for name, address in addresses.items():
        may = RANK.index(role) >= RANK.index(LEAST[name])
        assert client.get(address).status_code == (200 if may else 403), name
        if not may:
            assert client.post(address, {}).status_code == 403, name
    type(group).objects.filter(pk=group.pk).update(
        state=OrganisationState.CLOSED, verified_on=None, listing="private"
    )
    for name, address in addresses.items():
        assert client.get(address).status_code == 404, name
        refused = 405 if name in TO_READ else 404
        assert client.post(address, {}).status_code == refused, name


def test_who_isnt_signed_in_is_asked_to(client, town):
    _group, addresses = town
    for name, address in addresses.items():
        assert client.get(address).url.startswith(reverse("account_login")), name
        assert client.post(address, {}).status_code in (302, 405), name


@pytest.mark.parametrize("name", ["organisation", "join"])
def test_a_public_address_of_a_hidden_group_is_there_for_its_people_alone(client, town, name):
    group, _addresses = town
    type(group).objects.filter(pk=group.pk).update(listing="private")
    address = reverse(f"organisations:{name}", args=[group.slug])
    for who in OUTSIDE:
        client.force_login(person := outsider(who, group))
        expected = 200 if who == "officer" else 404
        assert client.get(address).status_code == expected, (who, person)
        if who != "officer" and name == "join":
            assert client.post(address, {"consent": "on"}).status_code == 404, who
