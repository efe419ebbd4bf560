"""Sending what waits: order, claims, backoff, giving up."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from core.periodic import register_job
from jobs import scheduler
from jobs import tasks as job_tasks
from messaging import dispatch as dispatcher
from messaging import tasks
from messaging.backoff import backoff
from messaging.delivery import Refused, Unavailable
from messaging.dispatch import dispatch
from messaging.models import OutboxMessage
from messaging.services import Attachment, post, register_due
from tests.factories.messaging import DueFactory, OutboxMessageFactory

pytestmark = pytest.mark.django_db

State = OutboxMessage.State


class ScriptedChannel:
    """A channel that does what the test says, by address."""

    script: dict[str, object] = {}
    sent: list[str] = []
    opened = closed = 0

    def __init__(self):
        type(self).opened += 1

    def send(self, message):
        answer = self.script.get(message.to_address)
        if callable(answer):
            answer = answer(message)
        if answer:
            raise answer
        self.sent.append(message.to_address)

    def close(self):
        type(self).closed += 1


@pytest.fixture
def channel(settings, monkeypatch):
    settings.MESSAGING_CHANNEL = f"{__name__}.ScriptedChannel"
    for name, value in {"script": {}, "sent": [], "opened": 0, "closed": 0}.items():
        monkeypatch.setattr(ScriptedChannel, name, value)
    return ScriptedChannel


def test_an_email_is_what_was_posted(note, mailoutbox):
    attachment = Attachment("session.ics", "BEGIN:VCALENDAR\r\n", "text/calendar; method=REQUEST")
    row = post(note(kind="test-news", attachments=(attachment,)), key="1")
    assert dispatch() == 1
    [email] = mailoutbox
    sent = email.message()
    assert email.to == ["resident@demo.example"]
    assert (email.subject, email.body) == (row.subject, row.text)
    assert email.alternatives == [(row.html, "text/html")]
    assert sent["Message-ID"] == row.headers["Message-ID"]
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Reply-To"] == "involvement@portal.example"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert row.headers["List-Unsubscribe"] == sent["List-Unsubscribe"].replace("\n ", "")
    calendar = sent.get_payload()[1]
    assert calendar.get_content_type() == "text/calendar"
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_filename() == "session.ics"
    row.refresh_from_db()
    assert (row.state, row.attempts, row.lease) == (State.SENT, 1, None)
    assert row.sent_at


def test_dispatching_twice_sends_once(note, mailoutbox):
    post(note(), key="1")
    assert [dispatch(), dispatch()] == [1, 0]
    assert len(mailoutbox) == 1


def test_codes_go_first_then_the_untried_over_one_connection(channel):
    OutboxMessageFactory(to_address="tried@demo.example", attempts=1)
    for name in ["a", "b"]:
        OutboxMessageFactory(to_address=f"{name}@demo.example")
    OutboxMessageFactory(to_address="code@demo.example", ephemeral=True)
    dispatch()
    assert [address.split("@")[0] for address in channel.sent] == ["code", "a", "b", "tried"]
    assert (channel.opened, channel.closed) == (1, 1)


def test_what_is_not_due_waits(channel):
    later = timezone.now() + timedelta(minutes=1)
    OutboxMessageFactory(next_attempt_at=later)
    OutboxMessageFactory(state=State.SENDING, lease=uuid.uuid4(), leased_until=later)
    OutboxMessageFactory(state=State.FAILED)
    assert dispatch() == 0
    assert channel.opened == 0


def test_a_claim_that_ran_out_is_taken_over(channel):
    ran_out = {"lease": uuid.uuid4(), "leased_until": timezone.now()}
    row = OutboxMessageFactory(state=State.SENDING, attempts=1, **ran_out)
    assert dispatch() == 1
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.SENT, 2)


def test_a_claim_lost_meanwhile_is_not_settled_by_the_loser(channel):
    row = OutboxMessageFactory()
    other = uuid.uuid4()

    def lose(message):
        OutboxMessage.objects.filter(pk=message.pk).update(lease=other)

    channel.script[row.to_address] = lose
    assert dispatch() == 0
    row.refresh_from_db()
    assert (row.state, row.lease, row.sent_at) == (State.SENDING, other, None)


def test_two_dispatchers_never_hold_one_message(channel):
    row = OutboxMessageFactory()
    first = dispatcher._claim(row.pk)
    second = dispatcher._claim(row.pk)
    assert first.lease
    assert second is None


def test_a_refusal_is_final_and_visible(channel):
    row, other = OutboxMessageFactory.create_batch(2)
    channel.script[row.to_address] = Refused("550 no such person")
    assert dispatch() == 1
    row.refresh_from_db()
    assert (row.state, row.last_error, row.lease) == (State.FAILED, "550 no such person", None)
    assert channel.sent == [other.to_address]


def test_trouble_with_one_message_does_not_stop_the_others(channel):
    row, other = OutboxMessageFactory.create_batch(2)
    channel.script[row.to_address] = RuntimeError("450 later, please")
    before = timezone.now()
    assert dispatch() == 1
    row.refresh_from_db()
    assert (row.state, row.attempts, row.last_error) == (State.QUEUED, 1, "450 later, please")
    assert row.next_attempt_at - before >= timedelta(minutes=1)
    assert channel.sent == [other.to_address]


def test_a_server_that_is_away_costs_one_attempt_not_all(channel):
    rows = OutboxMessageFactory.create_batch(3)
    channel.script = {row.to_address: Unavailable("timed out") for row in rows}
    assert dispatch() == 0
    assert sorted(OutboxMessage.objects.values_list("attempts", flat=True)) == [0, 0, 1]
    assert not OutboxMessage.objects.exclude(state=State.QUEUED).exists()
    assert channel.closed == 1


def test_the_wait_doubles_from_a_minute_to_an_hour():
    minutes = [backoff(attempts) / timedelta(minutes=1) for attempts in [1, 2, 3, 6, 7, 8, 500]]
    assert minutes == [1, 2, 4, 32, 60, 60, 60]


def test_after_five_days_a_message_fails_visibly(channel):
    with time_machine.travel("2026-05-01 10:00Z", tick=False) as clock:
        row = OutboxMessageFactory()
        channel.script[row.to_address] = RuntimeError("450 later, please")
        started = timezone.now()
        while OutboxMessage.objects.unsent().exists():
            row.refresh_from_db()
            clock.move_to(row.next_attempt_at)
            dispatch()
        row.refresh_from_db()
        assert timedelta(days=4, hours=22) < timezone.now() - started <= timedelta(days=5)
    assert (row.state, row.last_error) == (State.FAILED, "450 later, please")
    assert row.attempts == 125


def test_a_code_out_of_use_is_not_sent(note, channel):
    with time_machine.travel("2026-05-01 10:00Z", tick=False) as clock:
        row = post(note(kind="test-code"), key="1")
        clock.shift(timedelta(minutes=15))
        assert dispatch() == 0
    row.refresh_from_db()
    assert (row.state, row.last_error, channel.sent) == (State.FAILED, "Not sent in time.", [])


def test_stopping_finishes_the_message_in_hand(channel):
    rows = OutboxMessageFactory.create_batch(3)
    stopping = []
    channel.script[rows[0].to_address] = stopping.append
    assert dispatch(stop=lambda: bool(stopping)) == 1
    assert OutboxMessage.objects.unsent().count() == 2
    assert not OutboxMessage.objects.filter(state=State.SENDING).exists()


@pytest.mark.parametrize("run", [scheduler.tick, job_tasks.tick])
def test_a_tick_says_what_is_due_runs_the_jobs_and_sends(run, note, mailoutbox):
    ran = []
    register_due("test-reminder", lambda subject: note(remark=f"About {subject}"))
    register_job("test-job", lambda: ran.append(1), every_seconds=60)
    row = DueFactory()
    run()
    assert ran == [1]
    assert f"About {row.about}" in mailoutbox[0].body


def test_celery_knows_what_beat_and_the_nudge_ask_for(settings):
    known = tasks.dispatch.app.tasks
    assert "messaging.tasks.dispatch" in known
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} <= set(known)
    assert settings.CELERY_BEAT_SCHEDULE["tick"]["schedule"] == 60
