"""A seat offered to one applicant, why to them, and what they said."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taskforce.enums import Sector


class Offer(models.Model):
    """One offer. How it came about is recorded for ever."""

    class Basis(models.TextChoices):
        LOTTERY = "lottery", _("Drawn by lottery")
        SCORES = "scores", _("Highest scores")
        NOMINATION = "nomination", _("Reserved nomination")
        REPLACEMENT = "replacement", _("Replacement by lottery")

    class Answer(models.TextChoices):
        OPEN = "open", _("No answer yet")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        LAPSED = "lapsed", _("No answer in time")
        TAKEN_BACK = "taken-back", _("Given up")
        ENDED = "ended", _("Ended with the round")

    application = models.ForeignKey(
        "recruitment.Application", on_delete=models.PROTECT, related_name="offers"
    )
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    basis = models.CharField(_("how it came about"), max_length=20, choices=Basis)
    why = models.TextField(_("why to this applicant"), blank=True)
    draw = models.ForeignKey(
        "recruitment.Draw", null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    offered_at = models.DateTimeField(_("offered at"), default=timezone.now)
    reply_by = models.DateTimeField(_("answer by"))
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, default=Answer.OPEN)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    decline_reason = models.TextField(_("reason for declining"), max_length=1000, blank=True)
    interests = models.TextField(_("interests to register"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        ordering = ["-offered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(answer__in=["open", "accepted"]),
                name="offer_one_that_stands",
            ),
            models.CheckConstraint(
                condition=~Q(basis="nomination") | ~Q(why=""),
                name="offer_by_nomination_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(basis__in=["lottery", "replacement"]) | Q(draw__isnull=False),
                name="offer_by_lottery_names_its_draw",
            ),
        ]

    def __str__(self):
        return f"{self.application}: {self.get_answer_display()}"
