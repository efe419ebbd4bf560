"""Every address is open to those it is for, to nobody else, and looking at it changes nothing."""

from collections.abc import Iterable
from http import HTTPStatus

import pytest
from django.db import connection
from django.shortcuts import resolve_url
from django.test.utils import CaptureQueriesContext

from tests.architecture.access_map import ACCESS, DEMO_ONLY, Access
from tests.architecture.addresses import OFFICERS_PAGE, access_of, make_town, names
from tests.factories.people import (
    OfficerFactory,
    ResidentFactory,
    second_step,
    sign_in,
    sign_in_officer,
)
from tests.people.demo_urls import urlpatterns_where

pytestmark = pytest.mark.django_db

ADDRESSES = sorted(names())
# What looking may write: the session, and the record of who read what about people.
MAY_WRITE = ("django_session", "auditlog_logentry")
# Pages of signing in; who has no password yet sets one by the page for a lost one.
DOORS = ("account_login", "staff_sign_in", "admin:login", "account_reset_password")
REFUSALS = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED)


def test_the_map_names_every_address_and_no_other():
    listed = set(ACCESS)
    assert {name for name in ADDRESSES if not OFFICERS_PAGE.match(name)} == listed


def test_a_demonstration_adds_the_mailbox_and_nothing_else():
    def given(*, demo: bool) -> set[str]:
        return {
            getattr(pattern, "name", None)
            for part in urlpatterns_where(demo=demo)
            for pattern in getattr(part, "url_patterns", [part])
        }

    assert given(demo=True) - given(demo=False) == DEMO_ONLY


@pytest.fixture
def town():
    return make_town()


@pytest.fixture
def look(client, town):
    """Opens every address of some kinds; the answers by name."""

    def open_all(*kinds: Access) -> dict:
        wanted = [name for name in ADDRESSES if access_of(name) in kinds]
        assert wanted
        return {name: whole(client.get(town.address(name))) for name in wanted}

    return open_all


def whole(response):
    """The response, read to its end if it is a file: a browser does so, and closes it."""
    if response.streaming:
        b"".join(response.streaming_content)
    return response


def asks_to_sign_in(response) -> bool:
    """Whether the answer leads to a page of signing in."""
    doors = tuple(map(resolve_url, DOORS))
    return response.status_code == HTTPStatus.FOUND and response.url.startswith(doors)


def refused(response) -> bool:
    return asks_to_sign_in(response) or response.status_code in REFUSALS


def outcomes(answers: dict) -> dict[str, str]:
    """What each answer was, to read in a failure."""
    return {name: f"{a.status_code} {a.headers.get('Location', '')}" for name, a in answers.items()}


def test_anybody_opens_a_public_page(look):
    answers = look(Access.PUBLIC)
    allowed = {name for name, answer in answers.items() if not refused(answer)}
    # The first leads to signing in, where newcomers give their address; the second takes a POST.
    allowed |= {"account_signup", "set_language"}
    assert outcomes({name: answers[name] for name in set(answers) - allowed}) == {}


@pytest.mark.parametrize("kind", [Access.RESIDENT, Access.STEP, Access.STAFF])
def test_without_signing_in_the_rest_leads_to_the_door(look, kind):
    answers = look(kind)
    opened = {name: answer for name, answer in answers.items() if not asks_to_sign_in(answer)}
    assert outcomes(opened) == {}


def test_a_resident_opens_no_officers_page(client, town, look):
    sign_in(client, town.resident, "code")
    opened = {name: answer for name, answer in look(Access.STAFF).items() if not refused(answer)}
    assert outcomes(opened) == {}


def test_an_officer_opens_every_officers_page(client, look):
    officer = OfficerFactory(is_superuser=True)
    second_step(officer)
    sign_in_officer(client, officer)
    shut = {n: answer for n, answer in look(Access.STAFF).items() if asks_to_sign_in(answer)}
    assert outcomes(shut) == {}


def test_an_officer_without_the_second_step_opens_no_officers_page(client, look):
    sign_in(client, OfficerFactory(is_superuser=True), "password")
    doors = (resolve_url("mfa_index"), resolve_url("admin:login"), resolve_url("staff_sign_in"))
    opened = {
        name: answer
        for name, answer in look(Access.STAFF).items()
        if not answer.headers.get("Location", "").startswith(doors)
    }
    assert outcomes(opened) == {}


@pytest.mark.parametrize("signed_in", [False, True])
def test_an_altered_link_or_somebody_elses_reference_opens_nothing(client, town, signed_in):
    if signed_in:
        sign_in(client, ResidentFactory(), "code")
    for name in (name for name in ADDRESSES if access_of(name) is Access.LINK):
        address = town.address(name)
        if name.endswith("_link"):
            address = f"{address.rstrip('/')}x/"
        answer = client.get(address)
        shown = answer.content.decode()
        assert town.resident.name not in shown, name
        assert town.resident.email not in shown, name


@pytest.mark.parametrize("who", ["anybody", "a resident", "an officer"])
def test_looking_changes_nothing(client, town, who):
    if who == "a resident":
        sign_in(client, town.resident, "code")
    elif who == "an officer":
        officer = OfficerFactory(is_superuser=True)
        second_step(officer)
        sign_in_officer(client, officer)
    written = {}
    for name in ADDRESSES:
        with CaptureQueriesContext(connection) as queries:
            response = whole(client.get(town.address(name)))
        assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, name
        writes = list(filter(is_write, kept(query["sql"] for query in queries)))
        if writes:
            written[name] = writes
    assert written == {}


def kept(statements: Iterable[str]) -> list[str]:
    """Those that weren't taken back: an act is tried, so that its page shows whom it would tell."""
    found: list[str] = []
    for sql in statements:
        if sql.startswith("ROLLBACK TO "):
            found = found[: found.index(sql.removeprefix("ROLLBACK TO "))]
        else:
            found.append(sql)
    return found


def is_write(sql: str) -> bool:
    """Whether a statement changes anything but what looking may write."""
    if not sql.startswith(("INSERT", "UPDATE", "DELETE")):
        return False
    return not any(f'"{table}"' in sql[:60] for table in MAY_WRITE)
