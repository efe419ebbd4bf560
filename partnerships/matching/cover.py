"""Which few groups cover a need exactly: a small problem of whole numbers, solved by HiGHS."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain, combinations, product
from typing import NamedTuple

import highspy
import numpy as np
from highspy import HighsModelStatus as Status
from highspy._core import _Highs  # the plain binding: `highspy.Highs` prints to standard output

from partnerships.matching.things import Group, Member, Need, Offer

MOST = 5  # beside the group that asks
MOST_OF_A_GROUP, MOST_OF_A_PART, MOST_OF_A_NAME = 3, 30, 5
A_MEMBER, A_POINT, AN_OFFER = 100_000, 100, 1
INFINITY = highspy.kHighsInf


class Piece(NamedTuple):
    """An offer that fits one part of the need on all its days, and its points."""

    offer: Offer
    part: int
    points: int


class SolverFailedError(Exception):
    """The solver gave no answer, which is a fault to look into."""


def best_of(need: Need, pieces: list[Piece]) -> list[Piece]:
    """The pieces that are looked at, so that an answer takes no longer where thousands fit.

    For each part the best `MOST_OF_A_PART`, at most `MOST_OF_A_GROUP` of one group; and for each
    ward and language that is asked for, the best `MOST_OF_A_NAME` that have it.
    """
    counts: dict[tuple, int] = defaultdict(int)
    kept = []
    for piece in sorted(pieces, key=lambda p: (-p.points, -p.offer.quantity, p.offer.key)):
        own = (piece.part, piece.offer.group)
        if counts[own] == MOST_OF_A_GROUP:
            continue
        counts[own] += 1
        limits = [((piece.part,), MOST_OF_A_PART)]
        limits += [
            ((kind, name), MOST_OF_A_NAME)
            for kind in ("wards", "languages")
            for name in getattr(need, kind)
            if name in getattr(piece.offer, kind)
        ]
        if any(counts[of] < limit for of, limit in limits):
            kept.append(piece)
        for of, _limit in limits:
            counts[of] += 1
    return kept


def groups(need: Need, pieces: list[Piece], *, most: int) -> list[Group]:
    """The `most` best covers of `need`: see `Board.groups`.

    Raises:
        SolverFailedError: the solver stopped without an answer.
    """
    by_group: dict[int, list[Piece]] = defaultdict(list)
    for piece in sorted(pieces, key=lambda piece: (piece.offer.group, piece.offer.key)):
        by_group[piece.offer.group].append(piece)
    able = {key: held for key, held in by_group.items() if not _alone(need, held)}
    if not _reachable(need, [*chain.from_iterable(able.values())]):
        return []
    problem, found = _Problem(need, able), []
    while len(found) < most and (members := problem.best()):
        best = [max(piece.points for piece in able[member.group]) for member in members]
        found.append(Group(need.key, members, sum(best) // len(best)))
        problem.forbid(members)
    return found


def _reachable(need: Need, pieces: list[Piece]) -> bool:
    """Whether all of them together would do, whatever their number."""
    held = defaultdict(int)
    for piece in pieces:
        held[piece.part] += piece.offer.quantity
    enough = all(held[n] >= part.quantity for n, part in enumerate(need.parts))
    return enough and _reaches(need, pieces)


def _reaches(need: Need, pieces) -> bool:
    """Whether every ward and every language is among theirs."""
    return all(
        any(_has(piece.offer, kind, name) for piece in pieces)
        for kind in ("wards", "languages")
        for name in getattr(need, kind)
    )


def _has(offer: Offer, kind: str, name: str) -> bool:
    names = getattr(offer, kind)
    return name in names or (kind == "wards" and not names)


def _alone(need: Need, pieces: list[Piece]) -> bool:
    """Whether one group covers the need by itself."""
    if not _reachable(need, pieces):
        return False
    ways = [
        list(_ways([piece for piece in pieces if piece.part == number], part.quantity))
        for number, part in enumerate(need.parts)
    ]
    return any(_is_way(need, [*chain(*way)]) for way in product(*ways))


def _is_way(need: Need, used: list[Piece]) -> bool:
    """Whether all is reached, and nothing is given for two parts at once."""
    return len({piece.offer.key for piece in used}) == len(used) and _reaches(need, used)


def _ways(pieces: list[Piece], quantity: int) -> Iterator[tuple[Piece, ...]]:
    for number in range(1, min(len(pieces), quantity) + 1):
        for some in combinations(pieces, number):
            if sum(piece.offer.quantity for piece in some) >= quantity:
                yield some


class _Problem:
    """Columns: whether each offer is used, then whether each group is a member.

    Offers of which at most as many are used as are asked for, and that hold at least as many, can
    give exactly as many, each at least one; so the amounts themselves are no columns.
    """

    def __init__(self, need: Need, able: dict[int, list[Piece]]):
        self.need = need
        self.pieces = [piece for held in able.values() for piece in held]
        self.members = {key: len(self.pieces) + at for at, key in enumerate(able)}
        best = [max(piece.points for piece in held) for held in able.values()]
        self.costs = [AN_OFFER] * len(self.pieces)
        self.costs += [A_MEMBER - A_POINT * points for points in best]
        self.rows = list(self._rows())

    def _rows(self) -> Iterator[tuple[float, float, dict[int, int]]]:
        for at, part in enumerate(self.need.parts):
            fit = {i: piece for i, piece in enumerate(self.pieces) if piece.part == at}
            amounts = {i: min(p.offer.quantity, part.quantity) for i, p in fit.items()}
            yield part.quantity, INFINITY, amounts
            yield 1, min(part.quantity, MOST * MOST_OF_A_GROUP), dict.fromkeys(fit, 1)
        by_offer = defaultdict(list)
        for i, piece in enumerate(self.pieces):
            by_offer[piece.offer.group, piece.offer.key].append(i)
        for (group, _offer), places in by_offer.items():
            yield 0, INFINITY, dict.fromkeys(places, -1) | {self.members[group]: 1}
        for kind in ("wards", "languages"):
            for name in sorted(getattr(self.need, kind)):
                have = [i for i, piece in enumerate(self.pieces) if _has(piece.offer, kind, name)]
                yield 1, INFINITY, dict.fromkeys(have, 1)
        yield 0, MOST, dict.fromkeys(self.members.values(), 1)

    def _programme(self) -> highspy.HighsLp:
        costs, rows = self.costs, self.rows
        programme = highspy.HighsLp()
        programme.num_col_, programme.num_row_ = len(costs), len(rows)
        programme.col_cost_ = np.array(costs, dtype=float)
        programme.col_lower_, programme.col_upper_ = np.zeros(len(costs)), np.ones(len(costs))
        programme.row_lower_ = np.array([lowest for lowest, _highest, _row in rows], dtype=float)
        programme.row_upper_ = np.array([highest for _lowest, highest, _row in rows], dtype=float)
        matrix = programme.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        lengths = [len(row) for _lowest, _highest, row in rows]
        matrix.start_ = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32)
        matrix.index_ = np.array([c for *_bounds, row in rows for c in row], dtype=np.int32)
        values = [value for *_bounds, row in rows for value in row.values()]
        matrix.value_ = np.array(values, dtype=float)
        programme.integrality_ = [highspy.HighsVarType.kInteger] * len(costs)
        return programme

    def best(self) -> tuple[Member, ...]:
        """The best members that aren't forbidden; none where nothing is left."""
        highs = _solver()
        highs.passModel(self._programme())
        highs.run()
        status = highs.getModelStatus()
        if status in (Status.kInfeasible, Status.kUnboundedOrInfeasible):
            return ()
        if status != Status.kOptimal:
            raise SolverFailedError(f"the solver stopped with {status.name}")
        chosen = np.rint(highs.getSolution().col_value)
        return self._shared_out([p for p, used in zip(self.pieces, chosen, strict=False) if used])

    def _shared_out(self, used: list[Piece]) -> tuple[Member, ...]:
        """Each gives one; then the best give as much as they have, until it is enough."""
        gives: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        for at, part in enumerate(self.need.parts):
            giving = [piece for piece in used if piece.part == at]
            left = part.quantity - len(giving)
            for piece in sorted(giving, key=lambda piece: (-piece.points, piece.offer.key)):
                more = min(left, piece.offer.quantity - 1)
                left -= more
                gives[piece.offer.group].append((at, piece.offer.key, 1 + more))
        return tuple(Member(group, tuple(sorted(given))) for group, given in sorted(gives.items()))

    def forbid(self, members: tuple[Member, ...]) -> None:
        """Neither these again, nor these with others."""
        columns = [self.members[member.group] for member in members]
        self.rows.append((-INFINITY, len(columns) - 1, dict.fromkeys(columns, 1)))


def _solver() -> _Highs:
    """Silent, on one thread, with a seed of its own: the same question has the same answer.

    Without its presolve, which has taken problems of this kind for unsolvable that had an answer.
    """
    highs = _Highs()
    settings = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 1,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.5,
    }
    for name, value in settings.items():
        highs.setOptionValue(name, value)
    return highs
