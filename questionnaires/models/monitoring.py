"""Which answers about equality are whose: the one place that knows."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from questionnaires.models.responses import Response


class MonitoringLink(models.Model):
    """Ties a person to their equality answers, so that they can change or withdraw them."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="monitoring_link"
    )
    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="+")

    class Meta:
        verbose_name = _("link to equality answers")
        verbose_name_plural = _("links to equality answers")

    def __str__(self):
        return str(self.pk)
