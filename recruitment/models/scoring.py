"""Interests, scores and what the panel agreed after talking."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from recruitment.enums import HIGHEST_SCORE


class Declaration(models.Model):
    """What one panel member said, or the portal found, before an application was opened."""

    class Interest(models.TextChoices):
        NONE = "none", _("No interest")
        DECLARED = "declared", _("Declared an interest")
        ORGANISATION = "organisation", _("Same organisation")
        ADDRESS = "address", _("Same address")
        SELF = "self", _("Their own application")

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.CASCADE, related_name="declarations"
    )
    member = models.ForeignKey(
        "recruitment.PanelMember", on_delete=models.PROTECT, related_name="declarations"
    )
    interest = models.CharField(_("interest"), max_length=20, choices=Interest)
    reason = models.TextField(_("what the interest is"), blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("declaration of interest")
        verbose_name_plural = _("declarations of interest")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "member"], name="declaration_once_a_member"
            ),
            models.CheckConstraint(
                condition=~Q(interest="declared") | ~Q(reason=""),
                name="declaration_says_what_the_interest_is",
            ),
        ]

    def __str__(self):
        return f"{self.application_id}: {self.get_interest_display()}"

    @property
    def is_clear(self) -> bool:
        return self.interest == self.Interest.NONE


class Score(models.Model):
    """What one panel member gave one application on one criterion. Once submitted it stays."""

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.CASCADE, related_name="scores"
    )
    member = models.ForeignKey(
        "recruitment.PanelMember", on_delete=models.PROTECT, related_name="scores"
    )
    criterion = models.ForeignKey(
        "recruitment.Criterion", on_delete=models.PROTECT, related_name="scores"
    )
    value = models.PositiveSmallIntegerField(
        _("score"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    comment = models.TextField(_("why"), max_length=2000, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        ordering = ["application", "criterion", "member"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "member", "criterion"], name="score_once_a_criterion"
            ),
            models.CheckConstraint(condition=Q(value__lte=HIGHEST_SCORE), name="score_is_0_to_4"),
        ]

    def __str__(self):
        return f"{self.application_id} {self.criterion_id}: {self.value}"


class Moderation(models.Model):
    """The score of one criterion that the panel agreed on; the originals stay beside it."""

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.CASCADE, related_name="moderations"
    )
    criterion = models.ForeignKey(
        "recruitment.Criterion", on_delete=models.PROTECT, related_name="moderations"
    )
    value = models.PositiveSmallIntegerField(
        _("agreed score"), validators=[MaxValueValidator(HIGHEST_SCORE)]
    )
    reason = models.TextField(_("why"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("moderation")
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "criterion"], name="moderation_once_a_criterion"
            ),
            models.CheckConstraint(
                condition=Q(value__lte=HIGHEST_SCORE), name="moderation_is_0_to_4"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="moderation_says_why"),
        ]

    def __str__(self):
        return f"{self.application_id} {self.criterion_id}: {self.value}"
