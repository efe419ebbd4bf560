"""An SMTP server that refuses, hangs or drops, and a broker that is stopped."""

import contextlib
import socket
import time
from datetime import timedelta

import pytest
from celery import Celery
from django.db import transaction
from django.utils import timezone

from messaging import nudge
from messaging.dispatch import dispatch
from messaging.models import OutboxMessage
from messaging.services import Kind, Message, Recipient, post, register_kind
from tests.factories.messaging import OutboxMessageFactory
from tests.messaging.smtp import DROP, HANG, smtp_server

State = OutboxMessage.State


@pytest.fixture
def send(settings, db):
    """Dispatches two messages to a server that answers as told; returns server and rows."""

    def run(answers):
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_TIMEOUT = 0.5
        rows = OutboxMessageFactory.create_batch(2)
        with smtp_server(answers) as server:
            settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
            dispatch()
        for row in rows:
            row.refresh_from_db()
        return server, rows

    return run


def test_a_good_server_takes_each_message_once(send):
    server, rows = send({})
    assert server.ids == [row.headers["Message-ID"] for row in rows]
    assert {row.state for row in rows} == {State.SENT}
    for part, said in {"plain": rows[0].text, "html": rows[0].html}.items():
        content = server.messages[0].get_body([part]).get_content()
        assert content.splitlines() == said.splitlines()


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "550 5.1.1 no such person"}, "550 5.1.1 no such person"),
        ({"TAKEN": "554 5.7.1 not wanted here"}, "554 5.7.1 not wanted here"),
    ],
)
def test_a_refusal_fails_at_once_with_the_servers_words(send, answers, error):
    _, rows = send(answers)
    assert {(row.state, row.attempts, row.last_error) for row in rows} == {(State.FAILED, 1, error)}


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"RCPT": "450 4.2.1 later, please"}, "450 4.2.1 later, please"),
        ({"RCPT": "421 4.3.2 closing down"}, "421 4.3.2 closing down"),
        ({"TAKEN": "451 4.3.0 try again"}, "451 4.3.0 try again"),
        ({"MAIL": "550 5.7.1 not from you"}, "550 5.7.1 not from you"),
    ],
)
def test_what_is_refused_for_now_is_tried_later(send, answers, error):
    before = timezone.now()
    _, rows = send(answers)
    assert {(row.state, row.attempts, row.last_error) for row in rows} == {(State.QUEUED, 1, error)}
    assert all(row.next_attempt_at > before + timedelta(seconds=59) for row in rows)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"CONNECT": HANG}, "timed out"),
        ({"CONNECT": DROP}, "Connection unexpectedly closed"),
        ({"CONNECT": "421 too busy"}, "421 too busy"),
        ({"MAIL": HANG}, "timed out"),
        ({"RCPT": DROP}, "Connection unexpectedly closed"),
        ({"TAKEN": HANG}, "timed out"),
        ({"TAKEN": DROP}, "Connection unexpectedly closed"),
    ],
    ids=str,
)
def test_a_server_that_fails_us_costs_one_attempt_and_says_why(send, answers, error):
    started = time.monotonic()
    server, (tried, waiting) = send(answers)
    assert time.monotonic() - started < 5
    assert (tried.state, tried.attempts, tried.lease) == (State.QUEUED, 1, None)
    assert error in tried.last_error
    assert (waiting.state, waiting.attempts) == (State.QUEUED, 0)
    assert len(server.messages) == (1 if "TAKEN" in answers else 0)


def test_a_message_dropped_after_data_is_recognisable_when_it_comes_again(send, settings):
    first, (tried, _) = send({"TAKEN": DROP})
    OutboxMessage.objects.filter(pk=tried.pk).update(next_attempt_at=timezone.now())
    with smtp_server() as second:
        settings.EMAIL_HOST, settings.EMAIL_PORT = second.server_address
        dispatch()
    assert first.ids == [tried.headers["Message-ID"]]
    assert first.ids[0] in second.ids


def test_a_server_that_is_not_there(send, settings, db):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = closed.getsockname()
        row = OutboxMessageFactory()
        dispatch()
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.QUEUED, 1)
    assert "refused" in row.last_error


@pytest.mark.parametrize("address", ["two@@demo.example", "a\nb@demo.example"])
def test_an_address_that_cannot_be_written_to_fails_visibly(send, address, settings, db):
    row = OutboxMessageFactory(to_address=address)
    _, others = send({})
    row.refresh_from_db()
    assert row.state == State.FAILED
    assert "can't be made into an email" in row.last_error
    assert {other.state for other in others} == {State.SENT}


# --- The broker -----------------------------------------------------------------------------


@pytest.fixture
def broker(monkeypatch, settings):
    """Points the nudge at a broker of the test's choosing."""

    def use(url):
        settings.REDIS_URL = url
        app = Celery("test", broker=url, set_as_current=False)
        monkeypatch.setattr(nudge, "current_app", app)
        monkeypatch.setitem(nudge._broker, "quiet_until", 0.0)
        return app

    return use


@pytest.fixture
def said():
    """Posts so many messages in one transaction."""
    register_kind(Kind("test-broker", "A test of the broker"))

    def run(count=1):
        with transaction.atomic():
            for key in range(count):
                to = Recipient(None, f"resident{key}@demo.example")
                post(Message("test-broker", to, "messaging/base.email"), key=str(key))

    return run


def nudges(app):
    """The names of the tasks that wait at the broker, taken from it."""
    with app.connection_for_read() as connection:
        queue = connection.SimpleQueue("celery")
        names = []
        with contextlib.suppress(queue.Empty):
            while True:
                names.append(queue.get(block=False).headers["task"])
        queue.clear()
        queue.close()
    return names


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("answers", [False, True], ids=["stopped", "silent"])
def test_a_broker_that_is_away_neither_loses_nor_slows_anything(broker, said, answers, caplog):
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        if answers:
            listener.listen(50)
        broker(f"redis://127.0.0.1:{listener.getsockname()[1]}/0")
        started = time.monotonic()
        said()
        first = time.monotonic() - started
        started = time.monotonic()
        nudge.nudge()
        second = time.monotonic() - started
    assert OutboxMessage.objects.get().state == State.QUEUED
    assert first < 2
    assert second < 0.1
    assert len([line for line in caplog.messages if "broker can't be reached" in line]) == 1


@pytest.mark.django_db(transaction=True)
def test_one_nudge_a_transaction(broker, said):
    app = broker("memory://")
    said(count=3)
    assert nudges(app) == ["messaging.tasks.dispatch"]


@pytest.mark.django_db(transaction=True)
def test_no_nudge_for_what_was_rolled_back_or_said_before(broker, said):
    app = broker("memory://")
    with transaction.atomic():
        said()
        transaction.set_rollback(True)
    assert nudges(app) == []
    said()
    said()
    assert nudges(app) == ["messaging.tasks.dispatch"]


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_nobody_is_nudged(broker, said, settings):
    app = broker("memory://")
    settings.REDIS_URL = ""
    said()
    assert OutboxMessage.objects.get().state == State.QUEUED
    assert nudges(app) == []
