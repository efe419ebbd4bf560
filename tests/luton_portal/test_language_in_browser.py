"""Changing the language loses nothing that was typed, on a page with a script."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from tests.factories.fund import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def page(visitor, site):
    """A page of the lead group's in the fund, where its person is signed in."""
    made = together(accepted=False)
    client = Client()
    client.force_login(made.lead)
    page = visitor()
    name = settings.SESSION_COOKIE_NAME
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    page.goto(reverse("collaboration_fund:budget", args=[made.application.reference]))
    return page


def test_what_is_typed_goes_along_and_is_kept_nowhere(page):
    boxes = page.locator("main form input[type=text]:visible")
    for number in range(boxes.count()):
        boxes.nth(number).fill(f"Typed {number}")
    choice = page.locator("main form select").last
    value = choice.locator("option").last.get_attribute("value")
    choice.select_option(value)
    page.get_by_role("button", name="اردو").click()
    page.wait_for_selector("html[lang=ur]")
    expect(boxes.first).to_have_value("Typed 0")
    assert [boxes.nth(n).input_value() for n in range(boxes.count())] == [
        f"Typed {n}" for n in range(boxes.count())
    ]
    assert boxes.count() > 1
    assert choice.input_value() == value
    assert page.evaluate("sessionStorage.length") == 0
    page.reload()
    assert "Typed 0" not in [boxes.nth(n).input_value() for n in range(boxes.count())]
