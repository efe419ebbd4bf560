"""What many tests begin with is made by its services once a worker, and copied after that.

A granted application takes some hundred statements to make. Where a test begins with what another
began with, in a database that holds nothing but what every test finds, its rows and files are put
there as they were.
"""

import atexit
import copy
import functools
import io
import shutil
import tempfile
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from tests.emptying import filled

PLAIN = (str, int, bool, date, type(None))

_base: set[str] = set()
_kept: dict[tuple, "Kept"] = {}


@dataclass(frozen=True)
class Kept:
    """What was made: what its maker gave, the rows of each table, the files, and when."""

    given: object
    rows: dict[str, str]
    files: Path
    at: datetime


def remember_base() -> None:
    """What is there now is what every test finds."""
    if connection.vendor == "postgresql":
        _base.update(filled())


def made_once(make):
    """Copy what `make` made, where a test begins with it, in place of making it again.

    It is made anew where anything else is there already, where it is asked for with anything but
    plain words, numbers and days, and in another hour: what is due then may not be due any more.
    """

    @functools.wraps(make)
    def copied(*args, **fields):
        plain = all(type(one) in PLAIN for one in (*args, *fields.values()))
        if not plain or connection.vendor != "postgresql":
            return make(*args, **fields)
        before = filled()
        if not before <= _base:
            return make(*args, **fields)
        # A test that committed has taken the roles away: they are loaded anew, as other rows.
        roles = tuple(Group.objects.values_list("pk", flat=True))
        key = (make, args, tuple(sorted(fields.items())), frozenset(before), roles)
        kept = _kept.get(key)
        if kept and kept.at == this_hour():
            return put_back(kept)
        given = make(*args, **fields)
        _kept[key] = keep(given, before)
        return given

    return copied


def this_hour() -> datetime:
    """The hour by the portal's clock (UTC)."""
    return timezone.now().replace(minute=0, second=0, microsecond=0)


def keep(given, before: set[str]) -> Kept:
    """Read what lies in the tables that held nothing before, and the files."""
    rows = {}
    with connection.cursor() as cursor:
        for table in sorted(filled() - before):
            text = io.StringIO()
            cursor.copy_expert(SQL("COPY {} TO STDOUT").format(Identifier(table)), text)
            rows[table] = text.getvalue()
    files = Path(tempfile.mkdtemp(prefix="portal-made-"))
    atexit.register(shutil.rmtree, files)
    if Path(settings.MEDIA_ROOT).exists():
        shutil.copytree(settings.MEDIA_ROOT, files, dirs_exist_ok=True)
    return Kept(copy.deepcopy(given), rows, files, this_hour())


def put_back(kept: Kept):
    """Write the rows and the files; gives what their maker gave."""
    with transaction.atomic(), connection.cursor() as cursor:
        # The tables are in no order in which their keys could be looked after one by one.
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, text in kept.rows.items():
            cursor.copy_expert(
                SQL("COPY {} FROM STDIN").format(Identifier(table)), io.StringIO(text)
            )
        cursor.execute("SET LOCAL session_replication_role = origin")
    shutil.copytree(kept.files, settings.MEDIA_ROOT, dirs_exist_ok=True)
    return copy.deepcopy(kept.given)
