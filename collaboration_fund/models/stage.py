"""One stage of a round: when it takes applications, what it asks, how it is assessed."""

from datetime import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models import Assessment
from collaboration_fund.enums import MOST_STAGES, RoundState
from collaboration_fund.models.round import Round

# What the fund is called where things are assessed.
USE = "fund"


class Stage(models.Model):
    """A stage. Its questions keep the version that was published when the round was announced."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="stages")
    number = models.PositiveSmallIntegerField(
        _("stage"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_STAGES)],
        help_text=_("1, or 2 for what is asked of those who get through the first."),
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    question_set = models.ForeignKey(
        "questionnaires.QuestionSet",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("questions"),
    )
    asks_budget = models.BooleanField(
        _("asks for the budget, documents and every partner’s acceptance"), default=True
    )
    version = models.ForeignKey(
        "questionnaires.SetVersion",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("version of the questions"),
    )
    assessment = models.OneToOneField(
        "assessment.Assessment",
        on_delete=models.PROTECT,
        related_name="fund_stage",
        editable=False,
    )

    class Meta:
        verbose_name = _("stage")
        verbose_name_plural = _("stages")
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "number"],
                name="fund_stage_once_a_number",
                violation_error_message=_("Give each stage its own number."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1) & Q(number__lte=MOST_STAGES),
                name="fund_stage_number_is_known",
                violation_error_message=_("A round has one or two stages."),
            ),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="fund_stage_closes_after_it_opens",
                violation_error_message=_("A stage must close after it opens."),
            ),
        ]

    def __str__(self):
        return f"{self.round}, {self.label}"

    def save(self, *args, **kwargs):
        """A new stage brings the assessment of what is sent in it."""
        if self.assessment_id is None:
            self.assessment = Assessment.objects.create(use=USE)
        super().save(*args, **kwargs)

    @property
    def label(self) -> str:
        """Which one it is, in words."""
        return _("stage %(number)s") % {"number": self.number}

    def state_at(self, now: datetime) -> str:
        """Whether its own time is to come, on or over, as a state of its round."""
        if now < self.opens_at:
            return RoundState.SCHEDULED
        return RoundState.OPEN if now < self.closes_at else RoundState.CLOSED

    @property
    def is_over(self) -> bool:
        """Whether its closing has passed."""
        return self.closes_at <= timezone.now()


class ClosingMove(models.Model):
    """That a closing time was moved: from when to when, by whom and why."""

    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, related_name="closing_moves")
    before = models.DateTimeField(_("closed until then at"))
    after = models.DateTimeField(_("closes now at"))
    reason = models.TextField(_("reason"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("moved closing")
        verbose_name_plural = _("moved closings")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="fund_closing_move_says_why"),
            models.CheckConstraint(condition=~Q(before=F("after")), name="fund_closing_move_moves"),
        ]

    def __str__(self):
        return f"{self.stage_id}: {self.before:%Y-%m-%d %H:%M} → {self.after:%Y-%m-%d %H:%M}"
