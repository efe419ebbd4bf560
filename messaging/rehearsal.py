"""What an act would send, found out by doing it and undoing all of it."""

from collections.abc import Callable

from django.db import transaction
from django.db.models import Max

from messaging.models import OutboxMessage


def rehearse(act: Callable[[], object], *, about: str) -> list[OutboxMessage]:
    """The messages about one thing that `act` would post, oldest first; nothing that it does stays.

    `act` locks the thing before it posts, so that nobody else posts about it meanwhile. Whatever it
    raises is raised.
    """
    with transaction.atomic():
        newest = OutboxMessage.objects.aggregate(newest=Max("pk"))["newest"] or 0
        act()
        rows = list(OutboxMessage.objects.filter(pk__gt=newest, about=about).order_by("pk"))
        transaction.set_rollback(True)
    return rows
