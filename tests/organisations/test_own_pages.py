"""A group's own pages, who gets which, and the link of an invitation."""

import re
from datetime import timedelta

import pytest
from django.core import signing
from django.urls import reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from organisations import services
from organisations.enums import Listing, Role
from organisations.models import Membership, Organisation
from organisations.views.own import FOUND
from people.models import User
from tests.factories.organisations import (
    CommitteeMemberFactory,
    DocumentFactory,
    MembershipFactory,
    OrganisationFactory,
    group_with,
    make_groups,
)
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.places import WardFactory
from tests.organisations.test_documents import file
from tests.organisations.test_people import invited, link
from tests.panels.newcomers import code_sent_to

pytestmark = pytest.mark.django_db


def own(page: str, group, *more) -> str:
    return reverse(f"my_organisations:{page}", args=[group.slug, *more])


def filled(form) -> dict:
    """What a browser posts of a form as it is shown."""
    shown = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in shown.items() if value not in (None, "", False, [])}


def signed_in(client, person):
    sign_in(client, person, "code")
    return client


# --- A group's own pages ----------------------------------------------------------------------


def test_what_belongs_to_another_group_isnt_there(client):
    group, owner = group_with()
    other = make_groups(ResidentFactory())
    signed_in(client, owner)
    for page, pk in (
        ("number_remove", other.number.pk),
        ("committee_member", other.committee.pk),
        ("committee_member_remove", other.committee.pk),
        ("document_file", other.document.pk),
        ("person", other.asking.pk),
        ("number_remove", 10**30),
    ):
        assert client.get(own(page, group, pk)).status_code == 404
    assert client.get(own("document", group, "diary")).status_code == 404


@pytest.mark.parametrize("groups", [1, 3, 12])
def test_my_groups_take_as_many_statements_for_any(client, django_assert_num_queries, groups):
    person = ResidentFactory()
    for _one in range(groups):
        group = OrganisationFactory()
        MembershipFactory(organisation=group, person=person, role=Role.OWNER)
        MembershipFactory(organisation=group, state="asked")
        CommitteeMemberFactory(organisation=group)
        DocumentFactory(organisation=group)
    signed_in(client, person)
    with django_assert_num_queries(19):
        client.get(reverse("my_organisations:home"))


def test_somebody_brings_a_group_and_looks_first_where_one_is_alike(client):
    hidden = OrganisationFactory(name="Demo Elders of Farley")
    listed = OrganisationFactory(name="Demo Elders  of Farley", listed=True)
    person = ResidentFactory()
    signed_in(client, person)
    new = reverse("my_organisations:new")
    said = {"name": "demo elders of farley", "form": "community", "consent": "on", "scheme": ""}
    page = client.post(new, said)
    shown = page.content.decode()
    assert page.status_code == 200
    assert not Organisation.objects.exclude(pk__in=[hidden.pk, listed.pk]).exists()
    # A group that isn't public stays unnamed.
    assert hidden.slug not in shown
    assert shown.count(listed.name) == 2
    assert 'value="demo elders of farley"' in shown
    seen = re.findall(r'name="seen" value="(\d+)"', shown)
    assert {*seen} == {str(hidden.pk), str(listed.pk)}
    answer = client.post(new, said | {"seen": seen, "others": "1"})
    group = Organisation.objects.get(memberships__person=person)
    assert answer.url == group.own_url


def test_who_finds_a_hidden_group_on_entry_asks_it_by_a_link_of_their_own(client):
    group, _owner = group_with()
    person = ResidentFactory()
    token = signing.dumps([group.pk, person.pk], salt=FOUND, compress=False)
    address = reverse("my_organisations:join_found", args=[token])
    assert signed_in(client, ResidentFactory()).get(address).status_code == 404
    client.logout()
    signed_in(client, person)
    assert group.name not in client.get(address).content.decode()
    client.post(address, {"said": "I run the lunch.", "consent": "on"})
    asked = group.memberships.get(person=person)
    assert (asked.state, asked.said) == ("asked", "I run the lunch.")
    assert group.name not in client.get(reverse("my_organisations:home")).content.decode()


def test_who_brings_a_group_or_asks_to_join_says_their_name_first_where_none_is_known(client):
    """So that nobody is an empty name, or an address, to those whom they deal with."""
    founder, asking = ResidentFactory(name=""), ResidentFactory(name="")
    group, _owner = group_with(listed=True)
    new = {"name": "Demo Swap", "form": "community", "scheme": ""}
    join = reverse("organisations:join", args=[group.slug])
    for person, address, said in (
        (founder, reverse("my_organisations:new"), new),
        (asking, join, {}),
    ):
        signed_in(client, person)
        page = client.post(address, said | {"consent": "on", "your_name": " "})
        assert [*page.context["form"].errors] == ["your_name"]
        assert client.post(address, said | {"consent": "on", "your_name": "Nia Demo"}).url
        person.refresh_from_db()
        assert person.name == "Nia Demo"
        assert "your_name" not in client.get(address).content.decode()
        client.logout()
    assert Membership.objects.filter(person__in=[founder, asking]).count() == 2


def test_an_invitation_from_somebody_without_a_name_is_from_the_group():
    group, owner = group_with(name="Demo Swap")
    owner.name = ""
    owner.save()
    invited(group, owner)
    email = OutboxMessage.objects.get()
    assert "Demo Swap invites you to belong to it" in email.text
    assert "Demo Swap invites you to belong to it" in email.html
    assert owner.email.partition("@")[0] not in email.text


def test_the_last_owner_is_led_to_hand_over_and_from_there_to_inviting(client):
    group, owner = group_with()
    signed_in(client, owner)
    leave, hand_over, people = (own(page, group) for page in ("leave", "hand_over", "people"))
    page = client.get(leave).content.decode()
    assert "You are the only owner" in page
    assert ">\n  Leave\n" not in page
    assert f'href="{hand_over}"' in page
    page = client.get(hand_over).content.decode()
    assert f'href="{people}"' in page
    assert "membership_id" not in page
    assert "Who becomes the owner?" not in page
    MembershipFactory(organisation=group, role=Role.OWNER)
    assert "Who becomes the owner?" in client.get(hand_over).content.decode()
    page = client.get(leave).content.decode()
    assert "You are the only owner" not in page
    assert f'href="{hand_over}"' not in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": ""}, "name"),
        ({"consent": ""}, "consent"),
        ({"scheme": "GB-CHC", "identifier": "12"}, "identifier"),
        ({"scheme": "GB-CHC"}, "identifier"),
        ({"identifier": "1087654"}, "scheme"),
        ({"scheme": "GB-XX", "identifier": "12"}, "scheme"),
        ({"postcode": "nowhere"}, "postcode"),
        ({"form": "band"}, "form"),
    ],
)
def test_what_cant_be_taken_is_said_beside_its_field(client, said, field):
    signed_in(client, ResidentFactory())
    right = {"name": "Demo Swap", "form": "community", "consent": "on", "scheme": ""}
    page = client.post(reverse("my_organisations:new"), right | said)
    assert page.status_code == 200
    assert [*page.context["form"].errors] == [field]
    assert not Organisation.objects.exists()


def test_an_editor_changes_what_is_said_and_an_old_page_undoes_nothing(client):
    WardFactory()
    group, editor = group_with(Role.EDITOR)
    signed_in(client, editor)
    form = client.get(own("edit", group)).context["form"]
    said = filled(form)
    services.change(
        organisation_id=group.pk,
        actor=services.owners_of(group).get().person,
        facts=services.Facts(name=group.name, form=group.form, summary="New words."),
    )
    page = client.post(own("edit", group), said | {"summary": "My words."})
    assert page.status_code == 200
    group.refresh_from_db()
    assert group.summary == "New words."
    form = client.get(own("edit", group)).context["form"]
    answer = client.post(
        own("edit", group), filled(form) | {"summary": "Mine.", "people": ["older"]}
    )
    group.refresh_from_db()
    assert (answer.status_code, group.summary) == (302, "Mine.")
    assert group.reach_in_words("people") == ["Older people"]


def test_numbers_and_committee_are_added_changed_and_removed(client):
    group, owner = group_with()
    signed_in(client, owner)
    client.post(own("numbers", group), {"scheme": "GB-CHC", "identifier": "1087654"})
    number = group.numbers.get()
    refused = client.post(own("numbers", group), {"scheme": "GB-CHC", "identifier": "108 7654"})
    assert [*refused.context["form"].errors] == ["identifier"]
    client.post(own("number_remove", group, number.pk))
    assert not group.numbers.exists()
    client.post(own("committee", group), {"name": "Ann Demo", "role": "Chair"})
    ann = group.committee.get()
    client.post(own("committee", group), {"name": "Ben Demo", "related_to": [ann.pk]})
    ben = group.committee.exclude(pk=ann.pk).get()
    assert [*ann.related_to.all()] == [ben]
    client.post(own("committee_member", group, ben.pk), {"name": "Ben Demo", "role": "Cook"})
    ben.refresh_from_db()
    assert (ben.role, ben.related_to.count()) == ("Cook", 0)
    client.post(own("committee_member_remove", group, ben.pk))
    assert [*group.committee.all()] == [ann]


def test_documents_are_sent_opened_by_its_people_and_by_nobody_else(client):
    group, owner = group_with()
    viewer = MembershipFactory(organisation=group).person
    signed_in(client, owner)
    page = client.post(own("document", group, "insurance"), {"upload": file()})
    assert {*page.context["form"].errors} == {"expires_on", "upload"}
    short = {"expires_on_0": "31", "expires_on_1": "3", "expires_on_2": "27"}
    page = client.post(own("document", group, "insurance"), {"upload": file(), **short})
    assert page.context["form"].errors == {
        "expires_on": ["Enter all four numbers of the year, like 2026"],
        "upload": ["Choose your file again: it was not kept."],
    }
    day = timezone.localdate() + timedelta(days=40)
    dated = {"expires_on_0": day.day, "expires_on_1": day.month, "expires_on_2": day.year}
    answer = client.post(own("document", group, "insurance"), {"upload": file(), **dated})
    assert answer.status_code == 302
    document = group.documents.get()
    address = own("document_file", group, document.pk)
    for person, status in ((owner, 200), (viewer, 200), (ResidentFactory(), 404)):
        client.logout()
        answer = signed_in(client, person).get(address)
        assert answer.status_code == status
    client.logout()
    refused = signed_in(client, viewer).get(own("document", group, "insurance"))
    assert refused.status_code == 403


def test_an_owner_answers_changes_takes_off_and_hands_over(client):
    group, owner = group_with()
    asking, other = (MembershipFactory(organisation=group, state="asked") for _one in range(2))
    signed_in(client, owner)
    form = client.get(own("person", group, asking.pk)).context["form"]
    said = {name: form[name].value() for name in form.fields}
    client.post(own("person", group, asking.pk), said | {"role": "editor"})
    client.post(own("person", group, other.pk), {"no": "1"})
    asking.refresh_from_db()
    other.refresh_from_db()
    assert (asking.state, asking.role, other.state) == ("active", "editor", "declined")
    form = client.get(own("person", group, asking.pk)).context["form"]
    said = {name: form[name].value() for name in form.fields}
    client.post(own("person", group, asking.pk), said | {"role": "viewer"})
    asking.refresh_from_db()
    assert asking.role == "viewer"
    mine = group.memberships.get(person=owner)
    refused = client.post(own("person", group, mine.pk), {"off": "1"})
    assert refused.status_code == 200
    assert "needs an owner" in refused.content.decode()
    client.post(own("hand_over", group), {"membership_id": asking.pk})
    asking.refresh_from_db()
    assert asking.role == "owner"
    answer = client.post(own("leave", group))
    assert answer.url == reverse("my_organisations:home")
    assert group.role_of(asking.person) == "owner"
    assert not group.memberships.active().filter(person=owner).exists()


def test_an_owner_invites_again_and_takes_back(client):
    group, owner = group_with()
    signed_in(client, owner)
    client.post(own("people", group), {"email": "new@demo.example", "role": "editor"})
    membership = group.memberships.get(email="new@demo.example")
    first = link(membership)
    client.post(own("person", group, membership.pk), {"again": "1"})
    membership.refresh_from_db()
    assert link(membership) != first
    assert OutboxMessage.objects.count() == 2
    client.post(own("person", group, membership.pk), {"withdraw": "1"})
    membership.refresh_from_db()
    assert membership.state == "declined"


def test_the_owner_puts_the_group_into_the_directory_and_takes_it_out(client):
    group, owner = group_with(checked=True)
    signed_in(client, owner)
    refused = client.post(own("directory", group))
    assert [*refused.context["form"].errors] == ["agree"]
    client.post(own("directory", group), {"agree": "on"})
    group.refresh_from_db()
    assert group.listing == Listing.LISTED
    client.post(own("directory", group), {"out": "1"})
    group.refresh_from_db()
    assert group.listing == Listing.PRIVATE


# --- The link of an invitation ----------------------------------------------------------------


def answer_url(membership) -> str:
    return reverse("organisations:invitation", args=[link(membership)])


def test_somebody_without_an_account_says_yes_by_the_code_that_proves_the_address(client):
    group, owner = group_with()
    membership = invited(group, owner)
    address = answer_url(membership)
    page = client.get(address)
    assert group.name in page.content.decode()
    assert "None" not in page.content.decode()
    assert not User.objects.filter(email=membership.email).exists()
    asks = client.post(address)
    code = code_sent_to(membership.email)
    proven = client.post(asks.url, {"code": code})
    assert proven.url == address
    refused = client.post(address, {"your_name": "Nia Demo"})
    assert [*refused.context["form"].errors] == ["consent"]
    done = client.post(address, {"your_name": "Nia Demo", "consent": "on"})
    assert done.url == group.own_url
    place = Membership.objects.get(pk=membership.pk)
    assert (place.state, place.role, place.person.name) == ("active", "editor", "Nia Demo")
    assert client.get(address).status_code == 409


def test_another_persons_link_does_nothing_for_who_is_signed_in_with_another_address(client):
    group, owner = group_with()
    membership = invited(group, owner)
    address = answer_url(membership)
    signed_in(client, ResidentFactory())
    assert client.post(address, {"consent": "on"}).status_code == 200
    membership.refresh_from_db()
    assert membership.state == "invited"


def test_no_is_said_without_an_account_and_looking_answers_nothing(client):
    group, owner = group_with()
    membership = invited(group, owner)
    address = answer_url(membership)
    client.get(address)
    client.head(address)
    membership.refresh_from_db()
    assert membership.state == "invited"
    client.post(address, {"no": "1"})
    membership.refresh_from_db()
    assert (membership.state, membership.person) == ("declined", None)
    assert not User.objects.filter(email=membership.email).exists()
    assert client.post(address, {"no": "1"}).status_code == 409
