"""What the selection panel scores, and who sits on it."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from recruitment.enums import (
    HIGHEST_SCORE,
)
from recruitment.models.round import Round


class Criterion(models.Model):
    """What the panel scores."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="criteria")
    title = models.CharField(_("criterion"), max_length=120)
    explain = models.TextField(_("what it means"), blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("criterion")
        verbose_name_plural = _("criteria")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "title"],
                name="criterion_once_a_round",
                violation_error_message=_("This round has a criterion with these words already."),
            )
        ]

    def __str__(self):
        return self.title


class Anchor(models.Model):
    """What a score of one criterion looks like."""

    criterion = models.ForeignKey(Criterion, on_delete=models.CASCADE, related_name="anchors")
    score = models.PositiveSmallIntegerField(_("score"), validators=[MaxValueValidator(4)])
    text = models.CharField(_("what it looks like"), max_length=300)

    class Meta:
        verbose_name = _("anchor")
        ordering = ["score"]
        constraints = [
            models.UniqueConstraint(
                fields=["criterion", "score"],
                name="anchor_once_a_score",
                violation_error_message=_("Write one text for each score."),
            ),
            models.CheckConstraint(
                condition=Q(score__lte=HIGHEST_SCORE),
                name="anchor_score_is_0_to_4",
                violation_error_message=_("A score is a whole number from 0 to 4."),
            ),
        ]

    def __str__(self):
        return f"{self.score}: {self.text}"


class PanelMember(models.Model):
    """Somebody who scores in this round, and what could make them partial."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="panel")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    address = models.CharField(_("first line of their address"), max_length=120, blank=True)
    postcode = models.CharField(_("postcode"), max_length=8, blank=True)

    class Meta:
        verbose_name = _("panel member")
        verbose_name_plural = _("selection panel")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"],
                name="panel_member_once_a_round",
                violation_error_message=_("This person is on the panel already."),
            )
        ]

    def __str__(self):
        return str(self.person)
