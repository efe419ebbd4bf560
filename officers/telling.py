"""Who would be told what by an act: gathered from the messages that it posts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from messaging.emails import without_keys
from messaging.kinds import BY_LETTER
from messaging.models import OutboxMessage
from people.models import User

# What goes out within this time is said at once.
AT_ONCE = timedelta(minutes=5)
# Under this a look at who would be told is recorded.
WHO_IS_TOLD = "who is told"


@dataclass(frozen=True)
class Words:
    """An email in one language, as the first of those who read it in that language gets it."""

    language: str
    subject: str
    text: str


@dataclass(frozen=True)
class Telling:
    """One email to some people: who gets it, by name, and its words in each of their languages.

    `letters` is how many of them have no email address and get it as a letter, which is posted;
    `at` is when it is said, where that isn't at once.
    """

    names: tuple[str, ...]
    words: tuple[Words, ...]
    letters: int = 0
    at: datetime | None = None


def tellings_of(messages: Iterable[OutboxMessage]) -> tuple[Telling, ...]:
    """The messages that say the same, together; in the order in which they were posted."""
    messages = list(messages)
    people = User.objects.filter(reference__in={one.recipient for one in messages})
    names = {person.reference: person.name for person in people}
    alike: dict[tuple, list[OutboxMessage]] = {}
    for one in messages:
        alike.setdefault((one.kind, one.key.partition(":")[0]), []).append(one)
    return tuple(
        Telling(
            names=tuple(names.get(one.recipient) or one.to_address for one in same),
            words=_in_each_language(same),
            letters=sum(one.to_address.endswith(BY_LETTER) for one in same),
            at=_later(same[0].next_attempt_at),
        )
        for same in alike.values()
    )


def _later(at: datetime) -> datetime | None:
    return at if at > timezone.now() + AT_ONCE else None


def _in_each_language(messages: list[OutboxMessage]) -> tuple[Words, ...]:
    firsts: dict[str, OutboxMessage] = {}
    for one in messages:
        firsts.setdefault(one.language, one)
    return tuple(
        Words(language=language, subject=first.subject, text=without_keys(first.text))
        for language, first in firsts.items()
    )
