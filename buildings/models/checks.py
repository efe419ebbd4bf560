"""Checks that were done, what failed, and how often something is checked here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from buildings.checks import BY_CODE, CHOICES
from buildings.enums import Result
from buildings.models.building import Building
from core.models import is_known


class Interval(models.Model):
    """How often something is checked in this building, other than usually, and why."""

    building = models.ForeignKey(Building, on_delete=models.CASCADE, related_name="intervals")
    code = models.CharField(_("check"), max_length=20, choices=CHOICES)
    months = models.PositiveSmallIntegerField(_("every so many months"))
    why = models.CharField(_("why"), max_length=200)

    class Meta:
        verbose_name = _("interval of a check")
        verbose_name_plural = _("intervals of checks")
        ordering = ["building", "code"]
        constraints = [
            models.CheckConstraint(condition=Q(code__in=[*BY_CODE]), name="interval_is_of_a_check"),
            models.CheckConstraint(
                condition=Q(months__gte=1, months__lte=120), name="interval_is_an_interval"
            ),
            models.UniqueConstraint(fields=["building", "code"], name="interval_once_a_check"),
        ]

    def __str__(self):
        return str(BY_CODE[self.code].title)


class CheckDone(models.Model):
    """That something was checked on a day, and how it ended. It stays."""

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="checks", verbose_name=_("building")
    )
    code = models.CharField(_("check"), max_length=20, choices=CHOICES)
    done_on = models.DateField(_("done on"))
    result = models.CharField(_("result"), max_length=8, choices=Result)
    checked_by = models.CharField(_("checked by"), max_length=120)
    evidence = models.CharField(_("evidence"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("check")
        verbose_name_plural = _("checks")
        ordering = ["building", "-done_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(code__in=[*BY_CODE]), name="check_is_of_a_kind"),
            is_known("check", result=Result),
        ]

    def __str__(self):
        return f"{self.title}, {self.done_on:%Y-%m-%d}, {self.get_result_display()}"

    @property
    def title(self) -> str:
        """What was checked."""
        return str(BY_CODE[self.code].title)


class Defect(models.Model):
    """What a failed check left to be mended: by whom, and until when."""

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="defects", verbose_name=_("building")
    )
    check_done = models.OneToOneField(
        CheckDone, on_delete=models.CASCADE, related_name="defect", verbose_name=_("check")
    )
    what = models.CharField(_("what is to be mended"), max_length=300)
    owner = models.CharField(_("by whom"), max_length=120)
    due_on = models.DateField(_("until when"))
    closed_on = models.DateField(_("mended on"), null=True, blank=True)
    how = models.CharField(_("how"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("defect")
        verbose_name_plural = _("defects")
        ordering = ["building", "due_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(what=""), name="defect_says_what"),
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | ~Q(how=""), name="defect_closed_says_how"
            ),
        ]

    def __str__(self):
        return self.what
