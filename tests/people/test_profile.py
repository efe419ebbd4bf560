"""A person's own details and preferences."""

import pytest

from messaging import kinds
from messaging.services import Kind, opted_out
from people.models import User
from places.models import PostcodeWard
from tests.factories.people import ResidentFactory
from tests.factories.places import WardFactory

pytestmark = pytest.mark.django_db

DETAILS = "/my/details/"
PREFERENCES = "/my/preferences/"


@pytest.fixture
def person(client):
    person = ResidentFactory(name="Demo Before")
    client.force_login(person)
    return person


def filled(**values) -> dict:
    return {"name": "Demo After", "postcode": "", "language": "en", "access_needs": ""} | values


def test_the_pages_are_for_signed_in_people_only(client):
    for page in (DETAILS, PREFERENCES):
        answer = client.get(page)
        assert answer.status_code == 302
        assert answer.url.startswith("/account/login/")


def test_a_known_postcode_tells_the_ward(client, person):
    ward = WardFactory()
    PostcodeWard.objects.create(postcode="LU12BQ", ward=ward)

    answer = client.post(DETAILS, filled(postcode="lu12bq"))

    assert answer.status_code == 302
    person.refresh_from_db()
    assert (person.name, person.postcode, person.ward) == ("Demo After", "LU1 2BQ", ward)


def test_an_unknown_postcode_asks_for_the_ward_and_keeps_what_was_typed(client, person):
    ward = WardFactory()
    asked = client.post(DETAILS, filled(postcode="LU9 9ZZ", access_needs="A ramp"))

    body = asked.content.decode()
    assert asked.status_code == 200
    assert "We don’t know the ward of this postcode" in body
    assert "<title>\n" not in body
    assert "Error: Your details" in body
    for typed in ("LU9 9ZZ", "Demo After", "A ramp", ward.name):
        assert typed in body
    assert User.objects.get().name == "Demo Before"

    client.post(DETAILS, filled(postcode="LU9 9ZZ", ward=str(ward.pk)))
    person.refresh_from_db()
    assert (person.postcode, person.ward) == ("LU9 9ZZ", ward)
    assert 'name="ward"' in client.get(DETAILS).content.decode()


def test_nobody_lives_outside_luton_without_saying_so(client, person):
    WardFactory()
    User.objects.filter(pk=person.pk).update(postcode="LU9 9ZZ", ward=None)
    form = client.get(DETAILS).context["form"]
    assert form["ward"].value() == ""
    assert "Choose your ward" in client.post(DETAILS, filled(postcode="LU9 9ZZ")).content.decode()


def test_someone_from_outside_luton_says_so(client, person):
    client.post(DETAILS, filled(postcode="SW1A 1AA", ward="elsewhere"))
    person.refresh_from_db()
    assert (person.postcode, person.ward) == ("SW1A 1AA", None)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"name": "x" * 10_000}, "120 characters or fewer"),
        ({"postcode": "nonsense"}, "Enter a full UK postcode"),
        ({"access_needs": "x" * 10_000}, "1,000 characters or fewer"),
        ({"language": "xx"}, "There is a problem"),
        ({"postcode": "LU9 9ZZ", "ward": "999999"}, "There is a problem"),
    ],
)
def test_what_cant_be_stored_is_explained_and_kept(client, person, values, words):
    answer = client.post(DETAILS, filled(**values))

    body = answer.content.decode()
    assert answer.status_code == 200
    assert words in body
    for name in values.keys() - {"language", "ward"}:
        assert values[name] in body
    assert User.objects.get().name == "Demo Before"


def test_the_next_page_speaks_the_language_that_was_chosen(client, person):
    answer = client.post(DETAILS, filled(language="ur"))
    assert answer.cookies["django_language"].value == "ur"
    assert 'lang="ur"' in client.get(DETAILS).content.decode()


def test_optional_messages_are_switched_off_and_on(client, person, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {"news": Kind("news", "News", optional=True)})
    assert "News" in client.get(PREFERENCES).content.decode()

    client.post(PREFERENCES, {})
    assert opted_out(person.reference, "news")
    client.post(PREFERENCES, {"wanted": ["news"]})
    assert not opted_out(person.reference, "news")


def test_without_optional_messages_there_is_nothing_to_choose(client, person, monkeypatch):
    monkeypatch.setattr(kinds, "_kinds", {})
    assert "We send no other emails" in client.get(PREFERENCES).content.decode()
