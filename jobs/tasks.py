"""What Celery carries: thin tasks around the scheduler and the worker."""

from celery import shared_task

from jobs import scheduler, services
from messaging.tasks import time_is_up


@shared_task
def tick():
    """Each minute by beat: say what is due, run the jobs, send what waits."""
    scheduler.tick(stop=time_is_up())


@shared_task
def run_waiting():
    """Do the jobs that wait; nudged when one is committed, and by the sweep."""
    services.run_waiting()
