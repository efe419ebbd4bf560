"""Numbers by chance that anybody can work out again from the same words."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

_RANGE = 2**64


@dataclass(frozen=True)
class Block:
    """One SHA-256 of a source of chance, and how it was come by.

    Attributes:
        key: SHA-256 of the words.
        place: which of the blocks it is, from 0.
        digest: SHA-256 of the key and the place.
    """

    key: bytes
    place: int
    digest: bytes

    @property
    def number(self) -> int:
        """Its first eight bytes, highest first."""
        return int.from_bytes(self.digest[:8], "big")


def largest_multiple(size: int) -> int:
    """The largest multiple of `size` that eight bytes hold, or that is one above them."""
    return _RANGE - _RANGE % size


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
        return self.block(size).number % size

    def block(self, size: int) -> Block:
        """The next block whose number counts where one below `size` is wanted."""
        fair = largest_multiple(size)
        while True:
            place, self._next = self._next, self._next + 1
            digest = sha256(self._key + place.to_bytes(8, "big")).digest()
            found = Block(self._key, place, digest)
            if found.number < fair:
                return found

    def shuffled(self, things: Iterable) -> list:
        """`things` in an order by chance (Fisher and Yates, from the last place to the first)."""
        order = list(things)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order
