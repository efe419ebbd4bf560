"""What counts of many responses at once: each as it was last sent, in a constant few statements."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from questionnaires import vault
from questionnaires.models import Question, Response, SetVersion, Submission

CHUNK = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """One response as it was last sent.

    Args:
        response_id: its key.
        pseudonym: the random name that it is known by.
        version_id: of the questions.
        at: when it was last sent, in UTC.
        values: kept values by question key; a question that wasn't asked isn't in it.
    """

    response_id: uuid.UUID
    pseudonym: uuid.UUID
    version_id: int
    at: datetime
    values: dict[str, object]


def versions_of(responses: QuerySet[Response]) -> dict[int, SetVersion]:
    """The versions that were answered, the newest first, with their questions."""
    used = SetVersion.objects.filter(pk__in=responses.order_by().values("version"))
    return {version.pk: version for version in used.with_questions().order_by("-number")}


def sent(responses: QuerySet[Response]) -> Iterator[Sent]:
    """What each of these last sent, in the order in which they did; one statement, as it comes.

    Args:
        responses: which; those that were never sent, or were taken back, are left out.
    """
    later = Submission.objects.filter(response=OuterRef("response"), number__gt=OuterRef("number"))
    rows = (
        Submission.objects.filter(response__in=responses.sent().order_by().values("pk"))
        .filter(~Exists(later))
        .order_by("response__submitted_at", "response_id")
        .values_list(
            "response_id",
            "response__pseudonym",
            "response__version_id",
            "response__submitted_at",
            "value",
            "sealed",
        )
    )
    for response_id, pseudonym, version_id, at, value, sealed in rows.iterator(chunk_size=CHUNK):
        values = value if sealed is None else vault.unseal(sealed)
        yield Sent(response_id, pseudonym, version_id, at, values)


def by_kind(versions: dict[int, SetVersion]) -> dict[tuple[str, str], list[Question]]:
    """Each question of the versions in all its wordings, the newest first, by key and kind.

    A question whose kind was changed from one version to the next is two.
    """
    found: dict[tuple[str, str], list[Question]] = {}
    for version in versions.values():
        for question in version.questions.all():
            if question.is_asked:
                found.setdefault((question.key, question.kind), []).append(question)
    return found


def choices_of(wordings: list[Question]) -> dict[str, str]:
    """The words of every choice that a question ever had, by value, in the newest order."""
    labels: dict[str, str] = {}
    for question in wordings:
        for choice in question.choices.all():
            labels.setdefault(choice.value, str(choice.label))
    return labels
