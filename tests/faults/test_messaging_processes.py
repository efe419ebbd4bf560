"""Dispatchers killed at the worst moment, and several schedulers at once, as real processes."""

import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from itertools import cycle
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from jobs.models import PeriodicJob
from messaging.models import Due, OutboxMessage
from tests.factories.messaging import DueFactory, OutboxMessageFactory
from tests.messaging.smtp import smtp_server

ALIAS = "processes"
# The engine of every deployment, and (soak) the demonstration's.
ENGINES = ["postgresql", pytest.param("sqlite3", marks=pytest.mark.soak)]
SECONDS = 120

State = OutboxMessage.State


@pytest.fixture(scope="module", params=ENGINES)
def migrated(request, django_db_blocker, tmp_path_factory):
    """A database of its own that other processes can open: its address."""
    configured = deepcopy(settings.DATABASES["default"])
    if request.param == "sqlite3":
        name = str(tmp_path_factory.mktemp("data") / "db")
        url = f"sqlite:///{name}"
        options = {"transaction_mode": "IMMEDIATE", "timeout": 60}
        configured |= {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}
    else:
        name = f"test_{ALIAS}_{os.getpid()}"
        url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    configured["TEST"] = configured["TEST"] | {"NAME": name}
    settings.DATABASES[ALIAS] = configured
    creation = connections[ALIAS].creation
    with django_db_blocker.unblock():
        original = connections[ALIAS].settings_dict["NAME"]
        creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        yield url
        creation.destroy_test_db(original, verbosity=0)
    connections[ALIAS].close()
    del connections[ALIAS], settings.DATABASES[ALIAS]


@pytest.fixture
def database(migrated, django_db_blocker):
    """The address of that database, with nothing of messaging in it."""
    with django_db_blocker.unblock():
        for model in (OutboxMessage, Due, PeriodicJob):
            model.objects.using(ALIAS).all().delete()
        yield migrated


def outbox():
    return OutboxMessage.objects.using(ALIAS)


@contextmanager
def process(*command, database, smtp, **options):
    """A Python process of the portal's, ended with the block whatever happened in it."""
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "luton_portal.settings",
        "DATABASE_URL": database,
        "EMAIL_URL": smtp.url,
        "REDIS_URL": "",
    }
    running = subprocess.Popen(
        [sys.executable, *command],
        env=environment,
        cwd=settings.BASE_DIR,
        stderr=subprocess.DEVNULL,
        **options,
    )
    with running:
        try:
            yield running
        finally:
            running.kill()


class Killer:
    """Kills the process in hand, spread over the run, each time at another step of a handover."""

    def __init__(self, messages, kills):
        after = [messages * n // (kills + 1) for n in range(1, kills + 1)]
        self.plan = list(zip(after, cycle(["TAKEN", "MAIL", "DATA", "TAKEN", "RCPT"])))
        self.in_doubt = sum(verb == "TAKEN" for _, verb in self.plan)
        self.victim = None

    def __call__(self, verb, taken):
        if self.plan and taken >= self.plan[0][0] and verb == self.plan[0][1]:
            self.plan.pop(0)
            self.victim.kill()
            self.victim.wait(SECONDS)


@pytest.mark.parametrize(
    ("messages", "kills"), [(60, 3), pytest.param(2000, 20, marks=pytest.mark.soak)]
)
def test_a_killed_dispatcher_loses_nothing_and_repeats_one_at_most(database, messages, kills):
    OutboxMessage.objects.using(ALIAS).bulk_create(OutboxMessageFactory.build_batch(messages))
    killer = Killer(messages, kills)
    with smtp_server(on_step=killer) as server:
        for _ in range(kills):
            with process("manage.py", "work", database=database, smtp=server) as killer.victim:
                assert killer.victim.wait(SECONDS) == -signal.SIGKILL
            now = timezone.now()
            held = outbox().filter(state=State.SENDING, leased_until__gt=now)
            assert held.update(leased_until=now) <= 1
        with process("manage.py", "work", "--once", database=database, smtp=server) as last:
            assert last.wait(SECONDS) == 0
        taken = Counter(server.ids)
    assert set(taken) == {row.headers["Message-ID"] for row in outbox()}
    assert taken.total() - len(taken) <= killer.in_doubt <= kills
    assert set(outbox().values_list("state", flat=True)) == {State.SENT}


def test_sigterm_ends_after_the_message_in_hand(database):
    OutboxMessage.objects.using(ALIAS).bulk_create(OutboxMessageFactory.build_batch(50))
    told = []

    def tell(verb, taken):
        if taken and not told:
            told.append(verb)
            worker.send_signal(signal.SIGTERM)

    with (
        smtp_server(on_step=tell) as server,
        process("manage.py", "work", database=database, smtp=server) as worker,
    ):
        assert worker.wait(SECONDS) == 0
        assert outbox().filter(state=State.SENT).count() == len(server.messages) < 50
    assert not outbox().filter(state=State.SENDING).exists()


def test_several_schedulers_at_once_say_and_send_each_thing_once(database, tmp_path):
    rows = [DueFactory.build(about=f"registration-{n}") for n in range(120)]
    Due.objects.using(ALIAS).bulk_create(rows)
    ledger = tmp_path / "ledger"
    ledger.touch()
    with smtp_server() as server, ExitStack() as stack:
        schedulers = [
            stack.enter_context(
                process(
                    "-m",
                    "tests.messaging.scheduler",
                    str(ledger),
                    database=database,
                    smtp=server,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                )
            )
            for _ in range(3)
        ]
        for scheduler in schedulers:
            assert scheduler.stdout.readline() == b"ready\n"
        for scheduler in schedulers:
            scheduler.stdin.write(b"go\n")
            scheduler.stdin.flush()
        assert [scheduler.wait(SECONDS) for scheduler in schedulers] == [0, 0, 0]
    subjects = sorted(row.about for row in rows)
    assert sorted(ledger.read_text().split()) == subjects
    assert sorted(message["To"] for message in server.messages) == sorted(
        f"{subject}@demo.example" for subject in subjects
    )
    assert set(Due.objects.using(ALIAS).values_list("state", flat=True)) == {Due.State.DONE}
