"""What becomes of bookings where two groups, or two records of a person, are merged."""

from django.utils.translation import gettext_lazy

from organisations.merge_keys import moves as group_moves
from people.merge_keys import moves


def declare() -> None:
    """Say how the rows of this app move."""
    group_moves("bookings.Booking", "organisation", gettext_lazy("rooms that were asked for"))
    moves("bookings.Booking", "asked_by", gettext_lazy("rooms that were asked for"))
