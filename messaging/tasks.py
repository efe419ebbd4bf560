"""What Celery carries: thin tasks around the dispatcher."""

import time

from celery import shared_task

from messaging import dispatch as dispatcher

# A minute's work at most, so that a long queue does not hold up what is due.
SECONDS = 50


@shared_task
def dispatch():
    """Send what waits; nudged when a message is committed."""
    dispatcher.dispatch(stop=_time_is_up())


@shared_task
def tick():
    """Each minute by beat: say what is due, run the jobs, send what waits."""
    dispatcher.tick(stop=_time_is_up())


def _time_is_up():
    end = time.monotonic() + SECONDS
    return lambda: time.monotonic() > end
