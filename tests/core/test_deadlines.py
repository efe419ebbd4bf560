"""Received is when the sending transaction began, however long it waited."""

from threading import Event, Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.deadlines import receiving
from people.models import User
from tests.factories.people import ResidentFactory


@pytest.mark.django_db(transaction=True)
def test_what_waits_behind_a_lock_was_received_before_it():
    person = ResidentFactory()
    waits, done = Event(), {}

    def send():
        with receiving() as received:
            waits.set()
            User.objects.select_for_update().get(pk=person.pk)
            done.update(received=received, locked=timezone.now())
        connection.close()

    sender = Thread(target=send)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)
        sender.start()
        assert waits.wait(10)
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp() FROM pg_sleep(0.3)")
            released = cursor.fetchone()[0]
    sender.join(10)
    assert done["received"] < released < done["locked"]


@pytest.mark.django_db
def test_it_is_a_moment_in_utc_that_is_now():
    before = timezone.now()
    with receiving() as received:
        assert abs((received - before).total_seconds()) < 5
        assert received.utcoffset().total_seconds() == 0
