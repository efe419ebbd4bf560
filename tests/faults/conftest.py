"""The tracks that races run on: a migrated database of their own on each engine."""

import os
import subprocess
import sys
from urllib.parse import urlsplit

import psycopg2
import pytest

from tests.faults.track import Track


@pytest.fixture(scope="session", params=["postgresql", "sqlite"])
def track(request, tmp_path_factory):
    """A track on one engine, and on the other."""
    server, name = os.environ["DATABASE_URL"], f"race_{os.getpid()}"
    assert server.startswith("postgres"), "These tests need PostgreSQL: run bin/with-services."
    if request.param == "sqlite":
        address = f"sqlite:///{tmp_path_factory.mktemp('race')}/db.sqlite3"
    else:
        administer(server, f"CREATE DATABASE {name}")
        address = urlsplit(server)._replace(path=f"/{name}").geturl()
    migrate = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(migrate, env={**os.environ, "DATABASE_URL": address}, check=True)
    track = Track(address)
    yield track
    track.close()
    if request.param == "postgresql":
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")


def administer(server: str, statement: str) -> None:
    """Run one statement on a PostgreSQL server, outside a transaction."""
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()
