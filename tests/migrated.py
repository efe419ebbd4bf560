"""Migrated databases, made once and then copied: migrating takes a quarter of a minute.

What came of it is kept in .local until a migration or a dependency changes.
"""

import fcntl
import glob
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

MODEL = "migrated_model"
ROOT = Path(__file__).resolve().parent.parent


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
            fill(address_of(server, half_made))
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
            kept = _kept("sqlite3")
            if kept.exists():
                shutil.copyfile(kept, half_made)
            else:
                _migrate(f"sqlite:///{half_made}")
                _keep(kept, lambda file: shutil.copyfile(half_made, file))
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


def fill(address: str) -> None:
    """Give a PostgreSQL database what migrating gives it."""
    kept = _kept("sql")
    if kept.exists():
        psql = [_program("psql"), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1"]
        subprocess.run([*psql, f"--file={kept}", address], check=True, stdout=subprocess.DEVNULL)
        return
    _migrate(address)
    dump = [_program("pg_dump"), "--no-owner", address]
    _keep(kept, lambda file: subprocess.run([*dump, f"--file={file}"], check=True))


def _program(name: str) -> str:
    """The program of that name, which Debian keeps beside the server."""
    folders = [os.environ["PATH"], *sorted(glob.glob("/usr/lib/postgresql/*/bin"))]
    return shutil.which(name, path=os.pathsep.join(folders))


def _kept(kind: str) -> Path:
    """Where what these very migrations made is kept."""
    sources = [*ROOT.glob("*/migrations/*.py"), ROOT / "requirements/base.txt"]
    said = hashlib.sha256(b"".join(source.read_bytes() for source in sorted(sources)))
    return ROOT / ".local" / f"migrated-{said.hexdigest()[:16]}.{kind}"


def _keep(kept: Path, write: Callable[[Path], object]) -> None:
    """Keep what `write` writes, whole or not at all, in place of what older migrations made."""
    kept.parent.mkdir(exist_ok=True)
    for old in kept.parent.glob(f"migrated-*{kept.suffix}"):
        old.unlink()
    half_written = kept.with_suffix(f".{os.getpid()}")
    write(half_written)
    half_written.rename(kept)


def _migrate(address: str) -> None:
    command = [sys.executable, "-W", "ignore", "manage.py", "migrate", "--verbosity=0"]
    subprocess.run(command, env={**os.environ, "DATABASE_URL": address}, check=True)


@contextmanager
def _alone(path: Path):
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
