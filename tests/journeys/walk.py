"""A person on their way through the portal, in their own language."""

import re

from django.test import Client
from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page

from messaging.models import OutboxMessage
from tests.factories.people import sign_in

URDU = "ur"
MOST_TABS = 90
FOCUSED = "element => element === document.activeElement"


class Walk:
    """Goes from page to page by what a person sees, and looks at every page on the way.

    Args:
        page: the browser's.
        looks: what is called with the page on each arrival, such as `axe` and `fits`.
        language: the words on the page are expected in it.
    """

    def __init__(self, page: Page, *looks, language: str = "en"):
        self.page, self.looks, self.language = page, looks, language

    def say(self, words: str, **values) -> str:
        """These words of a page, in the language of the walk."""
        with override(self.language):
            return gettext(words) % values if values else gettext(words)

    def text(self, thing) -> str:
        """Words of a page, a lazy string or a thing with a name, in the language of the walk."""
        if isinstance(thing, str):
            return self.say(thing)
        with override(self.language):
            return str(thing)

    def open(self, address: str, status: int = 200) -> None:
        """Go to an address, and look."""
        answer = self.page.goto(address)
        assert answer.status == status, f"{address}: {answer.status}"
        self.look()

    def look(self) -> None:
        """Wait for the page, and look at it."""
        self.page.wait_for_load_state()
        for look in self.looks:
            look(self.page)

    def main(self) -> Locator:
        """What the page is about."""
        return self.page.get_by_role("main")

    def heading(self) -> str:
        """The words of the one first heading."""
        return self.page.get_by_role("heading", level=1).inner_text()

    def button(self, words: str) -> Locator:
        """The button with exactly these words; a link that looks like one as well."""
        name = self.say(words)
        buttons = self.page.get_by_role("button", name=name, exact=True)
        return self.main().locator(buttons)

    def link(self, words: str) -> Locator:
        """The link with exactly these words."""
        return self.main().get_by_role("link", name=self.say(words), exact=True)

    def press(self, words: str) -> None:
        """Press a button, and look at where it leads."""
        self.button(words).click()
        self.look()

    def follow(self, words: str) -> None:
        """Follow a link, and look at where it leads."""
        self.link(words).click()
        self.look()

    def change(self, answer) -> None:
        """Follow Change beside an answer."""
        words = f"{self.say('Change')} {self.text(answer)}"
        self.main().get_by_role("link", name=words).click()
        self.look()

    def field(self, label) -> Locator:
        """The field with this label."""
        return self.main().get_by_label(self.text(label))

    def speak(self, language: str) -> None:
        """Press a language at the top of the page."""
        self.page.locator(f"button[name=language][value={language}]").click()
        self.language = language
        self.look()
        assert self.page.locator("html").get_attribute("lang") == language

    def tab_to(self, target: Locator) -> None:
        """Press Tab until `target` has the focus; it must be seen to have it."""
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            if target.evaluate(FOCUSED):
                assert target.evaluate("element => element.matches(':focus-visible')")
                return
        raise AssertionError(f"{target} was not reached with {MOST_TABS} tabs")

    def has_error(self, *fields: str, scripted: bool) -> None:
        """The page says in every way there is that exactly these fields are wrong."""
        page = self.page
        assert page.title().startswith(self.say("Error:")), page.title()
        summary = page.locator(".govuk-error-summary")
        assert summary.is_visible()
        assert self.say("There is a problem") in summary.inner_text()
        links = summary.get_by_role("link")
        assert links.count() == len(fields)
        if scripted:
            assert summary.evaluate(FOCUSED)
        for link, name in zip(links.all(), fields, strict=True):
            wrong = page.locator(f"main form [name={name}]").first
            assert wrong.evaluate("e => e.closest('.govuk-form-group--error') !== null")
            error = wrong.evaluate("e => document.getElementById(`${e.id}-error`).innerText")
            assert link.inner_text() in error
            link.click()
            if scripted:
                assert wrong.evaluate(FOCUSED)
            else:
                assert page.url.endswith(f"#{wrong.get_attribute('id')}")


def code_sent_to(email: str) -> str:
    """The code in the newest email to an address."""
    newest = OutboxMessage.objects.filter(to_address=email).first()
    return re.search(r"\d{4}-\d{4}", newest.text)[0]


def enter(page: Page, site: str, person) -> None:
    """Give a browser the cookie of a resident who has signed in with a code."""
    client = Client()
    sign_in(client, person, "code")
    cookie = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
