"""Signing in and one's own details, in a real browser."""

import re

import pytest
from django.urls import reverse

from messaging.models import OutboxMessage
from people import demo
from people.models import User
from tests.factories.people import PASSWORD, OfficerFactory, second_step

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "a-long-address-that-does-not-fit-on-a-small-screen@demo.example"


def send(page) -> None:
    """Press the main button of the page's first form, and wait for the whole next page."""
    with page.expect_navigation(wait_until="load"):
        page.locator("main form").first.get_by_role("button").click()


def code_sent_to(email: str) -> str:
    return re.search(r"\d{4}-\d{4}", OutboxMessage.objects.filter(to_address=email).first().text)[0]


@pytest.mark.parametrize(
    ("javascript", "width"),
    [(True, 320), pytest.param(True, 1280, marks=pytest.mark.soak), (False, 320)],
)
def test_a_newcomer_joins_and_fills_in_their_details(visitor, axe, fits, javascript, width):
    page = visitor(javascript=javascript, width=width)

    def look():
        fits(page)
        if javascript:
            axe(page)

    page.goto("/my/details/")
    look()
    send(page)
    look()
    assert page.title().startswith("Error: ")
    page.get_by_label("Email address").fill(LONG)
    send(page)
    look()
    page.get_by_label("Code").fill("00000000")
    send(page)
    look()
    page.get_by_label("Code").fill(code_sent_to(LONG))
    send(page)
    look()
    assert page.url.endswith("/my/details/")

    page.get_by_label("Full name").fill("Demo New")
    page.get_by_label("Postcode").fill("LU9 9ZZ")
    send(page)
    look()
    if javascript:
        page.get_by_role("link", name="We don’t know the ward").click()
        assert page.evaluate("document.activeElement.name") == "ward"
    page.get_by_label("Which ward do you live in?").select_option("I live outside Luton")
    page.get_by_label("اردو").check()
    send(page)
    page.goto("/my/details/")
    look()
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert User.objects.get(email=LONG).name == "Demo New"


def test_an_officer_adds_a_passkey_and_signs_in_with_it_alone(visitor, site, axe, fits):
    officer = OfficerFactory(is_superuser=True)
    code = second_step(officer)
    page = visitor(width=320)
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True}
    options |= {"hasUserVerification": True, "isUserVerified": True}
    keys.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    # A passkey belongs to a name, not to a number.
    site = site.replace("127.0.0.1", "localhost")
    page.goto(f"{site}/admin/people/user/")
    fits(page)
    axe(page)
    page.get_by_label("Email address").fill(officer.email)
    page.get_by_label("Password").fill(PASSWORD)
    send(page)
    fits(page)
    axe(page)
    page.get_by_label("Code").fill(code)
    send(page)
    assert page.url == f"{site}/admin/people/user/"

    for name in ("mfa_index", "mfa_list_webauthn", "mfa_view_recovery_codes", "mfa_add_webauthn"):
        page.goto(site + reverse(name))
        fits(page)
        axe(page)
    page.get_by_label("Password").fill(PASSWORD)
    send(page)
    fits(page)
    axe(page)
    page.get_by_role("button", name="Add a passkey").click()
    page.wait_for_url(re.compile("recovery-codes|2fa/$"))
    fits(page)
    axe(page)

    page.get_by_role("button", name="Sign out").click()
    page.goto(f"{site}/admin/people/user/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{site}/admin/people/user/")


def test_the_mailbox_reads_well(visitor, axe, fits, settings):
    settings.ROOT_URLCONF = "tests.people.demo_urls"
    demo.seed()
    page = visitor(width=320)
    page.goto("/account/login/")
    page.get_by_label("Email address").fill(LONG)
    send(page)

    page.goto("/mailbox/")
    fits(page)
    axe(page)
    page.locator("main ul a").first.click()
    page.frame_locator("iframe").get_by_role("heading", name="Your code to join in").wait_for()
    fits(page)
    axe(page)
