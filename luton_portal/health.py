"""Is the portal alive, and is it ready? For load balancers and those on call.

Live says that this process answers; it asks nothing of anyone. Ready says whether what the
portal stands on works. Neither is ever cached, and ready answers within seconds even where a
service hangs.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import JsonResponse
from django.urls import path
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from messaging.models import OutboxMessage

logger = logging.getLogger(__name__)

# A message that should have gone this long ago means that nobody is sending.
STALE = timedelta(minutes=15)


class Unhealthy(Exception):
    """Something the portal stands on does not do its work."""


@require_safe
@never_cache
def live(request):
    """This process answers."""
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def ready(request):
    """Each thing the portal stands on, `ok` or `fail`; 503 if any fails."""
    checks = {name: _answer(name, check) for name, check in CHECKS.items()}
    well = all(answer == "ok" for answer in checks.values())
    body = {"status": "ok" if well else "fail", "checks": checks}
    return JsonResponse(body, status=200 if well else 503)


def _answer(name: str, check: Callable[[], None]) -> str:
    """The outcome in one word; why it failed is for the log and not for the public."""
    try:
        check()
    except Exception as error:
        logger.warning("Not ready: %s: %s", name, error)
        return "fail"
    return "ok"


def _database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _cache() -> None:
    """Written and read back, for the cache itself keeps quiet when Redis is down."""
    cache.set("health", "ok", timeout=5)
    if cache.get("health") is None:
        raise Unhealthy("what was written can't be read back")


def _broker() -> None:
    """Redis, where Celery is used; the demonstration has no broker."""
    if not settings.REDIS_URL:
        return
    with redis.Redis.from_url(
        settings.CELERY_BROKER_URL, socket_connect_timeout=1, socket_timeout=1
    ) as client:
        client.ping()


def _outbox() -> None:
    late = OutboxMessage.objects.due(timezone.now() - STALE).count()
    if late:
        raise Unhealthy(f"{late} messages are more than {STALE} late")


CHECKS = {"database": _database, "cache": _cache, "broker": _broker, "outbox": _outbox}

urlpatterns = [path("live", live, name="health_live"), path("ready", ready, name="health_ready")]
