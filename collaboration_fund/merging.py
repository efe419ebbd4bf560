"""What becomes of the fund's keys where two records of a person, or of a group, are merged."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from collaboration_fund.enums import LIVE
from collaboration_fund.models import Acceptance, Application, Partner, Share
from organisations.merge_keys import moves as group_moves
from people.merge_keys import moves, stays

WHO_DID = (
    ("ClosingMove", "actor"),
    ("Extension", "actor"),
    ("Application", "created_by"),
    ("Application", "entered_by"),
    ("Partner", "invited_by"),
    ("Partner", "subsidy_by"),
    ("SavedAnswer", "person"),
    ("Edition", "sent_by"),
    ("PanelMember", "person"),
    ("Confirmation", "first_by"),
    ("Confirmation", "second_by"),
    ("ReviewRequest", "asked_by"),
    ("ReviewRequest", "answered_by"),
)


def declare() -> None:
    """What was done stays under the name that did it; what a group has in the fund moves."""
    for model, field in WHO_DID:
        stays(f"collaboration_fund.{model}", field)
    moves(
        "collaboration_fund.Acceptance",
        "person",
        gettext_lazy("acceptances for groups"),
        refuses=accepted_twice,
    )
    group_moves(
        "collaboration_fund.Application",
        "lead",
        gettext_lazy("applications to the fund"),
        refuses=leads_twice,
    )
    group_moves(
        "collaboration_fund.Partner",
        "organisation",
        gettext_lazy("parts in applications to the fund"),
        refuses=takes_part_twice,
    )
    group_moves(
        "collaboration_fund.Share",
        "organisation",
        gettext_lazy("shares of awards"),
        refuses=is_paid_twice,
    )


def accepted_twice(kept, gone) -> str:
    """Two acceptances of one part are two people's: one person can't have given both."""
    standing = Acceptance.objects.standing()
    twice = standing.filter(
        person=kept, partner__in=standing.filter(person=gone).values("partner")
    ).first()
    return _("Both have accepted the part of one group.") if twice else ""


def leads_twice(kept, gone) -> str:
    """Two live applications that they lead in one round: only they can say which one counts."""
    live = Application.objects.filter(state__in=LIVE)
    twice = live.filter(lead=kept, round__in=live.filter(lead=gone).values("round"))
    found = twice.select_related("round").first()
    if found is None:
        return ""
    said = _("Both lead an application in “%(round)s”. One has to be withdrawn first.")
    return said % {"round": found.round}


def takes_part_twice(kept, gone) -> str:
    """Two parts in one application would be one group that works with itself."""
    mine = Partner.objects.filter(organisation=kept).values("application")
    twice = Partner.objects.filter(organisation=gone, application__in=mine)
    found = twice.select_related("application").first()
    if found is None:
        return ""
    said = _("Both take part in the application %(reference)s. One has to be taken out first.")
    return said % {"reference": found.application.reference}


def is_paid_twice(kept, gone) -> str:
    """Two shares of one award are two groups' payments, which nobody can tell apart afterwards."""
    mine = Share.objects.filter(organisation=kept).values("award")
    twice = Share.objects.filter(organisation=gone, award__in=mine).select_related("award").first()
    if twice is None:
        return ""
    said = _("Both are paid a part of the award %(reference)s, so they can't be one group.")
    return said % {"reference": twice.award.reference}
