"""Migrated databases, made once a run and then copied: migrating takes a quarter of a minute."""

import fcntl
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

MODEL = "migrated_model"


def postgresql_model(server: str) -> str:
    """The name of a migrated database on this server, to make others from.

    Args:
        server: the address of a database on it.
    """
    with psycopg2.connect(server) as connection, connection.cursor() as cursor:
        # Two workers ask at once: the second waits here, and then finds it.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [MODEL])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [MODEL])
        if cursor.fetchone() is None:
            half_made = f"{MODEL}_half_made"
            administer(server, f"DROP DATABASE IF EXISTS {half_made}")
            administer(server, f"CREATE DATABASE {half_made}")
            _migrate(address_of(server, half_made))
            administer(server, f"ALTER DATABASE {half_made} RENAME TO {MODEL}")
    return MODEL


def sqlite_copy(to: Path, shared: Path) -> str:
    """The address of a migrated SQLite database at `to`.

    Args:
        shared: the folder of this run, which its workers share.
    """
    model = shared / f"{MODEL}.sqlite3"
    with _alone(shared / f"{MODEL}.lock"):
        if not model.exists():
            half_made = shared / "half_made.sqlite3"
            half_made.unlink(missing_ok=True)
            _migrate(f"sqlite:///{half_made}")
            half_made.rename(model)
    shutil.copyfile(model, to)
    return f"sqlite:///{to}"


def shared_folder(tmp_path_factory) -> Path:
    """The folder of this run: each worker has one of its own within it."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def address_of(server: str, name: str) -> str:
    """The address of another database on the same server."""
    return urlsplit(server)._replace(path=f"/{name}").geturl()


def administer(server: str, statement: str) -> None:
    """Run one statement on a PostgreSQL server, outside a transaction."""
    connection = psycopg2.connect(server)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(statement)
    connection.close()


def _migrate(address: str) -> None:
    command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True)


@contextmanager
def _alone(path: Path):
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
