"""More applicants like one who came the whole way, row by row: people whom a test isn't about."""

from datetime import timedelta
from uuid import uuid4

from assessment.models.scoring import new_code
from messaging.models import OutboxMessage
from questionnaires.vault import seal, unseal
from recruitment.models import Application
from recruitment.models.application import new_reference
from tests.factories.many import twins
from tests.factories.people import ResidentFactory


def more_like(first: Application, said: list[dict]) -> list[Application]:
    """An application for each of these answers to the selection questions: `{"sex": , "age": }`.

    They have what the services wrote for the first: answers, scores, history and the receipt.
    """
    number, people = len(said), [ResidentFactory() for _one in said]
    pieces = twins(first.piece, number, code=lambda _n: new_code())
    for given in (*first.piece.declarations.all(), *first.piece.scores.all()):
        twins(given, number, piece_id=lambda n: pieces[n].pk)
    own = _responses_like(first.response, [{"called": person.name} for person in people])
    selection = _responses_like(first.selection_response, said)
    applications = twins(
        first,
        number,
        reference=lambda _n: new_reference(),
        person_id=lambda n: people[n].pk,
        piece_id=lambda n: pieces[n].pk,
        response_id=lambda n: own[n].pk,
        selection_response_id=lambda n: selection[n].pk,
        address=lambda n: f"{n + 1} Demo Street",
        submitted_at=lambda n: first.submitted_at + timedelta(microseconds=n + 1),
    )
    for moved in first.moves.order_by("pk"):
        own_move = {"actor_id": lambda n: people[n].pk} if moved.actor_id == first.person_id else {}
        twins(moved, number, thing_id=lambda n: applications[n].pk, **own_move)
    for message in OutboxMessage.objects.filter(recipient=first.person.reference):
        twins(
            message,
            number,
            recipient=lambda n: people[n].reference,
            to_address=lambda n: people[n].email,
            key=lambda _n: f"alike:{uuid4()}",
        )
    return applications


def _responses_like(response, said: list[dict]) -> list:
    """Twins of a response in which these questions have other answers, plain or sealed alike."""
    number = len(said)
    rows = twins(response, number, pseudonym=lambda _n: uuid4())
    for answer in response.answers.select_related("question"):
        key, kept = answer.question.key, _value(answer)
        _twins_with(answer, rows, [one.get(key, kept) for one in said])
    for submission in response.submissions.all():
        _twins_with(submission, rows, [_value(submission) | one for one in said])
    for moved in response.moves.order_by("pk"):
        twins(moved, number, thing_id=lambda n: rows[n].pk)
    return rows


def _value(row):
    return row.value if row.sealed is None else unseal(row.sealed)


def _twins_with(row, responses: list, values: list) -> None:
    column = "value" if row.sealed is None else "sealed"
    write = (lambda n: values[n]) if row.sealed is None else (lambda n: seal(values[n]))
    twins(row, len(values), response_id=lambda n: responses[n].pk, **{column: write})
