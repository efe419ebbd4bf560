"""Why there can be no draw: typed, with what a caller needs to say so in any language."""

from dataclasses import dataclass
from enum import StrEnum


class SelectionError(Exception):
    """The base of every error that this package raises on purpose."""


class UnusableFile(SelectionError):
    """A file that can't be read as features or people.

    Args:
        code: a short stable name of the fault, such as `not-a-number`.
        words: what is wrong, in plain English.
        file: the file's name as it was given.
        row: the row as a spreadsheet numbers it, the header being 1; None for the whole file.
        column: the column's heading, or "" for the whole row.
    """

    def __init__(self, code: str, words: str, *, file: str, row: int | None = None, column=""):
        self.code, self.words, self.file, self.row, self.column = code, words, file, row, column
        place = [file]
        if row is not None:
            place.append(f"row {row}")
        if column:
            place.append(f"column {column}")
        super().__init__(f"{', '.join(place)}: {words}")


class UnusableRequest(SelectionError):
    """A request that makes no sense whatever the pool: no seats, more seats than people.

    Args:
        code: a short stable name of the fault, such as `no-seats`.
        words: what is wrong and what to do, in plain English.
    """

    def __init__(self, code: str, words: str):
        self.code, self.words = code, words
        super().__init__(words)


@dataclass(frozen=True)
class TargetChange:
    """A target to widen: what it is now, and what it would have to be."""

    feature: str
    value: str
    old_min: int
    old_max: int
    new_min: int
    new_max: int


class Reason(StrEnum):
    """What stands in the way of any panel at all."""

    TARGETS = "targets"
    TOO_FEW_PEOPLE = "too-few-people"


class Infeasible(SelectionError):
    """No panel of this size meets every target.

    Args:
        reason: TOO_FEW_PEOPLE when no panel of this size exists even without targets (households
            count here), else TARGETS.
        changes: a smallest set of widenings after which there is a panel, by the sum of all
            changes of minimum and maximum; empty for TOO_FEW_PEOPLE.
        conflict: (feature, value) of targets that can't all be met at once, though any of them
            left out would do; they may be fewer, or others, than those in `changes`.
        nearest_size: the panel size closest to the one asked for at which the targets can be met
            as they are, or None where there is no such size.
        largest_size: the most people that a panel could have if there were no targets.
    """

    def __init__(
        self,
        *,
        reason: Reason,
        changes: tuple[TargetChange, ...],
        conflict: tuple[tuple[str, str], ...],
        nearest_size: int | None,
        largest_size: int,
    ):
        self.reason, self.changes, self.conflict = reason, changes, conflict
        self.nearest_size, self.largest_size = nearest_size, largest_size
        super().__init__(f"no panel meets every target ({reason})")


class Cancelled(SelectionError):
    """The caller asked for the draw to stop."""


class SolverFailed(SelectionError):
    """The solver gave no answer: a fault to look into, never one to hide behind a weaker draw."""
