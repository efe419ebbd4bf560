"""A round of the Collaboration Fund: what it is for, how much there is, and what it asks."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from assessment.enums import HIGHEST_SCORE
from collaboration_fund import rules
from collaboration_fund.enums import (
    A_YEAR_IN_QUARTERS,
    MOST_QUARTERS,
    MOST_STAGES,
    PUBLIC_ROUNDS,
    ROUND_MOVES,
    ROUND_PUBLIC_LABELS,
    SUBSIDY_LIMIT_PENCE,
    TAKES_ENTRIES,
    WHOLE_PERCENT,
    AcceptBy,
    DecidesBy,
    Paid,
    RoundState,
)
from core.models import has_address
from core.moves import MoveRecord


class RoundQuerySet(models.QuerySet):
    """Rounds in the words of the pages that list them."""

    def public(self):
        """Rounds that have been announced."""
        return self.filter(state__in=PUBLIC_ROUNDS)

    def with_stages(self):
        """Each with its stages, so that its dates take no further statement."""
        return self.prefetch_related("stages")

    def taking_new(self, received):
        """Rounds in which a group that comes at this moment can begin to apply."""
        return self.filter(
            state__in=TAKES_ENTRIES,
            stages__number=1,
            stages__opens_at__lte=received,
            stages__closes_at__gt=received,
        )

    def to_open(self, now):
        """Scheduled, and past the opening of their stage."""
        return self._at_stage(state=RoundState.SCHEDULED, stages__opens_at__lte=now)

    def to_close(self, now):
        """Open, and past the closing of their stage."""
        return self._at_stage(state=RoundState.OPEN, stages__closes_at__lte=now)

    def _at_stage(self, **conditions):
        return self.filter(stages__number=models.F("stage_number"), **conditions)


class Round(models.Model):
    """One call for applications. Money is in pence; times are UTC, spoken in Europe/London."""

    MOVES = ROUND_MOVES
    PUBLIC_LABELS = ROUND_PUBLIC_LABELS
    State = RoundState

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)
    purpose = models.TextField(_("what it is for"))
    declaration = models.TextField(
        _("declaration"),
        help_text=_("What every group agrees to, word for word, when it accepts its part."),
    )
    total_pence = models.PositiveBigIntegerField(_("total budget"))
    committed_pence = models.PositiveBigIntegerField(_("awarded so far"), default=0, editable=False)
    largest_pence = models.PositiveBigIntegerField(_("largest grant"))
    quarters = models.PositiveSmallIntegerField(
        _("length of a grant in quarters"),
        default=A_YEAR_IN_QUARTERS,
        help_text=_("4 is a year. The budget is asked for quarter by quarter."),
    )
    least_partners = models.PositiveSmallIntegerField(
        _("least number of partners"), default=1, help_text=_("Beside the lead group.")
    )
    paid = models.CharField(_("who is paid"), max_length=10, choices=Paid, default=Paid.LEAD)
    accept_by = models.CharField(
        _("when partners must have accepted"),
        max_length=10,
        choices=AcceptBy,
        default=AcceptBy.SENDING,
    )
    subsidy_limit_pence = models.PositiveBigIntegerField(
        _("subsidy limit"),
        default=SUBSIDY_LIMIT_PENCE,
        help_text=_("What one group may be given in subsidies over three financial years."),
    )
    priorities_needed = models.PositiveSmallIntegerField(
        _("priority areas to meet"),
        default=0,
        help_text=_("In how many of the round's priority areas an application must work."),
    )
    hours = models.PositiveSmallIntegerField(
        _("hours to apply"), help_text=_("How long it takes a group to apply, for its page.")
    )
    decided_on = models.DateField(_("day of the decision"))
    decides_by = models.CharField(
        _("how it decides"), max_length=10, choices=DecidesBy, default=DecidesBy.PANEL
    )
    threshold = models.DecimalField(
        _("threshold"),
        max_digits=3,
        decimal_places=2,
        default=0,
        help_text=_("The least mean score, from 0 to 4, that the plan grants anything."),
    )
    least_percent = models.PositiveSmallIntegerField(
        _("least part of what was asked"),
        default=WHOLE_PERCENT,
        help_text=_("In the plan, in per cent. 100 is all of it or nothing."),
    )
    reasons = models.TextField(
        _("reasons that were common"),
        blank=True,
        max_length=3000,
        help_text=_("Why many applications weren’t funded. Public once the round is decided."),
    )
    last_round = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("last round"),
        help_text=_("The page says how many of its applications were funded."),
    )
    stage_number = models.PositiveSmallIntegerField(_("stage"), default=1, editable=False)
    state = models.CharField(
        _("state"), max_length=20, choices=RoundState, default=RoundState.DRAFT, editable=False
    )
    cancel_reason = models.TextField(_("reason for cancelling"), blank=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("fund round")
        verbose_name_plural = _("fund rounds")
        ordering = ["-decided_on", "-pk"]
        permissions = [
            ("run_round", _("Can run the rounds of the fund")),
            ("export_applications", _("Can export applications to the fund")),
        ]
        constraints = [
            has_address("fund_round"),
            models.CheckConstraint(
                condition=Q(state__in=RoundState.values), name="fund_round_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(least_percent__gte=1) & Q(least_percent__lte=WHOLE_PERCENT),
                name="fund_round_least_part_is_a_percentage",
                violation_error_message=_("Enter a number from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=0) & Q(threshold__lte=HIGHEST_SCORE),
                name="fund_round_threshold_is_a_score",
                violation_error_message=_("The threshold is a score from 0 to 4."),
            ),
            models.CheckConstraint(
                condition=Q(paid__in=Paid.values)
                & Q(accept_by__in=AcceptBy.values)
                & Q(decides_by__in=DecidesBy.values),
                name="fund_round_choices_are_known",
            ),
            models.CheckConstraint(
                condition=Q(committed_pence__lte=models.F("total_pence")),
                name="fund_round_awards_within_budget",
                violation_error_message=_("The budget can't be less than what is awarded already."),
            ),
            models.CheckConstraint(
                condition=Q(largest_pence__gte=1) & Q(largest_pence__lte=models.F("total_pence")),
                name="fund_round_grant_within_budget",
                violation_error_message=_("The largest grant can't be more than the total budget."),
            ),
            models.CheckConstraint(
                condition=Q(quarters__gte=1) & Q(quarters__lte=MOST_QUARTERS),
                name="fund_round_quarters_last",
                violation_error_message=_("A grant lasts from 1 to 12 quarters."),
            ),
            models.CheckConstraint(
                condition=Q(stage_number__gte=1) & Q(stage_number__lte=MOST_STAGES),
                name="fund_round_stage_is_known",
            ),
            models.CheckConstraint(
                condition=Q(last_round=None) | ~Q(last_round=models.F("id")),
                name="fund_round_last_is_another",
                violation_error_message=_("The last round is another one."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("collaboration_fund:round", args=[self.slug])

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the round to state `to`."""
        return rules.may_move_round(actor, to)

    @property
    def full_url(self) -> str:
        """The address of the round's page, with the site's own."""
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def filed_under(self) -> str:
        """What messages about this round are filed under."""
        return f"fund-round:{self.pk}"

    @property
    def public_state(self) -> str:
        """What the public reads; nothing for a draft. The clock is right before its job is."""
        if self.state in (RoundState.SCHEDULED, RoundState.OPEN, RoundState.CLOSED) and self.stage:
            return self.PUBLIC_LABELS[self.stage.state_at(timezone.now())]
        return self.PUBLIC_LABELS.get(self.state, "")

    @cached_property
    def stage(self):
        """The stage that the round is in; None of a round that has none yet."""
        return next((one for one in self.stages.all() if one.number == self.stage_number), None)

    @property
    def is_open(self) -> bool:
        """Whether groups can begin to apply now."""
        return Round.objects.taking_new(timezone.now()).filter(pk=self.pk).exists()

    @property
    def is_draft(self) -> bool:
        return self.state == RoundState.DRAFT


class RoundMove(MoveRecord):
    """The history of a round's state."""

    thing = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a fund round")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
