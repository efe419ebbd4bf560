"""Migrations match the models, run in one line, and can be taken back."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def ours() -> list:
    """The migrations of the portal's own rooms."""
    labels = {
        config.label
        for config in apps.get_app_configs()
        if Path(config.path).parent == settings.BASE_DIR
    }
    migrations = MigrationLoader(None).disk_migrations
    return [migration for (label, _), migration in migrations.items() if label in labels]


def test_none_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_all_are_applied():
    executed = MigrationLoader(connection)
    assert set(executed.disk_migrations) <= set(executed.applied_migrations)


def test_each_room_has_one_line(ours):
    assert ours
    assert MigrationLoader(None).detect_conflicts() == {}


def test_each_can_be_taken_back(ours):
    stuck = [
        f"{migration.app_label}.{migration.name}"
        for migration in ours
        if not all(operation.reversible for operation in migration.operations)
    ]
    assert stuck == []
