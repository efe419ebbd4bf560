"""What is said of an activity, when it is, and that it is still right."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.enums import OLDEST, Access
from activities.models import Activity
from activities.services.locks import lock_to_approve, lock_to_change
from core.refusal import Refusal
from hubs.services import refuse_first, refuse_unless_it_recurs
from organisations.enums import Language

SAID = (
    *("title", "about", "kind", "where", "run_by", "pence", "price_note", "youngest", "oldest"),
    *("joining", "email", "telephone", "website"),
)
WHEN = Activity.WHEN


@transaction.atomic
def change(
    *,
    activity_id: int,
    actor,
    said: Mapping[str, Any],
    languages: Collection[str],
    access: Collection[str],
) -> Activity:
    """Say it otherwise: the hub, or the group that runs it.

    Args:
        said: columns of SAID.

    Raises:
        Refusal: `not-found`, `not-allowed`, or what `refuse_unless_whole` raises.
    """
    activity = lock_to_change(activity_id, actor)
    for name in SAID:
        if name in said:
            setattr(activity, name, said[name])
    refuse_unless_whole(activity)
    activity.save()
    keep_rows(activity, languages=languages, access=access)
    return activity


@transaction.atomic
def change_when(*, activity_id: int, actor, when: Mapping[str, Any]) -> Activity:
    """Have it at other times for good. Only who looks after the hub says so: it is their building.

    Dates that were changed one by one, and don't exist any more, go.

    Args:
        when: columns of WHEN.

    Raises:
        Refusal: `not-found`, `not-allowed`, or what `refuse_unless_whole` raises.
    """
    activity = lock_to_approve(activity_id, actor)
    for name in WHEN:
        if name in when:
            setattr(activity, name, when[name])
    refuse_unless_whole(activity)
    activity.save()
    rule = activity.rule
    gone = [one.pk for one in activity.changed_dates.all() if not rule.falls_on(one.day)]
    activity.changed_dates.filter(pk__in=gone).delete()
    return activity


@transaction.atomic
def assure(*, activity_id: int, actor) -> Activity:
    """Say that all of it is right today, and that it still takes place.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    activity = lock_to_change(activity_id, actor)
    activity.assured_on = timezone.localdate()
    activity.save(update_fields=["assured_on"])
    return activity


def keep_rows(activity: Activity, *, languages: Collection[str], access: Collection[str]) -> None:
    """Have exactly these languages and this access.

    Raises:
        Refusal: `language`, `access` where one isn't known.
    """
    for rows, column, asked, known in (
        (activity.languages, "code", languages, Language.values),
        (activity.access, "kind", access, Access.values),
    ):
        if not set(asked) <= set(known):
            raise Refusal(_("Choose what the page offers."), code="not-known")
        there = set(rows.values_list(column, flat=True))
        rows.exclude(**{f"{column}__in": asked}).delete()
        for one in sorted(set(asked) - there):
            rows.create(**{column: one})


def refuse_unless_whole(activity: Activity) -> None:
    """Raise the Refusal for what can't be said together.

    Raises:
        Refusal: naming the field, with its name as the code.
    """
    ages = activity.oldest is not None and (
        activity.oldest > OLDEST or (activity.youngest or 0) > activity.oldest
    )
    refuse_first(
        ("title", not activity.title.strip(), _("Say what it is called.")),
        ("about", not activity.about.strip(), _("Say what happens there.")),
    )
    refuse_unless_it_recurs(activity)
    words = _("The oldest must not be younger than the youngest.")
    refuse_first(("oldest", ages, words))
