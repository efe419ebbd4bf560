"""Telling a worker that a message waits. A lost nudge costs a minute, never a message."""

import logging
import time

from celery import current_app
from django.conf import settings
from django.db import connection, transaction

logger = logging.getLogger(__name__)

QUIET_SECONDS = 30
# A request waits no longer than this for a broker that does not answer.
PATIENCE = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "max_retries": 0}
_broker = {"quiet_until": 0.0}


def nudge_on_commit() -> None:
    """Nudge once when the transaction commits, however many messages it wrote."""
    if not settings.REDIS_URL:
        return
    if not any(entry[1] is nudge for entry in connection.run_on_commit):
        transaction.on_commit(nudge)


def nudge() -> None:
    """Ask a worker to dispatch now; where the broker is away, stay quiet for half a minute."""
    if time.monotonic() < _broker["quiet_until"]:
        return
    try:
        with current_app.connection_for_write() as broker:
            broker.transport_options = broker.transport_options | PATIENCE
            current_app.send_task(
                "messaging.tasks.dispatch", connection=broker, retry=False, expires=60
            )
    except Exception as error:
        _broker["quiet_until"] = time.monotonic() + QUIET_SECONDS
        logger.warning("The broker can't be reached; the sweep will send. %s", error)
