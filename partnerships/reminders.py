"""The daily word on new matches: at nine in Luton, and only while an answer is awaited."""

from datetime import datetime

from django.utils import timezone

from core.luton import nine_in_luton
from messaging.services import Message as Email
from messaging.services import reschedule
from organisations.enums import MembershipState
from organisations.models import Membership
from organisations.rules import MAY, Act
from partnerships import emails
from partnerships.enums import MatchState
from partnerships.models import Side

DIGEST = "partnerships.matches-digest"
EDITORS = [role for role, acts in MAY.items() if Act.EDIT in acts]


def editors_of(*organisation_ids: int) -> list[Membership]:
    """Those who act for these groups, each with their group."""
    rows = Membership.objects.active().filter(
        organisation__in=organisation_ids, role__in=EDITORS, person__is_active=True
    )
    return list(rows.select_related("person", "organisation"))


def next_nine(now: datetime) -> datetime:
    """The next nine o'clock in Luton."""
    today = nine_in_luton(now)
    return today if now < today else nine_in_luton(now, days=1)


def schedule_digest(*organisation_ids: int) -> None:
    """Have those who act for these groups told of new matches at the next nine o'clock."""
    due_at = next_nine(timezone.now())
    for membership in editors_of(*organisation_ids):
        reschedule(kind=DIGEST, about=f"matches:{membership.pk}", due_at=due_at)


def write_digest(about: str) -> Email | None:
    """How many matches wait for an answer, or None where none does any more."""
    pk = int(about.partition(":")[2])
    mine = Membership.objects.filter(pk=pk, state=MembershipState.ACTIVE, role__in=EDITORS)
    membership = mine.select_related("person", "organisation").first()
    if membership is None or not membership.organisation.is_standing:
        return None
    waiting = Side.objects.filter(
        organisation=membership.organisation, says_yes=None, match__state=MatchState.SUGGESTED
    )
    number = waiting.count()
    return emails.matches_found(membership, number) if number else None
