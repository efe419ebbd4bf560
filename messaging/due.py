"""Saying what is due: each due row becomes one message, however many schedulers look."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from core.leases import claim, free, release
from core.sweeps import words_of
from messaging.backoff import backoff
from messaging.kinds import due_handler
from messaging.models import Due
from messaging.services import post

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 10


def run_due(now: datetime | None = None, *, stop: Callable[[], bool] = lambda: False) -> int:
    """Say everything whose time has come; returns how many messages were posted.

    A row that comes late still runs: its handler decides whether it is still worth saying.
    """
    now = now or timezone.now()
    waiting = Due.objects.filter(state=Due.State.WAITING, next_attempt_at__lte=now)
    said = 0
    for pk in list(waiting.filter(free(now)).values_list("pk", flat=True)):
        if stop():
            break
        row = claim(waiting, pk, lasts=LEASE, now=now)
        if row is None:
            continue
        try:
            said += _say(row, now)
        except Exception as error:
            logger.exception("Due row %s failed.", row.key)
            _try_later(row, error, now)
    return said


def _say(row: Due, now: datetime) -> bool:
    """Decide, post and let go of the row in one transaction, so that nobody else can say it too."""
    with transaction.atomic():
        # Let go of first, so that whoever moves or cancels it now waits for what becomes of it.
        if not release(row, state=Due.State.DONE, done_at=now):
            return False
        message = due_handler(row.kind)(row.about)
        if message is None or post(message, key=row.key) is None:
            Due.objects.filter(pk=row.pk).update(state=Due.State.DROPPED)
            return False
    return True


def _try_later(row: Due, error: Exception, now: datetime) -> None:
    attempts = row.attempts + 1
    release(
        row,
        state=Due.State.FAILED if attempts >= MAX_ATTEMPTS else Due.State.WAITING,
        attempts=attempts,
        last_error=words_of(error),
        next_attempt_at=now + backoff(attempts),
    )
