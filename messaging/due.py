"""Saying what is due: each due row becomes one message, however many schedulers look."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from core.sweeps import words_of
from messaging.backoff import backoff
from messaging.kinds import due_handler
from messaging.models import Due
from messaging.services import post

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 10


def run_due(now: datetime | None = None, *, stop: Callable[[], bool] = lambda: False) -> int:
    """Say everything whose time has come; returns how many messages were posted.

    A row that comes late still runs: its handler decides whether it is still worth saying.
    """
    now = now or timezone.now()
    said = 0
    for row in list(Due.objects.filter(state=Due.State.WAITING, next_attempt_at__lte=now)):
        if stop():
            break
        try:
            said += _say(row, now)
        except Exception as error:
            logger.exception("Due row %s failed.", row.key)
            _try_later(row, error, now)
    return said


def _say(row: Due, now: datetime) -> bool:
    """Claim, decide and post in one transaction, so that nobody else can say it too."""
    with transaction.atomic():
        if not _as_read(row).update(state=Due.State.DONE, done_at=now):
            return False
        message = due_handler(row.kind)(row.subject)
        if message is None or post(message, key=row.key) is None:
            Due.objects.filter(pk=row.pk).update(state=Due.State.DROPPED)
            return False
    return True


def _try_later(row: Due, error: Exception, now: datetime) -> None:
    attempts = row.attempts + 1
    _as_read(row).update(
        state=Due.State.FAILED if attempts >= MAX_ATTEMPTS else Due.State.WAITING,
        attempts=attempts,
        last_error=words_of(error),
        next_attempt_at=now + backoff(attempts),
    )


def _as_read(row: Due):
    """The row, if nobody has touched it since it was read."""
    return Due.objects.filter(
        pk=row.pk, state=Due.State.WAITING, key=row.key, next_attempt_at=row.next_attempt_at
    )
