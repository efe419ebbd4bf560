"""Asking an officer again before people are told something, or before what may be a slip is kept.

An act or a save is done in a transaction, and the messages that it posts are heard. Unless the
officer has seen just that, it is taken back and shown: who is told, how many, and in which words.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext_lazy as _

from core.made_from import MADE_FROM
from messaging.models import OutboxMessage
from officers.telling import Telling, tellings_of

SEEN = "seen"
TOLD = "told-"
# Of a list: that its act was pressed, by whichever of its buttons.
PRESSED = "pressed"
NOT_TYPED = {"csrfmiddlewaretoken", SEEN, PRESSED}
NOT_DONE = _("Nothing is done yet. Look at this, and press again if you mean it.")


@dataclass(frozen=True)
class Question:
    """What an officer is asked before it is done: what may be a slip, and who would be told what.

    `seen` is the mark of it: it changes with the doubts, with who is told, and of what. A question
    without either says that nobody is told. `names_nobody` says why the officer reads how many are
    told, and neither whom nor what.
    """

    doubts: tuple[str, ...]
    tellings: tuple[Telling, ...]
    seen: str
    names_nobody: str = ""

    @property
    def people(self) -> int:
        """How many would be told something."""
        return sum(len(telling.names) for telling in self.tellings)


class AskFirstError(Exception):
    """Nothing is kept: the officer is to answer first."""

    def __init__(self, question: Question):
        super().__init__()
        self.question = question


def ask_first(
    doubts: Iterable[str], messages: Iterable[OutboxMessage], request, *, always: bool = False
) -> None:
    """Stop what was done within the caller's transaction, unless the officer has seen this.

    Args:
        doubts: what may be a slip.
        messages: what was posted.
        request: what the officer sent, with the mark of what they had seen.
        always: whether it is shown also where there is no doubt and nobody is told.

    Raises:
        AskFirstError: there is something to ask that they haven't seen; or they saw that people
            would be told, and now nobody is.
    """
    doubts, messages = tuple(map(str, doubts)), list(messages)
    seen = request.POST.get(SEEN, "")
    tellings = tellings_of(messages)
    mark = _mark(doubts, tellings, request)
    if mark != seen and (always or doubts or messages or seen.startswith(TOLD)):
        raise AskFirstError(Question(doubts, tellings, mark))


def _mark(doubts: tuple[str, ...], tellings: tuple[Telling, ...], request) -> str:
    """By what was typed, so that changed words are seen again before they go out.

    And by name, since an account that is made on the way has another address each time.
    """
    told = [
        f"{[words.subject for words in telling.words]} {sorted(telling.names)}"
        for telling in tellings
    ]
    typed = sorted(
        f"{name}={values}"
        for name, values in request.POST.lists()
        if name not in NOT_TYPED and not name.startswith("_") and not name.endswith(MADE_FROM)
    )
    digest = sha256("\n".join([*doubts, *told, *typed]).encode()).hexdigest()[:16]
    return f"{TOLD if told else ''}{digest}"
