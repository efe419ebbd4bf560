"""What runs now and then. Apps register it here; the scheduler of `jobs` runs it."""

from collections.abc import Callable
from datetime import timedelta

_jobs: dict[str, tuple[Callable[[], object], timedelta]] = {}


def register_job(name: str, run: Callable[[], object], *, every_seconds: int) -> None:
    """Have `run` called about every `every_seconds`; in production no oftener than each minute.

    A job must stand being stopped half way and being run again.

    Raises:
        ValueError: another function has this name already.
    """
    if _jobs.setdefault(name, (run, timedelta(seconds=every_seconds)))[0] != run:
        raise ValueError(f"Two different jobs are called {name!r}.")


def registered() -> dict[str, tuple[Callable[[], object], timedelta]]:
    """Every job by its name: what is called, and how often."""
    return dict(_jobs)
