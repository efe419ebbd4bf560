"""Races for places, on PostgreSQL and on SQLite, by real processes.

The full counts run in `make soak`; a smaller race always runs.
"""

import json
import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg2
import pytest
from django.conf import settings

soak = pytest.mark.soak
# Twenty large races take longer than a test may that isn't known to be long.
LONG = [soak, pytest.mark.timeout(3 * 60 * 60)]


def run(database, *command):
    """A Python process of the portal's on `database`; what it printed."""
    environment = {**os.environ, "DATABASE_URL": database, "REDIS_URL": "", "PORTAL_MODE": "test"}
    environment["DJANGO_SETTINGS_MODULE"] = "luton_portal.settings"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", *command],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


@pytest.fixture(scope="module", params=["postgresql", "sqlite"])
def database(request, tmp_path_factory):
    """A migrated database of its own on each engine: its address."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('race')}/db.sqlite3"
        run(url, "manage.py", "migrate", "--verbosity=0")
        yield url
        return
    yield from on_postgresql()


def on_postgresql():
    """Give the address of a migrated database of its own on PostgreSQL; drop it afterwards."""
    server, name = os.environ["DATABASE_URL"], f"race_{os.getpid()}"
    assert server.startswith("postgres"), "These tests need PostgreSQL: run bin/with-services."
    administer(server, f"CREATE DATABASE {name}")
    url = urlsplit(server)._replace(path=f"/{name}").geturl()
    run(url, "manage.py", "migrate", "--verbosity=0")
    yield url
    administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def administer(server, statement):
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def race(database, name, *arguments):
    return json.loads(run(database, "-m", "tests.faults.racers", name, *map(str, arguments)))


@pytest.mark.parametrize(
    ("processes", "tries", "repeats"), [(8, 10, 2), pytest.param(32, 100, 20, marks=LONG)]
)
def test_thirty_places_are_thirty_whatever_the_rush(database, processes, tries, repeats):
    for _ in range(repeats):
        outcome = race(database, "places", processes, tries)
        assert outcome["answers"] == {"302": processes * tries}
        assert outcome["states"] == {"confirmed": 30, "waiting": processes * tries - 30}
        assert outcome["taken"] == 30


def test_without_the_guard_the_same_race_overbooks(database):
    overbooked = (race(database, "unguarded", 16, 10)["states"]["confirmed"] > 30 for _ in range(5))
    assert any(overbooked)


@pytest.mark.parametrize("processes", [16, pytest.param(64, marks=soak)])
def test_one_person_in_many_windows_is_one_place(database, processes):
    outcome = race(database, "same_person", processes)
    assert outcome["answers"] == {"302": processes}
    assert outcome["states"] == {"confirmed": 1}
    assert (outcome["taken"], outcome["emails"]) == (1, 1)


@pytest.mark.parametrize(("waiting", "leaving"), [(30, 10), pytest.param(200, 50, marks=soak)])
def test_freed_places_go_down_the_line(database, waiting, leaving):
    outcome = race(database, "withdrawals", waiting, leaving)
    assert outcome["answers"] == {"withdrawn": leaving}
    assert outcome["promoted"] == list(range(leaving))
    assert outcome["emails"] == leaving
    assert outcome["taken"] == leaving


def test_what_was_sent_in_time_counts_however_long_it_waits_for_a_lock(database):
    outcome = race(database, "behind_a_lock", 12, 3)
    assert outcome["answers"] == {"released": 1, "in time": 12, "closed": 1}
    assert outcome["states"] == {"confirmed": 12}
