"""Many people behind one address, and what somebody reads who has to wait."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from messaging.models import OutboxMessage
from people.limits import in_words, still_to_wait
from tests.factories.people import PASSWORD, OfficerFactory, second_step

pytestmark = pytest.mark.django_db

SIGN_IN, STAFF = "/account/login/", "/account/staff/"


def ask(email="home@demo.example", client=None, **data):
    return (client or Client()).post(SIGN_IN, {"email": email} | data)


@pytest.mark.parametrize("newcomers", [60, pytest.param(200, marks=pytest.mark.soak)])
def test_newcomers_behind_one_address_get_their_codes(newcomers):
    answers = {ask(f"newcomer{number}@demo.example").status_code for number in range(newcomers)}
    assert answers == {302}
    assert OutboxMessage.objects.count() == newcomers


def test_who_is_refused_reads_how_long_and_presses_again():
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            ask()
            clock.shift(timedelta(seconds=5))
        client = Client(enforce_csrf_checks=False)
        refused = client.post(f"{SIGN_IN}?next=/my/details/", {"email": "home@demo.example"})
        page = refused.content.decode()
        assert refused.status_code == 429
        assert refused.headers["Retry-After"] == "45"
        assert "You can try again in 45 seconds." in page
        assert 'name="email" value="home@demo.example"' in page
        again = re.search(r'<form method="post" action="([^"]+)">\s*<input[^>]*csrf', page).group(1)
        assert again == f"{SIGN_IN}?next=/my/details/"
        clock.shift(timedelta(seconds=44))
        assert client.post(again, {"email": "home@demo.example"}).status_code == 429
        clock.shift(timedelta(seconds=1))
        assert client.post(again, {"email": "home@demo.example"}).status_code == 302


def test_a_mailbox_that_is_full_costs_its_neighbours_nothing(settings):
    settings.ACCOUNT_RATE_LIMITS = {"request_login_code": "3/m/key,5/10m/ip"}
    for _ in range(10):
        ask()
    assert ask("other@demo.example").status_code == 302
    assert ask("third@demo.example").status_code == 302
    assert ask("fourth@demo.example").status_code == 429


def test_every_spelling_of_a_mailbox_is_counted_as_one():
    answers = [
        ask(email).status_code
        for email in ("home@demo.example", "HOME@demo.example", "home@DEMO.example")
    ]
    assert [*answers, ask("Home@Demo.example").status_code] == [302, 302, 302, 429]


def test_looking_counts_nothing(rf):
    request = rf.post(SIGN_IN)
    for _ in range(9):
        assert still_to_wait(request, action="request_login_code", keys=["a@demo.example"]) == 0


def test_a_password_is_not_kept_and_what_else_was_typed_is(settings):
    settings.ACCOUNT_RATE_LIMITS = {"login": "1/m/ip"}
    typed = {"login": "officer@demo.example", "password": "never in a page"}
    with time_machine.travel(timezone.now(), tick=False):
        Client().post(STAFF, typed)
        refused = Client().post(STAFF, typed)
    page = refused.content.decode()
    assert refused.status_code == 429
    assert 'name="login" value="officer@demo.example"' in page
    assert "never in a page" not in page
    assert "You can try again in 1 minute." in page


@pytest.mark.parametrize(
    ("url", "action", "data"),
    [
        ("/account/password/reset/", "reset_password", {"email": "officer@demo.example"}),
        ("/account/staff/passkey/", "webauthn_login", {"credential": "{}"}),
    ],
)
def test_the_refusals_of_allauth_say_the_true_time_too(settings, url, action, data):
    name = "MFA_RATE_LIMITS" if action == "webauthn_login" else "ACCOUNT_RATE_LIMITS"
    setattr(settings, name, {action: "1/3m/ip"})
    Client().post(url, data)
    refused = Client().post(url, data)
    assert refused.status_code == 429
    assert "You can try again in 3 minutes." in refused.content.decode()
    for field in data:
        assert f'name="{field}"' in refused.content.decode()


def test_wrong_passwords_say_how_long_the_account_waits():
    officer = OfficerFactory()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(5):
            Client().post(STAFF, {"login": officer.email, "password": "wrong"})
        clock.shift(timedelta(seconds=70))
        page = Client().post(STAFF, {"login": officer.email, "password": PASSWORD})
        assert "Too many tries. You can try again in 4 minutes." in page.content.decode()


def test_wrong_second_steps_say_how_long_the_account_waits(client):
    officer = OfficerFactory()
    second_step(officer)
    client.post(STAFF, {"login": officer.email, "password": PASSWORD})
    for _ in range(6):
        page = client.post("/account/2fa/authenticate/", {"code": "000000"})
    assert "Too many tries. You can try again in 5 minutes." in page.content.decode()


def test_a_time_is_said_rounded_up():
    said = [in_words(seconds) for seconds in (1, 59, 60, 61, 3599, 3600, 3601)]
    assert said == [
        "1 second", "59 seconds", "1 minute", "2 minutes", "60 minutes", "1 hour", "2 hours",
    ]  # fmt: skip
