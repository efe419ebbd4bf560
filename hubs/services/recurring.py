"""What can't be said together of something that comes back."""

from django.utils.translation import gettext as _

from core.refusal import Refusal
from hubs import timing
from hubs.enums import MOST_EVERY, HowOften
from hubs.models import Recurring

# Every month has so many days, and so many of each weekday.
DAYS_OF_EVERY_MONTH, WEEKS_OF_EVERY_MONTH = 28, 4


def refuse_first(*wrong: tuple[str, bool, str]) -> None:
    """Raise the Refusal of the first that is wrong.

    Args:
        wrong: (field, whether it is wrong, words); the field's name is the code.
    """
    for field, is_wrong, words in wrong:
        if is_wrong:
            raise Refusal(words, code=field, field=field)


def refuse_unless_it_recurs(one: Recurring) -> None:
    """Raise the Refusal for times and dates that can't be.

    Raises:
        Refusal: naming the field, with its name as the code.
    """
    first = one.starts_on
    in_order = one.ends_on is None or one.ends_on >= first
    refuse_first(
        ("ends", one.ends <= one.begins, _("It must end after it begins, on the same day.")),
        ("ends_on", not in_order, _("The last date must not be before the first.")),
        (
            "weekdays",
            one.how_often == HowOften.WEEKLY and not one.weekdays,
            _("Choose the weekdays."),
        ),
        (
            "every",
            not 1 <= one.every <= MOST_EVERY,
            _("Enter a number from 1 to %(most)s.") % {"most": MOST_EVERY},
        ),
        *_by_month(one),
    )
    if one.rule.next_day(first) is None:
        words = _("There is no such date between the first and the last.")
        raise Refusal(words, code="starts_on", field="starts_on")


def _by_month(one: Recurring) -> list[tuple[str, bool, str]]:
    first = one.starts_on
    return [
        (
            "how_often",
            one.how_often == HowOften.MONTH_WEEKDAY and timing.nth_of(first) > WEEKS_OF_EVERY_MONTH,
            _("Not every month has a fifth. Choose the last of its weekday, or an earlier date."),
        ),
        (
            "how_often",
            one.how_often == HowOften.MONTH_LAST and not timing.is_last_of_month(first),
            _("The first date isn’t the last of its weekday in its month. Choose one that is."),
        ),
        (
            "how_often",
            one.how_often == HowOften.MONTH_DAY and first.day > DAYS_OF_EVERY_MONTH,
            _("Not every month has this day. Choose a weekday of the month instead."),
        ),
    ]
