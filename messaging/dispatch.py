"""Sending the outbox: claim one row, send it outside any transaction, mark it.

A row is claimed by one guarded UPDATE immediately before it is sent, so that a killed dispatcher
leaves at most one message in doubt. Delivery is at least once; Message-ID tells a repeat.
"""

import logging
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db.models import F
from django.utils import timezone

from core.leases import claim, release
from core.sweeps import keepable
from messaging.backoff import backoff
from messaging.delivery import Channel, Refused, Unavailable, open_channel
from messaging.models import OVER, WIPED, OutboxMessage

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=10)
BATCH = 50

State = OutboxMessage.State


def dispatch(*, stop: Callable[[], bool] = lambda: False) -> int:
    """Send every message that is due; returns how many were handed over.

    Codes go first, for somebody is waiting, and what was never tried before what has failed.
    """
    sent = 0
    while not stop():
        due = OutboxMessage.objects.due(timezone.now())
        batch = due.order_by("-ephemeral", "attempts", "next_attempt_at")
        pks = list(batch.values_list("pk", flat=True)[:BATCH])
        if not pks:
            break
        channel = open_channel()
        try:
            for pk in pks:
                if stop():
                    break
                sent += _send(pk, channel)
        except Unavailable as error:
            logger.warning("Stopped sending: %s", error)
            break
        finally:
            channel.close()
    return sent


def _send(pk: int, channel: Channel) -> bool:
    message = _claim(pk)
    if message is None:
        return False
    if message.worth_until and message.worth_until <= timezone.now():
        _settle(message, state=State.DROPPED, last_error=OVER)
        return False
    if message.give_up_at <= timezone.now():
        _settle(message, state=State.FAILED, last_error=message.last_error or "Not sent in time.")
        return False
    try:
        channel.send(message)
    except Refused as error:
        _settle(message, state=State.FAILED, last_error=keepable(str(error)))
    except Unavailable as error:
        _try_later(message, error)
        raise
    except Exception as error:
        logger.warning("Message %s was not sent: %s", pk, error)
        _try_later(message, error)
    else:
        return _settle(message, state=State.SENT, sent_at=timezone.now(), last_error="")
    return False


def _claim(pk: int) -> OutboxMessage | None:
    """Take one row for LEASE, unless another dispatcher was first."""
    now = timezone.now()
    return claim(
        OutboxMessage.objects.due(now),
        pk,
        lasts=LEASE,
        now=now,
        state=State.SENDING,
        attempts=F("attempts") + 1,
    )


def _try_later(message: OutboxMessage, error: Exception) -> None:
    again_at = timezone.now() + backoff(message.attempts)
    _settle(
        message,
        state=State.QUEUED if again_at < message.give_up_at else State.FAILED,
        next_attempt_at=again_at,
        last_error=keepable(str(error)) or type(error).__name__,
    )


def _settle(message: OutboxMessage, **changes) -> bool:
    """Write how it went, if the claim is still ours; words that carry a code end with it."""
    over = changes["state"] in {State.SENT, State.FAILED, State.DROPPED}
    if message.ephemeral and over and not settings.MESSAGING_KEEP_CODES:
        changes |= WIPED
    if release(message, **changes):
        return True
    logger.warning("The claim on message %s ran out before it was settled.", message.pk)
    return False
