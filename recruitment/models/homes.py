"""What officers said of two addresses that may be one home."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class HomeDecision(models.Model):
    """That two applicants of a round do, or don't, live at one address."""

    round = models.ForeignKey(
        "recruitment.Round", on_delete=models.CASCADE, related_name="home_decisions"
    )
    one = models.ForeignKey("recruitment.Application", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("recruitment.Application", on_delete=models.CASCADE, related_name="+")
    is_same = models.BooleanField(_("one home"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("decision on two addresses")
        verbose_name_plural = _("decisions on two addresses")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="home_decision_once_a_pair"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="home_decision_in_order"),
        ]

    def __str__(self):
        return f"{self.one_id}, {self.other_id}"
