"""Following an activity: being told where a date of it is other than usual."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from activities.models import Activity, Follower
from core.refusal import Refusal, require


def follow(*, activity_id: int, actor) -> None:
    """Be told where a date of it is other than usual. Twice is once.

    Raises:
        Refusal: `not-found` where there is no page of it; `not-allowed` for nobody.
    """
    require(bool(actor.pk and actor.is_active))
    activity = Activity.objects.public().filter(pk=activity_id).first()
    if activity is None:
        raise Refusal(_("This activity isn’t there any more."), code="not-found")
    try:
        with transaction.atomic():
            Follower.objects.get_or_create(activity=activity, person=actor)
    except IntegrityError:
        return


def unfollow(*, activity_id: int, actor) -> None:
    """Be told no more. Twice is once."""
    Follower.objects.filter(activity=activity_id, person=actor.pk).delete()
