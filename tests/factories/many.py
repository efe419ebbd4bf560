"""Many rows alike, where a test is about how many there are."""

from collections.abc import Callable
from uuid import uuid4

from django.db.models import Model


def twins(row: Model, number: int, **changes: Callable[[int], object]) -> list[Model]:
    """So many more rows like this one, in one statement.

    Args:
        changes: for a column that mayn't be alike, what it is in the how many-eth twin.
    """
    alike = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    return type(row)._default_manager.bulk_create(
        type(row)(**alike | {name: make(n) for name, make in changes.items()})
        for n in range(number)
    )


def twins_of_response(response, number: int) -> None:
    """So many more responses with the same answers, sent as often as this one."""
    for twin in twins(response, number, pseudonym=lambda _n: uuid4()):
        for rows in (response.answers, response.submissions):
            for row in rows.all():
                twins(row, 1, response_id=lambda _n, twin=twin: twin.pk)
