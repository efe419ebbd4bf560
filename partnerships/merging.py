"""What becomes of the rows of this app where two groups, or two records of a person, are merged."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.merge_keys import moves as group_moves
from partnerships.models import Partner, Side
from partnerships.services.posting import take_back
from people.merge_keys import moves, stays


def declare() -> None:
    """Say how every row of this app moves."""
    stays("partnerships.Posting", "entered_by")
    moves("partnerships.Side", "answered_by", gettext_lazy("answers to matches"))
    moves("partnerships.Message", "author", gettext_lazy("messages between groups"))
    moves("partnerships.Partner", "answered_by", gettext_lazy("answers to partnerships"))
    group_moves("partnerships.Posting", "organisation", gettext_lazy("needs and offers"))
    group_moves("partnerships.Message", "organisation", gettext_lazy("messages between groups"))
    group_moves(
        "partnerships.Side",
        "organisation",
        gettext_lazy("sides of matches"),
        doubles=sides_of_both,
        drop=drop_side,
        says=says,
    )
    group_moves(
        "partnerships.Partner",
        "organisation",
        gettext_lazy("places in partnerships"),
        doubles=partners_of_both,
        says=says,
    )


def sides_of_both(kept, gone) -> list[Side]:
    """The sides of the one that goes in matches of which the other is a side too."""
    there = Side.objects.filter(organisation=kept).values("match")
    return list(
        Side.objects.filter(organisation=gone, match__in=there).select_related("match__need")
    )


def drop_side(side: Side) -> None:
    """Take a group out of a match with itself; what nobody has agreed to is taken back."""
    if side.match.is_suggested:
        take_back(side.match)
    side.delete()


def partners_of_both(kept, gone) -> list[Partner]:
    """The places of the one that goes in partnerships of which the other is a partner too."""
    there = Partner.objects.filter(organisation=kept).values("partnership")
    return list(Partner.objects.filter(organisation=gone, partnership__in=there))


def says(row) -> str:
    """What an officer reads of it beforehand."""
    return _("Both are in “%(thing)s”: the place of one goes.") % {
        "thing": row.match.need if isinstance(row, Side) else row.partnership
    }
