"""Matches, conversations and partnerships on the pages of a group's own people."""

import pytest
from django.urls import reverse

from organisations.enums import Role
from partnerships import registry, services
from partnerships.enums import MatchState, PostingState
from partnerships.models import Match, Message, Partnership, Posting
from partnerships.on_groups import waits
from tests.factories.organisations import (
    MembershipFactory,
    OrganisationFactory,
    group_with,
)
from tests.factories.partnerships import PostingFactory, agreed, matched, partners
from tests.partnerships.test_own_pages import url

pytestmark = pytest.mark.django_db


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


def test_what_waits_leads_to_the_very_thing(client):
    partnership, [_asking, (giving, theirs)] = partners()
    Posting.objects.update(state=PostingState.CLOSED)
    match, [(asking, owner), _other] = matched()
    said = PostingFactory(organisation=asking, state=PostingState.DRAFT, title="A hall")
    for one in partnership.partners.filter(organisation=giving):
        type(one).objects.filter(pk=one.pk).update(answered_at=None, answered_by=None)
    Partnership.objects.filter(pk=partnership.pk).update(state="proposed", since=None)
    for person, group, expected in (
        (
            owner,
            asking,
            {
                "Say whether what you said at an event is right: A hall": said.own_url,
                "Answer a match for your needs and offers": url("match", asking, match.pk),
            },
        ),
        (
            theirs,
            giving,
            {
                "Say yes or no to a partnership: Demo Partners": url(
                    "partnership", giving, partnership.pk
                )
            },
        ),
    ):
        assert {one.words: one.url for one in waits(person, [group])} == expected
        client.force_login(person)
        words = client.get(reverse("my_organisations:home")).content.decode()
        assert all(one in words for one in expected)
        assert all(client.get(address).status_code == 200 for address in expected.values())


def test_matches_of_one_need_stand_under_it_by_what_the_others_posted(client):
    match, [(asking, owner), (first, theirs), (second, _)] = matched(offering=2)
    titles = ("Demo drivers", "Demo cooks")
    for group, title in zip((first, second), titles, strict=True):
        group.postings.update(title=title)
    client.force_login(owner)
    words = client.get(url("home", asking)).content.decode()
    assert words.count('<h3 class="govuk-heading-s"><bdi>Demo helpers</bdi></h3>') == 1
    for title in (*titles, "Demo drivers; Demo cooks"):
        assert f"<bdi>{title}</bdi><span" in words
    page = client.get(url("match", asking, match.pk)).content.decode()
    assert "<bdi>Demo drivers; Demo cooks</bdi></h1>" in page
    client.force_login(theirs)
    page = client.get(url("match", first, match.pk)).content.decode()
    assert "<bdi>Demo helpers</bdi></h1>" in page


def test_a_match_says_first_what_it_gives_and_what_not(client):
    asking, owner = group_with()
    parts = [("rooms-kitchen", 1), ("volunteers-helpers", 2)]
    need = PostingFactory(organisation=asking, parts=parts)
    PostingFactory(kind="offer", parts=[("volunteers-helpers", 2)])
    services.look_for_matches()
    client.force_login(owner)
    for address in (url("match", asking, need.matches.get().pk), url("home", asking)):
        words = client.get(address).content.decode()
        assert "Gives: Helpers at events: 2 volunteers" in words
        assert "Doesn’t give: Kitchen: 1 room" in words
    words = client.get(url("match", asking, need.matches.get().pk)).content.decode()
    assert words.index("Doesn’t give") < words.index("out of 100")


def test_partners_know_each_other_and_are_asked_what_is_still_missing(client):
    partnership, [(asking, owner), (giving, theirs)] = partners()
    match = partnership.match
    type(giving).objects.filter(pk=giving.pk).update(listing="private")
    client.force_login(owner)
    address = url("match", asking, match.pk)
    assert "not partners yet" not in client.get(address).content.decode()
    page = client.get(url("partnership", asking, partnership.pk)).content.decode()
    assert "Have you found all you need?" in page
    assert "Found already: Volunteers for anything: 1 volunteer" in page
    PostingFactory(organisation=asking, title="A hall")
    PostingFactory(organisation=giving, kind="offer", title="Our hall")
    services.look_for_matches()
    later = Match.objects.exclude(pk=match.pk).get()
    for address in (url("home", asking), url("match", asking, later.pk)):
        words = client.get(address).content.decode()
        assert "A group that isn’t in the directory" not in words
        assert giving.name in words
    client.post(url("posting", asking, match.need_id), {"act": "met"})
    page = client.get(url("partnership", asking, partnership.pk)).content.decode()
    assert "Have you found all you need?" not in page
    client.force_login(theirs)
    page = client.get(url("partnership", giving, partnership.pk)).content.decode()
    assert "Have you found all you need?" not in page
    services.end(
        partnership_id=partnership.pk, organisation_id=asking.pk, actor=owner, reason="Over."
    )
    client.force_login(owner)
    words = client.get(url("match", asking, later.pk)).content.decode()
    assert "A group that isn’t in the directory" in words


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
