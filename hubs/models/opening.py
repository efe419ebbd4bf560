"""Opening hours: usual weeks and seasons, exceptions by date, and one-off bank holidays."""

from datetime import time

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hubs.enums import Weekday
from hubs.models.hub import Hub
from hubs.opening import Span


class OpeningPeriod(models.Model):
    """The hours of a week from a day on. With a last day it is a season and goes before others."""

    hub = models.ForeignKey(
        Hub, on_delete=models.CASCADE, related_name="periods", verbose_name=_("hub")
    )
    name = models.CharField(
        _("name"), max_length=80, blank=True, help_text=_("Such as “Summer holidays”.")
    )
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("to"), null=True, blank=True)

    class Meta:
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")
        ordering = [F("ends_on").asc(nulls_first=True), "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="opening_period_ends_after_it_starts",
                violation_error_message=_("The last day can’t be before the first."),
            ),
            models.UniqueConstraint(
                fields=["hub", "starts_on"],
                condition=Q(ends_on__isnull=True),
                name="opening_usual_hours_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["hub", "starts_on"],
                condition=Q(ends_on__isnull=False),
                name="opening_season_once_a_day",
            ),
        ]

    def __str__(self):
        return self.name or str(self.starts_on)


class OpeningException(models.Model):
    """One day with other hours, or closed: then it has no windows."""

    hub = models.ForeignKey(
        Hub, on_delete=models.CASCADE, related_name="exceptions", verbose_name=_("hub")
    )
    day = models.DateField(_("day"))
    why = models.CharField(_("why"), max_length=120, blank=True, help_text=_("It is public."))

    class Meta:
        verbose_name = _("exception to the opening hours")
        verbose_name_plural = _("exceptions to the opening hours")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["hub", "day"], name="opening_exception_once_a_day"),
        ]

    def __str__(self):
        return str(self.day)


class OpeningWindow(models.Model):
    """From one time of the clock to another: of a weekday in a period, or of one exception.

    Closing that isn't later than opening is on the next day; 00:00 to 00:00 is the whole day.
    """

    period = models.ForeignKey(
        OpeningPeriod,
        null=True,
        on_delete=models.CASCADE,
        related_name="windows",
        verbose_name=_("opening hours"),
    )
    exception = models.ForeignKey(
        OpeningException,
        null=True,
        on_delete=models.CASCADE,
        related_name="windows",
        verbose_name=_("exception to the opening hours"),
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday, null=True)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"))

    class Meta:
        verbose_name = _("time of opening")
        verbose_name_plural = _("times of opening")
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    period__isnull=False,
                    exception__isnull=True,
                    weekday__isnull=False,
                    weekday__in=Weekday.values,
                )
                | Q(period__isnull=True, exception__isnull=False, weekday__isnull=True),
                name="opening_window_of_a_weekday_or_an_exception",
            ),
            models.CheckConstraint(
                condition=~Q(opens=F("closes")) | Q(opens=time(0)),
                name="opening_window_has_a_length",
            ),
            models.UniqueConstraint(
                fields=["period", "weekday", "opens"], name="opening_window_once_a_weekday"
            ),
            models.UniqueConstraint(
                fields=["exception", "opens"], name="opening_window_once_an_exception"
            ),
        ]

    def __str__(self):
        return f"{self.opens:%H:%M}–{self.closes:%H:%M}"

    @property
    def span(self) -> Span:
        """Its times."""
        return Span(self.opens, self.closes)


class OneOffHoliday(models.Model):
    """A bank holiday that the official list doesn't have yet: it holds for every hub."""

    day = models.DateField(_("day"), unique=True)
    name = models.CharField(_("name"), max_length=80)

    class Meta:
        verbose_name = _("one-off bank holiday")
        verbose_name_plural = _("one-off bank holidays")
        ordering = ["-day"]
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="one_off_holiday_has_a_name"),
        ]

    def __str__(self):
        return f"{self.name}, {self.day}"
