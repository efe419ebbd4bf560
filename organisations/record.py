"""What the groups know of a person, for the officers' page of that person."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from officers.registry import MOST_SHOWN, Line, Section
from organisations.enums import LIVE_MEMBERSHIPS
from organisations.models import Membership
from organisations.rules import Duty, officer_may


def knows(officer, person) -> Iterable[Section]:
    """The groups that they belong to, asked to join, or left."""
    if not officer_may(officer, Duty.READ_PEOPLE):
        return
    places = Membership.objects.of(person).select_related("organisation")
    places = places.order_by("-created_at", "-pk")[:MOST_SHOWN]
    yield Section(
        words=_("Groups"),
        lines=tuple(_line(one) for one in places),
        read=tuple(places),
    )


def _line(one: Membership) -> Line:
    address = reverse("admin:organisations_organisation_change", args=[one.organisation_id])
    return Line(
        words=one.organisation.name,
        url=f"{address}?tab=people",
        said=str(one.get_role_display()),
        state=(one.state, one.get_state_display()),
    )


def reads_all(officer, person) -> bool:
    """Whether an officer may read all that the pages of this person's groups show."""
    duties = (Duty.READ_PEOPLE, Duty.READ_COMMITTEE, Duty.READ_DOCUMENTS)
    if all(officer_may(officer, duty) for duty in duties):
        return True
    return not Membership.objects.of(person).filter(state__in=LIVE_MEMBERSHIPS).exists()
