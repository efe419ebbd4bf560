"""What becomes of the rows of this app where two groups, or two records of a person, are merged."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Follower
from organisations.merge_keys import moves as group_moves
from people.merge_keys import moves


def declare() -> None:
    """Say how the rows of this app move."""
    group_moves("activities.Activity", "organisation", gettext_lazy("activities at hubs"))
    moves(
        "activities.Follower",
        "person",
        gettext_lazy("activities that they follow"),
        doubles=of_both,
        says=lambda row: _("Both follow %(title)s: it is kept once.") % {"title": row.activity},
    )


def of_both(kept, gone) -> list[Follower]:
    """The rows of the record that goes, of activities that the other one follows too."""
    there = Follower.objects.filter(person=kept).values("activity")
    return list(Follower.objects.filter(person=gone, activity__in=there).select_related("activity"))
