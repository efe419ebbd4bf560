"""A track for races: a warm process that runs each race in a fork of its own.

`python -m tests.faults.track` reads races, a line of JSON each: a module of this folder, a function
of it, and its numbers. Each runs on DATABASE_URL's database, emptied before; what came of it is
printed as a line of JSON.
"""

import importlib
import json
import os
import signal
import subprocess
import sys
import traceback

import django
from django.core.management import call_command
from django.db import connection

from tests.emptying import empty

MODULES = [
    "racers",
    "questionnaire_racers",
    "taskforce_racers",
    "organisation_racers",
    "partnership_racers",
    "recruitment_racers",
    "recruitment_end_racers",
    "deadline_racers",
    "fund_racers",
    "award_racers",
    "grant_racers",
    "booking_racers",
]


class Track:
    """The process, from the side of the tests."""

    def __init__(self, database: str):
        words = [sys.executable, "-W", "ignore", "-m", "tests.faults.track"]
        environment = {**os.environ, "DATABASE_URL": database, "REDIS_URL": ""}
        self.process = subprocess.Popen(
            words,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def race(self, module: str, name: str, *numbers) -> dict:
        """Run a race and return what came of it."""
        self.process.stdin.write(json.dumps([module, name, *numbers]) + "\n")
        self.process.stdin.flush()
        came = json.loads(self.process.stdout.readline())
        assert "failed" not in came, came["failed"]
        return came

    def close(self) -> None:
        """End the process, and a race that hangs in it."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.communicate()


def main() -> None:
    """Run each race that is asked for."""
    django.setup()
    modules = {name: importlib.import_module(f"tests.faults.{name}") for name in MODULES}
    for line in sys.stdin:
        module, name, *numbers = json.loads(line)
        racer = os.fork()
        if racer == 0:
            run(modules[module], name, numbers)
        _racer, status = os.waitpid(racer, 0)
        if status:
            say({"failed": f"{name} ended with {status}"})


def run(module, name: str, numbers: list) -> None:
    """Run one race on an emptied database and end this process."""
    try:
        if connection.vendor == "postgresql":
            empty()
        else:
            call_command("flush", interactive=False, verbosity=0)
        if hasattr(module, "prepare"):
            module.prepare()
        say(getattr(module, name)(*numbers))
    except BaseException:
        say({"failed": traceback.format_exc()})
    os._exit(0)


def say(what: dict) -> None:
    """Print a line of JSON."""
    print(json.dumps(what), flush=True)  # noqa: T201 (what the test reads)


if __name__ == "__main__":
    main()
