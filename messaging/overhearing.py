"""Hearing what an act says while it is done, so that it can be shown before it is said.

An officers' page does the act in a transaction, shows the messages that it posted, and takes it all
back; once the officer has seen them it is done again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models.signals import post_save
from django.dispatch import receiver

from messaging.models import OutboxMessage

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


@receiver(post_save, sender=OutboxMessage)
def _hear(instance, created, **_kwargs):
    messages = _heard.get()
    if created and messages is not None:
        messages.append(instance)
