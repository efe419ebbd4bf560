"""Hearing what an act says while it is done, so that it can be shown before it is said.

An officers' page does the act in a transaction, shows the messages that it posted, and takes it all
back; once the officer has seen them it is done again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction
from django.db.models.signals import post_save
from django.dispatch import receiver

from messaging.kinds import due_handler
from messaging.models import Due, OutboxMessage
from messaging.services import post

_heard: ContextVar[list[OutboxMessage] | None] = ContextVar("heard", default=None)


@contextmanager
def overheard() -> Iterator[list[OutboxMessage]]:
    """Gather the messages that are posted within, by this thread alone, in their order."""
    messages: list[OutboxMessage] = []
    token = _heard.set(messages)
    try:
        yield messages
    finally:
        _heard.reset(token)


def hear_of(due: Due) -> None:
    """Let whoever gathers messages hear what a due row will say, as it is now; nothing is kept.

    The message that they hear says in `next_attempt_at` when that will be.
    """
    messages = _heard.get()
    if messages is None or due.state != Due.State.WAITING:
        return
    message = due_handler(due.kind)(due.about)
    with transaction.atomic(), overheard() as said:
        if message:
            post(message, key=f"later:{due.key}")
        transaction.set_rollback(True)
    for row in said:
        row.next_attempt_at = due.due_at
    messages += said


@receiver(post_save, sender=OutboxMessage)
def _hear(instance, created, **_kwargs):
    messages = _heard.get()
    if created and messages is not None:
        messages.append(instance)
