"""Live and ready, with everything up and with each thing down."""

import json
import os
import socket
import subprocess
import sys
import time
from datetime import timedelta

import pytest
from django.conf import settings as portal_settings
from django.core.cache import caches
from django.utils import timezone

from tests.factories.messaging import OutboxMessageFactory

WELL = {"database": "ok", "cache": "ok", "broker": "ok", "outbox": "ok"}


def test_live_asks_nothing_of_the_database(client):
    response = client.get("/health/live")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


@pytest.mark.django_db
def test_ready_when_everything_works(client):
    response = client.get("/health/ready")
    assert (response.status_code, response.json()) == (200, {"status": "ok", "checks": WELL})


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/health/live", "/health/ready"])
def test_neither_is_ever_cached_nor_changed_by_a_post(client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
    assert client.post(address).status_code == 405


@pytest.fixture
def redis_at(settings):
    """Turns the cache and the broker to another address."""

    def turn(url: str) -> None:
        cache = {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": url,
            "OPTIONS": {
                "IGNORE_EXCEPTIONS": True,
                "SOCKET_CONNECT_TIMEOUT": 1,
                "SOCKET_TIMEOUT": 1,
            },
        }
        settings.CACHES = {"default": cache}
        settings.REDIS_URL = settings.CELERY_BROKER_URL = url

    return turn


@pytest.mark.django_db
def test_a_stopped_redis_is_named(client, redis_at):
    redis_at("redis://127.0.0.1:1/0")
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["checks"] == WELL | {"cache": "fail", "broker": "fail"}


@pytest.mark.django_db
def test_a_redis_that_hangs_holds_nobody_up(client, redis_at):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        redis_at(f"redis://127.0.0.1:{silent.getsockname()[1]}/0")
        began = time.monotonic()
        response = client.get("/health/ready")
        took = time.monotonic() - began
        caches.close_all()
    assert response.json()["checks"]["broker"] == "fail"
    assert took < 10


@pytest.mark.django_db
@pytest.mark.parametrize(("minutes", "status"), [(16, 503), (14, 200)])
def test_messages_that_nobody_sends_are_noticed(client, minutes, status):
    OutboxMessageFactory(created_at=timezone.now() - timedelta(minutes=minutes))
    response = client.get("/health/ready")
    assert response.status_code == status
    assert response.json()["checks"]["outbox"] == ("ok" if status == 200 else "fail")


@pytest.mark.django_db
def test_a_message_that_waits_for_its_next_try_is_no_fault(client):
    hour = timedelta(hours=1)
    OutboxMessageFactory(
        created_at=timezone.now() - hour, next_attempt_at=timezone.now() + hour, attempts=3
    )
    assert client.get("/health/ready").status_code == 200


def test_a_stopped_database_is_named():
    ask = (
        "import django; django.setup(); from django.test import Client; "
        "print(Client().get('/health/ready').content.decode())"
    )
    environment = {**os.environ, "DATABASE_URL": "postgres://portal@127.0.0.1:1/portal"}
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ask],
        env={**environment, "DJANGO_SETTINGS_MODULE": "luton_portal.settings"},
        cwd=portal_settings.BASE_DIR,
        capture_output=True,
        check=True,
        timeout=60,
    )
    answer = json.loads(done.stdout)
    assert answer["status"] == "fail"
    assert answer["checks"]["database"] == "fail"
    assert answer["checks"]["cache"] == "ok"
