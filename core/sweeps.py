"""Doing the same to many rows: each in a transaction of its own, so that one that fails is alone.

A periodic job is watched while it runs (`watched`): whatever failed in its sweeps is written where
officers see it, with the row and why.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

from django.db import connection, transaction

logger = logging.getLogger(__name__)

NAMED = 20
LONGEST = 300

Row = TypeVar("Row")


@dataclass
class Failures:
    """What failed while somebody watched: how many rows, and the words about the first of them."""

    number: int = 0
    words: list[str] = field(default_factory=list)

    def add(self, words: str) -> None:
        """Count one more failed row."""
        self.number += 1
        if self.number <= NAMED:
            self.words.append(words)

    def __str__(self):
        more = self.number - len(self.words)
        return "\n".join([*self.words, *([f"... and {more} more"] if more else [])])


_watching: ContextVar[Failures | None] = ContextVar("watching", default=None)


@contextmanager
def watched() -> Iterator[Failures]:
    """Gather what fails in the sweeps within."""
    failures = Failures()
    token = _watching.set(failures)
    try:
        yield failures
    finally:
        _watching.reset(token)


def each_alone(rows: Iterable[Row], act: Callable[[Row], object]) -> int:
    """Do `act(row)` for each row, in a transaction of its own; a row that fails stops no other.

    Args:
        rows: read once, before the first is acted on; primary keys or models.
        act: looks at the row again, since time has passed; what it returns is true where it did
            something.

    Returns:
        For how many `act` did something. What failed is logged, and told to who watches.

    Raises:
        Exception: what the database raised, once nobody can speak to it any more.
    """
    done = 0
    for row in list(rows):
        try:
            with transaction.atomic():
                done += bool(act(row))
        except Exception as error:
            if not connection.is_usable():
                raise
            _note(act, row, error)
    return done


def words_of(error: Exception) -> str:
    """What kind of error it is and its first line: what follows may hold somebody's data."""
    first, *_rest = str(error).strip().splitlines() or [""]
    return keepable(f"{type(error).__name__}: {first}")


def keepable(said: str) -> str:
    """Words of another program in one short line that any database can keep."""
    line = " ".join(said.replace("\0", " ").split())
    return line.encode("utf-8", "replace").decode()[:LONGEST]


def _note(act: Callable, row: object, error: Exception) -> None:
    what = f"{getattr(act, '__name__', act)} {getattr(row, 'pk', row)}"
    logger.error("%s failed.", what, exc_info=error)
    failures = _watching.get()
    if failures is not None:
        failures.add(f"{what}: {words_of(error)}")
