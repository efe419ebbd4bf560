"""Codes of questions, choices, columns and sections: made of their words, unless one is typed."""

from collections.abc import Collection, Iterable
from itertools import count

from django.utils.text import slugify

LONGEST = 60


def made_key(words: Iterable[str], *, taken: Collection[str], otherwise: str) -> str:
    """A code that is free, made of the first words that have Latin letters or figures.

    Args:
        words: of the thing, in its languages.
        taken: codes of the others.
        otherwise: what to make it of where the words have none, such as "question".
    """
    made = next(filter(None, map(slugify, filter(None, words))), otherwise)
    return free_key(made, taken)


def free_key(made: str, taken: Collection[str]) -> str:
    """`made`, with a number after it where another has it already."""
    made, taken = made[: LONGEST - 4].strip("-"), set(taken)
    if made not in taken:
        return made
    return next(one for one in (f"{made}-{number}" for number in count(2)) if one not in taken)
