"""The best spread: as few lacking as can be, loads even, the worst-served well, then the sum.

Asking exactly so many of each piece within everybody's load is a transportation problem, whose
linear programme has whole-numbered answers. That no piece be served below a threshold, as the sum
of fit over its assessors, isn't: where the linear answer has parts of a whole, the pieces that it
settles stay and the few others are asked for in whole numbers; only where that gives less than the
linear bound is everything asked for in whole numbers. So what is returned as proven is the best.
"""

import time
from dataclasses import dataclass, replace

import numpy as np

from assessment.spreading.mixing import groups_apart, mixed
from assessment.spreading.programme import WHOLE, Answer, LateError, Programme
from assessment.spreading.things import Lack, Question, Spread

# A lacking assessor is worse than any unevenness, and a second one of a piece worse than a first.
A_LACK, A_FURTHER = 1000.0, 1.0
# All ties together are worth less than a quarter of the least difference of fit.
TIES = 0.25
# Looked at first of each piece: those who fit best, and some by chance.
BEST, BY_CHANCE = 12, 6
A_MINUTE = 60.0


def spread(question: Question, *, seconds: float = 8.0) -> Spread:
    """Say who is asked to score what; the same question has the same answer.

    Args:
        seconds: after about so long, the best that was found.

    Raises:
        SolverFailedError: the solver gave no answer.
    """
    if not question.pieces:
        return Spread(frozenset(), {}, 0, 0, True, (), True)
    board = _Board.of(question)
    until = time.monotonic() + seconds
    frame = _Frame.wanted(board, board.wanted)
    found = _best(board, frame, until)
    if found is None:
        frame = _nearest(board)
        found = _best(board, frame, until)
    chosen, is_proven = found
    return _told(question, board, frame, mixed(board, chosen, frame.full, until), is_proven)


@dataclass(frozen=True)
class _Board:
    """A question in numbers: each open pair with its piece, assessor and fit."""

    question: Question
    piece: np.ndarray
    assessor: np.ndarray
    fit: np.ndarray
    kept: np.ndarray
    wanted: np.ndarray
    largest: np.ndarray

    @classmethod
    def of(cls, question: Question) -> "_Board":
        pairs = question.open_pairs
        pieces = {key: at for at, key in enumerate(question.pieces)}
        assessors = {key: at for at, key in enumerate(question.assessors)}
        piece = np.array([pieces[one] for one, _other in pairs], dtype=int)
        assessor = np.array([assessors[other] for _one, other in pairs], dtype=int)
        kept = np.array([pair in question.kept for pair in pairs], dtype=bool)
        fit = np.array([question.fit.get(pair, 0) for pair in pairs], dtype=int)
        # Nobody whom somebody asked already is sent away.
        asked = np.bincount(piece[kept], minlength=len(pieces))
        loads = np.bincount(assessor[kept], minlength=len(assessors))
        most = np.bincount(assessor, minlength=len(assessors))
        given = np.array([*question.assessors.values()], dtype=int)
        return cls(
            question=question,
            piece=piece,
            assessor=assessor,
            fit=fit,
            kept=kept,
            wanted=np.maximum(asked, question.each),
            largest=np.maximum(np.minimum(given, most), loads),
        )

    @property
    def loads_kept(self) -> np.ndarray:
        return np.bincount(self.assessor[self.kept], minlength=len(self.largest))


@dataclass(frozen=True)
class _Frame:
    """What every answer keeps to: how many each piece gets, and the loads.

    `off` is how far loads may lie from between `lower` and `upper`, all together.
    """

    need: np.ndarray
    full: np.ndarray
    lower: np.ndarray
    upper: np.ndarray
    off: int = 0

    @classmethod
    def wanted(cls, board: _Board, need: np.ndarray) -> "_Frame":
        lower, upper = np.zeros_like(board.largest), board.largest
        if board.question.even:
            level = _level(board.largest, need.sum())
            lower = np.minimum(board.largest, level)
            upper = np.maximum(np.minimum(board.largest, level + 1), board.loads_kept)
        return cls(need, need >= board.question.each, lower, upper)


def _level(largest: np.ndarray, total: int) -> int:
    """The highest load at which all that have room for it take no more than there is."""
    level = 0
    while level < largest.max(initial=0) and np.minimum(largest, level + 1).sum() <= total:
        level += 1
    return level


def _frame_of(board: _Board, frame: _Frame, worths) -> tuple[Programme, np.ndarray]:
    """The programme of who is asked, with the columns of the open pairs."""
    programme = Programme()
    asked = programme.add_columns(worths, board.kept, 1.0)
    rows = programme.add_rows(frame.need, frame.need, len(frame.need))
    programme.put(rows[board.piece], asked, 1.0)
    loads = programme.add_rows(frame.lower, frame.upper, len(frame.lower))
    programme.put(loads[board.assessor], asked, 1.0)
    if frame.off:
        over, under = _off(programme, board, frame, loads, worth=0.0)
        [row] = programme.add_rows(0, frame.off, 1)
        programme.put(np.full(len(over) * 2, row), np.concatenate([over, under]), 1.0)
    return programme, asked


def _off(programme, board, frame, loads, *, worth: float) -> tuple[np.ndarray, np.ndarray]:
    """Columns of how far each load lies above and below what is even."""
    none = np.full(len(loads), worth)
    over = programme.add_columns(none, 0.0, np.maximum(board.largest - frame.upper, 0))
    under = programme.add_columns(none, 0.0, frame.lower)
    programme.put(loads, over, -1.0)
    programme.put(loads, under, 1.0)
    return over, under


def _nearest(board: _Board) -> _Frame:
    """What can be kept to where not everything can: as few lacking as can be, then as even."""
    need = board.wanted
    for _time in range(2):
        frame = _Frame.wanted(board, need)
        programme = Programme()
        asked = programme.add_columns(np.zeros(len(board.piece)), board.kept, 1.0)
        rows = programme.add_rows(need, need, len(need))
        programme.put(rows[board.piece], asked, 1.0)
        loads = programme.add_rows(frame.lower, frame.upper, len(frame.lower))
        programme.put(loads[board.assessor], asked, 1.0)
        lacks = []
        for further in range(int(board.wanted.max())):
            worths = np.full(len(need), -A_LACK - A_FURTHER * further)
            lacks.append(programme.add_columns(worths, 0.0, 1.0))
            programme.put(rows, lacks[-1], 1.0)
        over, under = _off(programme, board, frame, loads, worth=-1.0)
        values = programme.best(whole=False, seconds=A_MINUTE).values
        lacking = np.rint(sum(values[columns] for columns in lacks)).astype(int)
        if not lacking.any():
            break
        need = need - lacking
    off = int(np.rint(values[over].sum() + values[under].sum()))
    return replace(_Frame.wanted(board, need), off=off)


def _best(board: _Board, frame: _Frame, until: float) -> tuple[np.ndarray, bool] | None:
    """The chosen pairs, and whether nothing is better; None where nothing keeps to the frame."""
    highest = _highest(board, frame, until)
    if highest is None:
        return None
    is_proven = True
    for worst in range(highest, -1, -1):
        try:
            found = _at_least(board, frame, worst, until)
        except LateError:
            is_proven = False
            continue
        if found is not None:
            chosen, is_best = found
            return chosen, is_proven and is_best
    raise AssertionError("what has a linear answer has one in whole numbers")


def _served(programme, board, frame, asked, lower) -> np.ndarray:
    """Rows that say how well each piece is served that lacks nobody."""
    rows = programme.add_rows(lower, np.inf, len(frame.need))
    counts = frame.full[board.piece] & (board.fit > 0)
    programme.put(rows[board.piece[counts]], asked[counts], board.fit[counts])
    return rows


def _highest(board: _Board, frame: _Frame, until: float) -> int | None:
    """No spread serves its worst-served piece better; None where no spread keeps to the frame."""
    programme, asked = _frame_of(board, frame, np.zeros(len(board.piece)))
    most = int(board.fit.max(initial=0)) * int(frame.need.max(initial=0))
    [worst] = programme.add_columns([1.0], 0.0, float(most))
    rows = _served(programme, board, frame, asked, np.where(frame.full, 0.0, -np.inf))
    programme.put(rows, np.full(len(rows), worst), -1.0)
    try:
        answer = programme.best(
            whole=False, seconds=_left(until), first=_first(board, programme, board.fit)
        )
    except LateError:
        return 0
    return None if answer is None else int(np.floor(answer.values[worst] + WHOLE))


def _at_least(board, frame, worst: int, until: float) -> tuple[np.ndarray, bool] | None:
    """The most fit in all with no piece served below `worst`, and whether that is proven."""
    ties = np.random.default_rng(1).random(len(board.fit)) * TIES / max(frame.need.sum(), 1)
    programme, asked = _frame_of(board, frame, board.fit + ties)
    if worst:
        _served(programme, board, frame, asked, np.where(frame.full, float(worst), -np.inf))
    linear = programme.best(
        whole=False,
        seconds=_left(until) if worst else A_MINUTE,
        first=_first(board, programme, board.fit + ties),
    )
    if linear is None:
        return None
    if linear.is_whole:
        return _chosen(linear, asked), True
    few = _settled(programme, linear, board, asked).best(whole=True, seconds=_left(until))
    if few is not None and few.worth > np.floor(linear.worth + WHOLE) - WHOLE:
        return _chosen(few, asked), True
    try:
        whole = programme.best(whole=True, seconds=_left(until))
    except LateError:
        if few is None:
            raise
        return _chosen(few, asked), False
    if whole is None:
        return None
    better = whole if few is None or whole.worth >= few.worth else few
    return _chosen(better, asked), whole.bound - better.worth < 1 - TIES


def _settled(programme: Programme, linear: Answer, board: _Board, asked) -> Programme:
    """The programme with what the linear answer settles: the pieces without parts of a whole."""
    values = linear.values[asked]
    parts = np.abs(values - np.rint(values)) >= WHOLE
    open_pieces = np.bincount(board.piece[parts], minlength=len(board.wanted)) > 0
    settled = ~open_pieces[board.piece]
    lower = np.concatenate(programme.lower)
    upper = np.concatenate(programme.upper)
    lower[asked[settled]] = upper[asked[settled]] = np.rint(values[settled])
    return replace(programme, lower=[lower], upper=[upper])


def _first(board: _Board, programme: Programme, worths) -> np.ndarray | None:
    """Which columns are looked at first; None where there are so few that all are."""
    if len(board.piece) <= (BEST + BY_CHANCE) * len(board.wanted):
        return None
    first = np.ones(programme.columns, dtype=bool)
    first[: len(board.piece)] = board.kept
    chance = np.random.default_rng(3).random(len(worths))
    for most, by in ((BEST, -np.asarray(worths, dtype=float)), (BY_CHANCE, chance)):
        order = np.lexsort((by, board.piece))
        begins = np.searchsorted(board.piece[order], board.piece[order])
        first[order[np.arange(len(order)) - begins < most]] = True
    return first


def _chosen(answer: Answer, asked: np.ndarray) -> np.ndarray:
    return np.rint(answer.values[asked]).astype(bool)


def _left(until: float) -> float:
    return until - time.monotonic()


def _told(question: Question, board: _Board, frame, chosen: np.ndarray, is_proven) -> Spread:
    """What came of it, in the keys of the question."""
    pieces, assessors = question.pieces, [*question.assessors]
    places = np.flatnonzero(chosen)
    pairs = [(pieces[board.piece[at]], assessors[board.assessor[at]]) for at in places]
    could = np.bincount(board.piece, minlength=len(pieces))
    lacks = {
        pieces[at]: (
            int(board.wanted[at] - frame.need[at]),
            Lack.INTERESTS if could[at] < board.wanted[at] else Lack.LOADS,
        )
        for at in np.flatnonzero(frame.need < board.wanted)
    }
    served = np.bincount(
        board.piece[places], weights=board.fit[places], minlength=len(pieces)
    ).astype(int)
    loads = np.bincount(board.assessor[places], minlength=len(assessors))
    free = loads[loads < board.largest]
    return Spread(
        pairs=frozenset(pairs),
        lacks=lacks,
        worst=int(served[frame.full].min(initial=served.max(initial=0))),
        total=int(board.fit[places].sum()),
        is_even=not len(free) or int(loads.max() - free.min()) <= 1,
        apart=tuple(frozenset(group) for group in groups_apart(pairs)),
        is_proven=is_proven,
    )
