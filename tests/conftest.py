"""What every test shares: its own Redis database, strict HTML, a quick hasher."""

import gc
import os
from pathlib import Path
from urllib.parse import urlsplit

import django.test
import pytest
from django.conf import settings as portal_settings
from django.core.cache import cache
from django.db import connection
from django.utils import translation

from luton_portal.celery import app as celery_app
from people.services import load_roles
from tests.factories.again import remember_base
from tests.html import check_page
from tests.migrated import postgresql_model

pytest_plugins = ["tests.browser"]


def pytest_configure():
    """Give each parallel worker a Redis database of its own, as Django does for PostgreSQL.

    WhiteNoise warns of a missing folder of gathered files, which a fresh checkout hasn't got.
    """
    Path(portal_settings.STATIC_ROOT).mkdir(exist_ok=True)
    if not portal_settings.REDIS_URL:
        return
    number = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    url = urlsplit(portal_settings.REDIS_URL)._replace(path=f"/{number}").geturl()
    os.environ["REDIS_URL"] = portal_settings.REDIS_URL = url
    portal_settings.CACHES["default"]["LOCATION"] = url
    celery_app.conf.broker_url = portal_settings.CELERY_BROKER_URL = url


def pytest_collection_finish():
    """What is loaded by now stays: the collector needn't walk it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    """On PostgreSQL the test database is a copy of one that is migrated already."""
    database = portal_settings.DATABASES["default"]
    if database["ENGINE"].endswith("postgresql"):
        database["TEST"]["TEMPLATE"] = postgresql_model(os.environ["DATABASE_URL"])


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """With the roles in it; before it goes, end what still holds it, such as a killed process."""
    with django_db_blocker.unblock():
        load_roles()
        remember_base()
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(autouse=True)
def quick_passwords(settings):
    """The real hasher takes its time on purpose; no test is about that."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    """What a test uploads goes nowhere else."""
    settings.MEDIA_ROOT = tmp_path / "media"
    return settings.MEDIA_ROOT


@pytest.fixture(autouse=True)
def clean_cache():
    """No test meets what another has cached, or another's count of tries."""
    cache.clear()


@pytest.fixture(autouse=True)
def own_language():
    """No test is left in the language of another's last page."""
    with translation.override(portal_settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def strict_html(monkeypatch):
    """Every page that a test client is given parses as strict HTML5, and its ids resolve."""
    request = django.test.Client.request

    def checked(client, **environ):
        response = request(client, **environ)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            page = response.content.decode(response.charset)
            if page:
                check_page(page)
        return response

    monkeypatch.setattr(django.test.Client, "request", checked)
