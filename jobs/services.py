"""Asking for long work, following it, cancelling it, and doing it.

A worker claims a job with a lease, which each report of progress renews. When a worker is killed
the lease runs out and the next worker starts the job again, so work must stand being started twice:
write what it found in one transaction at its end.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.leases import claim, release, renew
from core.refusal import Refusal
from core.sweeps import words_of
from jobs.models import BackgroundJob, JobState
from messaging.services import nudge, nudge_on_commit

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 3
TASK = "jobs.tasks.run_waiting"


class CancelledError(Exception):
    """Somebody cancelled the job, or another worker has taken it over."""


@dataclass(frozen=True)
class Work:
    """A job in a worker's hands."""

    job: BackgroundJob

    @property
    def arguments(self) -> dict:
        return self.job.arguments

    def report(self, fraction: float, words="") -> None:
        """Say how far it is (0 to 1) and what it is doing, and keep the lease.

        Raises:
            CancelledError: stop now and write nothing.
        """
        percent = round(100 * min(max(fraction, 0), 1))
        go_on = Q(cancel_asked=False)
        if not renew(self.job, lasts=LEASE, when=go_on, progress=percent, words=str(words)[:200]):
            raise CancelledError


_work: dict[str, Callable[[Work], dict]] = {}


def register_work(kind: str, run: Callable[[Work], dict]) -> None:
    """Name the function that does jobs of `kind`; it returns what came of it, as JSON.

    Raises:
        ValueError: another function has this kind already.
    """
    if _work.setdefault(kind, run) != run:
        raise ValueError(f"Two functions do background jobs of kind {kind!r}.")


def ask_for(*, kind: str, about: str, actor, arguments: dict | None = None) -> BackgroundJob:
    """Write a job for a worker; where the same work is under way already, return that.

    Args:
        about: what it works on, such as "draw:12"; one live job a kind and thing.

    Raises:
        LookupError: nobody registered `kind`.
    """
    if kind not in _work:
        raise LookupError(f"No background work of kind {kind!r}: call register_work.")
    try:
        with transaction.atomic():
            job = BackgroundJob.objects.create(
                kind=kind, about=about, asked_by=actor, arguments=arguments or {}
            )
    except IntegrityError:
        live = BackgroundJob.objects.live().filter(kind=kind, about=about).first()
        if live is None:
            raise
        return live
    nudge_on_commit(TASK)
    return job


def cancel(*, job_id: uuid.UUID, actor) -> BackgroundJob:
    """Stop a job: at once where it waits, at its next report where it runs.

    Whoever calls has checked that `actor` may; the record of who is the caller's too.

    Raises:
        Refusal: `over` where it has ended already.
    """
    job = BackgroundJob.objects.filter(pk=job_id)
    if job.filter(state=JobState.WAITING).update(
        state=JobState.CANCELLED, ended_at=timezone.now(), cancel_asked=True
    ):
        return job.get()
    if not job.filter(state=JobState.RUNNING).update(cancel_asked=True):
        raise Refusal(_("This has ended already, so there is nothing to cancel."), code="over")
    return job.get()


def sweep() -> None:
    """Have waiting jobs done: by a Celery worker where there is one, else here and now."""
    if not BackgroundJob.objects.to_take(timezone.now()).exists():
        return
    if settings.REDIS_URL:
        nudge(TASK)
    else:
        run_waiting()


def run_waiting() -> int:
    """Do every job that waits or was left behind, one after the other; returns how many."""
    ran = 0
    while True:
        job = _take()
        if job is None:
            return ran
        _run(job)
        ran += 1


def _take() -> BackgroundJob | None:
    """Take one job for LEASE, unless other workers were first."""
    waiting = BackgroundJob.objects.to_take(timezone.now()).values_list("pk", flat=True)[:20]
    changes = {"state": JobState.RUNNING, "attempts": F("attempts") + 1}
    live = BackgroundJob.objects.live()
    return next(filter(None, (claim(live, pk, lasts=LEASE, **changes) for pk in waiting)), None)


def _run(job: BackgroundJob) -> None:
    if job.cancel_asked:
        _end(job, JobState.CANCELLED)
        return
    if job.attempts > MAX_ATTEMPTS:
        _end(job, JobState.FAILED, last_error=job.last_error or "Its worker stopped each time.")
        return
    try:
        result = _work[job.kind](Work(job))
        _end(job, JobState.DONE, progress=100, result=result or {})
    except CancelledError:
        _end(job, JobState.CANCELLED)
    except Refusal as refusal:
        _end(job, JobState.FAILED, last_error=str(refusal.message))
    except Exception as error:
        logger.exception("The background job %s failed.", job)
        _end(job, JobState.FAILED, last_error=words_of(error))


def _end(job: BackgroundJob, state: str, **changes) -> None:
    """Write how it went, if it is still ours."""
    with transaction.atomic():
        release(job, state=state, ended_at=timezone.now(), **changes)
