"""Taking a place, waiting, confirming, giving back: the rules, one by one."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.refusal import Refusal
from core.words import Words
from messaging.models import Due, OutboxMessage
from panels import services
from panels.models import Registration, Session
from panels.services.places import refuse_unless_open, take_place
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory

pytestmark = pytest.mark.django_db


def register(session, person=None, **kwargs):
    person = person or ResidentFactory()
    kwargs.setdefault("actor", person)
    return services.register(session_id=session.pk, person=person, **kwargs)


def hold(session, person=None, **kwargs):
    said = {"name": "Demo Newcomer", "access_needs": "", "network": "192.0.2.1", "visitor": "me"}
    person = person or ResidentFactory(verified=False)
    return services.hold(session_id=session.pk, person=person, **said | kwargs)


def prove(held, **said):
    wanted = {"name": "Demo Newcomer", "postcode": "", "access_needs": "", "language": "en"} | said
    return services.prove(held.person, services.asked_for(held, is_new=True, **wanted))


def taken(session) -> int:
    return Session.objects.get(pk=session.pk).taken


def subjects(person) -> list[str]:
    rows = OutboxMessage.objects.filter(recipient=person.reference).order_by("pk")
    return list(rows.values_list("subject", flat=True))


def test_a_resident_gets_the_last_place_and_the_next_one_waits():
    session = SessionFactory(capacity=1)
    first, second = register(session), register(session)
    assert (first.state, second.state) == ("confirmed", "waiting")
    assert second.position() == 1
    assert taken(session) == 1


def test_no_capacity_is_no_limit():
    session = SessionFactory(capacity=None)
    assert {register(session).state for _ in range(3)} == {"confirmed"}
    assert taken(session) == 3


def test_registering_twice_is_one_place_and_one_email():
    session, person = SessionFactory(), ResidentFactory()
    first, second = register(session, person), register(session, person)
    assert first.pk == second.pk
    assert taken(session) == 1
    assert len(subjects(person)) == 1


def test_the_database_refuses_a_second_live_registration_and_an_overbooked_session():
    session, person = SessionFactory(capacity=1), ResidentFactory()
    register(session, person)
    with pytest.raises(IntegrityError, match="registration"), transaction.atomic():
        Registration.objects.create(session=session, person=person, state="confirmed")
    with pytest.raises(IntegrityError, match="never_overbooked"), transaction.atomic():
        Session.objects.filter(pk=session.pk).update(taken=2)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"state": "cancelled"}, "cancelled"),
        ({"state": "draft"}, "not-found"),
        ({"state": "held"}, "closed"),
        ({"registration_opens_at": timedelta(days=1)}, "not-open-yet"),
        ({"registration_closes_at": timedelta(seconds=-1)}, "closed"),
    ],
)
def test_a_session_that_is_not_open_refuses(fields, code):
    now = timezone.now()
    fields = {k: now + v if isinstance(v, timedelta) else v for k, v in fields.items()}
    session = SessionFactory(**fields)
    with pytest.raises(Refusal) as refusal:
        register(session)
    assert refusal.value.code == code
    assert taken(session) == 0


def test_the_deadline_is_exact():
    session = SessionFactory(capacity=None)
    closes = session.registration_closes_at
    assert not take_place(session.pk, closes)
    with pytest.raises(Refusal):
        refuse_unless_open(session, closes)
    assert take_place(session.pk, closes - timedelta(microseconds=1))
    refuse_unless_open(session, closes - timedelta(microseconds=1))


def test_a_newcomer_holds_a_place_until_confirmed():
    session, person = SessionFactory(capacity=1), ResidentFactory(verified=False)
    held = hold(session, person)
    assert held.state == "held"
    assert taken(session) == 1
    assert register(session).state == "waiting"
    prove(held)
    held.refresh_from_db()
    assert (held.state, held.confirm_by) == ("confirmed", None)
    assert [s.split(":")[0] for s in subjects(person)] == ["Your place is confirmed"]


def test_a_hold_nobody_confirms_goes_to_the_first_in_line():
    session = SessionFactory(capacity=1)
    held = hold(session)
    waiting = register(session)
    assert services.release_lapsed_holds() == 0
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert services.release_lapsed_holds() == 1
    held.refresh_from_db()
    waiting.refresh_from_db()
    assert (held.state, waiting.state) == ("lapsed", "confirmed")
    assert taken(session) == 1
    with pytest.raises(Refusal) as refusal:
        services.confirm(registration_id=held.pk, actor=held.person)
    assert refusal.value.code == "lapsed"


def test_an_unconfirmed_newcomer_in_the_queue_is_passed_over():
    session = SessionFactory(capacity=1)
    first = register(session)
    unproven = hold(session)
    proven = register(session)
    assert unproven.state == "waiting-held"
    assert proven.position() == 1
    services.withdraw(registration_id=first.pk, actor=first.person)
    proven.refresh_from_db()
    unproven.refresh_from_db()
    assert (proven.state, unproven.state) == ("confirmed", "waiting-held")


def test_confirming_a_place_in_the_queue_keeps_the_place_in_line():
    session = SessionFactory(capacity=1)
    register(session)
    unproven = hold(session)
    later = register(session)
    prove(unproven)
    unproven.refresh_from_db()
    assert unproven.position() == 1
    assert Registration.objects.get(pk=later.pk).position() == 2


def test_withdrawing_gives_the_place_to_the_first_in_line_who_is_told():
    session = SessionFactory(capacity=1)
    first, second, third = (register(session) for _ in range(3))
    services.withdraw(registration_id=first.pk, actor=first.person)
    states = {r.pk: r.state for r in Registration.objects.all()}
    assert states == {first.pk: "withdrawn", second.pk: "confirmed", third.pk: "waiting"}
    assert subjects(second.person)[-1].startswith("You have a place")
    assert Registration.objects.get(pk=third.pk).position() == 1
    assert taken(session) == 1


def test_withdrawing_twice_is_once():
    session = SessionFactory(capacity=2)
    first = register(session)
    for _ in range(2):
        services.withdraw(registration_id=first.pk, actor=first.person)
    assert taken(session) == 0
    assert len(subjects(first.person)) == 2


def test_coming_back_after_withdrawing_joins_the_end_and_is_told_again():
    session, person = SessionFactory(capacity=1), ResidentFactory()
    first = register(session, person)
    services.withdraw(registration_id=first.pk, actor=person)
    again = register(session, person)
    assert again.pk != first.pk
    assert [s.split(":")[0] for s in subjects(person)] == [
        "Your place is confirmed",
        "You have withdrawn",
        "Your place is confirmed",
    ]


def test_nobody_withdraws_somebody_else_or_after_the_start():
    session = SessionFactory()
    registration = register(session)
    with pytest.raises(Refusal) as refusal:
        services.withdraw(registration_id=registration.pk, actor=ResidentFactory())
    assert refusal.value.code == "not-allowed"
    with time_machine.travel(session.starts_at), pytest.raises(Refusal) as refusal:
        services.withdraw(registration_id=registration.pk, actor=registration.person)
    assert refusal.value.code == "not-allowed"
    assert taken(session) == 1


def test_nobody_is_promoted_once_the_session_has_started():
    session = SessionFactory(capacity=1)
    held = hold(session)
    waiting = register(session)
    with time_machine.travel(session.starts_at):
        services.release_lapsed_holds()
    held.refresh_from_db()
    waiting.refresh_from_db()
    assert (held.state, waiting.state) == ("lapsed", "waiting")


def test_the_ledger_tells_the_story():
    session = SessionFactory(capacity=1)
    first, second = register(session), register(session)
    services.withdraw(registration_id=first.pk, actor=first.person)
    story = list(second.moves.values_list("from_state", "to_state", "actor", "reason"))
    assert story == [
        ("", "waiting", second.person_id, ""),
        ("waiting", "confirmed", None, Words("panels.place-came-free")),
    ]


def open_now(**fields):
    """A session that takes registrations by the database's clock, which doesn't travel."""
    return SessionFactory(registration_opens_at=datetime(2026, 1, 1, tzinfo=UTC), **fields)


def due(registration) -> dict:
    rows = Due.objects.filter(about=f"registration:{registration.pk}", state="waiting")
    return {row.kind: row.due_at for row in rows}


@pytest.mark.parametrize(
    ("starts", "week_before", "day_before"),
    [
        # The clocks go forward on 28 March 2027 and back on 31 October 2027.
        ((2027, 3, 30, 18), (2027, 3, 23, 9), (2027, 3, 29, 8)),
        ((2027, 11, 1, 19), (2027, 10, 25, 8), (2027, 10, 31, 9)),
        ((2027, 1, 20, 19), (2027, 1, 13, 9), (2027, 1, 19, 9)),
    ],
)
def test_reminders_are_at_nine_in_luton_whatever_the_clocks_do(starts, week_before, day_before):
    starts_at = datetime(*starts, tzinfo=UTC)
    with time_machine.travel(starts_at - timedelta(days=40)):
        registration = register(open_now(starts_at=starts_at))
    assert due(registration) == {
        "panels.reminder-7": datetime(*week_before, tzinfo=UTC),
        "panels.reminder-1": datetime(*day_before, tzinfo=UTC),
    }


def test_who_books_the_evening_before_gets_no_reminder():
    starts_at = datetime(2027, 5, 12, 18, tzinfo=UTC)
    session = open_now(starts_at=starts_at)
    with time_machine.travel(starts_at - timedelta(days=3)):
        assert set(due(register(session))) == {"panels.reminder-1"}
    with time_machine.travel(datetime(2027, 5, 11, 18, tzinfo=UTC)):
        assert due(register(session)) == {}


def test_withdrawing_cancels_the_reminders():
    registration = register(SessionFactory())
    assert len(due(registration)) == 2
    services.withdraw(registration_id=registration.pk, actor=registration.person)
    assert due(registration) == {}
