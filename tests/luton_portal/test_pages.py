"""The pages that are only words, the language switch, and what is said when something fails."""

import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation

from organisations.registry import waits_for
from tests.factories.organisations import MembershipFactory, OrganisationFactory
from tests.factories.people import ResidentFactory
from tests.html import assert_valid_html, parse_page

WORDS = ["accessibility", "privacy", "cookies", "contact"]


@pytest.mark.parametrize("name", WORDS)
@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_page_of_words_is_valid_and_sets_no_cookie(client, name, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    response = client.get(reverse(name))
    assert response.status_code == 200
    assert_valid_html(response)
    assert not response.cookies
    direction = {"en": "ltr", "ur": "rtl"}[language]
    assert f'<html lang="{language}" dir="{direction}"' in response.text
    sheet = {"en": "build/portal.css", "ur": "build/portal.rtl.css"}[language]
    assert sheet in response.text


@pytest.mark.parametrize("name", WORDS)
def test_every_page_leads_to_the_pages_the_law_asks_for(client, name):
    text = client.get(reverse(name)).text
    for other in WORDS:
        assert f'href="{reverse(other)}"' in text


def test_the_address_to_write_to_is_the_one_in_the_settings(client, settings):
    settings.CONTACT_EMAIL = "somebody@demo.example"
    assert 'href="mailto:somebody@demo.example"' in client.get(reverse("contact")).text


def test_the_banner_says_that_a_demonstration_is_one(client, settings):
    words = "the people and sessions here are invented"
    assert words not in client.get(reverse("contact")).text
    settings.DEMO = True
    assert words in client.get(reverse("contact")).text


class TestLanguage:
    def switch(self, client, language="ur", back="/contact/?a=1"):
        return client.post(reverse("set_language"), {"language": language, "next": back})

    def test_the_choice_is_kept_and_leads_back(self, client):
        response = self.switch(client)
        assert (response.status_code, response.url) == (302, "/contact/?a=1")
        assert '<html lang="ur"' in client.get("/contact/").text

    def test_who_is_signed_in_is_written_to_in_the_language_of_their_pages(self, client, db):
        person, other = ResidentFactory(), ResidentFactory()
        client.force_login(person)
        self.switch(client)
        person.refresh_from_db()
        other.refresh_from_db()
        assert (person.recipient.language, other.language) == ("ur", "en")
        self.switch(client, language="xx")
        person.refresh_from_db()
        assert person.language == "ur"

    def test_it_needs_no_token(self):
        assert self.switch(Client(enforce_csrf_checks=True)).status_code == 302

    @pytest.mark.parametrize("language", ["", "xx", "de", "../ur", "ur" * 5000])
    def test_a_language_the_portal_does_not_speak_changes_nothing(self, client, language):
        assert not self.switch(client, language).cookies

    @pytest.mark.parametrize(
        "back", ["", "https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"]
    )
    def test_it_never_leads_to_another_site(self, client, back):
        assert self.switch(client, back=back).url == "/"

    def test_a_link_cannot_change_the_language(self, client):
        assert client.get(reverse("set_language")).status_code == 405


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "429", "500", "503"])
@pytest.mark.parametrize("language", ["en", "ur"])
def test_an_error_page_is_valid_even_where_nothing_is_known_of_the_request(name, language):
    with translation.override(language):
        parse_page(render_to_string(f"{name}.html"))


def test_an_address_that_is_not_there(client):
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert_valid_html(response)


@pytest.fixture
def ask_with_stopped_database():
    """Ask the portal for a page while nothing listens at the database's address."""
    script = (
        "import sys; from django.test import Client\n"
        "client = Client(raise_request_exception=False)\n"
        "client.cookies.load({'sessionid': sys.argv[2]} if sys.argv[2] else {})\n"
        "response = client.get(sys.argv[1], headers={'accept-language': 'ur'})\n"
        "print(response.status_code, response.headers.get('Retry-After'), response.text)\n"
    )
    setup = "import django; django.setup()\n"
    env = {
        **os.environ,
        "PORTAL_MODE": "test",
        "DJANGO_SETTINGS_MODULE": "luton_portal.settings",
        "DATABASE_URL": "postgres://nobody:none@127.0.0.1:1/none",
    }

    def ask(path, session=""):
        done = subprocess.run(
            [sys.executable, "-W", "ignore", "-c", setup + script, path, session],
            cwd=settings.BASE_DIR,
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout

    return ask


# "/" asks the database in its view; with a session, the middleware asks it before any view.
@pytest.mark.parametrize(("path", "session"), [("/", ""), ("/contact/", "a" * 32)])
def test_a_stopped_database_is_a_plain_pause(ask_with_stopped_database, path, session):
    answer = ask_with_stopped_database(path, session)
    assert answer.startswith("503 60 ")
    assert '<html lang="ur"' in answer


def test_a_page_of_words_needs_no_database(ask_with_stopped_database):
    assert ask_with_stopped_database("/contact/").startswith("200 ")


def test_an_error_of_ours_says_so(client, settings):
    client.raise_request_exception = False
    settings.ROOT_URLCONF = "tests.luton_portal.broken_urls"
    response = client.get("/broken/")
    assert response.status_code == 500
    assert_valid_html(response)


@pytest.mark.parametrize(
    "name", ["organisations:directory", "publishing:awards", "hubs:directory", "panels:programme"]
)
def test_an_altered_filter_is_named_in_the_portals_own_words(client, db, name):
    page = client.get(reverse(name), {"ward": "no-such-ward"}).text
    assert "Choose “Ward” from the list" in page
    assert "Select a valid choice" not in page


def test_what_waits_for_somebodys_groups_is_counted_on_their_own_page(client, db):
    group, person = OrganisationFactory(), ResidentFactory()
    MembershipFactory(organisation=group, person=person, role="owner")
    MembershipFactory(organisation=group, state="asked")
    client.force_login(person)
    number = len(waits_for(person, [group]))
    assert number > 0
    assert f"{number} thing" in client.get(reverse("my")).text
