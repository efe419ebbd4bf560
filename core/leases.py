"""Rows that one worker holds at a time: taken, kept, let go of, and taken over from the killed.

A row is claimed by one guarded UPDATE, which writes a lease that nobody else knows, and until when
it lasts. Who holds it renews it while working and releases it with what came of it; both do nothing
once the lease is another's. Whoever dies with a row in hand loses it when the lease runs out.
"""

import uuid
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

# What whoever takes a row out of a worker's hands writes.
LET_GO = {"lease": None, "leased_until": None}
_ALWAYS = Q()


class Leased(models.Model):
    """A row that a worker can hold."""

    lease = models.UUIDField(null=True, blank=True, editable=False)
    leased_until = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(lease=None, leased_until=None)
                | Q(lease__isnull=False, leased_until__isnull=False),
                name="%(app_label)s_%(class)s_lease_ends",
            )
        ]


Row = TypeVar("Row", bound=Leased)


def free(now: datetime) -> Q:
    """Nobody holds it at `now`, or no longer."""
    return Q(lease=None) | Q(leased_until__lte=now)


def claim(
    rows: models.QuerySet[Row], pk, *, lasts: timedelta, now: datetime | None = None, **changes
) -> Row | None:
    """Take one row, unless somebody holds it.

    Args:
        rows: which rows may be taken; the row is looked for among them once more.
        pk: the primary key of the row.
        lasts: how long it is held without being renewed.
        now: the moment of it; the clock's where none is given.
        changes: columns that are written with the claim.

    Returns:
        The row as it is now, carrying the lease; None where it can't be taken.
    """
    now = now or timezone.now()
    lease = uuid.uuid4()
    taken = rows.filter(free(now), pk=pk)
    if not taken.update(lease=lease, leased_until=now + lasts, **changes):
        return None
    return rows.model._base_manager.filter(pk=pk, lease=lease).first()


def renew(row: Leased, *, lasts: timedelta, when: Q = _ALWAYS, **changes) -> bool:
    """Hold a row for `lasts` from now and write `changes`, if it is still ours and `when` holds."""
    return _write(row, when, leased_until=timezone.now() + lasts, **changes)


def release(row: Leased, **changes) -> bool:
    """Let go of a row and write `changes`, if it is still ours; gives whether it was."""
    return _write(row, _ALWAYS, **LET_GO, **changes)


def _write(row: Leased, when: Q, **changes) -> bool:
    held = type(row)._base_manager.filter(when, pk=row.pk, lease=row.lease, lease__isnull=False)
    return bool(held.update(**changes))
