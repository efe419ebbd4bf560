"""Only the code of a registration confirms it, and the page of a held place."""

import pytest
from django.test import Client
from django.urls import reverse

from messaging.models import OutboxMessage
from panels.models import Registration, Session
from people.models import User
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, sign_in
from tests.panels.newcomers import (
    DETAILS,
    address,
    code_sent_to,
    enter_code,
    hold,
    register,
)
from tests.panels.test_journey import RIGHT, shown

pytestmark = pytest.mark.django_db


# --- Only the code of the registration ---------------------------------------------------------


def held_by_a_stranger(session, person) -> Registration:
    hold(Client(), session, "Mischief", email=person.email, name="Mischief")
    return Registration.objects.get(person=person)


def sign_in_by_code(client, person) -> None:
    client.post(reverse("account_login"), {"email": person.email})
    url = reverse("account_confirm_login_code")
    assert client.post(url, {"code": code_sent_to(person.email)}).url == "/my/"


def test_signing_in_confirms_no_hold_and_asks_was_this_you(client):
    session, person = SessionFactory(), ResidentFactory()
    held = held_by_a_stranger(session, person)
    sign_in_by_code(client, person)
    held.refresh_from_db()
    assert held.state == "held"
    assert "Was this you?" in client.get("/my/").content.decode()
    page = client.get(reverse("panels:registration", args=[held.reference])).content.decode()
    assert "Was this you?" in page
    assert "No, this wasn" in page


@pytest.mark.parametrize(("said", "state"), [("yes", "confirmed"), ("no", "withdrawn")])
def test_yes_keeps_the_hold_and_no_gives_it_up(client, said, state):
    session, person = SessionFactory(), ResidentFactory()
    held = held_by_a_stranger(session, person)
    sign_in_by_code(client, person)
    url = reverse("panels:registration_mine", args=[held.reference])
    assert client.get(url).status_code == 405
    client.post(url, {"mine": said}, follow=True)
    held.refresh_from_db()
    assert (held.state, held.held_from, held.held_by) == (state, "", "")
    assert Session.objects.get().taken == (said == "yes")
    assert (held.access_needs == "") == (said == "no")
    client.post(url, {"mine": "no"})
    held.refresh_from_db()
    assert held.state == state


def test_nobody_else_answers_was_this_you(client):
    session, person = SessionFactory(), ResidentFactory()
    held = held_by_a_stranger(session, person)
    sign_in(client, ResidentFactory(), "code")
    url = reverse("panels:registration_mine", args=[held.reference])
    assert client.post(url, {"mine": "yes"}).status_code == 404
    held.refresh_from_db()
    assert held.state == "held"


def test_a_code_asked_for_to_sign_in_after_the_hold_confirms_nothing(client):
    session = SessionFactory()
    hold(client, session)
    client.post(reverse("account_login"), {"email": RIGHT})
    assert client.get(address(session, "code")).url == reverse("account_confirm_login_code")
    client.post(reverse("account_confirm_login_code"), {"code": code_sent_to(RIGHT)})
    assert Registration.objects.get().state == "held"


# --- The held place's page ---------------------------------------------------------------------


def test_the_held_places_page_takes_the_code_and_sends_another(client):
    session = SessionFactory()
    hold(client, session)
    page = shown(client, session, "code")
    assert 'name="code"' in page
    assert "Send another code" in page
    first = code_sent_to()
    sent = client.post(address(session, "code"), {"action": "resend"}, follow=True)
    assert "We have sent another code" in sent.content.decode()
    again = OutboxMessage.objects.latest("pk")
    assert again.kind == "panels.place-held"
    assert code_sent_to() != first
    assert "That code isn’t right" in enter_code(client, session, code=first).content.decode()
    assert "Place confirmed" in enter_code(client, session).content.decode()


def test_the_sessions_page_leads_back_to_the_code(client):
    session = SessionFactory()
    assert "Enter your code" not in client.get(session.get_absolute_url()).content.decode()
    hold(client, session)
    page = client.get(session.get_absolute_url()).content.decode()
    assert address(session, "code") in page
    assert "Enter your code" not in Client().get(session.get_absolute_url()).content.decode()


def test_five_wrong_codes_lead_back_to_the_answers(client):
    session = SessionFactory()
    hold(client, session)
    for _ in range(5):
        answer = enter_code(client, session, code="0000-0000")
    page = answer.content.decode()
    assert "wrong code too many times" in page
    assert "Check your answers" in page
    assert "Large print" in page
    register(client, session)
    assert "Place confirmed" in enter_code(client, session).content.decode()


def test_the_language_in_which_a_newcomer_registers_last_is_theirs(client):
    session = SessionFactory()
    hold(client, session)
    client.post(address(session), {**DETAILS, "language": "ur"})
    register(client, session)
    page = enter_code(client, session).content.decode()
    assert '<html lang="ur"' in page
    assert User.objects.get().language == "ur"


def test_what_was_typed_goes_once_it_is_a_registration(client):
    session = SessionFactory()
    hold(client, session)
    assert session.slug in client.session["panels.registering"]
    enter_code(client, session)
    assert client.session["panels.registering"] == {}
