"""What an act would say to people, for the page that an officer sees before the act."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Telling:
    """One email to some people.

    Args:
        subject: of the email, as the first of them reads it.
        text: of the email, as the first of them reads it.
        names: who gets it.
    """

    subject: str
    text: str
    names: tuple[str, ...]


def digest(tellings: Iterable[Telling]) -> str:
    """What names who is told what, to see whether it is still as it was shown."""
    shown = [[telling.subject, sorted(telling.names)] for telling in tellings]
    return hashlib.sha256(json.dumps(shown).encode()).hexdigest()[:16]
