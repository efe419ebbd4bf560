"""What was paid of an award: the one place that asks the room of payments."""

from collections.abc import Collection

from collaboration_fund.models import Award


def paid_of(award: Award) -> int:
    """What was paid of an award and not taken back, in pence."""
    return paid_of_each([award.pk])[award.pk]


def paid_of_each(award_ids: Collection[int]) -> dict[int, int]:
    """{award: what was paid of it, in pence}, in one statement for all."""
    # Payments have no table yet.
    return dict.fromkeys(award_ids, 0)
