"""Which officers' pages each role opens, as docs/access.md says, page by page."""

import pytest
from django.conf import settings
from django.template.response import TemplateResponse
from django.test import Client
from django.urls import reverse

from people.roles import ROLES
from tests.architecture.access_map import Access
from tests.architecture.addresses import access_of, make_town, names
from tests.architecture.test_access import refused
from tests.factories.people import OfficerFactory, officer_of, sign_in_officer

pytestmark = pytest.mark.django_db

TABLE = settings.BASE_DIR / "docs" / "access.md"
# It leads to the public page of whatever it is asked for.
LEADS_OFF = {"admin:view_on_site"}
PAGES = sorted({name for name in names() if access_of(name) is Access.STAFF} - LEADS_OFF)


def said() -> dict[str, set[str]]:
    """{page: roles that open it}, as the table says."""
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("|")]
    head, _rule, *rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in lines)
    return {
        row[0].strip("`"): {role for role, cell in zip(head[1:], row[1:], strict=True) if cell}
        for row in rows
    }


def some_of(table: dict[str, set[str]]) -> dict[str, set[str]]:
    """Of each page one role that opens it and two that don't, each role in its turn."""
    chosen = {}
    for number, (page, opening) in enumerate(sorted(table.items())):
        turned = [*ROLES][number % len(ROLES) :] + [*ROLES][: number % len(ROLES)]
        shut = [role for role in turned if role not in opening]
        chosen[page] = {*[role for role in turned if role in opening][:1], *shut[:2]}
    return chosen


def opened_by(client, town, pages) -> set[str]:
    """The pages that open: shown, or leading on; what leads home isn't there for them."""
    home = reverse("admin:index")

    def opens(answer) -> bool:
        return not refused(answer) and answer.headers.get("Location") != home

    return {name for name in pages if opens(client.get(town.address(name)))}


def test_the_table_names_every_page_and_every_role():
    table = said()
    assert sorted(table) == PAGES
    head = next(line for line in TABLE.read_text().splitlines() if line.startswith("|"))
    assert [cell.strip() for cell in head.strip("|").split("|")][1:] == [*ROLES]


@pytest.fixture
def unrendered(monkeypatch):
    """Whether a page opens is known before it is rendered; other tests read what it shows."""
    monkeypatch.setattr(TemplateResponse, "rendered_content", "")


@pytest.mark.usefixtures("unrendered")
@pytest.mark.parametrize("whole", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_each_role_opens_what_the_table_says_and_nothing_else(whole):
    town, table, amiss = make_town(), said(), {}
    tried = {page: {*ROLES} for page in PAGES} if whole else some_of(table)
    for role in ROLES:
        client = Client()
        sign_in_officer(client, officer_of(role))
        pages = [page for page in PAGES if role in tried[page]]
        opened = opened_by(client, town, pages)
        meant = {page for page in pages if role in table[page]}
        if opened != meant:
            amiss[role] = {"opens": sorted(opened - meant), "is shut": sorted(meant - opened)}
    assert amiss == {}


def test_what_does_not_exist_is_no_page_for_anybody(client):
    """Of a thing that nobody has: answered in words, with nothing shown."""
    town = make_town()
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    for name in PAGES:
        if address := town.nobodys(name):
            assert client.get(address).status_code in (302, 403, 404, 405), name
