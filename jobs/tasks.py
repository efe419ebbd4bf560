"""What Celery carries: a thin task around the worker."""

from celery import shared_task

from jobs import services


@shared_task
def run_waiting():
    """Do the jobs that wait; nudged when one is committed, and by the sweep."""
    services.run_waiting()
