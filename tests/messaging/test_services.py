"""Posting, scheduling, preferences, sending again, and what is kept about a person."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from auditlog.models import LogEntry
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.utils import timezone

from core.refusal import Refusal
from messaging import services
from messaging.dispatch import dispatch
from messaging.due import run_due
from messaging.models import Due, OptOut, OutboxMessage
from messaging.services import (
    Attachment,
    Kind,
    Recipient,
    UnknownKind,
    cancel_scheduled,
    opt_in,
    opt_out,
    post,
    register_due,
    register_kind,
    requeue,
    reschedule,
)
from tests.factories.messaging import DueFactory, OutboxMessageFactory
from tests.factories.people import OfficerFactory

pytestmark = pytest.mark.django_db

State = OutboxMessage.State


@pytest.fixture
def officer():
    officer = OfficerFactory()
    may = ("requeue_outboxmessage", "read_every_message")
    officer.user_permissions.set(Permission.objects.filter(codename__in=may))
    return officer


def test_a_key_is_posted_once(note):
    first = post(note(), key="place:1")
    again = post(note(name="Somebody else"), key="place:1")
    assert again == first
    assert again.subject == first.subject
    assert OutboxMessage.objects.count() == 1


def test_a_message_goes_with_its_transaction(note):
    with transaction.atomic():
        post(note(), key="1")
        transaction.set_rollback(True)
    assert not OutboxMessage.objects.exists()


def test_a_message_keeps_what_it_needs(note, resident):
    row = post(note(attachments=(Attachment("s.ics", "BEGIN", "text/calendar"),)), key="1")
    row.refresh_from_db()
    assert row.recipient == resident.reference
    assert row.to_address == resident.email
    assert row.attachments == [{"name": "s.ics", "content": "BEGIN", "type": "text/calendar"}]
    assert row.headers["Auto-Submitted"] == "auto-generated"
    assert row.headers["Message-ID"].endswith("@portal.example>")
    assert row.give_up_at - row.created_at > timedelta(days=4, hours=23)


def test_an_unknown_kind_is_named(note):
    with pytest.raises(UnknownKind, match="'test-nothing': call register_kind"):
        post(note(kind="test-nothing"), key="1")


def test_two_kinds_cannot_share_a_name():
    register_kind(Kind("test-note", "A note"))
    with pytest.raises(ValueError, match="test-note"):
        register_kind(Kind("test-note", "Another note"))
    register_due("test-due", print)
    with pytest.raises(ValueError, match="test-due"):
        register_due("test-due", repr)


def test_an_optional_kind_can_be_switched_off_and_on(note, resident):
    opt_out(resident.reference, "test-news")
    opt_out(resident.reference, "test-news")
    assert services.switched_off(resident.reference) == {"test-news"}
    assert post(note(kind="test-news"), key="1") is None
    assert post(note(), key="2")
    assert not OutboxMessage.objects.filter(key="1").exists()
    opt_in(resident.reference, "test-news")
    assert post(note(kind="test-news"), key="1")


def test_one_persons_choice_is_theirs_alone(note, resident):
    opt_out(uuid.uuid4(), "test-news")
    assert post(note(kind="test-news"), key="1")


def test_a_needed_kind_cannot_be_switched_off(resident):
    with pytest.raises(UnknownKind, match="can't be switched off"):
        opt_out(resident.reference, "test-note")
    assert not OptOut.objects.exists()


def remind(due_at, **changes):
    return reschedule(
        **{"kind": "test-reminder", "about": "registration:1", "due_at": due_at} | changes
    )


NINE = datetime(2026, 10, 24, 9, tzinfo=UTC)


def test_the_same_twice_is_one_row():
    assert remind(NINE) == remind(NINE)
    assert Due.objects.get().next_attempt_at == NINE


@pytest.mark.parametrize("state", Due.State.values)
def test_whatever_stood_there_waits_for_its_new_time(state):
    remind(NINE)
    Due.objects.update(state=state, attempts=3, last_error="no", done_at=NINE)
    row = remind(NINE + timedelta(days=1))
    assert row == Due.objects.get()
    assert (row.state, row.attempts, row.last_error, row.done_at) == ("waiting", 0, "", None)
    assert row.due_at == row.next_attempt_at == NINE + timedelta(days=1)


@pytest.mark.parametrize("state", [Due.State.CANCELLED, Due.State.DROPPED, Due.State.FAILED])
def test_what_was_called_off_waits_again_for_the_same_time(state):
    remind(NINE)
    Due.objects.update(state=state, done_at=NINE)
    assert remind(NINE).state == Due.State.WAITING


def test_moved_away_and_back_waits_for_the_first_time():
    remind(NINE)
    cancel_scheduled(about="registration:1")
    remind(NINE + timedelta(days=7))
    cancel_scheduled(about="registration:1")
    remind(NINE)
    row = Due.objects.get()
    assert (row.state, row.due_at) == (Due.State.WAITING, NINE)


def test_what_was_said_is_not_said_again_for_the_same_time(note):
    register_due("test-reminder", lambda subject: note())
    past = timezone.now() - timedelta(minutes=1)
    remind(past)
    assert run_due() == 1
    assert remind(past).state == Due.State.DONE
    remind(timezone.now())
    assert run_due() == 1
    assert OutboxMessage.objects.count() == 2


def test_what_has_a_key_is_said_once_under_it_whenever(note):
    register_due("test-reminder", lambda subject: note())
    remind(timezone.now(), key="closing:1")
    run_due()
    assert remind(timezone.now() + timedelta(days=2), key="closing:1").state == Due.State.DONE
    remind(timezone.now(), key="closing:2")
    remind(timezone.now(), key="closing:1")
    run_due()
    assert OutboxMessage.objects.get().key == "closing:1"


def test_the_database_keeps_one_row_for_a_kind_and_thing():
    DueFactory(kind="test-reminder", about="registration:1")
    with pytest.raises(IntegrityError), transaction.atomic():
        DueFactory(kind="test-reminder", about="registration:1")
    assert DueFactory(kind="test-other", about="registration:1").pk


def test_a_time_without_a_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        reschedule(kind="x", about="x", due_at=datetime(2026, 10, 24))  # noqa: DTZ001


def test_only_what_waits_about_the_thing_is_cancelled():
    waiting = DueFactory(about="registration:1")
    done = DueFactory(kind="test-other", about="registration:1", state=Due.State.DONE)
    other = DueFactory(about="registration:10")
    assert cancel_scheduled(about="registration:1") == 1
    states = {row.pk: row.state for row in Due.objects.all()}
    assert states == {waiting.pk: "cancelled", done.pk: "done", other.pk: "waiting"}


def test_a_failed_message_is_sent_again_by_an_officer_on_record(officer):
    long_ago = timezone.now() - timedelta(days=6)
    row = OutboxMessageFactory(state=State.FAILED, created_at=long_ago, attempts=9)
    requeue(row.pk, actor=officer)
    row.refresh_from_db()
    assert (row.state, row.attempts) == (State.QUEUED, 0)
    assert row.next_attempt_at <= timezone.now() < row.give_up_at
    entry = LogEntry.objects.get_for_object(row).get()
    assert entry.actor == officer
    assert entry.changes == {"state": ["failed", "queued"]}


@pytest.mark.parametrize(
    ("state", "ephemeral", "code"),
    [
        (State.SENT, False, "not-failed"),
        (State.QUEUED, False, "not-failed"),
        (State.FAILED, True, "out-of-use"),
    ],
)
def test_what_cannot_be_sent_again(officer, state, ephemeral, code):
    row = OutboxMessageFactory(state=state, ephemeral=ephemeral)
    with pytest.raises(Refusal) as refused:
        requeue(row.pk, actor=officer)
    assert refused.value.code == code
    row.refresh_from_db()
    assert row.state == state
    assert not LogEntry.objects.get_for_object(row).exists()


def test_sending_again_needs_the_permission():
    row = OutboxMessageFactory(state=State.FAILED)
    with pytest.raises(Refusal) as refused:
        requeue(row.pk, actor=OfficerFactory())
    assert refused.value.code == "not-allowed"
    row.refresh_from_db()
    assert row.state == State.FAILED


def test_a_code_is_wiped_when_it_is_out_of_use(note):
    with time_machine.travel("2026-05-01 10:00Z", tick=False) as clock:
        code = post(note(kind="test-code"), key="code")
        kept = post(note(), key="note")
        clock.shift(timedelta(minutes=14))
        assert services.wipe_codes() == 0
        clock.shift(timedelta(minutes=1))
        assert services.wipe_codes() == 1
        assert services.wipe_codes() == 0
    code.refresh_from_db()
    kept.refresh_from_db()
    assert (code.subject, code.text, code.html) == ("", "", "")
    assert "Demo Resident" in kept.text


def test_a_demonstration_keeps_its_codes(note, settings):
    settings.MESSAGING_KEEP_CODES = True
    code = post(note(kind="test-code"), key="code")
    dispatch()
    with time_machine.travel(timezone.now() + timedelta(days=1000)):
        assert services.wipe_codes() == 0
    code.refresh_from_db()
    assert (code.state, "Demo Resident" in code.text) == (State.SENT, True)


@pytest.mark.parametrize("late", [False, True])
def test_a_code_is_wiped_when_it_is_sent_or_can_not_be(note, late):
    code, kept = post(note(kind="test-code"), key="code"), post(note(), key="note")
    if late:
        OutboxMessage.objects.filter(pk=code.pk).update(give_up_at=timezone.now())
    dispatch()
    code.refresh_from_db()
    kept.refresh_from_db()
    assert code.state == (State.FAILED if late else State.SENT)
    assert (code.subject, code.text, code.html, code.attachments) == ("", "", "", [])
    assert "Demo Resident" in kept.text


def test_the_age_of_the_queue():
    assert services.oldest_unsent() is None
    now = timezone.now()
    OutboxMessageFactory(state=State.SENT, created_at=now - timedelta(hours=5))
    OutboxMessageFactory(state=State.FAILED, created_at=now - timedelta(hours=4))
    sending = {"state": State.SENDING, "lease": uuid.uuid4(), "leased_until": now}
    OutboxMessageFactory(**sending, created_at=now - timedelta(hours=3))
    OutboxMessageFactory(created_at=now - timedelta(hours=2))
    assert timedelta(hours=3) <= services.oldest_unsent() < timedelta(hours=3, minutes=1)


def test_erasing_a_person_leaves_everybody_else(note, resident):
    other = Recipient(uuid.uuid4(), "other@demo.example")
    for key, person in enumerate([resident, other]):
        post(note(to=person), key=str(key))
        opt_out(person.reference, "test-news")
    assert [row.to_address for row in services.messages_for(resident.reference)] == [resident.email]
    services.erase(resident.reference)
    assert OutboxMessage.objects.get().recipient == other.reference
    assert OptOut.objects.get().recipient == other.reference
