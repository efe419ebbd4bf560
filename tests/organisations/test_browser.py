"""Groups in a real browser: a visitor, an owner, somebody invited, an officer; narrow and wide."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from organisations.models import Membership
from people import roles
from tests.factories.organisations import make_groups
from tests.factories.people import ResidentFactory, officer_of, sign_in, sign_in_officer
from tests.factories.places import WardFactory
from tests.organisations.test_own_pages import answer_url
from tests.organisations.test_people import invited
from tests.panels.newcomers import code_sent_to

pytestmark = pytest.mark.django_db(transaction=True)

WAYS = [
    pytest.param({"width": 320, "javascript": False}, id="narrow without JavaScript"),
    pytest.param({"width": 1280}, id="wide", marks=pytest.mark.soak),
]
OFFICERS = ("change", "verify", "replace_owner", "merge", "close", "export")


@pytest.fixture
def signed_in(visitor, site):
    """Makes a browser page in which somebody is signed in already."""

    def open_page(enter, person, **options):
        client = Client()
        enter(client, person)
        page = visitor(**options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        return page

    return open_page


@pytest.fixture
def made():
    """A group with something on each of its pages, and its owner."""
    WardFactory()
    owner = ResidentFactory()
    return make_groups(owner), owner


@pytest.mark.parametrize("way", WAYS)
def test_an_owner_reads_every_page_and_names_a_committee(signed_in, axe, fits, made, way):
    groups, owner = made
    page = signed_in(sign_in, owner, **way)
    arguments = groups.arguments()
    mine = [name for name in arguments if name.startswith("my_organisations:")]
    left_out = {"my_organisations:join_found", "my_organisations:document_file"}
    addresses = [reverse(name, kwargs=arguments[name]) for name in mine if name not in left_out]
    more = [reverse("organisations:directory"), groups.group.get_absolute_url()]
    own = [reverse("my_organisations:home"), reverse("my_organisations:new")]
    for address in [*own, *more, *addresses]:
        page.goto(address)
        axe(page)
        fits(page)
    page.goto(reverse("my_organisations:committee", args=[groups.group.slug]))
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter their full name")
    axe(page)
    page.get_by_label("Full name").fill("Demo Nia North")
    page.get_by_label(groups.committee.name).check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Demo Nia North")).to_be_visible()
    fits(page)


def test_somebody_invited_says_yes_without_an_account(visitor, axe, fits, made):
    groups, owner = made
    membership = invited(groups.group, owner, email="nia@demo.example")
    page = visitor(width=320, javascript=False)
    page.goto(answer_url(membership))
    axe(page)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_sent_to("nia@demo.example"))
    page.keyboard.press("Enter")
    page.get_by_label("Full name").fill("Demo Nia North")
    page.get_by_label("I agree").check()
    fits(page)
    page.get_by_role("button", name="Yes, I belong to this group").click()
    expect(page.get_by_role("heading", name=groups.group.name)).to_be_visible()
    assert Membership.objects.get(pk=membership.pk).state == "active"


def test_an_officer_reads_a_group(signed_in, axe, fits, made):
    groups, _owner = made
    page = signed_in(sign_in_officer, officer_of(roles.FUND_OFFICER), width=320)
    model = "admin:organisations_organisation"
    key = [groups.group.pk]
    addresses = [reverse(f"{model}_{name}", args=key) for name in OFFICERS if name != "export"]
    tabs = [f"{addresses[0]}?tab={tab}" for tab in ("people", "documents")]
    lists = [reverse(f"{model}_{name}") for name in ("changelist", "export")]
    flags = [reverse("admin:organisations_flag_changelist")]
    for address in [*lists, *flags, *addresses, *tabs]:
        page.goto(address)
        axe(page)
        fits(page)


def test_the_pages_fit_right_to_left(signed_in, fits, made):
    groups, owner = made
    page = signed_in(sign_in, owner, width=320, locale="ur")
    for address in (
        reverse("organisations:directory"),
        groups.group.own_url,
        reverse("my_organisations:edit", args=[groups.group.slug]),
    ):
        page.goto(address)
        fits(page)
