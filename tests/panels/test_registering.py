"""Registering through the pages, as a newcomer and as a resident known to the portal."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from panels.models import Registration, Session
from panels.services import register, release_lapsed_holds
from people.models import User
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, sign_in
from tests.panels.newcomers import (
    DETAILS,
    address,
    enter_code,
    give_details,
    give_needs,
    hold,
)
from tests.panels.newcomers import register as register_now

pytestmark = pytest.mark.django_db


def test_a_signed_in_resident_presses_three_times(client):
    session, person = SessionFactory(), ResidentFactory(access_needs="Hearing loop")
    sign_in(client, person, "code")
    asked = client.get(address(session))
    assert "Hearing loop" in asked.content.decode()
    checked = client.get(client.post(address(session), {"access_needs": "A loop, please"}).url)
    assert "A loop, please" in checked.content.decode()
    assert not Registration.objects.exists()
    done = register_now(client, session)
    page = client.get(done.url).content.decode()
    registration = Registration.objects.get()
    assert registration.access_needs == "A loop, please"
    assert registration.reference in page
    assert "Place confirmed" in page


def test_a_newcomer_holds_a_place_and_confirms_it_with_the_code(client):
    session = SessionFactory()
    client.get(address(session))
    answer = give_details(client, session)
    assert answer.url == address(session, "access")
    page = client.get(give_needs(client, session, "").url).content.decode()
    assert "Check your answers" in page
    assert "Demo Newcomer" in page
    answer = register_now(client, session)
    assert answer.status_code == 302
    assert Registration.objects.get().state == "held"
    assert User.objects.get().name == ""
    answer = enter_code(client, session)
    registration = Registration.objects.get()
    assert (registration.state, registration.held_from, registration.held_by) == (
        "confirmed",
        "",
        "",
    )
    assert registration.reference in answer.content.decode()
    assert User.objects.get().name == "Demo Newcomer"


def test_a_wrong_code_keeps_the_hold_and_says_so(client):
    session = SessionFactory()
    sent_to = hold(client, session).url
    answer = client.post(sent_to, {"code": "WRONG1"})
    assert (answer.status_code, answer.url) == (302, sent_to)
    answer = client.get(sent_to)
    assert 'value="WRONG1"' in answer.content.decode()
    assert "That code isn’t right" in answer.content.decode()
    assert Registration.objects.get().state == "held"


def test_a_code_after_the_hold_ran_out_takes_a_place_again(client):
    session = SessionFactory(capacity=1)
    hold(client, session)
    Registration.objects.update(confirm_by=timezone.now() - timedelta(seconds=1))
    release_lapsed_holds()
    page = enter_code(client, session).content.decode()
    assert "Place confirmed" in page
    assert [r.state for r in Registration.objects.order_by("pk")] == ["lapsed", "confirmed"]


def test_the_answer_tells_nobody_whether_an_address_has_an_account(client):
    known = ResidentFactory()
    session = SessionFactory()
    register(session_id=session.pk, person=known, actor=known)
    pages = []
    for email in (known.email, "unknown-resident@demo.example"):
        client = Client()
        answer = hold(client, session, email=email)
        page = client.get(answer.url).content.decode().replace(email, "EMAIL")
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        pages.append((answer.status_code, answer.url, page))
    assert pages[0] == pages[1]


def test_a_stranger_changes_nothing_about_the_account_or_the_place_they_name(client):
    known = ResidentFactory(name="Demo Known", access_needs="")
    session = SessionFactory()
    place = register(session_id=session.pk, person=known, actor=known, access_needs="A loop")
    for one in (session, SessionFactory()):
        hold(client, one, "Mischief", email=known.email, name="Somebody Else")
    known.refresh_from_db()
    place.refresh_from_db()
    assert (known.name, known.access_needs) == ("Demo Known", "")
    assert (place.called, place.access_needs, place.state) == ("Demo Known", "A loop", "confirmed")


def test_a_double_click_is_one_place(client):
    session, person = SessionFactory(), ResidentFactory()
    sign_in(client, person, "code")
    client.post(address(session), {"access_needs": ""})
    first = register_now(client, session)
    assert first.url == reverse("panels:registration", args=[Registration.objects.get().reference])
    second = register_now(client, session)
    assert second.status_code == 302
    assert Session.objects.get().taken == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"name": "x" * 1_200}, "to 120 characters or fewer"),
        ({"name": "\u200b\u2060"}, "Enter your full name"),
        ({"email": "not an address"}, "Enter an email address in the right format"),
        ({"postcode": "somewhere"}, "Enter a full UK postcode"),
    ],
)
def test_what_can_not_be_used_is_said_and_kept(client, typed, message):
    session = SessionFactory()
    answer = give_details(client, session, **typed)
    assert answer.url == address(session)
    page = client.get(answer.url).content.decode()
    assert message in page
    assert "<title>Error:" in page
    kept = {**DETAILS, **typed}
    assert kept["email"] in page
    assert kept["name"].strip("\u200b\u2060") in page
    assert client.get(address(session, "check")).url == address(session)
    assert not Registration.objects.exists()


@pytest.mark.parametrize("posted", [{}, {"access_needs": "x"}, {"language": "nonsense"}])
@pytest.mark.parametrize("step", ["", "access", "check"])
def test_a_forged_form_starts_at_the_first_question(client, posted, step):
    session = SessionFactory()
    answer = client.post(address(session, step), posted, follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[-1][0] in {address(session), address(session, "check")}
    assert not Registration.objects.exists()


def test_a_step_that_is_none_is_not_there(client):
    assert client.get(address(SessionFactory(), "nonsense")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"state": "cancelled", "cancel_reason": "x"}, "has been cancelled"),
        ({"registration_closes_at": timedelta(seconds=-1)}, "has closed"),
        ({"registration_opens_at": timedelta(days=1)}, "hasn&#x27;t opened yet"),
    ],
)
def test_too_early_too_late_and_cancelled_are_said(client, fields, message):
    now = timezone.now()
    fields = {k: now + v if isinstance(v, timedelta) else v for k, v in fields.items()}
    session = SessionFactory()
    give_details(client, session)
    give_needs(client, session)
    Session.objects.update(**fields)
    for answer in (client.get(address(session)), register_now(client, session)):
        assert answer.status_code == 409
        assert message in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_draft_is_nobodys_business(client):
    session = SessionFactory(state="draft")
    assert client.get(session.get_absolute_url()).status_code == 404
    for step in ("", "access", "check", "code"):
        assert client.get(address(session, step)).status_code == 404


def test_too_many_codes_and_nothing_is_held_but_what_was_typed_is_kept(client):
    sessions = SessionFactory.create_batch(6)
    answers = [hold(client, session) for session in sessions]
    statuses = [answer.status_code for answer in answers]
    assert statuses[-1] == 429
    assert Registration.objects.count() == statuses.count(302) < len(sessions)
    page = answers[-1].content.decode()
    assert re.search(r"Wait \d+ (seconds?|minutes?), then press the button again", page)
    for kept in ("Demo Newcomer", DETAILS["email"], "Large print"):
        assert kept in page
    cache.clear()
    assert register_now(client, sessions[-1]).status_code == 302


def test_other_peoples_registrations_do_not_exist_for_me(client):
    session, mine = SessionFactory(), ResidentFactory()

    theirs = register(session_id=session.pk, person=(other := ResidentFactory()), actor=other)
    sign_in(client, mine, "code")
    for name in ("registration", "registration_calendar", "withdraw"):
        url = reverse(f"panels:{name}", args=[theirs.reference])
        assert client.get(url).status_code == 404
    assert client.post(reverse("panels:withdraw", args=[theirs.reference])).status_code == 404
    theirs.refresh_from_db()
    assert theirs.state == "confirmed"


def withdraw_link(person) -> str:
    text = OutboxMessage.objects.filter(recipient=person.reference).first().text
    return re.search(r"https?://[^/\s]+(/panels/withdraw/\S+)", text).group(1)


def test_the_link_in_the_email_withdraws_on_a_post_only(client):

    person = ResidentFactory()
    registration = register(session_id=SessionFactory().pk, person=person, actor=person)
    url = withdraw_link(person)
    page = client.get(url).content.decode()
    assert "Do you want to withdraw?" in page
    registration.refresh_from_db()
    assert registration.state == "confirmed"
    assert "You are not registered" in client.post(url).content.decode()
    registration.refresh_from_db()
    assert registration.state == "withdrawn"
    assert client.post(url).status_code == 200


def test_an_altered_or_old_link_is_refused_plainly(client):

    person = ResidentFactory()
    registration = register(session_id=SessionFactory().pk, person=person, actor=person)
    url = withdraw_link(person)
    altered = url.replace(url[18], "x" if url[18] != "x" else "y", 1)
    for bad in (altered, url.replace("/withdraw/", "/feedback/")):
        answer = client.post(bad)
        assert answer.status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=401)):
        assert client.post(url).status_code == 404
    registration.refresh_from_db()
    assert registration.state == "confirmed"


def test_the_calendar_file_of_a_place_holds_the_online_link_and_the_public_one_does_not(client):

    person = ResidentFactory()
    session = SessionFactory(online_link="https://meet.demo.example/room")
    registration = register(session_id=session.pk, person=person, actor=person)
    public = client.get(reverse("panels:session_calendar", args=[session.slug]))
    assert "meet.demo.example" not in public.content.decode()
    assert "meet.demo.example" not in client.get(session.get_absolute_url()).content.decode()
    sign_in(client, person, "code")
    own = client.get(reverse("panels:registration_calendar", args=[registration.reference]))
    assert own["Content-Type"].startswith("text/calendar")
    assert "meet.demo.example" in own.content.decode().replace("\r\n ", "")
