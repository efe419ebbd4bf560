"""Asking an officer again before people are told something, or before what may be a slip is kept.

What was asked about is shown once: the page carries a mark of it, and where nothing has changed
when the officer presses again, it is done.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from messaging.models import OutboxMessage
from people.models import User

SEEN = "seen"


@dataclass(frozen=True)
class Letter:
    """One message as it would go out: to whom, in which language, and its words."""

    to: str
    language: str
    subject: str
    text: str


@dataclass(frozen=True)
class Question:
    """What an officer is asked before it is done: what may be a slip, and who would be told what.

    `seen` is the mark of it: it changes with the doubts, with who is told, and of what.
    """

    doubts: tuple[str, ...]
    letters: tuple[Letter, ...]
    seen: str


class AskFirstError(Exception):
    """Nothing is kept: the officer is to answer first."""

    def __init__(self, question: Question):
        super().__init__()
        self.question = question


def question_of(doubts: Iterable[str], messages: Iterable[OutboxMessage]) -> Question | None:
    """What is to be asked, or None where there is neither a doubt nor a message."""
    doubts, messages = tuple(map(str, doubts)), list(messages)
    if not doubts and not messages:
        return None
    marked = [*doubts, *sorted(f"{one.to_address} {one.subject}" for one in messages)]
    names = _names(messages)
    letters = tuple(
        Letter(
            to=names.get(one.recipient) or one.to_address,
            language=one.language,
            subject=one.subject,
            text=one.text,
        )
        for one in messages
    )
    return Question(doubts, letters, sha256("\n".join(marked).encode()).hexdigest()[:16])


def ask_first(doubts: Iterable[str], messages: Iterable[OutboxMessage], request) -> None:
    """Stop what was done within the caller's transaction, unless the officer has seen this.

    Args:
        doubts: what may be a slip.
        messages: what was posted.
        request: what the officer sent, with the mark of what they had seen.

    Raises:
        AskFirstError: there is something to ask that they haven't seen.
    """
    question = question_of(doubts, messages)
    if question and question.seen != request.POST.get(SEEN):
        raise AskFirstError(question)


def _names(messages: list[OutboxMessage]) -> dict:
    """{reference: name} of the people who are told."""
    references = {one.recipient for one in messages}
    people = User.objects.filter(reference__in=references)
    return {person.reference: person.name for person in people}
