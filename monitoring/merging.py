"""What becomes of these keys where two records of a person, or of a group, are merged."""

from django.utils.translation import gettext_lazy as _

from organisations.merge_keys import moves as group_moves
from people.merge_keys import stays


def declare() -> None:
    """What was done stays under the name that did it; a group's bids move with it."""
    for model, field in (
        ("ReportEdition", "sent_by"),
        ("Change", "asked_by"),
        ("Closing", "closed_by"),
    ):
        stays(f"monitoring.{model}", field)
    group_moves("monitoring.Bid", "organisation", _("bids for other money"))
