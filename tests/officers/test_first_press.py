"""What an act's page says before it is done: what it asks, who it tells, and why it can't be."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from panels.enums import RegistrationState
from panels.models import Session
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.factories.taskforce import ExpenseFactory
from tests.html import parse_page
from tests.officers.pages import opened, seen, send
from tests.panels.officers import panels_officer, register, session_page, words

pytestmark = pytest.mark.django_db


def buttons(page) -> list[str]:
    """The words on the buttons of an act's page that send it, from the top down."""
    found = re.findall(
        r'<input type="submit" class="default" value="([^"]+)"|name="seen" value="\w[^"]+">([^<]+)',
        words(page),
    )
    return [first or second for first, second in found]


def test_the_first_button_says_what_it_shows_and_the_second_what_it_does(client):
    panels_officer(client)
    session = SessionFactory()
    place = register(session)
    address = session_page(session, "cancel")
    assert buttons(client.get(address)) == ["See who is told"]
    ask = send(client, address, {"reason_en": "The hall is flooded."})
    assert buttons(ask) == ["Cancel the session", "See who is told"]
    assert "<title>Check:" in words(ask)
    question, reason = (
        words(ask).index(found) for found in ('id="officers-question"', 'name="reason_en"')
    )
    assert question < reason
    [heading] = parse_page(ask.content.decode()).findall(".//{*}h2[@autofocus]")
    assert heading.get("id") == "officers-question"
    done = send(client, address, {"reason_en": "The hall is flooded."} | seen(ask))
    assert done.status_code == 302
    place.refresh_from_db()
    assert place.state == RegistrationState.CANCELLED


def test_what_the_first_button_promises_to_show_is_shown_also_where_nobody_is_told(client):
    panels_officer(client)
    session = SessionFactory()
    address = session_page(session, "cancel")
    ask = send(client, address, {"reason_en": "The hall is flooded."})
    assert "Nobody will be told" in words(ask)
    assert Session.objects.get().state == "published"
    send(client, address, {"reason_en": "The hall is flooded."} | seen(ask))
    assert Session.objects.get().state == "cancelled"


def test_an_act_that_asks_nothing_shows_at_once_who_it_tells(client):
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    claim = ExpenseFactory()
    address = reverse("admin:taskforce_expenseclaim_approve", args=[claim.pk])
    page = client.get(address)
    assert page.context["question"].people == 1
    assert buttons(page) == ["Approve"]
    assert not OutboxMessage.objects.exists()
    claim.refresh_from_db()
    assert claim.state == "claimed"
    assert client.post(address, opened(client, address) | seen(page)).status_code == 302
    assert OutboxMessage.objects.count() == 1


def test_an_act_that_asks_nothing_says_beforehand_why_it_cannot_be_done(client):
    panels_officer(client)
    session = SessionFactory(state="draft", starts_at=timezone.now() - timedelta(days=1))
    page = client.get(session_page(session, "publish"))
    assert "This session is in the past" in words(page)
    assert not buttons(page)


def test_a_caller_is_not_asked_for_in_vain(client):
    panels_officer(client)
    opens = timezone.now() + timedelta(days=2)
    session = SessionFactory(registration_opens_at=opens)
    page = client.get(session_page(session, "register"))
    assert "hasn't opened yet. It opens on" in words(page)
    assert 'name="telephone"' not in words(page)
    assert not buttons(page)


def test_nobody_writes_to_an_empty_room_or_holds_places_that_are_not_there(client):
    panels_officer(client)
    full = SessionFactory(capacity=1)
    assert "There is nobody to write to." in words(client.get(session_page(full, "write")))
    register(full)
    assert 'name="subject_en"' in words(client.get(session_page(full, "write")))
    assert "Only 0 places are free" in words(client.get(session_page(full, "hold_places")))


def test_attendance_says_before_the_day_that_nobody_can_be_marked(client):
    panels_officer(client)
    session = SessionFactory()
    register(session)
    page = words(client.get(session_page(session, "attendance")))
    assert "from the day of the session on" in page
    assert "Everybody not marked came" not in page
