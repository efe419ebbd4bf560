"""Numbers by chance that anybody can work out again from the same words."""

from collections.abc import Iterable
from hashlib import sha256

_RANGE = 2**64


class Chance:
    """A source of chance made of words: the same words give the same numbers, on any machine.

    The key is SHA-256 of the words, in UTF-8, joined by a line feed. The n-th number, from 0, is
    the first eight bytes, highest first, of SHA-256 of the key followed by n as eight bytes. A
    number below `size` is the remainder by `size`; numbers at or above the largest multiple of
    `size` that eight bytes hold are passed over, so that every remainder is equally likely.
    """

    def __init__(self, *words: str):
        self._key = sha256("\n".join(words).encode()).digest()
        self._next = 0

    def below(self, size: int) -> int:
        """A whole number from 0 to `size` - 1, each as likely as the others; `size` at least 1."""
        fair = _RANGE - _RANGE % size
        while True:
            block = sha256(self._key + self._next.to_bytes(8, "big")).digest()
            self._next += 1
            number = int.from_bytes(block[:8], "big")
            if number < fair:
                return number % size

    def shuffled(self, things: Iterable) -> list:
        """`things` in an order by chance (Fisher and Yates, from the last place to the first)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order
