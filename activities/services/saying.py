"""What is said of an activity, when it is, and that it is still right."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from activities import timing
from activities.enums import OLDEST, Access, HowOften
from activities.models import Activity
from activities.services.locks import lock_to_approve, lock_to_change
from core.refusal import Refusal
from organisations.enums import Language

SAID = (
    *("title", "about", "kind", "where", "run_by", "pence", "price_note", "youngest", "oldest"),
    *("joining", "email", "telephone", "website"),
)
WHEN = ("starts_on", "ends_on", "begins", "ends", "how_often", "every", "weekdays")
# Of a day of the month: every month has so many.
EVERY_MONTH_HAS = 28


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
    for field, is_wrong, words in _wrong(activity):
        if is_wrong:
            raise Refusal(words, code=field, field=field)


def _wrong(one: Activity) -> list[tuple[str, bool, str]]:
    first = one.starts_on
    in_order = one.ends_on is None or one.ends_on >= first
    is_date = one.how_often != HowOften.WEEKLY or bool(one.weekdays)
    return [
        ("title", not one.title.strip(), _("Say what it is called.")),
        ("about", not one.about.strip(), _("Say what happens there.")),
        ("ends", one.ends <= one.begins, _("It must end after it begins, on the same day.")),
        ("ends_on", not in_order, _("The last date must not be before the first.")),
        ("weekdays", not is_date, _("Choose the weekdays.")),
        ("every", not 1 <= one.every <= 12, _("Enter a number from 1 to 12.")),
        (
            "how_often",
            one.how_often == HowOften.MONTH_WEEKDAY and timing.nth_of(first) > 4,
            _("Not every month has a fifth. Choose the last of its weekday, or an earlier date."),
        ),
        (
            "how_often",
            one.how_often == HowOften.MONTH_LAST and not timing.is_last_of_month(first),
            _("The first date isn’t the last of its weekday in its month. Choose one that is."),
        ),
        (
            "how_often",
            one.how_often == HowOften.MONTH_DAY and first.day > EVERY_MONTH_HAS,
            _("Not every month has this day. Choose a weekday of the month instead."),
        ),
        (
            "starts_on",
            is_date and in_order and one.rule.next_day(first) is None,
            _("There is no such date between the first and the last."),
        ),
        (
            "oldest",
            one.oldest is not None and (one.oldest > OLDEST or (one.youngest or 0) > one.oldest),
            _("The oldest must not be younger than the youngest."),
        ),
    ]
