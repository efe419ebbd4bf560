"""Locking an activity before anything of it changes."""

from django.utils.translation import gettext as _

from activities import rules
from activities.models import Activity
from core.refusal import Refusal, require


def lock(activity_id: int) -> Activity:
    """The activity, locked until the transaction ends.

    Raises:
        Refusal: `not-found` where there is none.
    """
    rows = Activity.objects.select_for_update(of=("self",))
    found = rows.select_related("hub__venue", "organisation").filter(pk=activity_id).first()
    if found is None:
        raise Refusal(_("This activity isn’t there any more."), code="not-found")
    return found


def lock_to_change(activity_id: int, actor) -> Activity:
    """The activity, locked, for its hub or the group that runs it.

    Raises:
        Refusal: `not-found`, or `not-allowed` where it isn't theirs.
    """
    activity = lock(activity_id)
    require(rules.may_change(actor, activity))
    return activity


def lock_to_approve(activity_id: int, actor) -> Activity:
    """The activity, locked, for who looks after its hub.

    Raises:
        Refusal: `not-found`, or `not-allowed`.
    """
    activity = lock(activity_id)
    require(rules.may_approve(actor, activity))
    return activity
