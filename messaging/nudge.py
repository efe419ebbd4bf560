"""Telling a worker that something waits. A lost nudge costs a minute, never the thing itself."""

import logging
import time
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import connection, transaction

logger = logging.getLogger(__name__)

DISPATCH = "messaging.tasks.dispatch"
QUIET_SECONDS = 30
# A request waits no longer than this for a broker that does not answer.
PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "max_retries": 0}
_broker = {"quiet_until": 0.0}


def nudge_on_commit(task: str = DISPATCH) -> None:
    """Nudge for `task` once when the transaction commits, however often it was asked for."""
    if not settings.REDIS_URL:
        return
    waiting = (entry[1] for entry in connection.run_on_commit)
    if not any(getattr(act, "args", None) == (task,) for act in waiting):
        transaction.on_commit(partial(nudge, task))


def nudge(task: str = DISPATCH) -> None:
    """Ask a worker to run `task` now; where the broker is away, stay quiet for half a minute."""
    if time.monotonic() < _broker["quiet_until"]:
        return
    try:
        with current_app.connection_for_write() as broker:
            broker.transport_options = broker.transport_options | PATIENCE
            current_app.send_task(task, connection=broker, retry=False, expires=60)
    except Exception as error:
        _broker["quiet_until"] = time.monotonic() + QUIET_SECONDS
        logger.warning("The broker can't be reached; the sweep will do %s. %s", task, error)
