"""Condition surveys and what they found."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from buildings.enums import Element, Grade, Priority
from buildings.models.building import Building
from core.models import is_known


class Survey(models.Model):
    """Somebody looked at a whole building."""

    building = models.ForeignKey(
        Building, on_delete=models.CASCADE, related_name="surveys", verbose_name=_("building")
    )
    surveyed_on = models.DateField(_("surveyed on"))
    surveyor = models.CharField(
        _("surveyed by"), max_length=120, help_text=_("A firm or a role, nobody’s name.")
    )
    next_due = models.DateField(_("next due"))
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("condition survey")
        verbose_name_plural = _("condition surveys")
        ordering = ["building", "-surveyed_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(next_due__gt=F("surveyed_on")), name="survey_is_due_again_later"
            ),
            models.UniqueConstraint(
                fields=["building", "surveyed_on"],
                name="survey_once_a_day",
                violation_error_message=_("A survey of this day is there already."),
            ),
        ]

    def __str__(self):
        return f"{self.building}, {self.surveyed_on:%Y-%m-%d}"


class Finding(models.Model):
    """In which condition an element is, how soon it must be mended and for how much."""

    survey = models.ForeignKey(
        Survey, on_delete=models.CASCADE, related_name="findings", verbose_name=_("survey")
    )
    element = models.CharField(_("element"), max_length=12, choices=Element)
    grade = models.CharField(_("grade"), max_length=1, choices=Grade)
    priority = models.PositiveSmallIntegerField(_("priority"), choices=Priority)
    pence = models.PositiveBigIntegerField(_("cost"))
    what = models.CharField(_("what"), max_length=200)
    mended_on = models.DateField(_("mended on"), null=True, blank=True)

    class Meta:
        verbose_name = _("finding of a survey")
        verbose_name_plural = _("findings of surveys")
        ordering = ["survey", "priority", "-grade", "pk"]
        constraints = [
            is_known("finding", element=Element),
            is_known("finding", grade=Grade),
            is_known("finding", priority=Priority),
        ]

    def __str__(self):
        return self.what
