"""Ids that stay: a UUID made of what a thing is and of its key, so that it is found by it again.

Version 8 of RFC 9562 leaves its bits to whoever makes it.
"""

import hashlib
from uuid import UUID

OURS = 0x1BD1_0000_0000
KINDS = (
    "service", "organization", "location", "at_location", "schedule", "address", "accessibility",
    "cost", "contact", "phone", "language", "attribute", "taxonomy", "term", "identifier", "runner",
)  # fmt: skip
MOST_KEY = 2**32 - 1


def id_of(kind: str, key: int) -> str:
    """The id of a thing by its kind, of `KINDS`, and its key, up to 4,294,967,295."""
    low = KINDS.index(kind) << 32 | key
    number = OURS << 80 | low
    # Version 8 and the variant of RFC 9562 stand at bits of their own.
    return str(UUID(int=number & ~(0xF << 76) & ~(0x3 << 62) | 8 << 76 | 2 << 62))


def key_of(kind: str, uuid: UUID) -> int | None:
    """The key in an id; None where it is no id of that kind of ours."""
    key = uuid.int & MOST_KEY
    return key if str(uuid) == id_of(kind, key) else None


def number_of(words: str) -> int:
    """A number that stays for some words, as a key of what has none."""
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4])
