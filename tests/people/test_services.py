"""Accounts: one for each address, whoever asks and however often."""

import pytest

from core.refusal import Refusal
from people import services
from people.models import User
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db


def test_a_new_address_gets_an_account_without_password_or_proof():
    person = services.person_for(email=" New@Demo.Example ", name=" Demo New ", postcode="lu12bq")

    assert (person.email, person.name, person.postcode) == (
        "new@demo.example",
        "Demo New",
        "LU1 2BQ",
    )
    assert not person.has_usable_password()
    assert list(person.emailaddress_set.values_list("email", "verified", "primary")) == [
        ("new@demo.example", False, True)
    ]


def test_a_known_address_gives_the_account_untouched():
    known = ResidentFactory(email="known@demo.example", name="Demo Known")

    person = services.person_for(email="KNOWN@demo.example", name="Demo Other", postcode="LU1 2BQ")

    assert (person.pk, person.name, person.postcode) == (known.pk, "Demo Known", "")
    assert person.emailaddress_set.get().verified


def test_known_and_unknown_addresses_take_the_same_statements(django_assert_num_queries):
    with django_assert_num_queries(5):
        services.person_for(email="new@demo.example")
    with django_assert_num_queries(5):
        services.person_for(email="new@demo.example")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": "x" * 10_000}, "name"),
        ({"email": "nonsense"}, "email"),
        ({"postcode": "nonsense"}, "postcode"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_cant_be_stored_is_refused_by_field(values, field):
    with pytest.raises(Refusal) as refusal:
        services.person_for(**({"email": "new@demo.example"} | values))

    assert refusal.value.field == field
    assert not User.objects.exists()


def test_completing_a_profile_fills_only_what_is_empty():
    person = ResidentFactory(name="Demo Known", access_needs="")

    services.complete_profile(
        person=person, actor=person, name="Demo Other", postcode="LU1 2BQ", access_needs="A ramp"
    )

    person.refresh_from_db()
    assert (person.name, person.postcode, person.access_needs) == (
        "Demo Known",
        "LU1 2BQ",
        "A ramp",
    )
