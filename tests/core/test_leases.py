"""One way to hold a row: claimed by one, renewed, released, taken over, and lost without harm."""

import threading
from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from core.leases import Leased, claim, release, renew
from jobs.models import BackgroundJob, PeriodicJob
from messaging.models import Due, OutboxMessage
from tests.factories.messaging import DueFactory, OutboxMessageFactory

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
MAKE = {
    OutboxMessage: OutboxMessageFactory,
    Due: DueFactory,
    PeriodicJob: lambda: PeriodicJob.objects.create(name="demo"),
    BackgroundJob: lambda: BackgroundJob.objects.create(kind="demo", about="thing:1"),
}


@pytest.fixture(params=MAKE, ids=lambda model: model.__name__)
def row(request):
    """A row of each model that workers hold."""
    return MAKE[request.param]()


def taken(row, now=None):
    return claim(type(row).objects.all(), row.pk, lasts=MINUTE, now=now)


def test_every_model_that_is_held_is_here():
    assert set(Leased.__subclasses__()) == set(MAKE)


def test_a_row_is_held_by_one_until_it_is_let_go_of(row):
    first = taken(row)
    assert first.lease
    assert taken(row) is None
    assert release(first)
    assert not release(first)
    assert taken(row).lease != first.lease


def test_a_lease_that_ran_out_is_another_s_and_the_loser_writes_nothing(row):
    now = timezone.now()
    lost = taken(row, now)
    assert taken(row, now + MINUTE - timedelta(seconds=1)) is None
    found = taken(row, now + MINUTE)
    assert found.lease != lost.lease
    assert not renew(lost, lasts=MINUTE)
    assert not release(lost)
    row.refresh_from_db()
    assert row.lease == found.lease


def test_who_renews_keeps_it(row):
    now = timezone.now()
    with time_machine.travel(now, tick=False) as clock:
        held = taken(row)
        clock.shift(MINUTE / 2)
        assert not renew(held, lasts=MINUTE, when=Q(pk=None))
        assert renew(held, lasts=MINUTE)
        clock.shift(MINUTE / 2)
        assert taken(row) is None
        clock.shift(MINUTE / 2)
        assert taken(row)


def test_what_may_not_be_taken_is_left(row):
    assert claim(type(row).objects.none(), row.pk, lasts=MINUTE) is None
    assert not release(row)


def test_a_lease_has_an_end(row):
    with pytest.raises(IntegrityError), transaction.atomic():
        type(row).objects.update(leased_until=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_takes_it(row):
    won, at_once = [], threading.Barrier(8)

    def worker():
        at_once.wait()
        won.append(taken(row))
        connection.close()

    workers = [threading.Thread(target=worker) for _ in range(8)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert len([held for held in won if held]) == 1
