"""What is said to one person about one thing goes in order, and never once it is over."""

from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from core.refusal import Refusal
from messaging import services
from messaging.dispatch import dispatch
from messaging.models import OutboxMessage
from messaging.services import Recipient, post, requeue
from tests.factories.messaging import OutboxMessageFactory
from tests.factories.people import OfficerFactory
from tests.messaging.smtp import smtp_server

pytestmark = pytest.mark.django_db

State = OutboxMessage.State


@pytest.fixture
def say(note):
    """Posts a note about session 12, in the order of its remarks."""

    def post_note(remark, *, about="session:12", key="", worth_until=None, **parts):
        message = replace(note(remark=remark, **parts), about=about, worth_until=worth_until)
        return post(message, key=key or remark)

    return post_note


@pytest.fixture
def server(settings):
    """Sends by a real server when told to; while it is away nothing listens on its port."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_TIMEOUT = 0.5
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    def send(answers=None) -> list[str]:
        with smtp_server(answers or {}) as running:
            settings.EMAIL_HOST, settings.EMAIL_PORT = running.server_address
            dispatch()
            settings.EMAIL_PORT = 1
        return [
            message.get_body(["plain"]).get_content().splitlines()[2]
            for message in running.messages
        ]

    return send


def remarks(rows):
    return [row.text.splitlines()[2] for row in rows]


def test_a_registration_and_its_cancellation_arrive_in_order_once_the_server_is_back(say, server):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        confirmed = say("You have a place.")
        for _ in range(4):
            dispatch()
            clock.shift(timedelta(minutes=5))
        confirmed.refresh_from_db()
        assert confirmed.attempts == 4
        cancelled = say("You gave your place back.")
        assert server() == remarks([confirmed, cancelled])


def test_the_later_waits_while_the_earlier_is_refused_for_now(say, server):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        first, second = say("first"), say("second")
        assert server({"RCPT": "450 4.2.1 later, please"}) == []
        second.refresh_from_db()
        assert (second.state, second.attempts) == (State.QUEUED, 0)
        assert server() == []
        clock.shift(timedelta(minutes=1))
        assert server() == remarks([first, second])


def test_what_failed_for_good_holds_nothing_up(say, server):
    first, second = say("first"), say("second")
    assert server({"RCPT": "550 5.1.1 no such person"}) == []
    third = say("third")
    assert server() == remarks([third])
    first.refresh_from_db()
    second.refresh_from_db()
    assert {first.state, second.state} == {State.FAILED}


def test_other_things_other_people_and_codes_do_not_wait(say, server, resident):
    stuck = say("stuck")
    OutboxMessage.objects.update(next_attempt_at=timezone.now() + timedelta(hours=1))
    other = Recipient(None, "other@demo.example")
    free = [
        say("another thing", about="session:13"),
        say("about nothing", about=""),
        say("a code", kind="test-code"),
        say("another person", to=other),
    ]
    assert sorted(server()) == sorted(remarks(free))
    stuck.refresh_from_db()
    assert stuck.state == State.QUEUED


def test_a_code_that_does_not_go_holds_nothing_up(say, server):
    say("a code", kind="test-code")
    OutboxMessage.objects.update(next_attempt_at=timezone.now() + timedelta(minutes=9))
    place = say("a place")
    assert server() == remarks([place])


def test_a_reminder_is_dropped_visibly_once_what_it_reminds_of_has_begun(say, server):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        starts_at = timezone.now() + timedelta(hours=2)
        reminder = say("It is today.", worth_until=starts_at)
        dispatch()
        clock.move_to(starts_at)
        later = say("How was it?")
        assert server() == remarks([later])
        reminder.refresh_from_db()
        assert (reminder.state, reminder.last_error) == (
            State.DROPPED,
            "It was over before it could be sent.",
        )
        assert not OutboxMessage.objects.unsent().exists()


def test_a_reminder_goes_until_then(say, server):
    reminder = say("It is today.", worth_until=timezone.now() + timedelta(minutes=1))
    assert server() == remarks([reminder])


def test_a_letter_is_dropped_too_and_what_is_sent_is_left(say):
    past = timezone.now() - timedelta(minutes=1)
    rows = [
        OutboxMessageFactory(state=state, worth_until=past)
        for state in (State.LETTER, State.QUEUED, State.SENT, State.FAILED)
    ]
    assert services.drop_what_is_over() == 2
    states = [OutboxMessage.objects.get(pk=row.pk).state for row in rows]
    assert states == [State.DROPPED, State.DROPPED, State.SENT, State.FAILED]


def test_what_is_over_is_not_sent_again(say):
    officer = OfficerFactory()
    may = ("requeue_outboxmessage", "read_every_message")
    officer.user_permissions.set(Permission.objects.filter(codename__in=may))
    row = OutboxMessageFactory(state=State.FAILED, worth_until=timezone.now())
    with pytest.raises(Refusal, match="over"):
        requeue(row.pk, actor=officer)
