"""What needs and offers know of a person, for the officers' page of that person."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from officers.registry import MOST_SHOWN, Line, Section
from organisations.enums import MembershipState
from partnerships.models import Message, Side


def knows(officer, person) -> Iterable[Section]:
    """The matches that they answered for a group; what they wrote to others no officer reads."""
    if not officer.has_perm("partnerships.view_match"):
        return
    sides = Side.objects.filter(answered_by=person).select_related("organisation", "match__need")
    sides = sides.order_by("-answered_at", "-pk")[:MOST_SHOWN]
    yield Section(
        words=_("Answers to matches"),
        lines=tuple(_line(side) for side in sides),
        read=tuple(sides),
    )


def _line(side: Side) -> Line:
    said = _("Yes, for %(group)s") if side.says_yes else _("No, for %(group)s")
    return Line(
        words=side.match.need.title,
        url=reverse("admin:partnerships_match_change", args=[side.match_id]),
        said=said % {"group": side.organisation},
        state=(side.match.state, side.match.get_state_display()),
    )


def reads_all(_officer, person) -> bool:
    """Whether this person's account shows no messages between groups, which no officer reads."""
    of_theirs = {
        "match__sides__organisation__memberships__person": person,
        "match__sides__organisation__memberships__state": MembershipState.ACTIVE,
    }
    return not Message.objects.filter(**of_theirs).exists()
