"""Signing in by emailed code, through the outbox as people get it."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from core.refusal import Refusal
from messaging.models import OutboxMessage
from people import sign_in
from people.models import User
from people.rules import is_verified_resident
from tests.factories.people import OfficerFactory, ResidentFactory

pytestmark = pytest.mark.django_db

SIGN_IN = "/account/login/"
CONFIRM = "/account/login/code/confirm/"


def newest_code(email: str) -> str:
    row = OutboxMessage.objects.filter(to_address=email).latest("pk")
    return re.search(r"\b\d{4}-\d{4}\b", row.text).group()


def ask_for_code(client, email="new@demo.example", **data):
    return client.post(SIGN_IN, {"email": email} | data)


def test_a_newcomer_signs_in_and_lands_where_they_were_going(client):
    asked = client.post(f"{SIGN_IN}?next=/my/details/", {"email": "New@Demo.example"})
    assert urlsplit(asked.url).path == CONFIRM
    assert parse_qs(urlsplit(asked.url).query) == {"next": ["/my/details/"]}
    assert not is_verified_resident(User.objects.get())

    landed = client.post(asked.url, {"code": newest_code("new@demo.example")})

    assert landed.url == "/my/details/"
    assert client.get("/my/details/").status_code == 200
    assert is_verified_resident(User.objects.get())


def test_a_wrong_code_says_so_and_the_right_one_still_works(client):
    asked = ask_for_code(client)

    wrong = client.post(asked.url, {"code": "0000-0000"})

    assert wrong.url == asked.url
    assert "That code isn’t right" in client.get(asked.url).content.decode()
    assert client.post(asked.url, {"code": newest_code("new@demo.example")}).status_code == 302


def test_five_wrong_codes_end_the_code(client):
    asked = client.post(f"{SIGN_IN}?next=/my/details/", {"email": "new@demo.example"})
    code = newest_code("new@demo.example")
    for _ in range(4):
        assert client.post(asked.url, {"code": "0000-0000"}).url == asked.url

    fifth = client.post(asked.url, {"code": "0000-0000"})

    assert fifth.url == f"{SIGN_IN}?next=%2Fmy%2Fdetails%2F"
    assert "wrong code too many times" in client.get(fifth.url).content.decode()
    assert client.post(asked.url, {"code": code}).url.startswith(SIGN_IN)
    assert "_auth_user_id" not in client.session


def test_a_code_runs_out_after_fifteen_minutes(client):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        asked = client.post(f"{SIGN_IN}?next=/my/details/", {"email": "new@demo.example"})
        clock.shift(15 * 60 + 1)
        late = client.post(asked.url, {"code": newest_code("new@demo.example")})

        assert late.url == f"{SIGN_IN}?next=%2Fmy%2Fdetails%2F"
        assert "That code has run out" in client.get(late.url).content.decode()


def test_another_code_replaces_the_first(client):
    asked = ask_for_code(client)
    first = newest_code("new@demo.example")

    again = client.post(asked.url, {"action": "resend"})
    second = newest_code("new@demo.example")

    assert second != first
    assert client.post(again.url, {"code": first}).url == again.url
    assert client.post(again.url, {"code": second}).status_code == 302


def test_a_code_works_once_and_only_where_it_was_asked_for(client):
    asked = ask_for_code(client)
    code = newest_code("new@demo.example")

    assert Client().post(asked.url, {"code": code}).url.startswith(SIGN_IN)
    client.post(asked.url, {"code": code})
    client.post("/account/logout/")

    assert client.post(asked.url, {"code": code}).url.startswith(SIGN_IN)


def test_the_fourth_code_within_a_minute_is_refused(client):
    for _ in range(3):
        assert ask_for_code(Client()).status_code == 302
    assert ask_for_code(client).status_code == 429
    assert OutboxMessage.objects.count() == 3


def test_codes_are_sent_while_the_cache_is_down(client, settings):
    settings.CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True},
        }
    }
    asked = ask_for_code(client)
    assert client.post(asked.url, {"code": newest_code("new@demo.example")}).url == "/my/"


@pytest.mark.parametrize("email", ["nonsense", "", "x" * 10_000 + "@demo.example"])
def test_what_is_no_address_is_kept_and_explained(client, email):
    answer = ask_for_code(client, email)

    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not User.objects.exists()


def test_an_off_site_next_is_ignored(client):
    asked = client.post(f"{SIGN_IN}?next=https://evil.example/", {"email": "new@demo.example"})
    landed = client.post(asked.url, {"code": newest_code("new@demo.example")})
    assert landed.url == reverse("my")


def test_a_closed_account_is_told_only_after_the_code(client):
    ResidentFactory(email="closed@demo.example", is_active=False)
    asked = ask_for_code(client, "closed@demo.example")
    landed = client.post(asked.url, {"code": newest_code("closed@demo.example")})
    assert landed.url == "/account/inactive/"
    assert "_auth_user_id" not in client.session


def test_the_language_of_the_person_is_spoken_after_signing_in(client):
    ResidentFactory(email="urdu@demo.example", language="ur")
    asked = ask_for_code(client, "urdu@demo.example")
    landed = client.post(asked.url, {"code": newest_code("urdu@demo.example")})
    assert landed.cookies["django_language"].value == "ur"


def test_what_waits_for_proof_is_done_once_the_code_is_right_and_a_refusal_is_shown(
    client, monkeypatch
):
    proven = []

    def refuse(person, asked_for):
        raise Refusal("The session is full.", code="full")

    monkeypatch.setattr(sign_in, "_when_proven", [])
    sign_in.when_proven(refuse)
    sign_in.when_proven(lambda person, asked_for: proven.append(person))
    asked = ask_for_code(client)
    client.post(asked.url, {"code": "0000-0000"})
    assert proven == []

    client.post(asked.url, {"code": newest_code("new@demo.example")})

    assert proven == [User.objects.get()]
    assert "The session is full." in client.get("/my/details/").content.decode()


def test_nothing_is_done_for_an_address_without_proof(rf, monkeypatch):
    monkeypatch.setattr(sign_in, "_when_proven", [])
    sign_in.when_proven(lambda person, asked_for: pytest.fail("not proven"))
    sign_in.address_proven(rf.get("/"), ResidentFactory(verified=False))


# --- Nobody learns from an answer whether an address has an account --------------------------


def seen(response) -> tuple:
    """What an onlooker sees of an answer, without what differs in every answer."""
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    headers = {k: v for k, v in response.headers.items() if k not in {"Set-Cookie", "Expires"}}
    cookies = sorted((name, len(morsel.value)) for name, morsel in response.cookies.items())
    return response.status_code, body, headers, cookies


def answers(email: str, path: str, data: dict) -> list[tuple]:
    """Every answer on the way from asking to the second wrong code, the address blotted out."""
    client = Client()
    first = client.post(path, data | {"email": email})
    steps = [first, client.get(first.url), client.get(first.url)]
    if path == SIGN_IN:
        steps += [
            client.post(first.url, {"code": "0000-0000"}),
            client.post(first.url, {"action": "resend"}),
            client.get(first.url),
        ]
    return [
        (status, body.replace(email, "ADDRESS"), headers, cookies)
        for status, body, headers, cookies in map(seen, steps)
    ]


@pytest.mark.parametrize("path", [SIGN_IN, "/account/password/reset/"])
def test_known_and_unknown_addresses_get_the_same_answers(path):
    ResidentFactory(email="knew@demo.example")
    OfficerFactory(email="work@demo.example")
    unknown = answers("none@demo.example", path, {})

    assert answers("knew@demo.example", path, {}) == unknown
    assert answers("work@demo.example", path, {}) == unknown
    subjects = OutboxMessage.objects.values_list("to_address", "subject")
    words = {to: re.sub(r"[\d-]", "", subject).strip() for to, subject in subjects}
    assert words["none@demo.example"] != words["knew@demo.example"]


def test_known_and_unknown_addresses_take_as_many_statements():
    ResidentFactory(email="knew@demo.example")
    counts = []
    for email in ("knew@demo.example", "none@demo.example"):
        with CaptureQueriesContext(connection) as queries:
            ask_for_code(Client(), email)
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_new_address_is_proved_before_it_replaces_the_old(client):
    person = ResidentFactory(email="old@demo.example")
    client.force_login(person)

    client.post("/account/email/", {"email": "fresh@demo.example", "action_add": "1"})
    person.refresh_from_db()
    assert person.email == "old@demo.example"
    client.post("/account/confirm-email/", {"code": newest_code("fresh@demo.example")})

    person.refresh_from_db()
    assert person.email == "fresh@demo.example"
    assert list(EmailAddress.objects.values_list("email", "verified")) == [
        ("fresh@demo.example", True)
    ]


@pytest.mark.parametrize("verified", [True, False])
def test_an_address_of_another_account_is_not_taken_nor_given_away(client, verified):
    ResidentFactory(email="other@demo.example", verified=verified)
    person = ResidentFactory(email="old@demo.example")
    client.force_login(person)

    asked = client.post("/account/email/", {"email": "other@demo.example", "action_add": "1"})
    unknown = client.post("/account/email/", {"email": "fresh@demo.example", "action_add": "1"})

    assert (asked.status_code, asked.url) == (unknown.status_code, unknown.url)
    person.refresh_from_db()
    assert person.email == "old@demo.example"
