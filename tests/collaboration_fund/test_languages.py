"""Officers' words that aren't translated are marked as English on a page in Urdu."""

import pytest
from django.urls import reverse

from tests.factories.fund import open_round, together
from tests.factories.people import sign_in

pytestmark = pytest.mark.django_db
ENGLISH = '<span lang="en" dir="ltr">{}</span>'


def urdu(client, url: str) -> str:
    client.cookies["django_language"] = "ur"
    return client.get(url, headers={"accept-language": "ur"}).text


def test_questions_without_a_translation_are_marked_as_english(client):
    made = together()
    sign_in(client, made.lead, "code")
    ours = [made.application.reference]
    page = urdu(client, reverse("collaboration_fund:answers_page", args=[*ours, "new"]))
    assert 'lang="ur"' in page
    assert ENGLISH.format("What is new?") in page
    check = urdu(client, reverse("collaboration_fund:check", args=ours))
    assert ENGLISH.format("What is new?") in check
    assert ENGLISH.format("Your work") in check
    client.cookies["django_language"] = "en"
    page = client.get(reverse("collaboration_fund:check", args=ours)).text
    assert "What is new?" in page
    assert ENGLISH.format("What is new?") not in page


def test_areas_and_eligibility_are_marked_as_english_too(client):
    made = together(open_round(priorities_needed=2))
    sign_in(client, made.lead, "code")
    page = urdu(client, reverse("collaboration_fund:title", args=[made.application.reference]))
    assert ENGLISH.format("Food") in page
    url = reverse("collaboration_fund:eligibility", args=[made.application.round.slug])
    assert ENGLISH.format("Do you work with another group?") in urdu(client, url)
