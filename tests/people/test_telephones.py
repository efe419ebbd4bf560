"""A telephone number is one number, however it is written."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core.refusal import Refusal
from people.models import User
from people.services import person_of_caller, telephone_number
from tests.factories.people import OfficerFactory, ResidentFactory, sign_in_officer
from tests.officers.pages import opened

pytestmark = pytest.mark.django_db

# All of these are one number.
WAYS = (
    "01582 000001",
    "(01582) 00 00 01",
    "+44 1582 000 001",
    "+44 (0) 1582 000001",
    "0044 1582 000001",
    "44 1582 000001",
    "+44-1582/000.001",
)


@pytest.fixture
def chief(client):
    officer = OfficerFactory(is_superuser=True)
    sign_in_officer(client, officer)
    return officer


@pytest.mark.parametrize("typed", WAYS)
def test_a_number_is_kept_in_one_form(typed):
    assert telephone_number(typed) == "01582000001"


@pytest.mark.parametrize(
    ("typed", "kept"), [("+33 1 23 45 67 89", "+33123456789"), ("0033 123456789", "+33123456789")]
)
def test_a_number_of_another_country_keeps_its_country(typed, kept):
    assert telephone_number(typed) == kept


@pytest.mark.parametrize("typed", ["01582", "call me", "01582 000001 (ask for Jo)"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(Refusal):
        telephone_number(typed)


@pytest.mark.parametrize("kept", ["+441582000001", "00441582000001", "01582 000001"])
def test_the_database_holds_the_one_form(kept):
    person = ResidentFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(telephone=kept)


@pytest.mark.parametrize("typed", [*WAYS, "1582 000 001", "+44 1582 00", "000001"])
def test_a_search_finds_a_number_however_it_is_written(client, chief, typed):
    person = ResidentFactory(name="Demo Known", telephone="01582000001")
    ResidentFactory(name="Demo Other", telephone="01582000099")
    found = client.get(reverse("admin:people_user_changelist"), {"q": typed})
    assert person in found.context["cl"].queryset
    if not typed.endswith(" 00"):
        assert [*found.context["cl"].queryset] == [person]
    home = client.get(reverse("admin:search"), {"q": typed}).content.decode()
    assert reverse("admin:people_user_change", args=[person.pk]) in home


def test_an_address_with_digits_finds_nobody_by_their_number(client, chief):
    ResidentFactory(name="Demo Known", telephone="01582000001")
    home = client.get(reverse("admin:search"), {"q": "jo000001@demo.example"}).content.decode()
    assert "Demo Known" not in home


def test_a_caller_who_gives_the_number_another_way_is_the_same_person():
    first = person_of_caller(name="Demo Caller", telephone="+44 1582 000001")
    assert person_of_caller(name="demo caller", telephone="(01582) 000001") == first


def test_merging_finds_a_record_by_its_number_however_it_is_written(client, chief):
    kept, gone = ResidentFactory(), ResidentFactory(name="Demo Gone", telephone="01582000001")
    address = reverse("admin:people_user_merge", args=[kept.pk])
    sent = opened(client, address) | {"other": "+44 (0)1582 000001"}
    assert "Demo Gone" in client.post(address, sent).content.decode()
    assert gone.merged_into is None
