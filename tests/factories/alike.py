"""More applicants like one who came the whole way, row by row: people whom a test isn't about."""

from collections.abc import Iterable
from datetime import timedelta
from functools import partial
from uuid import uuid4

from messaging.models import OutboxMessage
from questionnaires.vault import seal, unseal
from recruitment.models import Application
from tests.factories.people import ResidentFactory


def copies(row, changes: Iterable[dict]) -> list:
    """Rows like this one but for these columns."""
    model = type(row)
    kept = {
        field.attname: getattr(row, field.attname)
        for field in model._meta.concrete_fields
        if not field.primary_key
    }
    fresh = {f.attname for f in model._meta.concrete_fields if f.unique and f.has_default()}
    kept = {name: value for name, value in kept.items() if name not in fresh}
    return model.objects.bulk_create(model(**kept | change) for change in changes)


def more_like(first: Application, said: list[dict]) -> list[Application]:
    """An application for each of these answers to the selection questions: `{"sex": , "age": }`.

    They have what the services wrote for the first: answers, scores, history and the receipt.
    """
    people = [ResidentFactory() for _one in said]
    pieces = copies(first.piece, [{} for _one in said])
    for given in (*first.piece.declarations.all(), *first.piece.scores.all()):
        copies(given, [{"piece_id": piece.pk} for piece in pieces])
    called = [{"called": person.name} for person in people]
    own = _responses_like(first.response, called)
    selection = _responses_like(first.selection_response, said)
    applications = copies(
        first,
        [
            {
                "person_id": people[n].pk,
                "piece_id": pieces[n].pk,
                "response_id": own[n].pk,
                "selection_response_id": selection[n].pk,
                "address": f"{n + 1} Demo Street",
                "submitted_at": first.submitted_at + timedelta(microseconds=n + 1),
            }
            for n in range(len(said))
        ],
    )
    for moved in first.moves.order_by("pk"):
        own_move = moved.actor_id == first.person_id
        copies(
            moved,
            [
                {"thing_id": one.pk, "actor_id": one.person_id if own_move else moved.actor_id}
                for one in applications
            ],
        )
    for message in OutboxMessage.objects.filter(recipient=first.person.reference):
        copies(
            message,
            [
                {"recipient": one.reference, "to_address": one.email, "key": f"alike:{uuid4()}"}
                for one in people
            ],
        )
    return applications


def _responses_like(response, said: list[dict]) -> list:
    """Copies of a response in which these questions have other answers, plain or sealed alike."""
    rows = copies(response, [{"id": uuid4()} for _one in said])
    for answer in response.answers.select_related("question"):
        key = answer.question.key
        values = [one.get(key, _value(answer)) for one in said]
        copies(answer, map(partial(_written_like, answer), rows, values))
    for submission in response.submissions.all():
        values = [_value(submission) | one for one in said]
        copies(submission, map(partial(_written_like, submission), rows, values))
    for moved in response.moves.order_by("pk"):
        copies(moved, [{"thing_id": row.pk} for row in rows])
    return rows


def _value(row):
    return row.value if row.sealed is None else unseal(row.sealed)


def _written_like(row, response, value) -> dict:
    plain = row.sealed is None
    return {
        "response_id": response.pk,
        "value": value if plain else None,
        "sealed": None if plain else seal(value),
    }
