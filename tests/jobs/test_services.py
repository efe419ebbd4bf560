"""Long work: taken by one worker, followed, cancelled, and taken over from a killed one."""

import os
import subprocess
import sys
import threading
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from core.actors import PORTAL
from core.refusal import Refusal
from jobs import services
from jobs.models import BackgroundJob, JobState
from tests.factories.people import OfficerFactory

pytestmark = pytest.mark.django_db

# A worker that takes the job, says so, and then never ends by itself.
STUCK = """
import sys, threading
import django
django.setup()
from jobs import services
def stuck(work):
    work.report(0.4, "half way")
    print("taken", flush=True)
    threading.Event().wait()
services.register_work("test-killed", stuck)
services.run_waiting()
"""


@pytest.fixture
def kind(monkeypatch):
    """Registers work for one test: `kind("name", run)`."""
    monkeypatch.setattr(services, "_work", dict(services._work))
    return services.register_work


def ask(kind="test-work", about="thing:1", **arguments):
    return services.ask_for(kind=kind, about=about, actor=OfficerFactory(), arguments=arguments)


def test_work_is_done_with_its_arguments_and_keeps_what_came_of_it(kind):
    def add(work):
        work.report(0.5, "adding")
        return {"sum": work.arguments["a"] + work.arguments["b"]}

    kind("test-work", add)
    job = ask(a=2, b=3)
    assert services.run_waiting() == 1
    job.refresh_from_db()
    assert (job.state, job.progress, job.result) == ("done", 100, {"sum": 5})
    assert (job.lease, job.ended_at is not None) == (None, True)


def test_the_same_work_is_asked_for_once_until_it_ends(kind):
    kind("test-work", lambda work: {})
    first = ask()
    assert ask() == first
    assert ask(about="thing:2") != first
    services.run_waiting()
    assert ask() != first


def test_nobody_does_unknown_work():
    with pytest.raises(LookupError, match="register_work"):
        ask(kind="test-unknown")


def test_a_job_that_waits_is_cancelled_at_once_and_never_runs(kind):
    kind("test-work", lambda work: pytest.fail("It ran."))
    job = ask()
    services.cancel(job_id=job.pk, actor=OfficerFactory())
    assert services.run_waiting() == 0
    job.refresh_from_db()
    assert job.state == JobState.CANCELLED


def test_a_job_that_runs_stops_at_its_next_report(kind):
    went_on = []

    def work(work):
        services.cancel(job_id=work.job.pk, actor=PORTAL)
        work.report(0.6, "still going")
        went_on.append(True)

    kind("test-work", work)
    job = ask()
    services.run_waiting()
    job.refresh_from_db()
    assert (job.state, went_on) == (JobState.CANCELLED, [])


def test_what_has_ended_is_not_cancelled(kind):
    kind("test-work", lambda work: {})
    job = ask()
    services.run_waiting()
    with pytest.raises(Refusal, match="ended already"):
        services.cancel(job_id=job.pk, actor=PORTAL)


def test_work_that_fails_says_why_and_stops_no_other(kind):
    def fail(work):
        raise ValueError("no such thing")

    kind("test-fails", fail)
    kind("test-work", lambda work: {})
    failed, other = ask("test-fails"), ask()
    assert services.run_waiting() == 2
    failed.refresh_from_db()
    other.refresh_from_db()
    assert (failed.state, failed.last_error) == (JobState.FAILED, "ValueError: no such thing")
    assert other.state == JobState.DONE


def test_a_result_that_can_not_be_kept_fails_and_stops_no_other(kind):
    kind("test-fails", lambda work: {"made": {1, 2}})
    kind("test-work", lambda work: {})
    failed, other = ask("test-fails"), ask()
    assert services.run_waiting() == 2
    failed.refresh_from_db()
    other.refresh_from_db()
    assert (failed.state, failed.result) == (JobState.FAILED, {})
    assert other.state == JobState.DONE


def test_an_error_whose_words_can_not_be_kept_stops_no_other(kind):
    def fail(work):
        raise ValueError("not\0 text")

    kind("test-fails", fail)
    failed = ask("test-fails")
    services.run_waiting()
    failed.refresh_from_db()
    assert (failed.state, failed.last_error) == (JobState.FAILED, "ValueError: not text")


def test_a_worker_that_lost_its_lease_writes_nothing(kind):
    def overtaken(work):
        BackgroundJob.objects.update(leased_until=timezone.now() - timedelta(seconds=1))
        services._take()
        work.report(0.9)

    kind("test-work", overtaken)
    job = ask()
    services.run_waiting()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.progress) == (JobState.RUNNING, 2, 0)


def test_a_job_whose_workers_all_stopped_fails_in_the_end(kind):
    kind("test-work", lambda work: pytest.fail("It ran once more."))
    job = ask()
    BackgroundJob.objects.filter(pk=job.pk).update(attempts=services.MAX_ATTEMPTS)
    services.run_waiting()
    job.refresh_from_db()
    assert job.state == JobState.FAILED


@pytest.mark.parametrize(
    "wrong", [{"state": "lost"}, {"progress": 101}, {"state": "running", "lease": None}]
)
def test_the_database_refuses_what_cannot_be(wrong, kind):
    kind("test-work", lambda work: {})
    job = ask()
    with pytest.raises(IntegrityError), transaction.atomic():
        BackgroundJob.objects.filter(pk=job.pk).update(**wrong)


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_do_one_job_twice(kind):
    did, at_once = [], threading.Barrier(2)
    kind("test-work", lambda work: did.append(work.arguments["n"]))
    for n in range(20):
        ask(about=f"thing:{n}", n=n)

    def worker():
        at_once.wait()
        services.run_waiting()
        connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for thread in workers:
        thread.start()
    for thread in workers:
        thread.join()
    assert sorted(did) == list(range(20))


@pytest.mark.django_db(transaction=True)
def test_a_killed_workers_job_is_taken_over_when_its_lease_runs_out(kind):
    kind("test-killed", lambda work: {"by": "the next worker"})
    job = ask("test-killed")
    name = connection.settings_dict["NAME"]
    url = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()
    worker = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", STUCK],
        env={**os.environ, "DATABASE_URL": url, "REDIS_URL": ""},
        cwd=settings.BASE_DIR,
        stdout=subprocess.PIPE,
        text=True,
    )
    with worker:
        assert worker.stdout.readline() == "taken\n"
        worker.kill()
    job.refresh_from_db()
    assert (job.state, job.progress, job.words) == (JobState.RUNNING, 40, "half way")
    assert services.run_waiting() == 0
    BackgroundJob.objects.update(leased_until=timezone.now())
    assert services.run_waiting() == 1
    job.refresh_from_db()
    assert (job.state, job.result) == (JobState.DONE, {"by": "the next worker"})
