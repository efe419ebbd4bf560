"""Officers: lists, what was said at events, closing one or many, exports, the home."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from partnerships.enums import PostingState
from partnerships.home import PART
from partnerships.models import Posting
from people import roles
from tests.factories.organisations import group_with
from tests.factories.partnerships import PostingFactory, agreed, days, partners
from tests.factories.people import officer_of, sign_in_officer
from tests.officers.pages import press, seen

pytestmark = pytest.mark.django_db

LIST = reverse("admin:partnerships_posting_changelist")
ENTER = reverse("admin:partnerships_posting_enter")


@pytest.fixture
def officer(client):
    """An officer of the fund, signed in."""
    officer = officer_of(roles.FUND_OFFICER)
    sign_in_officer(client, officer)
    return officer


def line(number: int, group, **said) -> dict:
    """What a browser posts of one line of an event."""
    plain = {
        "group": group.pk,
        "kind": "need",
        "title": f"Demo wish {number}",
        "category": "rooms-hall",
        "quantity": "2",
    } | said
    return {f"{name}_{number}": value for name, value in plain.items()}


def test_what_many_groups_said_is_entered_at_once_after_a_look(client, officer):
    (one, _owner), (two, _theirs) = group_with(), group_with()
    typed = {"event_name": "Demo fair", "event_on": days(0).isoformat()}
    typed |= line(1, one) | line(3, two, kind="offer", quantity="")
    typed |= {"kind_2": "need"}
    page = client.post(ENTER, typed)
    assert "2 people will be told" in page.content.decode()
    assert not Posting.objects.exists()
    done = client.post(ENTER, typed | seen(page))
    assert done.url == LIST
    (said,) = map(str, get_messages(done.wsgi_request))
    assert f"“Demo wish 1” of {one}; “Demo wish 3” of {two}." in said
    first, second = Posting.objects.order_by("pk")
    assert (first.organisation, first.state, first.entered_by) == (one, "draft", officer)
    assert (second.kind, second.parts.get().quantity) == ("offer", 1)
    assert OutboxMessage.objects.filter(kind="partnerships.confirm").count() == 2


def lines(page) -> int:
    """How many lines stand open."""
    return page.content.decode().count('class="officers-line"')


def test_three_lines_stand_open_and_another_is_added_with_all_that_was_typed(client, officer):
    group, _owner = group_with()
    assert lines(client.get(ENTER)) == 3
    typed = {"event_name": "Demo fair", "event_on": "x"} | line(3, group, quantity="many")
    page = client.post(ENTER, typed | {"add_row": "Add another"})
    assert lines(page) == 4
    words = page.content.decode()
    for kept in ('"Demo fair"', '"x"', '"Demo wish 3"', '"many"', f'"{group.pk}" selected'):
        assert kept in words
    # The Enter key presses the first button.
    assert words.index('value="Enter them"') < words.index('name="add_row"')
    assert not page.context["form"].errors
    assert lines(client.post(ENTER, typed | line(4, group))) == 4
    full = client.post(ENTER, typed | line(11, group) | {"add_row": "Add another"})
    assert lines(full) == 12
    assert "Add another" not in full.content.decode()
    assert not Posting.objects.exists()


def test_a_line_that_lacks_something_says_so_and_keeps_the_rest(client, officer):
    group, _owner = group_with()
    typed = {"event_name": "Demo fair", "event_on": days(0).isoformat()}
    page = client.post(ENTER, typed | line(2, group, title="", category=""))
    words = page.content.decode()
    assert "Say in a few words what it is" in words
    assert "Choose what it is about" in words
    assert f'<option value="{group.pk}" selected>' in words
    for odd in ({"event_on": "x"}, {"event_on": ""}, {"group_2": "9" * 30}, {"kind_2": "wish"}):
        assert client.post(ENTER, typed | line(2, group) | odd).status_code == 200
    page = client.post(ENTER, typed | {f"kind_{number}": "need" for number in range(1, 13)})
    assert "Enter at least one need or offer" in page.content.decode()
    assert not Posting.objects.exists()


@pytest.mark.parametrize("role", [roles.READ_ONLY, roles.HUB_MANAGER])
def test_who_only_reads_enters_and_closes_nothing(client, role):
    posting = PostingFactory()
    sign_in_officer(client, officer_of(role))
    assert client.get(LIST).status_code == 200
    assert "Enter what was said" not in client.get(LIST).content.decode()
    assert client.get(ENTER).status_code == 403
    close = reverse("admin:partnerships_posting_close", args=[posting.pk])
    assert client.get(close).status_code == 403
    assert client.post(close, {"reason": "x"}).status_code == 403


def test_one_is_closed_with_a_reason_after_a_look(client, officer):
    group, owner = group_with()
    posting = PostingFactory(organisation=group)
    close = reverse("admin:partnerships_posting_close", args=[posting.pk])
    assert "required" in client.post(close, {"reason": ""}).content.decode()
    press(client, close, {"reason": "It asks for money."})
    posting.refresh_from_db()
    assert posting.state == PostingState.CLOSED
    assert OutboxMessage.objects.get().to_address == owner.email


def test_the_list_is_cut_and_what_is_shown_is_exported(client, officer):
    hall = PostingFactory(title="Demo hall", parts=[("rooms-hall", 2)])
    PostingFactory(title="Demo lawyer", kind="offer", parts=[("skills-law", 1)])
    event = {"event_name": "Demo fair", "event_on": days(0)}
    PostingFactory(title="Demo kitchen", state="draft", parts=[("rooms-kitchen", 1)], **event)
    for asked, titles in (
        ({"about": "rooms"}, {"Demo hall", "Demo kitchen"}),
        ({"kind__exact": "offer"}, {"Demo lawyer"}),
        ({"from": "event"}, {"Demo kitchen"}),
        ({"q": hall.organisation.name}, {"Demo hall"}),
    ):
        page = client.get(LIST, asked)
        assert {one.title for one in page.context["cl"].result_list} == titles
    export = reverse("admin:partnerships_posting_export")
    file = client.post(f"{export}?about=rooms", {"kind": "csv"})
    text = b"".join(file.streaming_content).decode() if file.streaming else file.content.decode()
    assert "Hall: 2 rooms" in text
    assert "Demo lawyer" not in text


def test_officers_see_what_came_of_a_match_and_not_what_was_written(client, officer):
    partnership, [(asking, owner), (giving, _theirs)] = partners()
    partnership.match.messages.create(organisation=asking, author=owner, text="Between us")
    match = reverse("admin:partnerships_match_change", args=[partnership.match_id])
    words = client.get(match).content.decode()
    assert giving.name in words
    assert "Between us" not in words
    page = reverse("admin:partnerships_partnership_change", args=[partnership.pk])
    assert asking.name in client.get(page).content.decode()
    assert "Between us" not in client.get(page).content.decode()


@pytest.mark.parametrize("model", ["posting", "match", "partnership"])
def test_lists_take_the_same_number_of_statements(
    client, officer, model, django_assert_num_queries
):
    address = reverse(f"admin:partnerships_{model}_changelist")
    partners()
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(address)
    for _number in range(3):
        partners()
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many.captured_queries) == len(few.captured_queries)


def test_the_home_says_what_waits_and_what_came_of_it():
    officer = officer_of(roles.FUND_OFFICER)
    agreed()
    PostingFactory(
        state="draft", created_at=timezone.now() - timedelta(days=15), title="Demo old hall"
    )
    PostingFactory(state="draft")
    assert [one.number for one in PART.waits(officer)] == [1]
    assert [one.number for one in PART.figures(officer, days(-1))] == [1, 1, 1, 0, 0]
    assert [one.words for one in PART.finds(officer, "old HALL")] == ["Demo old hall"]
    outsider = officer_of(roles.SELECTION_PANEL)
    for said in (PART.waits(outsider), PART.figures(outsider, days(-1)), PART.finds(outsider, "h")):
        assert [*said] == []
