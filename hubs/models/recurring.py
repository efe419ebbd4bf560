"""What comes back: a time of day in Luton, and the days on which it is."""

from functools import cache

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hubs import timing
from hubs.enums import MOST_EVERY, HowOften


def rule_of(starts_on, ends_on, how_often: str, every: int, weekdays: str) -> timing.Rule:
    """The rule that these columns say; `weekdays` as “25” for Tuesday and Friday."""
    return timing.Rule(
        first=starts_on,
        last=ends_on,
        how_often=timing.HowOften(how_often),
        every=every,
        weekdays=_weekdays(weekdays),
    )


@cache
def _weekdays(digits: str) -> frozenset[int]:
    return frozenset(int(one) - 1 for one in digits)


class Recurring(models.Model):
    """Something at a time of day, once or again and again, such as an activity or a booking."""

    # The columns that `rule_of` takes.
    RULE = ("starts_on", "ends_on", "how_often", "every", "weekdays")
    WHEN = (*RULE, "begins", "ends")

    starts_on = models.DateField(_("first date"))
    ends_on = models.DateField(_("last date"), null=True, blank=True)
    begins = models.TimeField(_("begins"))
    ends = models.TimeField(_("ends"))
    how_often = models.CharField(
        _("how often"), max_length=15, choices=HowOften, default=HowOften.WEEKLY
    )
    every = models.PositiveSmallIntegerField(
        _("every so many weeks or months"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_EVERY)],
    )
    weekdays = models.CharField(
        _("weekdays"),
        max_length=7,
        blank=True,
        help_text=_("1 is Monday: 25 is Tuesday and Friday."),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(how_often__in=HowOften.values), name="%(class)s_how_often_is_known"
            ),
            models.CheckConstraint(
                condition=Q(ends__gt=F("begins")),
                name="%(class)s_ends_after_it_begins",
                violation_error_message=_("It must end after it begins, on the same day."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="%(class)s_last_date_follows_the_first",
                violation_error_message=_("The last date must not be before the first."),
            ),
            models.CheckConstraint(
                condition=Q(how_often=HowOften.WEEKLY) ^ Q(weekdays=""),
                name="%(class)s_by_the_week_has_weekdays",
                violation_error_message=_("Choose the weekdays."),
            ),
            models.CheckConstraint(
                condition=Q(every__gte=1) & Q(every__lte=MOST_EVERY),
                name="%(class)s_comes_back_in_time",
            ),
        ]

    @property
    def rule(self) -> timing.Rule:
        """On which days it is, but for what is other than usual."""
        return rule_of(*(getattr(self, name) for name in self.RULE))
