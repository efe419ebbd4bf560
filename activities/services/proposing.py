"""An activity from being proposed to its end: the group proposes, the hub answers."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import emails, rules
from activities.enums import ActivityState
from activities.models import Activity
from activities.services.locks import lock, lock_to_approve
from activities.services.saying import keep_rows, refuse_unless_whole
from core.forms import page_address
from core.moves import move
from core.refusal import Refusal, require
from hubs.models import Hub
from messaging.services import post
from organisations.models import Organisation
from organisations.services import acting_for

LONGEST_ADDRESS = 120


@transaction.atomic
def propose(
    *,
    hub_id: int,
    actor,
    said: Mapping[str, Any],
    organisation: Organisation | None = None,
    languages: Collection[str] = (),
    access: Collection[str] = (),
) -> Activity:
    """Propose an activity at a hub. What the hub proposes itself is listed at once.

    Args:
        hub_id: primary key of the hub.
        actor: of the group, or who looks after the hub.
        said: columns of `saying.SAID` and `saying.WHEN`.
        organisation: the group that runs it; None where the hub or somebody else does.
        languages: of `organisations.enums.Language`.
        access: of `enums.Access`.

    Raises:
        Refusal: `not-found`, `not-allowed`, or what `saying.refuse_unless_whole` raises.
    """
    rows = Hub.objects.select_for_update(of=("self",)).select_related("venue")
    hub = rows.filter(pk=hub_id).first()
    if hub is None:
        raise Refusal(_("This hub isn’t there any more."), code="not-found")
    require(rules.may_propose(actor, hub, organisation))
    activity = Activity(hub=hub, organisation=organisation, **said)
    refuse_unless_whole(activity)
    if same := _same(activity):
        return same
    activity.slug = page_address(
        "",
        activity.title,
        "activity",
        rows=Activity.objects.all(),
        longest=LONGEST_ADDRESS,
    )
    activity.save()
    keep_rows(activity, languages=languages, access=access)
    if rules.may_approve(actor, activity):
        move(activity, to=ActivityState.LISTED, actor=actor)
    else:
        _tell_hub(activity)
    return activity


def _same(activity: Activity) -> Activity | None:
    """What the group proposed already and waits: sending it twice is once."""
    names = ("hub", "organisation", "title", "about", *Activity.WHEN)
    waiting = Activity.objects.to_answer().exclude(organisation=None)
    return waiting.filter(**{name: getattr(activity, name) for name in names}).first()


def _tell_hub(activity: Activity) -> None:
    """Tell who looks after the hub that something waits for them."""
    for manager in activity.hub.managers.select_related("person"):
        number = activity.moves.count()
        post(
            emails.proposed(activity, manager.person),
            key=f"{emails.PROPOSED}:{activity.pk}:{number}:{manager.person_id}",
        )


@transaction.atomic
def take(*, activity_id: int, actor) -> Activity:
    """List an activity that was proposed; its group is told.

    Raises:
        Refusal: `not-found`, `not-allowed`, or what `core.moves.move` raises.
    """
    activity = lock_to_approve(activity_id, actor)
    record = move(activity, to=ActivityState.LISTED, actor=actor, assured_on=timezone.localdate())
    _tell_group(activity, record, "")
    return activity


@transaction.atomic
def decline(*, activity_id: int, actor, reason: str) -> Activity:
    """Say no to an activity, and why; its group is told.

    Raises:
        Refusal: `not-found`, `not-allowed`; `reason` naming its field; or what `move` raises.
    """
    activity = lock_to_approve(activity_id, actor)
    if not reason.strip():
        raise Refusal(_("Say why; the group reads it."), code="reason", field="reason")
    record = move(activity, to=ActivityState.DECLINED, actor=actor, reason=reason.strip())
    _tell_group(activity, record, reason.strip())
    return activity


def _tell_group(activity: Activity, record, reason: str) -> None:
    for person in acting_for(activity.organisation) if activity.organisation_id else ():
        post(
            emails.answered(activity, person, reason=reason),
            key=f"{emails.ANSWERED}:{record.pk}:{person.pk}",
        )


@transaction.atomic
def propose_again(*, activity_id: int, actor) -> Activity:
    """Propose one anew that was declined or has ended; of who looks after the hub it is listed.

    Raises:
        Refusal: `not-found`, `not-allowed`, or what `core.moves.move` raises.
    """
    activity = lock(activity_id)
    move(activity, to=ActivityState.PROPOSED, actor=actor, assured_on=timezone.localdate())
    if rules.may_approve(actor, activity):
        move(activity, to=ActivityState.LISTED, actor=actor)
    else:
        _tell_hub(activity)
    return activity


@transaction.atomic
def end(*, activity_id: int, actor, reason: str = "") -> Activity:
    """Say that it takes place no more. Who follows it is told, with the reason if there is one.

    Raises:
        Refusal: `not-found`, `not-allowed`, or what `core.moves.move` raises.
    """
    activity = lock(activity_id)
    was_listed = activity.state == ActivityState.LISTED
    record = move(activity, to=ActivityState.ENDED, actor=actor, reason=reason.strip())
    for follower in activity.followers.select_related("person") if was_listed else ():
        post(
            emails.ended(activity, follower.person, reason=reason.strip()),
            key=f"{emails.NEWS}.ended:{record.pk}:{follower.person_id}",
        )
    return activity
