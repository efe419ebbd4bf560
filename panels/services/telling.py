"""Who would be told what by an act, seen before it is done."""

from collections.abc import Callable

from core.telling import Telling
from messaging.emails import without_keys
from messaging.rehearsal import rehearse
from panels.models import Session
from people.models import User


def telling_of(session: Session, act: Callable[[], object]) -> list[Telling]:
    """The emails about a session that `act` would send, the same ones together.

    Raises:
        Refusal: as `act` does.
    """
    rows = rehearse(act, about=session.filed_under)
    people = {person.reference: person for person in _recipients(rows)}
    kinds: dict[tuple, list] = {}
    for row in rows:
        kinds.setdefault((row.kind, row.key.partition(":")[0]), []).append(row)
    return [
        Telling(
            subject=alike[0].subject,
            text=without_keys(alike[0].text),
            names=tuple(str(people.get(row.recipient, row.to_address)) for row in alike),
        )
        for alike in kinds.values()
    ]


def _recipients(rows):
    return User.objects.filter(reference__in=[row.recipient for row in rows])
