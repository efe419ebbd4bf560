"""A newcomer who goes back, changes the language, mistypes the address and sends twice."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core.words import say
from messaging.models import OutboxMessage
from panels import services
from panels.models import Registration, Session
from people.models import User
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory, sign_in
from tests.panels.newcomers import (
    DETAILS,
    address,
    code_sent_to,
    enter_code,
    give_details,
    give_needs,
    hold,
    register,
)

pytestmark = pytest.mark.django_db

MISTYPED, RIGHT = "newcomre@demo.example", DETAILS["email"]


def shown(client, session, step="") -> str:
    return client.get(address(session, step)).content.decode()


def back_from(client, session, step="") -> str:
    """Where Back leads from a step."""
    page = shown(client, session, step)
    return re.search(r'href="([^"]+)" class="govuk-back-link"', page).group(1)


def gone_back(client, session, step="", **typed) -> str:
    """Where the Back of a step with a form leads, which takes along what was typed."""
    assert re.search(r'form="register" name="back"', shown(client, session, step))
    return client.post(address(session, step), {**DETAILS, **typed, "back": "1"}).url


# --- Steps with addresses ----------------------------------------------------------------------


def test_back_is_the_step_before(client):
    session = SessionFactory()
    hold(client, session)
    assert gone_back(client, session) == session.get_absolute_url()
    assert gone_back(client, session, "access") == address(session)
    assert back_from(client, session, "check") == address(session, "access")
    assert back_from(client, session, "code") == address(session, "check")


def test_back_keeps_what_was_just_typed(client):
    session = SessionFactory()
    gone_back(client, session, email="not yet")
    assert 'value="not yet"' in shown(client, session)
    assert "govuk-error-summary" not in shown(client, session)
    give_details(client, session)
    gone_back(client, session, "access", access_needs="A loop")
    assert "A loop" in shown(client, session, "access")


def test_a_code_sent_again_after_signing_in_leads_to_the_registration():
    session = SessionFactory()
    client = Client(enforce_csrf_checks=True)
    sitting = Client()
    hold(sitting, session)
    client.cookies = sitting.cookies
    page = client.get(address(session, "code")).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page).group(1)
    sent = {"code": code_sent_to(), "csrfmiddlewaretoken": token}
    first = client.post(address(session, "code"), sent, follow=True)
    again = client.post(address(session, "code"), sent, follow=True)
    assert again.status_code == 200
    assert again.redirect_chain[-1] == first.redirect_chain[-1]
    assert "Place confirmed" in again.content.decode()


def test_every_post_leads_to_an_address_so_that_back_asks_nothing(client):
    session = SessionFactory()
    answers = [
        give_details(client, session, email="wrong"),
        give_details(client, session),
        give_needs(client, session),
        register(client, session),
        client.post(address(session, "code"), {"code": "0000-0000"}),
        client.post(address(session, "code"), {"action": "resend"}),
    ]
    assert {answer.status_code for answer in answers} == {302}


@pytest.mark.parametrize("step", ["", "access"])
def test_a_change_of_language_keeps_what_is_typed_and_not_yet_sent(client, step):
    session = SessionFactory()
    if step:
        give_details(client, session)
    typed = {**DETAILS, "email": "not yet", "access_needs": "A quiet room"}
    answer = client.post(address(session, step), {**typed, "language": "ur"}, follow=True)
    page = answer.content.decode()
    assert answer.redirect_chain == [(address(session, step), 302)]
    assert '<html lang="ur"' in page
    assert ("A quiet room" if step else "not yet") in page
    assert "govuk-error-summary" not in page


def test_a_resident_who_changes_the_language_gets_emails_in_it(client):
    session, person = SessionFactory(), ResidentFactory()
    sign_in(client, person, "code")
    client.post(address(session), {"access_needs": "A loop", "language": "ur"})
    person.refresh_from_db()
    assert person.language == "ur"
    assert "A loop" in shown(client, session)


def test_enter_presses_continue_and_not_a_language(client):
    page = shown(client, SessionFactory())
    first = re.search(r'<button[^>]*form="register"[^>]*>', page).group()
    assert 'name="language"' not in first


def test_a_second_tab_finds_what_was_typed_in_the_first(client):
    session = SessionFactory()
    give_details(client, session)
    give_needs(client, session, "A quiet room")
    assert 'value="Demo Newcomer"' in shown(client, session)
    assert "A quiet room" in shown(client, session, "access")
    assert "Demo Newcomer" not in shown(client, SessionFactory())


def test_answers_changed_in_another_tab_are_checked_again(client):
    session = SessionFactory()
    give_details(client, session)
    give_needs(client, session, "A loop")
    seen = re.search(r'name="seen" value="(\w+)"', shown(client, session, "check")).group(1)
    give_needs(client, session, "Large print")
    answer = client.post(address(session, "check"), {"seen": seen}, follow=True)
    page = answer.content.decode()
    assert "Your answers changed in another tab" in page
    assert "Large print" in page
    assert not Registration.objects.exists()


def test_a_later_step_leads_to_the_first_that_is_not_answered(client):
    session = SessionFactory()
    assert client.get(address(session, "check")).url == address(session)
    give_details(client, session)
    assert client.get(address(session, "check")).url == address(session, "access")
    assert client.get(address(session, "code")).url == address(session, "check")


def test_signing_in_on_the_way_keeps_the_needs(client):
    session, person = SessionFactory(), ResidentFactory(access_needs="Old")
    give_details(client, session)
    give_needs(client, session, "A quiet room")
    sign_in(client, person, "code")
    page = shown(client, session, "check")
    assert "A quiet room" in page
    register(client, session)
    assert Registration.objects.get().access_needs == "A quiet room"


# --- The newest counts -------------------------------------------------------------------------


def test_going_back_and_sending_again_keeps_the_newest_needs_and_name(client):
    session = SessionFactory()
    hold(client, session, "Large print", name="Demo Newcommer")
    hold(client, session, "An interpreter", name="Demo Newcomer")
    held = Registration.objects.get()
    assert (held.called, held.access_needs) == ("Demo Newcomer", "An interpreter")
    enter_code(client, session)
    confirmed = Registration.objects.get()
    assert (confirmed.state, confirmed.called) == ("confirmed", "Demo Newcomer")
    assert confirmed.access_needs == "An interpreter"
    assert User.objects.get().name == "Demo Newcomer"
    assert confirmed.details_changed_at is None
    assert Session.objects.get().taken == 1


def test_registering_again_as_a_newcomer_counts_once_the_code_is_entered(client):
    session, person = SessionFactory(), ResidentFactory(name="Demo Known")
    place = services.register(
        session_id=session.pk, person=person, actor=person, access_needs="Large print"
    )
    hold(client, session, "An interpreter", email=person.email, name="Demo Knowne")
    place.refresh_from_db()
    assert place.access_needs == "Large print"
    enter_code(client, session, person.email)
    place.refresh_from_db()
    assert (place.access_needs, place.called) == ("An interpreter", "Demo Knowne")
    person.refresh_from_db()
    assert person.name == "Demo Known"


def test_registering_again_signed_in_keeps_the_newest_needs(client):
    session, person = SessionFactory(), ResidentFactory()
    sign_in(client, person, "code")
    for needs in ("Large print", "An interpreter"):
        client.post(address(session), {"access_needs": needs})
        register(client, session)
    assert Registration.objects.get().access_needs == "An interpreter"
    assert OutboxMessage.objects.count() == 1


def test_name_and_needs_are_changed_on_the_registrations_own_page(client):
    session, person = SessionFactory(), ResidentFactory(name="Demo Known")
    place = services.register(session_id=session.pk, person=person, actor=person)
    sign_in(client, person, "code")
    url = reverse("panels:registration_details", args=[place.reference])
    assert 'value="Demo Known"' in client.get(url).content.decode()
    typed = {"name": "Demo Other", "access_needs": "A ramp"}
    page = client.post(url, typed, follow=True).content.decode()
    assert "Demo Other" in page
    assert "A ramp" in page
    place.refresh_from_db()
    assert (place.name, place.access_needs) == ("Demo Other", "A ramp")
    assert place.details_changed_at is not None
    assert say(place.moves.last().reason) == "They changed their name or what they need."
    assert client.post(url, {"name": ""}).status_code == 200


@pytest.mark.parametrize("ended", ["started", "withdrawn", "somebody else's"])
def test_what_is_over_or_not_ones_own_is_not_changed(client, ended):
    session, person = SessionFactory(), ResidentFactory()
    place = services.register(session_id=session.pk, person=person, actor=person)
    if ended == "withdrawn":
        services.withdraw(registration_id=place.pk, actor=person)
    sign_in(client, ResidentFactory() if ended == "somebody else's" else person, "code")
    if ended == "started":
        Session.objects.update(starts_at=session.registration_opens_at)
    url = reverse("panels:registration_details", args=[place.reference])
    answer = client.post(url, {"name": "Demo Other", "access_needs": "A ramp"})
    assert answer.status_code == (404 if ended == "somebody else's" else 200)
    place.refresh_from_db()
    assert (place.name, place.access_needs) == ("", "")


# --- Another address ---------------------------------------------------------------------------


@pytest.mark.parametrize("capacity", [1, 30])
def test_the_held_place_moves_to_the_corrected_address(client, capacity):
    session = SessionFactory(capacity=capacity)
    hold(client, session, "A loop", email=MISTYPED)
    first = Registration.objects.get()
    page = shown(client, session, "code")
    assert f'href="{address(session)}"' in page
    assert f'value="{MISTYPED}"' in shown(client, session)
    give_details(client, session, email=RIGHT)
    assert "A loop" in shown(client, session, "check")
    register(client, session)
    held = Registration.objects.get()
    assert (held.person.email, held.state) == (RIGHT, "held")
    assert held.reference != first.reference
    assert Session.objects.get().taken == 1
    assert "Place confirmed" in enter_code(client, session, RIGHT).content.decode()
    assert Registration.objects.get().access_needs == "A loop"


def test_the_code_sent_to_the_mistyped_address_confirms_nothing_any_more(client):
    session = SessionFactory()
    hold(client, session, email=MISTYPED)
    old = code_sent_to(MISTYPED)
    hold(client, session, email=RIGHT)
    enter_code(client, session, code=old)
    assert Registration.objects.get().state == "held"


def test_a_corrected_address_that_has_a_place_gives_the_held_one_back(client):
    session, known = SessionFactory(), ResidentFactory()
    services.register(session_id=session.pk, person=known, actor=known)
    hold(client, session, email=MISTYPED)
    assert Session.objects.get().taken == 2
    hold(client, session, email=known.email)
    assert Session.objects.get().taken == 1
    assert Registration.objects.live().get().person == known


def test_nobody_moves_what_somebody_else_holds(client):
    session, victim = SessionFactory(), ResidentFactory(verified=False)
    hold(client, session, email=victim.email)
    stranger = Client()
    hold(stranger, session, "Mischief", email=victim.email, name="Mischief")
    hold(stranger, session, email="stranger@demo.example")
    theirs = Registration.objects.get(person=victim)
    assert (theirs.state, theirs.called) == ("held", "Demo Newcomer")
    assert Registration.objects.filter(person__email="stranger@demo.example").exists()
