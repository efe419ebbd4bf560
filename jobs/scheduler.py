"""What has its time: what is to be said, what runs now and then, what waits to be sent."""

from collections.abc import Callable

from jobs.periodic import run_jobs
from messaging.dispatch import dispatch
from messaging.due import run_due


def tick(*, stop: Callable[[], bool] = lambda: False) -> None:
    """What a scheduler does each time: say what is due, run the jobs, send what waits."""
    run_due(stop=stop)
    if not stop():
        run_jobs()
    dispatch(stop=stop)
