"""One mailbox is one account, and a name is found however it is typed."""

import pytest
from allauth.account.models import EmailAddress
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from core.refusal import Refusal
from people import roles, services
from people.models import User
from places.services import spaced_postcode
from tests.factories.panels import RegistrationFactory
from tests.factories.people import OfficerFactory, ResidentFactory, second_step, sign_in_officer
from tests.people.test_sign_in import CONFIRM, SIGN_IN, newest_code

pytestmark = pytest.mark.django_db

PLAIN = "home@xn--bcher-kva.example"
SPELLINGS = (
    PLAIN,
    "home@bücher.example",
    "HOME@BÜCHER.example",
    "home@bu\u0308cher.example",
    "ho\u200bme@bücher.example",
    " home@b\u00adücher.example\u200f ",
    "ｈｏｍｅ@bücher.example",
)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_every_way_in_leads_to_one_account(typed, client):
    person = services.person_for(email=typed, name="Demo Resident")
    assert (person.email, services.person_for(email=PLAIN)) == (PLAIN, person)
    assert EmailAddress.objects.get().email == PLAIN
    assert User.objects.get(email=typed) == User.objects.get_by_natural_key(typed) == person
    assert client.post(SIGN_IN, {"email": typed}).status_code == 302
    client.post(CONFIRM, {"code": newest_code(PLAIN)})
    assert client.get("/my/").status_code == 200
    assert User.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user(typed)


@pytest.mark.parametrize("typed", SPELLINGS)
def test_officers_sign_in_add_and_find_by_any_spelling(typed, client):
    chief = OfficerFactory(email=PLAIN, is_superuser=True)
    answer = Client().post("/account/staff/", {"login": typed, "password": "a-long-test-password"})
    assert answer.status_code == 302
    sign_in_officer(client, chief)
    asked = {"email": typed, "name": "Demo Other", "roles": [roles.READ_ONLY]}
    added = client.post(reverse("admin:people_colleagueinvitation_add"), asked)
    assert "is an officer already" in added.content.decode()
    listed = client.get(reverse("admin:people_user_changelist"), {"q": typed})
    assert PLAIN in listed.content.decode().partition('id="result_list"')[2]


@pytest.mark.parametrize("kept", ["home@bücher.example", "Home@demo.example", "a b@demo.example"])
def test_the_database_refuses_what_no_service_would_keep(kept):
    person = ResidentFactory()
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE people_user SET email = %s WHERE id = %s", [kept, person.pk])


@pytest.mark.parametrize("name", ["\u200b\u200b", "\u3164", "\u2800 \u200d", "\u202e", " \ufe0f"])
def test_a_name_that_nobody_sees_is_no_name(name, client):
    assert services.person_for(email="a@demo.example", name=name).name == ""
    person = ResidentFactory(name="")
    services.complete_profile(person=person, actor=person, name=name)
    person.refresh_from_db()
    assert person.name == ""
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    url = reverse("admin:people_user_change", args=[person.pk])
    client.post(url, {"name": name, "language": "en"})
    person.refresh_from_db()
    assert person.name == ""


def test_a_name_keeps_no_line_breaks_and_turns_no_direction(client):
    person = ResidentFactory(name="")
    client.force_login(person)
    details = {"name": "Demo\r\nResident\u202e txt", "postcode": "", "language": "en"}
    client.post("/my/details/", details | {"access_needs": ""})
    person.refresh_from_db()
    assert person.name == "Demo Resident txt"
    assert services.person_for(email="b@demo.example", name="A\nB\u2066").name == "A B"


@pytest.mark.parametrize(
    "typed", ["lu1\u200b2bq", "ＬＵ１ ２ＢＱ", "LU1\u00a02BQ", "lu1-2bq", "\u200elu1 2bq\u200f"]
)
def test_a_postcode_is_read_however_it_is_pasted(typed):
    assert spaced_postcode(typed) == "LU1 2BQ"


@pytest.mark.parametrize("spell", ["full", "urdu", "zero", "spaces"])
def test_a_code_is_read_however_it_is_pasted(client, spell):
    client.post(SIGN_IN, {"email": "new@demo.example"})
    code = newest_code("new@demo.example")
    client.post(CONFIRM, {"code": spelt(code, spell)})
    assert client.get("/my/").status_code == 200


@pytest.mark.parametrize("spell", ["full", "urdu", "zero", "spaces"])
def test_a_second_step_is_read_however_it_is_pasted(client, spell):
    officer = OfficerFactory()
    code = second_step(officer)
    client.post("/account/staff/", {"login": officer.email, "password": "a-long-test-password"})
    answer = client.post("/account/2fa/authenticate/", {"code": spelt(code, spell)})
    assert answer.status_code == 302


def spelt(code: str, how: str) -> str:
    """A code in the digits and spacing that keyboards and pages give."""
    first = {"full": "０", "urdu": "۰"}.get(how)
    if first:
        return "".join(chr(ord(first) + int(c)) if c.isdigit() else c for c in code)
    return ("\u200b" if how == "zero" else " ").join(code)


NAMES = [
    ("Siobhán O’Brien", ["O'Brien", "o’brien", "obrien", "SIOBHAN", "siobhan obrien"]),
    ("Jose\u0301 Núñez", ["jose nunez", "José", "NÚÑEZ"]),
    ("محمد علي", ["محمد علی", "علي"]),
]


@pytest.mark.parametrize(("name", "typed"), [(n, t) for n, all_ in NAMES for t in all_])
def test_officers_find_a_name_however_it_is_typed(client, name, typed):
    services.person_for(email="wanted@demo.example", name=name)
    ResidentFactory(email="other@demo.example", name="Demo Other")
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    listed = client.get(reverse("admin:people_user_changelist"), {"q": typed}).content.decode()
    assert "wanted@demo.example" in listed
    assert "other@demo.example" not in listed


def test_a_name_that_is_changed_is_found_by_the_new_one(client):
    person = services.person_for(email="wanted@demo.example", name="Demo Before")
    services.save_details(
        person=person, actor=person, name="Zoë After", postcode="", ward=None, language="en",
        access_needs="",
    )  # fmt: skip
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    url = reverse("admin:people_user_changelist")
    assert "wanted@" in client.get(url, {"q": "zoe"}).content.decode()
    assert "wanted@" not in client.get(url, {"q": "before"}).content.decode()


def test_lists_of_other_things_find_people_the_same_way(client):
    registration = RegistrationFactory(person=ResidentFactory(name="Siobhán O’Brien"))
    RegistrationFactory(person=ResidentFactory(name="Demo Other"))
    sign_in_officer(client, OfficerFactory(is_superuser=True))
    listed = client.get(reverse("admin:panels_registration_changelist"), {"q": "siobhan o'brien"})
    assert registration.reference in listed.content.decode()
    assert "Demo Other" not in listed.content.decode()


def test_what_is_no_address_is_refused():
    with pytest.raises(Refusal):
        services.person_for(email="home@b\u200b\u0000..example")
