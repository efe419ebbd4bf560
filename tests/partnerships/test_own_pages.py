"""The pages of a group's own people; to anybody else they don't exist."""

import re
from datetime import time

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
from tests.factories.partnerships import PostingFactory, agreed, days, matched, partners
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


def test_weekdays_and_hours_are_asked_shown_and_kept(client):
    group, owner = group_with()
    client.force_login(owner)
    said = {"weekdays": ["5", "2"], "starts_at": "10:00", "ends_at": "2.30pm"}
    answer = client.post(url("new", group, "need"), typed(**said))
    assert answer.url == url("home", group)
    posting = Posting.objects.get()
    assert (posting.weekdays, posting.starts_at, posting.ends_at) == ("25", time(10), time(14, 30))
    words = " ".join(client.get(posting.own_url).content.decode().split())
    assert "Tuesday, Friday" in words
    assert "From 10:00 to 14:30" in words
    form = client.get(url("change", group, posting.pk))
    assert 'value="14:30"' in form.content.decode()
    assert form.content.decode().count("checked") == 2
    unchanged = typed(**said | {"ends_at": "14:30"}, made_from=marks(form))
    client.post(url("change", group, posting.pk), unchanged)
    posting.refresh_from_db()
    assert posting.weekdays == "25"


@pytest.mark.parametrize(
    ("category", "written", "words"),
    [
        ("services-food", "30 people", ""),
        ("reach-young", "30 People reached", ""),
        ("rooms-hall", "30 rooms", ""),
        ("rooms-hall", "30 people", "here it counts rooms"),
        ("equipment-chairs", "30 people", "here it counts items"),
        ("services-food", "about 30", "Enter a whole number"),
    ],
)
def test_a_number_is_read_with_its_unit_and_anything_else_is_explained(
    client, category, written, words
):
    group, owner = group_with()
    client.force_login(owner)
    address = url("new", group, "need")
    page = client.post(address, typed(category_1=category, quantity_1=written))
    if words:
        assert words in page.content.decode()
        assert f'value="{written}"' in page.content.decode()
    else:
        assert Posting.objects.get().parts.get().quantity == 30
    shown = client.get(address).content.decode()
    assert ">Hall (rooms)<" in shown
    assert ">Food and meals (people it is for)<" in shown


@pytest.mark.parametrize(
    ("listing", "words"),
    [
        ("listed", "everybody can read this, with your group’s name. We never"),
        ("asked", "As soon as we have checked your group"),
        ("private", "If you put your group into the directory, everybody can read this"),
    ],
)
def test_the_form_and_the_page_say_who_reads_it(client, listing, words):
    group, owner = group_with(listed=True)
    type(group).objects.filter(pk=group.pk).update(listing=listing)
    client.force_login(owner)
    posting = PostingFactory(organisation=group)
    for address in (url("new", group, "need"), posting.own_url):
        assert words in client.get(address).content.decode()


@pytest.mark.parametrize(
    "odd",
    [
        {"wards": "no"},
        {"weekdays": "8"},
        {"starts_at": "25:00", "ends_at": "26:00"},
        {"starts_at": "10:00"},
        {"starts_at": "10:00", "ends_at": "09:00"},
        {"starts_at": "\x00", "ends_at": "9" * 400},
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
