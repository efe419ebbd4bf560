"""What Celery carries: thin tasks around the dispatcher."""

import time
from collections.abc import Callable

from celery import shared_task

from messaging import dispatch as dispatcher

# A minute's work at most, so that a long queue does not hold up what is due.
SECONDS = 50


@shared_task
def dispatch():
    """Send what waits; nudged when a message is committed."""
    dispatcher.dispatch(stop=time_is_up())


def time_is_up() -> Callable[[], bool]:
    """Asks whether a task of now has had its SECONDS."""
    end = time.monotonic() + SECONDS
    return lambda: time.monotonic() > end
