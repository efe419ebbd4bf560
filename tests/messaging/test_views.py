"""One-click unsubscribe."""

import html5lib
import pytest
from django.test import Client

from messaging.models import OptOut
from messaging.services import Recipient, opted_out, unsubscribe_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def url(resident):
    return unsubscribe_url(resident.reference, "test-news")


@pytest.fixture
def stranger():
    """A mail program: no session, no token, checks as strict as they come."""
    return Client(enforce_csrf_checks=True)


def page(response):
    text = response.content.decode()
    return html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(text)


def test_looking_changes_nothing(url, stranger):
    response = stranger.get(url)
    assert response.status_code == 200
    assert page(response).findtext(".//h1") == "Stop getting these emails"
    assert page(response).find(".//form").attrib["method"] == "post"
    assert "News from the tests" in response.content.decode()
    assert stranger.head(url).status_code == 200
    assert not OptOut.objects.exists()


@pytest.mark.parametrize("body", [{}, {"List-Unsubscribe": "One-Click"}])
def test_one_post_stops_them_and_a_second_does_no_harm(url, stranger, resident, body):
    for _ in range(2):
        response = stranger.post(url, body)
        assert response.status_code == 200
        assert page(response).findtext(".//h1") == "You have stopped these emails"
    assert opted_out(resident.reference, "test-news")
    assert OptOut.objects.count() == 1


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("altered", ["x", "WyJhIl0:abc", "%00", "a" * 5000])
def test_an_altered_link_says_so_plainly(url, stranger, method, altered):
    response = getattr(stranger, method)(f"/messages/unsubscribe/{altered}/")
    assert response.status_code == 404
    assert page(response).findtext(".//h1") == "This link does not work"
    assert "involvement@portal.example" in response.content.decode()


def test_a_link_of_another_purpose_or_key_does_not_work(url, stranger, settings):
    settings.SECRET_KEY = "another"
    assert stranger.post(url).status_code == 404
    assert not OptOut.objects.exists()


def test_a_kind_that_cannot_be_stopped_has_no_working_link(stranger, resident):
    for kind in ["test-note", "test-gone"]:
        assert stranger.post(unsubscribe_url(resident.reference, kind)).status_code == 404
    assert not OptOut.objects.exists()


def test_the_link_of_a_bare_address_works_too(stranger):
    person = Recipient(None, "stranger@demo.example")
    stranger.post(unsubscribe_url(person.preference_id, "test-news"))
    assert opted_out(person.preference_id, "test-news")
