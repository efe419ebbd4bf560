"""The pages of a group's own people; to anybody else they don't exist."""

import re
from datetime import time

import pytest
from django.urls import reverse

from organisations.enums import Role
from partnerships.enums import PostingState
from partnerships.models import Posting
from tests.factories.organisations import (
    MembershipFactory,
    group_with,
)
from tests.factories.partnerships import PostingFactory, days, matched, partners
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
