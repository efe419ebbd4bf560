"""Periodic jobs: run on time, by one scheduler, and one's trouble is its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from core import periodic
from core.periodic import register_job
from core.sweeps import each_alone
from jobs.models import PeriodicJob
from jobs.periodic import run_jobs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def none_but_ours(monkeypatch):
    """Only the jobs that a test registers."""
    monkeypatch.setattr(periodic, "_jobs", {})


def test_a_job_runs_at_once_and_then_at_its_interval():
    ran = []
    register_job("test-job", lambda: ran.append(1), every_seconds=60)
    now = timezone.now()
    moments = [0, 1, 30, 59.5, 61, 119.5]
    runs = [run_jobs(now + timedelta(seconds=moment)) for moment in moments]
    assert runs == [1, 0, 0, 1, 0, 1]
    assert len(ran) == 3


def test_a_job_taken_by_another_scheduler_is_left():
    ran = []

    def taken_meanwhile():
        PeriodicJob.objects.update_or_create(
            name="second", defaults={"next_run_at": now + timedelta(seconds=60)}
        )

    register_job("first", taken_meanwhile, every_seconds=60)
    register_job("second", lambda: ran.append(1), every_seconds=60)
    now = timezone.now()
    assert run_jobs(now) == 1
    assert ran == []


def test_a_job_that_fails_says_so_and_stops_no_other():
    ran = []
    failing = [True]

    def fail():
        if failing.pop():
            raise RuntimeError("no disk")

    register_job("bad", fail, every_seconds=60)
    register_job("good", lambda: ran.append(1), every_seconds=60)
    now = timezone.now()
    assert run_jobs(now) == 2
    assert ran == [1]
    assert PeriodicJob.objects.get(name="bad").last_error == "RuntimeError: no disk"
    failing.append(False)
    run_jobs(now + timedelta(seconds=60))
    assert PeriodicJob.objects.get(name="bad").last_error == ""


def test_officers_see_which_rows_of_a_sweep_failed_and_why():
    rows = [0, 1, 2]

    def invert(row):
        return 1 / row

    register_job("sweep", lambda: each_alone(rows, invert), every_seconds=60)
    now = timezone.now()
    run_jobs(now)
    assert PeriodicJob.objects.get().last_error == "invert 0: ZeroDivisionError: division by zero"
    rows.remove(0)
    run_jobs(now + timedelta(seconds=60))
    assert PeriodicJob.objects.get().last_error == ""


def test_two_jobs_cannot_share_a_name():
    register_job("test-job", print, every_seconds=60)
    register_job("test-job", print, every_seconds=60)
    with pytest.raises(ValueError, match="test-job"):
        register_job("test-job", repr, every_seconds=60)


def test_a_job_whose_scheduler_was_killed_is_run_by_the_next_once_its_lease_has_run_out():
    ran = []

    def killed():
        ran.append(1)
        if len(ran) == 1:
            raise SystemExit

    register_job("daily", killed, every_seconds=24 * 60 * 60)
    now = timezone.now()
    with pytest.raises(SystemExit):
        run_jobs(now)
    assert [run_jobs(now + timedelta(minutes=minutes)) for minutes in (1, 9, 10, 11)] == [
        0,
        0,
        1,
        0,
    ]
    assert len(ran) == 2
