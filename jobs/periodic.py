"""Running periodic jobs: any number of schedulers may ask, one of them runs each job."""

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from core.leases import claim, release
from core.periodic import registered
from core.sweeps import watched, words_of
from jobs.models import PeriodicJob

logger = logging.getLogger(__name__)

# A tick that comes a moment early still finds the job due.
EARLY = 0.9
# How long a job is left to the scheduler that began it: at least, and at most.
SHORTEST, LONGEST = timedelta(minutes=1), timedelta(minutes=10)


def run_jobs(now: datetime | None = None) -> int:
    """Run each job whose time has come and that no other scheduler took; returns how many."""
    now = now or timezone.now()
    next_runs = dict(PeriodicJob.objects.values_list("name", "next_run_at"))
    return sum(_run(name, now) for name in registered() if next_runs.get(name, now) <= now)


def _run(name: str, now: datetime) -> bool:
    run, every = registered()[name]
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
