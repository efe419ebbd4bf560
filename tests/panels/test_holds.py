"""How many places one network holds before anybody enters a code, and for how long."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from panels import services
from panels.models import Registration, Session
from panels.services import holds
from panels.services.holds import fingerprint
from people.models import User
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory
from tests.panels.newcomers import enter_code, hold

pytestmark = pytest.mark.django_db

HERE, THERE = "192.0.2.1", "198.51.100.7"


def held(session, network=HERE, **kwargs):
    said = {"name": "Demo Newcomer", "access_needs": "", "visitor": f"v{User.objects.count()}"}
    person = kwargs.pop("person", None) or ResidentFactory(verified=False)
    return services.hold(session_id=session.pk, person=person, network=network, **said | kwargs)


def register(session):
    person = ResidentFactory()
    return services.register(session_id=session.pk, person=person, actor=person)


def taken(session) -> int:
    return Session.objects.get(pk=session.pk).taken


@pytest.mark.parametrize(
    ("capacity", "most"), [(1, 1), (2, 1), (4, 3), (12, 3), (30, 7), (200, 50), (None, None)]
)
def test_one_network_never_holds_a_whole_session_of_two_or_more(capacity, most):
    assert SessionFactory(capacity=capacity).most_holds == most


def test_one_visitor_with_invented_addresses_does_not_fill_a_session():
    session = SessionFactory(capacity=30)
    states = [held(session).state for _ in range(60)]
    assert states == ["held"] * 7 + ["waiting-held"] * 53
    assert taken(session) == 7
    assert [register(session).state for _ in range(23)] == ["confirmed"] * 23
    assert register(session).state == "waiting"


def test_another_network_and_another_session_are_counted_apart():
    session, other = SessionFactory(capacity=4), SessionFactory(capacity=4)
    assert [held(session).state for _ in range(4)][-1] == "waiting-held"
    assert held(session, THERE).state == "held"
    assert held(other).state == "held"


def test_who_comes_after_the_share_has_a_place_with_their_code():
    session = SessionFactory(capacity=4)
    for _ in range(3):
        held(session)
    late = held(session)
    assert late.state == "waiting-held"
    wanted = {"name": "Demo", "postcode": "", "access_needs": "", "language": "en"}
    services.prove(late.person, services.asked_for(late, is_new=True, **wanted))
    late.refresh_from_db()
    assert late.state == "confirmed"
    assert taken(session) == 4


def test_a_confirmed_place_is_no_hold_any_more():
    session = SessionFactory(capacity=4)
    for _ in range(3):
        one = held(session)
    services.confirm(registration_id=one.pk, actor=one.person)
    assert held(session).state == "held"


def test_the_network_is_kept_as_a_keyed_fingerprint_and_only_with_the_hold():
    session, other = SessionFactory(), SessionFactory()
    one = held(session)
    assert HERE not in one.held_from
    assert one.held_from == fingerprint(session, HERE) != fingerprint(other, HERE)
    services.confirm(registration_id=one.pk, actor=one.person)
    one.refresh_from_db()
    assert (one.held_from, one.held_by) == ("", "")
    for left in ({"held_from": "x"}, {"held_by": "x"}):
        with pytest.raises(IntegrityError, match="visitor_goes"), transaction.atomic():
            Registration.objects.filter(pk=one.pk).update(**left)


def test_a_lapsed_hold_keeps_nothing_of_the_visitor():
    one = held(SessionFactory())
    Registration.objects.update(confirm_by=timezone.now())
    services.release_lapsed_holds()
    one.refresh_from_db()
    assert (one.state, one.held_from, one.held_by) == ("lapsed", "", "")


def test_a_hold_that_can_not_be_released_stops_no_other(monkeypatch):
    bad, good = held(SessionFactory()), held(SessionFactory())
    Registration.objects.update(confirm_by=timezone.now())
    settle = holds.settle

    def fail_for_bad(session):
        if session.pk == bad.session_id:
            raise RuntimeError("no letter can be written")
        return settle(session)

    monkeypatch.setattr(holds, "settle", fail_for_bad)
    assert services.release_lapsed_holds() == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert (bad.state, good.state) == ("held", "lapsed")


def test_a_hold_lasts_as_long_as_its_code(settings):
    before = timezone.now()
    one = held(SessionFactory())
    minutes = timedelta(seconds=settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT)
    assert before + minutes <= one.confirm_by <= timezone.now() + minutes


def test_sending_again_holds_longer_only_while_nobody_waits():
    session = SessionFactory(capacity=1)
    one = held(session, visitor="me")
    soon = timezone.now() + timedelta(minutes=1)
    Registration.objects.update(confirm_by=soon)
    assert held(session, person=one.person, visitor="me").confirm_by > soon
    Registration.objects.update(confirm_by=soon)
    waiting = register(session)
    assert held(session, person=one.person, visitor="me").confirm_by == soon
    Registration.objects.filter(pk=one.pk).update(confirm_by=timezone.now())
    services.release_lapsed_holds()
    waiting.refresh_from_db()
    assert waiting.state == "confirmed"
    assert held(session, visitor="me").state == "waiting-held"


@pytest.mark.parametrize(
    ("newcomers", "capacity", "places"),
    [
        (40, None, 40),
        (40, 30, 9),
        pytest.param(200, None, 200, marks=pytest.mark.soak),
        pytest.param(200, 30, 17, marks=pytest.mark.soak),
    ],
)
def test_newcomers_behind_one_address_are_all_held_or_waiting(newcomers, capacity, places):
    session = SessionFactory(capacity=capacity)
    for number in range(newcomers):
        email = f"newcomer{number}@demo.example"
        client = Client(REMOTE_ADDR=HERE)
        assert hold(client, session, email=email, name=f"Demo Newcomer {number}").status_code == 302
        if number % 20 == 0:
            assert enter_code(client, session, email).status_code == 200
    live = session.registrations.live()
    assert live.count() == newcomers
    assert live.filter(state="confirmed").count() == newcomers // 20
    assert taken(session) == places
