"""Registering through the pages, as a newcomer and as a resident known to the portal."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from messaging.models import OutboxMessage
from panels.models import Registration, Session
from panels.services import register, release_lapsed_holds
from people.models import User
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, sign_in

pytestmark = pytest.mark.django_db

DETAILS = {"name": "Demo Newcomer", "email": "newcomer@demo.example", "postcode": ""}


def address(session) -> str:
    return reverse("panels:session_register", args=[session.slug])


def hold(client, session, **details):
    """Register as a newcomer, up to the page that asks for the code."""
    typed = {**DETAILS, **details, "access_needs": "Large print"}
    return client.post(address(session), {**typed, "step": "check"})


def code_sent_to(email: str) -> str:
    row = OutboxMessage.objects.filter(to_address=email, kind="panels.place-held").first()
    return re.search(r"^\s*([A-Z0-9-]{6,9})\s*$", row.text, re.MULTILINE).group(1)


def test_a_signed_in_resident_registers_in_four_requests(client):
    session, person = SessionFactory(), ResidentFactory(access_needs="Hearing loop")
    sign_in(client, person, "code")
    asked = client.get(address(session))
    assert "Hearing loop" in asked.content.decode()
    checked = client.post(address(session), {"step": "access", "access_needs": "A loop, please"})
    assert "A loop, please" in checked.content.decode()
    assert not Registration.objects.exists()
    done = client.post(address(session), {"step": "check", "access_needs": "A loop, please"})
    assert done.status_code == 302
    page = client.get(done.url).content.decode()
    registration = Registration.objects.get()
    assert registration.access_needs == "A loop, please"
    assert registration.reference in page
    assert "Place confirmed" in page


def test_a_newcomer_holds_a_place_and_confirms_it_with_the_code(client):
    session = SessionFactory()
    url = address(session)
    client.get(url)
    page = client.post(url, {**DETAILS, "step": "details"}).content.decode()
    assert 'value="Demo Newcomer"' in page
    page = client.post(url, {**DETAILS, "access_needs": "", "step": "access"}).content.decode()
    assert "Check your answers" in page
    answer = hold(client, session)
    assert answer.status_code == 302
    assert Registration.objects.get().state == "held"
    code = code_sent_to("newcomer@demo.example")
    answer = client.post(answer.url, {"code": code}, follow=True)
    registration = Registration.objects.get()
    assert registration.state == "confirmed"
    assert registration.reference in answer.content.decode()
    assert User.objects.get(email="newcomer@demo.example").name == "Demo Newcomer"


def test_a_wrong_code_keeps_the_hold_and_says_so(client):
    session = SessionFactory()
    answer = client.post(hold(client, session).url, {"code": "WRONG1"})
    assert answer.status_code == 200
    assert "That code isn’t right" in answer.content.decode()
    assert Registration.objects.get().state == "held"


def test_a_code_after_the_hold_ran_out_leads_to_a_page_that_says_so(client):
    session = SessionFactory()
    answer = hold(client, session)
    Registration.objects.update(confirm_by=timezone.now() - timedelta(seconds=1))

    release_lapsed_holds()
    code = code_sent_to("newcomer@demo.example")
    page = client.post(answer.url, {"code": code}, follow=True).content.decode()
    assert "The time to confirm ran out" in page
    assert Session.objects.get().taken == 0


def test_the_answer_tells_nobody_whether_an_address_has_an_account(client):
    known = ResidentFactory()
    session = SessionFactory()
    pages = []
    for email in (known.email, "unknown-resident@demo.example"):
        client.logout()
        answer = hold(client, session, email=email)
        page = client.get(answer.url).content.decode().replace(email, "EMAIL")
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
        pages.append((answer.status_code, answer.url, page))
    assert pages[0] == pages[1]


def test_a_stranger_changes_nothing_about_the_account_they_name(client):
    known = ResidentFactory(name="Demo Known", access_needs="")
    hold(client, SessionFactory(), email=known.email, name="Somebody Else")
    known.refresh_from_db()
    assert (known.name, known.access_needs) == ("Demo Known", "")


def test_a_double_click_is_one_place(client):
    session, person = SessionFactory(), ResidentFactory()
    sign_in(client, person, "code")
    first = client.post(address(session), {"step": "check", "access_needs": ""})
    second = client.post(address(session), {"step": "check", "access_needs": ""})
    assert first.url == second.url
    assert Session.objects.get().taken == 1


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"name": ""}, "Enter your full name"),
        ({"name": "x" * 10_000}, "to 120 characters or fewer"),
        ({"email": "not an address"}, "Enter an email address in the right format"),
        ({"postcode": "somewhere"}, "Enter a full UK postcode"),
        ({"name": "a\x00b"}, "Null characters are not allowed"),
    ],
)
def test_what_can_not_be_used_is_said_and_kept(client, typed, message):
    answer = client.post(address(SessionFactory()), {**DETAILS, **typed, "step": "details"})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert "<title>Error:" in page
    kept = {**DETAILS, **typed}
    assert kept["email"] in page
    assert kept["name"].replace("\x00", "") in page.replace("\x00", "")
    assert not Registration.objects.exists()


def test_going_back_to_change_an_answer_loses_nothing(client):
    typed = {**DETAILS, "access_needs": "A quiet room"}
    url = address(SessionFactory())
    page = client.post(url, {**typed, "step": "check", "change": "details"}).content.decode()
    assert 'value="Demo Newcomer"' in page
    assert 'type="hidden" name="access_needs" value="A quiet room"' in page


@pytest.mark.parametrize(
    "posted", [{}, {"step": "nonsense"}, {"change": "nonsense"}, {"step": "access"}]
)
def test_a_forged_form_starts_at_the_first_question(client, posted):
    answer = client.post(address(SessionFactory()), posted)
    assert answer.status_code == 200
    assert not Registration.objects.exists()


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
    session = SessionFactory(**fields)
    for answer in (client.get(address(session)), hold(client, session)):
        assert answer.status_code == 409
        assert message in answer.content.decode()
    assert not Registration.objects.exists()


def test_a_draft_is_nobodys_business(client):
    session = SessionFactory(state="draft")
    assert client.get(session.get_absolute_url()).status_code == 404
    assert client.get(address(session)).status_code == 404


def test_too_many_codes_and_nothing_is_held(client):
    sessions = SessionFactory.create_batch(6)
    statuses = [hold(client, session).status_code for session in sessions]
    assert statuses[-1] == 429
    assert Registration.objects.count() == statuses.count(302) < len(sessions)


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
