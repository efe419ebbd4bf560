"""Dates on which an activity is other than usual: single ones, and stretches of them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from activities.enums import DateState
from activities.models.activity import Activity
from core.models import is_known
from hubs.models import Hub


class ChangedDate(models.Model):
    """One date of an activity that doesn't take place, or does so at another time or place."""

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="changed_dates")
    day = models.DateField(_("date"))
    state = models.CharField(_("what"), max_length=10, choices=DateState)
    to_day = models.DateField(_("moved to"), null=True, blank=True)
    begins = models.TimeField(_("begins"), null=True, blank=True)
    ends = models.TimeField(_("ends"), null=True, blank=True)
    hub = models.ForeignKey(
        Hub,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("at another hub"),
    )
    why = models.CharField(_("why"), max_length=300)
    said_at = models.DateTimeField(_("said at"), auto_now=True)

    class Meta:
        verbose_name = _("changed date of an activity")
        verbose_name_plural = _("changed dates of activities")
        ordering = ["day", "pk"]
        constraints = [
            is_known("changed_date", state=DateState),
            models.UniqueConstraint(fields=["activity", "day"], name="changed_date_once"),
            models.CheckConstraint(condition=~Q(why=""), name="changed_date_says_why"),
            models.CheckConstraint(
                condition=Q(
                    state=DateState.MOVED,
                    to_day__isnull=False,
                    begins__isnull=False,
                    ends__gt=F("begins"),
                )
                | Q(state=DateState.CANCELLED, to_day=None, begins=None, ends=None, hub=None),
                name="changed_date_is_whole",
                violation_error_message=_("Say to when it moves."),
            ),
        ]

    def __str__(self):
        return f"{self.day}: {self.get_state_display()}"


class Stretch(models.Model):
    """A time in which an activity is at another hub, or doesn't take place; nobody may know until
    when.
    """

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="stretches")
    first = models.DateField(_("from"))
    last = models.DateField(_("until"), null=True, blank=True)
    hub = models.ForeignKey(
        Hub,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("at another hub"),
        help_text=_("Empty: it doesn’t take place."),
    )
    why = models.CharField(_("why"), max_length=300)
    said_at = models.DateTimeField(_("said at"), auto_now=True)

    class Meta:
        verbose_name = _("stretch of an activity")
        verbose_name_plural = _("stretches of activities")
        ordering = ["first", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(why=""), name="activity_stretch_says_why"),
            models.CheckConstraint(
                condition=Q(last=None) | Q(last__gte=F("first")),
                name="activity_stretch_ends_after_it_begins",
                violation_error_message=_("The last day must not be before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.first}–{self.last or ''}"

    def holds_on(self, day) -> bool:
        """Whether a day is in it."""
        return self.first <= day and (self.last is None or day <= self.last)
