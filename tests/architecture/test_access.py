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


def by_an_officer(*, second_step_done: bool):
    """Signs in somebody who may do everything, with or without the second step."""

    def arrive(client, _town) -> None:
        officer = OfficerFactory(is_superuser=True)
        if second_step_done:
            second_step(officer)
            sign_in_officer(client, officer)
        else:
            sign_in(client, officer, "password")

    return arrive


def leads_to_the_second_step(response) -> bool:
    doors = (resolve_url("mfa_index"), resolve_url("admin:login"), resolve_url("staff_sign_in"))
    return response.headers.get("Location", "").startswith(doors)


def opens(response) -> bool:
    return not refused(response)


# The first leads to signing in, where newcomers give their address; the second takes a POST.
NEEDNT_OPEN = {"account_signup", "set_language"}
# Who comes, and what each kind of address that is named answers them.
WALKS = {
    "anybody": (
        lambda _client, _town: None,
        {
            Access.PUBLIC: opens,
            Access.RESIDENT: asks_to_sign_in,
            Access.STEP: asks_to_sign_in,
            Access.STAFF: asks_to_sign_in,
        },
    ),
    "a resident": (
        lambda client, town: sign_in(client, town.resident, "code"),
        {Access.STAFF: refused},
    ),
    "an officer": (
        by_an_officer(second_step_done=True),
        {Access.STAFF: lambda response: not asks_to_sign_in(response)},
    ),
    "an officer without the second step": (
        by_an_officer(second_step_done=False),
        {Access.STAFF: leads_to_the_second_step},
    ),
}


@pytest.mark.parametrize("who", WALKS)
def test_each_address_is_open_to_those_it_is_for_and_looking_changes_nothing(client, who):
    arrive, meant = WALKS[who]
    town = make_town()
    arrive(client, town)
    wrong = {}
    for name in ADDRESSES:
        with CaptureQueriesContext(connection) as queries:
            answer = whole(client.get(town.address(name)))
        said = f"{answer.status_code} {answer.headers.get('Location', '')}"
        is_meant = meant.get(access_of(name), lambda _response: True)
        if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or (
            name not in NEEDNT_OPEN and not is_meant(answer)
        ):
            wrong[name] = said
        elif writes := list(filter(is_write, kept(query["sql"] for query in queries))):
            wrong[name] = writes
    assert wrong == {}


@pytest.mark.parametrize("signed_in", [False, True])
def test_an_altered_link_or_somebody_elses_reference_opens_nothing(client, signed_in):
    town = make_town()
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
