"""Due rows: said once, dropped when not needed, tried again, visibly failed."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from messaging.due import MAX_ATTEMPTS, run_due
from messaging.models import Due, OutboxMessage
from messaging.services import opt_out, register_due
from tests.factories.messaging import DueFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked():
    return []


@pytest.fixture
def handler(note, asked):
    """Registers a handler for test reminders and records what it was asked."""

    def register(answer=lambda about: None, kind="test-note"):
        def handle(about):
            asked.append(about)
            return answer(about) or note(kind=kind)

        register_due("test-reminder", handle)

    return register


def test_what_is_due_is_said_once(handler, asked):
    handler()
    row = DueFactory()
    DueFactory(due_at=timezone.now() + timedelta(minutes=1))
    assert [run_due(), run_due()] == [1, 0]
    row.refresh_from_db()
    assert row.state == Due.State.DONE
    assert row.done_at
    assert OutboxMessage.objects.get().key == row.key
    assert asked == [row.about]


def test_what_comes_late_is_still_asked(handler, asked):
    handler()
    row = DueFactory(due_at=timezone.now() - timedelta(days=3))
    run_due()
    assert asked == [row.about]


@pytest.mark.parametrize("state", [Due.State.CANCELLED, Due.State.DROPPED, Due.State.FAILED])
def test_what_no_longer_waits_is_left(handler, asked, state):
    handler()
    DueFactory(state=state)
    assert run_due() == 0
    assert asked == []


def test_what_is_not_needed_is_dropped():
    register_due("test-reminder", lambda about: None)
    row = DueFactory()
    assert run_due() == 0
    row.refresh_from_db()
    assert row.state == Due.State.DROPPED
    assert not OutboxMessage.objects.exists()


def test_what_the_person_switched_off_is_dropped(handler, resident):
    handler(kind="test-news")
    opt_out(resident.reference, "test-news")
    row = DueFactory()
    assert run_due() == 0
    row.refresh_from_db()
    assert row.state == Due.State.DROPPED


def test_a_failure_is_tried_again_and_stops_nobody_else(handler, asked):
    bad, good = DueFactory.create_batch(2)

    def fail_for_bad(about):
        if about == bad.about:
            raise LookupError("no such registration")

    handler(fail_for_bad)
    now = timezone.now()
    assert run_due(now) == 1
    bad.refresh_from_db()
    good.refresh_from_db()
    assert good.state == Due.State.DONE
    assert (bad.state, bad.attempts) == (Due.State.WAITING, 1)
    assert bad.last_error == "LookupError: no such registration"
    assert bad.next_attempt_at == now + timedelta(minutes=1)
    assert run_due(now) == 0
    assert asked.count(bad.about) == 1


def test_a_row_that_keeps_failing_fails_visibly():
    row = DueFactory(kind="test-unregistered")
    with time_machine.travel(row.due_at, tick=False) as clock:
        for _ in range(MAX_ATTEMPTS):
            run_due()
            clock.shift(timedelta(hours=1))
    row.refresh_from_db()
    assert (row.state, row.attempts) == (Due.State.FAILED, MAX_ATTEMPTS)
    assert "register_due" in row.last_error


def test_what_was_cancelled_after_it_was_read_is_not_said(handler):
    first, second = DueFactory.create_batch(2)

    def cancel_second(about):
        Due.objects.filter(pk=second.pk).update(state=Due.State.CANCELLED)

    handler(cancel_second)
    assert run_due() == 1
    assert OutboxMessage.objects.get().key == first.key
