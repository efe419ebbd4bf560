"""The tracks that races run on: a migrated database of their own on each engine."""

import os

import pytest

from tests.faults.track import Track
from tests.migrated import address_of, administer, postgresql_model, shared_folder, sqlite_copy


@pytest.fixture(
    scope="session", params=["postgresql", pytest.param("sqlite", marks=pytest.mark.soak)]
)
def track(request, tmp_path_factory):
    """A track on the engine of every deployment, and (soak) on the demonstration's."""
    server, name = os.environ["DATABASE_URL"], f"race_{os.getpid()}"
    assert server.startswith("postgres"), "These tests need PostgreSQL: run bin/with-services."
    if request.param == "sqlite":
        file = tmp_path_factory.mktemp("race") / "db.sqlite3"
        address = sqlite_copy(file, shared_folder(tmp_path_factory))
    else:
        administer(server, f"CREATE DATABASE {name} TEMPLATE {postgresql_model(server)}")
        address = address_of(server, name)
    track = Track(address)
    yield track
    track.close()
    if request.param == "postgresql":
        administer(server, f"DROP DATABASE {name} WITH (FORCE)")
