"""What becomes of applications where two records of one person are merged."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from people.merge_keys import moves, stays
from recruitment.enums import LIVE
from recruitment.models import Application, Follower


def declare() -> None:
    """Say how applications move. What was done as an officer stays under its name."""
    moves("recruitment.Application", "person", gettext_lazy("applications"), refuses=applied_twice)
    moves("recruitment.Invitation", "invited_by", gettext_lazy("invitations of friends"))
    moves(
        "recruitment.Follower",
        "person",
        gettext_lazy("wishes to hear of the next round"),
        doubles=lambda kept, gone: [
            row
            for row in Follower.objects.filter(person=gone)
            if Follower.objects.filter(person=kept).exists()
        ],
        says=lambda _row: _("Both want to hear of the next round: they are told once."),
    )
    stays("recruitment.Application", "entered_by")
    stays("recruitment.Round_runners", "user")
    stays("recruitment.Draw", "asked_by")
    stays("recruitment.HomeDecision", "decided_by")


def applied_twice(kept, gone) -> str:
    """Two live applications in one round: nobody but the applicant can say which one counts."""
    live = Application.objects.filter(state__in=LIVE)
    rounds = live.filter(person=gone).values("round")
    twice = live.filter(person=kept, round__in=rounds).select_related("round").first()
    if twice is None:
        return ""
    said = _("Both have an application in “%(round)s”. One has to be withdrawn first.")
    return said % {"round": twice.round}
