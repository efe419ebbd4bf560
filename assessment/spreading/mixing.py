"""Changing who scores with whom where it costs nothing, so that severity can be estimated.

Two who change places on two pieces keep everybody's load. Where that keeps the sum of fit and what
the worst-served has, it is done if people then sit together with more different others.
"""

import time
from collections import defaultdict
from collections.abc import Hashable, Iterable

import numpy as np

from assessment.severity import connected

TRIES_A_PAIR, MOST_TRIES = 20, 30_000


def groups_apart(pairs: Iterable[tuple[Hashable, Hashable]]) -> list[set]:
    """Groups of assessors that share no piece with one another; none where all are tied."""
    groups = connected(pairs)
    return groups if len(groups) > 1 else []


def mixed(board, chosen: np.ndarray, full: np.ndarray, until: float) -> np.ndarray:
    """`chosen` with pairs mixed, as good as before.

    Args:
        board: the question in numbers.
        chosen: which of its open pairs are asked.
        full: which pieces lack nobody, and count for the worst-served.
        until: by when it ends, as `time.monotonic` has it.
    """
    table = _Table(board, chosen, full)
    chance = np.random.default_rng(2)
    asked = np.flatnonzero(chosen & ~board.kept)
    if len(asked) < 2:
        return chosen
    number = min(TRIES_A_PAIR * len(asked), MOST_TRIES)
    for one, other in chance.integers(0, len(asked), size=(number, 2)):
        table.try_swap(int(one), int(other), fewer_groups=False)
        if time.monotonic() > until:
            break
    table.tie(until)
    return table.chosen()


class _Table:
    """Who is asked what, and how often each two sit together."""

    def __init__(self, board, chosen, full):
        self.board, self.full = board, full
        self.place = {
            (int(p), int(a)): at
            for at, (p, a) in enumerate(zip(board.piece, board.assessor, strict=True))
        }
        self.kept = [int(at) for at in np.flatnonzero(chosen & board.kept)]
        self.asked = [int(at) for at in np.flatnonzero(chosen & ~board.kept)]
        self.of_piece: dict[int, set[int]] = defaultdict(set)
        self.together: dict[tuple[int, int], int] = defaultdict(int)
        self.served = np.bincount(
            board.piece[chosen], weights=board.fit[chosen], minlength=len(full)
        )
        self.worst = self.served[full].min(initial=np.inf)
        for at in (*self.kept, *self.asked):
            self.of_piece[int(board.piece[at])].add(int(board.assessor[at]))
        for people in self.of_piece.values():
            for one in people:
                for other in people - {one}:
                    self.together[one, other] += 1

    def chosen(self) -> np.ndarray:
        found = np.zeros(len(self.board.piece), dtype=bool)
        found[[*self.kept, *self.asked]] = True
        return found

    def try_swap(self, one: int, other: int, *, fewer_groups: bool) -> bool:
        """Let two change places, where it costs nothing and mixes more; whether they did.

        Args:
            one, other: places in `asked`.
            fewer_groups: whether it is done though they sit together as often.
        """
        board = self.board
        here, there = self.asked[one], self.asked[other]
        p, q = int(board.piece[here]), int(board.piece[there])
        a, b = int(board.assessor[here]), int(board.assessor[there])
        if a == b or p == q or b in self.of_piece[p] or a in self.of_piece[q]:
            return False
        new_here, new_there = self.place.get((p, b)), self.place.get((q, a))
        if new_here is None or new_there is None:
            return False
        gain_p = int(board.fit[new_here]) - int(board.fit[here])
        gain_q = int(board.fit[new_there]) - int(board.fit[there])
        if gain_p + gain_q or not (self._bears(p, gain_p) and self._bears(q, gain_q)):
            return False
        with_p, with_q = self.of_piece[p] - {a}, self.of_piece[q] - {b}
        if not fewer_groups and self._more_alike(a, b, with_p, with_q) >= 0:
            return False
        self._part(a, with_p)
        self._part(b, with_q)
        self._join(b, with_p)
        self._join(a, with_q)
        self.of_piece[p], self.of_piece[q] = with_p | {b}, with_q | {a}
        self.served[p] += gain_p
        self.served[q] += gain_q
        self.asked[one], self.asked[other] = new_here, new_there
        return True

    def _bears(self, piece: int, gain: int) -> bool:
        return gain >= 0 or not self.full[piece] or self.served[piece] + gain >= self.worst

    def _more_alike(self, a, b, with_p, with_q) -> int:
        """By how much the squares of how often each two sit together would grow, halved."""
        common, grows = with_p & with_q, 0
        for one in with_p - common:
            grows += self.together[b, one] - self.together[a, one] + 1
        for one in with_q - common:
            grows += self.together[a, one] - self.together[b, one] + 1
        return grows

    def _part(self, one, others) -> None:
        for other in others:
            self.together[one, other] -= 1
            self.together[other, one] -= 1

    def _join(self, one, others) -> None:
        for other in others:
            self.together[one, other] += 1
            self.together[other, one] += 1

    def tie(self, until: float) -> None:
        """Tie groups that share no piece, where two can change places at no cost."""
        while len(groups := self._groups()) > 1 and time.monotonic() < until:
            group = {assessor: at for at, members in enumerate(groups) for assessor in members}
            if not self._tie_two(group, until):
                return

    def _groups(self) -> list[set]:
        pairs = ((p, a) for p, people in self.of_piece.items() for a in people)
        return connected(pairs)

    def _tie_two(self, group: dict[int, int], until: float) -> bool:
        """Whether two of two groups changed places on pieces that others score too."""
        assessor, piece = self.board.assessor, self.board.piece
        open_places = [
            at for at, pair in enumerate(self.asked) if len(self.of_piece[int(piece[pair])]) > 1
        ]
        for one in open_places:
            for other in open_places:
                here, there = (int(assessor[self.asked[at]]) for at in (one, other))
                if group[here] != group[there] and self.try_swap(one, other, fewer_groups=True):
                    return True
            if time.monotonic() > until:
                return False
        return False
