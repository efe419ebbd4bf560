"""How who scores what was worked out, and when it was released."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.assessment import Assessment


class Plan(models.Model):
    """One working out of who scores what: what was asked for, and what came of it.

    `said` has `lacks` as {piece: [how many, why]}, `worst`, `total`, `is_even`, `is_proven`, and
    `apart`, groups of assessors that share no piece.
    """

    assessment = models.ForeignKey(Assessment, on_delete=models.CASCADE, related_name="plans")
    each = models.PositiveSmallIntegerField(_("assessors for each application"))
    even = models.BooleanField(_("shared out evenly"))
    said = models.JSONField(_("what came of it"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(_("worked out at"), default=timezone.now)
    released_at = models.DateTimeField(_("released at"), null=True)

    class Meta:
        verbose_name = _("plan of who scores what")
        verbose_name_plural = _("plans of who scores what")
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                condition=Q(released_at=None),
                name="plan_one_held_an_assessment",
            ),
            models.CheckConstraint(condition=Q(each__gte=1), name="plan_asks_for_one_at_least"),
        ]

    def __str__(self):
        return f"{self.assessment_id}: {self.at:%Y-%m-%d %H:%M}"
