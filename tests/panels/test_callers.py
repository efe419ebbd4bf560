"""A caller who may be known already: the officer says who it is, and one record is kept."""

import pytest
import time_machine
from auditlog.models import LogEntry

from core.refusal import Refusal
from panels import services
from panels.models import Registration
from people.merging import merge_people
from people.models import User
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory
from tests.officers.pages import opened, press
from tests.panels.officers import panels_officer, session_page, words

pytestmark = pytest.mark.django_db

CALLER = {"name": "Demo Caller", "postcode": "LU1 2BQ", "address": "1 Demo Street"}


@pytest.fixture
def chief():
    return OfficerFactory(is_superuser=True)


def known(**fields):
    return ResidentFactory(name="Demo Cáller", email="known@demo.example", **fields)


@pytest.mark.parametrize(
    ("has", "said"),
    [
        ({"postcode": "LU1 2BQ"}, {}),
        ({"telephone": "01582000001"}, {"telephone": "+44 1582 000 001"}),
        ({"telephone": "01582000001"}, {"telephone": "01582 000001", "email": "new@demo.example"}),
    ],
)
def test_a_caller_like_somebody_is_asked_about_before_there_are_two(client, has, said):
    panels_officer(client)
    session, person = SessionFactory(), known(**has)
    address = session_page(session, "register")
    typed = CALLER | {"language": "en"} | said
    ask = client.post(address, opened(client, address) | typed)
    assert "Somebody of this name is known already" in words(ask)
    assert "known@demo.example" in words(ask)
    assert not ask.context["question"]
    assert User.objects.filter(is_staff=False).count() == 1
    [read] = LogEntry.objects.filter(additional_data__what="people like a caller")
    assert read.object_pk == str(person.pk)
    press(client, address, typed | {"same_as": person.pk})
    assert Registration.objects.get().person == person
    assert User.objects.filter(is_staff=False).count() == 1


def test_a_caller_who_is_somebody_else_has_a_record_of_their_own(client):
    panels_officer(client)
    session, person = SessionFactory(), known(postcode="LU1 2BQ")
    address = session_page(session, "register")
    press(client, address, CALLER | {"language": "en", "same_as": 0})
    assert Registration.objects.get().person != person


def test_nobody_is_asked_about_who_is_known_by_their_address_or_is_like_nobody(client):
    panels_officer(client)
    session, person = SessionFactory(), known(postcode="LU1 2BQ")
    address = session_page(session, "register")
    press(client, address, CALLER | {"language": "en", "email": person.email})
    press(client, address, CALLER | {"language": "en", "postcode": "LU2 0DZ"})
    assert {one.person == person for one in Registration.objects.all()} == {True, False}


def test_the_service_refuses_a_second_record_too(chief):
    person, other = known(postcode="LU1 2BQ"), ResidentFactory()
    session = SessionFactory()
    for same_as in (None, other.pk):
        with pytest.raises(Refusal) as refusal:
            services.register_caller(session_id=session.pk, actor=chief, **CALLER, same_as=same_as)
        assert refusal.value.code == "alike"
    one = services.register_caller(session_id=session.pk, actor=chief, **CALLER, same_as=person.pk)
    assert one.person == person


def test_who_comes_under_an_address_that_was_given_up_is_on_the_record_that_stays(chief):
    kept, gone = ResidentFactory(), ResidentFactory(email="old@demo.example")
    merge_people(person_id=kept.pk, other_id=gone.pk, actor=chief)
    called, walked = SessionFactory(), SessionFactory()
    services.register_caller(
        session_id=called.pk, actor=chief, name="Demo Caller", email="old@demo.example"
    )
    with time_machine.travel(walked.starts_at):
        services.add_walk_in(
            session_id=walked.pk, email="Old@demo.example", name="Demo", actor=chief
        )
    assert [one.person for one in Registration.objects.all()] == [kept, kept]
