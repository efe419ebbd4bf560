"""Periodic jobs: any number of schedulers may ask, one of them runs each job."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone

from core.leases import claim, release
from core.models import PeriodicJob
from core.sweeps import watched, words_of

logger = logging.getLogger(__name__)

# A tick that comes a moment early still finds the job due.
EARLY = 0.9
# How long a job is left to the scheduler that began it: at least, and at most.
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=10)

_jobs: dict[str, tuple[Callable[[], object], timedelta]] = {}


def register_job(name: str, run: Callable[[], object], *, every_seconds: int) -> None:
    """Have `run` called about every `every_seconds`; in production no oftener than each minute.

    A job must stand being stopped half way and being run again.

    Raises:
        ValueError: another function has this name already.
    """
    if _jobs.setdefault(name, (run, timedelta(seconds=every_seconds)))[0] != run:
        raise ValueError(f"Two different jobs are called {name!r}.")


def run_jobs(now: datetime | None = None) -> int:
    """Run each job whose time has come and that no other scheduler took; returns how many."""
    now = now or timezone.now()
    next_runs = dict(PeriodicJob.objects.values_list("name", "next_run_at"))
    return sum(_run(name, now) for name in list(_jobs) if next_runs.get(name, now) <= now)


def _run(name: str, now: datetime) -> bool:
    run, every = _jobs[name]
    row, _new = PeriodicJob.objects.get_or_create(name=name, defaults={"next_run_at": now})
    due = PeriodicJob.objects.filter(next_run_at__lte=now)
    lasts = min(max(every, SHORTEST), LONGEST)
    held = claim(due, row.pk, lasts=lasts, now=now, last_run_at=now)
    if held is None:
        return False
    with watched() as failures:
        try:
            run()
        except Exception as error:
            logger.exception("The job %s failed.", name)
            failures.add(words_of(error))
    release(held, next_run_at=now + every * EARLY, last_error=str(failures))
    return True
