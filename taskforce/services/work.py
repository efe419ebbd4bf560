"""The work programme's states, and members' engagements as ambassadors."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
from people.models import User
from taskforce.models import Engagement, Member, WorkItem
from taskforce.models.work import MOST_REACHED
from taskforce.rules import may_keep
from taskforce.services.meetings import move_work


def move_work_item(*, item_id: int, to: str, actor: User, reason: str = "") -> WorkItem:
    """Say how far a piece of the work programme is.

    Args:
        item_id: primary key of the item.
        to: one of `enums.WorkState`.
        actor: an officer with `taskforce.move_work`, or the member whose work it is.
        reason: public; needed where the work is paused or stopped.

    Raises:
        Refusal: `reason-needed`, or what `core.moves.move` raises.
    """
    with transaction.atomic():
        items = WorkItem.objects.select_for_update(of=("self",)).select_related("owner")
        return move_work(items.get(pk=item_id), to=to, actor=actor, reason=reason)


def record_engagement(
    *,
    member_id: int,
    kind: str,
    title: str,
    held_on: date,
    reach: int,
    actor: User,
    place: str = "",
) -> Engagement:
    """Keep that a member spoke for the Taskforce; the same one again is one.

    Args:
        member_id: primary key of the membership.
        kind: one of `enums.EngagementKind`.
        title: what it was.
        held_on: a day of the term, not in the future.
        reach: how many people it reached, 1 to `MOST_REACHED`.
        actor: the member, or an officer who enters it for them.
        place: where it was.

    Raises:
        Refusal: `not-allowed`, `not-that-day` or `not-that-many`.
    """
    member = Member.objects.get(pk=member_id)
    if not may_keep(actor, member):
        raise Refusal(_("You don't have permission to do this."), code="not-allowed")
    if not member.starts_on <= held_on <= timezone.localdate():
        raise Refusal(
            _("Enter a day since the term began, up to today."),
            code="not-that-day",
            field="held_on",
        )
    if not 1 <= reach <= MOST_REACHED:
        raise Refusal(
            _("Enter how many people it reached, in numbers."), code="not-that-many", field="reach"
        )
    engagement, _created = Engagement.objects.get_or_create(
        member=member,
        kind=kind,
        title=title.strip(),
        held_on=held_on,
        defaults={"reach": reach, "place": place.strip(), "is_demo": member.is_demo},
    )
    return engagement
