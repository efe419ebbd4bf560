"""When something was received: the one moment with which every deadline is compared.

What was sent in time and waits for somebody else's lock is still in time. So the moment is taken as
the sending transaction begins, before it waits for anything, and by the database's clock, which all
web processes share.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import connection, transaction
from django.utils import timezone


@contextmanager
def receiving() -> Iterator[datetime]:
    """Open the transaction of a service that has a deadline; gives when it was received, in UTC.

    Compare with it, inside the guarded UPDATE or filter that holds the rule, and never with a clock
    that is read after a lock. SQLite has no clock of its own and begins by waiting for the one lock
    it has, so there the process's clock is read before.
    """
    arrived = timezone.now()
    with transaction.atomic():
        yield _database_clock() if connection.vendor == "postgresql" else arrived


def _database_clock() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]
