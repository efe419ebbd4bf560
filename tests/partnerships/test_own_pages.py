"""The pages of a group's own people; to anybody else they don't exist."""

import re
from itertools import product

import pytest
from django.urls import reverse

from organisations.enums import Role
from partnerships import registry, services
from partnerships.enums import MatchState, PostingState
from partnerships.models import Match, Message, Partnership, Posting
from partnerships.on_groups import waits
from people import roles
from tests.factories.organisations import (
    MembershipFactory,
    OrganisationFactory,
    group_with,
)
from tests.factories.partnerships import PostingFactory, agreed, days, matched, partners
from tests.factories.people import ResidentFactory, officer_of
from tests.factories.places import WardFactory

pytestmark = pytest.mark.django_db


def url(name: str, group, *args) -> str:
    return reverse(f"my_needs:{name}", args=[group.slug, *args])


def typed(**said) -> dict:
    """What a browser posts of a need of one hall."""
    day = days(30)
    plain = {
        "title": "A hall on Fridays",
        "category_1": "rooms-hall",
        "quantity_1": "1",
        "expires_on_0": day.day,
        "expires_on_1": day.month,
        "expires_on_2": day.year,
    }
    return plain | said


def marks(page) -> str:
    """The marks that a page carries of what it was made from."""
    found = re.search(r'name="made_from" value="([^"]*)"', page.content.decode())
    return found[1].replace("&quot;", '"')


@pytest.fixture
def town():
    """(a proposed partnership's match, its group, every own address of that group)."""
    partnership, [(group, _owner), _other] = partners()
    posting, match = group.postings.get(), partnership.match
    addresses = [
        url("home", group),
        url("new", group, "need"),
        url("posting", group, posting.pk),
        url("change", group, posting.pk),
        url("close", group, posting.pk),
        url("again", group, posting.pk),
        url("match", group, match.pk),
        url("write", group, match.pk),
        url("propose", group, match.pk),
        url("partnership", group, partnership.pk),
        url("end", group, partnership.pk),
    ]
    return group, addresses


def test_who_opens_and_posts_what(client, town):
    """Owners and editors everything, viewers what is to be read, others nothing."""
    group, addresses = town
    to_read = {addresses[0], addresses[2], addresses[6], addresses[9]}
    people = {role: MembershipFactory(organisation=group, role=role).person for role in Role}
    people |= {"stranger": ResidentFactory(), "officer": officer_of(roles.FUND_OFFICER)}
    people |= {"another": group_with()[1]}
    for (role, person), address in product(people.items(), addresses):
        client.force_login(person)
        expected = 200 if role in (Role.OWNER, Role.EDITOR) else 404
        if role == Role.VIEWER:
            expected = 200 if address in to_read else 403
        assert client.get(address).status_code == expected, (role, address)
        if expected != 200 and address != addresses[0]:
            assert client.post(address, {}).status_code == expected, (role, address)
    client.logout()
    assert all(client.get(address).status_code == 302 for address in addresses)


def test_what_is_of_another_group_is_not_there(client, town):
    _group, addresses = town
    other, owner = group_with()
    client.force_login(owner)
    for address in addresses[2:]:
        theirs = address.replace(f"/{_group.slug}/", f"/{other.slug}/")
        assert client.get(theirs).status_code == 404
    huge = url("posting", other, 10**30)
    assert client.get(huge).status_code == 404


def test_a_viewer_cannot_answer_from_a_page_that_they_may_read(client):
    match, [(group, _owner), _other] = matched()
    client.force_login(MembershipFactory(organisation=group, role=Role.VIEWER).person)
    page = client.post(url("match", group, match.pk), {"yes": "1", "consent": "on"})
    assert "permission" in page.content.decode()
    assert not match.sides.exclude(says_yes=None).exists()


def test_a_need_is_posted_and_what_is_wrong_keeps_what_was_typed(client):
    group, owner = group_with()
    client.force_login(owner)
    address = url("new", group, "need")
    page = client.post(address, typed(title="", quantity_1="many", category_2="skills-law"))
    words = page.content.decode()
    assert page.status_code == 200
    assert 'value="many"' in words
    assert "Enter a whole number" in words
    assert not Posting.objects.exists()
    page = client.post(address, typed(quantity_1="0"))
    assert "Enter a number from 1 to 100,000" in page.content.decode()
    page = client.post(address, typed(quantity_4="3"))
    assert '<details class="govuk-details" open>' in page.content.decode()
    assert client.post(address, typed(quantity_1="")).url == url("home", group)
    posting = Posting.objects.get()
    assert (posting.state, str(posting.parts.get())) == ("open", "Hall: 1 room")
    assert client.get(url("new", group, "wish")).status_code == 404


@pytest.mark.parametrize(
    "odd",
    [
        {"wards": "no"},
        {"languages": "tlh"},
        {"category_1": "x"},
        {"expires_on_0": "99"},
        {"quantity_1": "9" * 40},
        {"starts_on_2": "0", "starts_on_0": "1", "starts_on_1": "1"},
        {"title": "\x00"},
        {"title": "a" * 5000},
    ],
)
def test_unusable_input_is_a_message_and_never_an_error(client, odd):
    WardFactory()
    group, owner = group_with()
    client.force_login(owner)
    page = client.post(url("new", group, "offer"), typed(**odd))
    assert page.status_code == 200
    assert "There is a problem" in page.content.decode()
    assert not Posting.objects.exists()


def test_an_old_page_undoes_nobodys_change(client):
    group, owner = group_with()
    client.force_login(owner)
    posting = PostingFactory(organisation=group, title="A hall")
    address = url("change", group, posting.pk)
    old = marks(client.get(address))
    Posting.objects.filter(pk=posting.pk).update(title="A hall and a kitchen")
    page = client.post(address, typed(title="A big hall", made_from=old))
    assert "A hall and a kitchen" in page.content.decode()
    posting.refresh_from_db()
    assert posting.title == "A hall and a kitchen"
    new = marks(page)
    client.post(address, typed(title="A big hall", made_from=new))
    posting.refresh_from_db()
    assert posting.title == "A big hall"


def test_what_officers_entered_is_confirmed_with_one_button(client):
    group, owner = group_with()
    client.force_login(owner)
    posting = PostingFactory(organisation=group, state=PostingState.DRAFT)
    assert "Is this right?" in client.get(url("home", group)).content.decode()
    client.post(url("posting", group, posting.pk), {"act": "confirm"})
    posting.refresh_from_db()
    assert posting.state == PostingState.OPEN
    client.post(url("posting", group, posting.pk), {"act": "met"})
    posting.refresh_from_db()
    assert posting.state == PostingState.MATCHED
    day = days(9)
    again = {"expires_on_0": day.day, "expires_on_1": day.month, "expires_on_2": day.year}
    client.post(url("again", group, posting.pk), again)
    posting.refresh_from_db()
    assert (posting.state, posting.expires_on) == (PostingState.OPEN, day)
    client.post(url("close", group, posting.pk), {"reason": ""})
    posting.refresh_from_db()
    assert posting.state == PostingState.CLOSED


def test_a_group_outside_the_directory_is_named_once_all_have_said_yes(client):
    match, [(asking, owner), (giving, theirs)] = matched()
    type(giving).objects.filter(pk=giving.pk).update(listing="private")
    client.force_login(owner)
    pages = (url("home", asking), url("match", asking, match.pk))
    for address in pages:
        words = client.get(address).content.decode()
        assert giving.name not in words
        assert "A group that isn’t in the directory" in words
    address = url("match", asking, match.pk)
    assert "Tick the box" in client.post(address, {"yes": "1"}).content.decode()
    client.post(address, {"yes": "1", "consent": "on"})
    assert theirs.email not in client.get(address).content.decode()
    client.force_login(theirs)
    assert owner.email not in client.get(url("match", giving, match.pk)).content.decode()
    client.post(url("match", giving, match.pk), {"yes": "1", "consent": "on"})
    match.refresh_from_db()
    assert match.state == MatchState.AGREED
    client.force_login(owner)
    words = client.get(address).content.decode()
    assert giving.name in words
    assert theirs.email in words


def test_no_needs_no_tick(client):
    match, [(asking, owner), _other] = matched()
    client.force_login(owner)
    client.post(url("match", asking, match.pk), {"no": "1"})
    match.refresh_from_db()
    assert match.state == MatchState.DECLINED


def test_they_talk_and_become_partners_and_begin_something(client, monkeypatch):
    monkeypatch.setattr(registry, "_acts", [])
    registry.register_act(lambda *_who: registry.Act("Start an application", "/demo/start/"))
    match, [(asking, owner), (giving, theirs)] = agreed()
    client.force_login(owner)
    address = url("match", asking, match.pk)
    client.post(url("write", asking, match.pk), {"text": "<b>Hello</b>"})
    assert "&lt;b&gt;Hello" in client.get(address).content.decode()
    assert Message.objects.get().author == owner
    client.post(url("propose", asking, match.pk), {"name": "Demo Lunch Club"})
    partnership = Partnership.objects.get()
    client.force_login(theirs)
    theirs_url = url("partnership", giving, partnership.pk)
    assert "Start an application" not in client.get(theirs_url).content.decode()
    client.post(theirs_url, {"yes": "1"})
    partnership.refresh_from_db()
    assert partnership.is_formed
    words = client.get(theirs_url).content.decode()
    assert 'href="/demo/start/"' in words
    assert words.index("Needed: Demo helpers") < words.index("The partnership was formed")
    client.post(url("end", giving, partnership.pk), {"reason": "The hall was sold."})
    partnership.refresh_from_db()
    assert partnership.state == "ended"


def test_what_waits_stands_on_the_pages_of_the_group(client):
    _match, [(asking, owner), _other] = matched()
    PostingFactory(organisation=asking, state=PostingState.DRAFT)
    client.force_login(owner)
    words = client.get(reverse("my_organisations:home")).content.decode()
    assert "Say whether what you said at an event is right" in words
    assert "Answer a match for your needs and offers" in words


def test_what_waits_takes_the_same_number_of_statements(django_assert_num_queries):
    _match, [(asking, owner), *_others] = matched(offering=3)
    groups = [asking]
    for _number in range(3):
        with django_assert_num_queries(4):
            assert len([*waits(owner, groups)]) == 1
        groups.append(MembershipFactory(person=owner, role=Role.OWNER).organisation)
    assert [*waits(MembershipFactory(organisation=asking).person, groups)] == []


@pytest.mark.parametrize("name", ["home", "match"])
def test_the_pages_take_the_same_number_of_statements(client, django_assert_max_num_queries, name):
    match, [(asking, owner), *_others] = matched(offering=3)
    client.force_login(owner)
    address = url("home", asking) if name == "home" else url("match", asking, match.pk)
    client.get(address)
    most = 20
    with django_assert_max_num_queries(most) as few:
        client.get(address)
    before = len(few.captured_queries)
    for _ in range(20):
        PostingFactory(organisation=asking, parts=[("skills-law", 1)])
        hidden = OrganisationFactory()
        PostingFactory(organisation=hidden, kind="offer", parts=[("skills-law", 1)])
    services.look_for_matches()
    assert Match.objects.of(asking).count() > 20
    with django_assert_max_num_queries(most) as many:
        client.get(address)
    assert len(many.captured_queries) == before
