"""A recruitment round: what is offered, to whom, by when, and how people are chosen."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.enums import HIGHEST_SCORE
from assessment.models import Assessment
from core.models import has_address, is_known
from core.moves import MoveRecord
from recruitment import rules
from recruitment.enums import (
    PUBLIC_ROUNDS,
    REPLY_DAYS,
    ROUND_MOVES,
    ROUND_PUBLIC_LABELS,
    TERM_MONTHS,
    HowChosen,
    RoundState,
)
from taskforce.enums import Sector

# What recruitment is called where things are assessed.
USE = "recruitment"


class RoundQuerySet(models.QuerySet):
    """Rounds in the words of the pages that list them."""

    def public(self):
        """Rounds that have been opened."""
        return self.filter(state__in=PUBLIC_ROUNDS)

    def taking_applications(self, received=None):
        """Those that take what was received at this moment; now, where none is given.

        Whatever has closed them since: what was received in time and waited for a lock counts.
        """
        received = received or timezone.now()
        return self.filter(opens_at__lte=received, closes_at__gt=received).filter(
            Q(state=RoundState.OPEN) | Q(state=RoundState.SCREENING, closed_at__gt=received)
        )

    def not_scored_by(self, officer):
        """Those on whose selection panel this officer doesn't sit."""
        return self.exclude(assessment__assessors__person=officer)

    def overdue(self):
        """Open past their deadline."""
        return self.filter(state=RoundState.OPEN, closes_at__lte=timezone.now())

    def run_by(self, officer):
        """The rounds that this officer may run."""
        if officer.has_perm("recruitment.run_round"):
            return self
        if officer.has_perm("recruitment.run_own_round"):
            return self.filter(runners=officer)
        return self.none()


class Round(models.Model):
    """One call for members. Times are stored in UTC and spoken in Europe/London."""

    MOVES = ROUND_MOVES
    PUBLIC_LABELS = ROUND_PUBLIC_LABELS
    State = RoundState

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120)
    summary = models.CharField(_("summary"), max_length=300)
    terms = models.TextField(_("terms of reference"))
    role = models.TextField(_("role description"))
    commitment = models.TextField(_("what it takes"), help_text=_("Meetings, hours, residential."))
    expenses = models.TextField(_("expenses and support"))
    eligibility = models.TextField(
        _("who can apply"), help_text=_("One condition a line: the self-check asks each of them.")
    )
    opens_at = models.DateTimeField(_("opens"))
    closes_at = models.DateTimeField(_("closes"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    starts_on = models.DateField(_("members start on"))
    term_months = models.PositiveSmallIntegerField(_("term in months"), default=TERM_MONTHS)
    application_set = models.ForeignKey(
        "questionnaires.QuestionSet",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("application questions"),
    )
    selection_set = models.ForeignKey(
        "questionnaires.QuestionSet",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("selection questions"),
        help_text=_("Asked apart, with consent, for the lottery. Encrypted."),
    )
    application_version = models.ForeignKey(
        "questionnaires.SetVersion",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("version of the application questions"),
        help_text=_("Kept from the opening on, whatever is published later."),
    )
    selection_version = models.ForeignKey(
        "questionnaires.SetVersion",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        verbose_name=_("version of the selection questions"),
        help_text=_("Kept from the opening on, whatever is published later."),
    )
    selection_consent = models.TextField(
        _("consent to the selection questions"),
        blank=True,
        help_text=_("What people agree to, word for word. A new wording asks for a new consent."),
    )
    one_a_household = models.BooleanField(_("at most one member an address"), default=True)
    assessment = models.OneToOneField(
        "assessment.Assessment", on_delete=models.PROTECT, related_name="round", editable=False
    )
    threshold = models.DecimalField(
        _("threshold"),
        max_digits=3,
        decimal_places=2,
        default=2,
        validators=[MaxValueValidator(HIGHEST_SCORE)],
        help_text=_("The mean score, 0 to 4, that opens the pool."),
    )
    reply_days = models.PositiveSmallIntegerField(_("days to answer an offer"), default=REPLY_DAYS)
    runners = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("external recruiters"),
        help_text=_("They run this round and see no other."),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=RoundState, default=RoundState.DRAFT, editable=False
    )
    cancel_reason = models.TextField(_("reason for cancelling"), blank=True, editable=False)
    is_demo = models.BooleanField(default=False, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("recruitment round")
        verbose_name_plural = _("recruitment rounds")
        ordering = ["-opens_at", "-pk"]
        permissions = [
            ("run_round", _("Can run every recruitment round")),
            ("run_own_round", _("Can run the rounds that name them")),
            ("export_applications", _("Can export applications and pools")),
        ]
        constraints = [
            has_address("recruitment_round"),
            is_known("round", state=RoundState),
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opens_at")),
                name="round_closes_after_it_opens",
                violation_error_message=_("The round must close after it opens."),
            ),
            models.CheckConstraint(
                condition=Q(threshold__gte=0) & Q(threshold__lte=HIGHEST_SCORE),
                name="round_threshold_is_a_score",
                violation_error_message=_("The threshold is a score from 0 to 4."),
            ),
            models.CheckConstraint(
                condition=Q(term_months__gte=1) & Q(reply_days__gte=1),
                name="round_term_and_reply_last",
                violation_error_message=_(
                    "The term lasts 1 month or more, and people have 1 day or more to answer."
                ),
            ),
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        """A new round brings the assessment of its applications."""
        if self.assessment_id is None:
            self.assessment = Assessment.objects.create(use=USE)
        super().save(*args, **kwargs)

    def get_absolute_url(self):
        return reverse("recruitment:round", args=[self.slug])

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the round to state `to`."""
        return rules.may_move_round(actor, self, to)

    @property
    def full_url(self) -> str:
        """The address of the round's page, with the site's own."""
        return settings.SITE_URL + self.get_absolute_url()

    @property
    def filed_under(self) -> str:
        """What messages about this round are filed under."""
        return f"round:{self.pk}"

    @property
    def public_state(self) -> str:
        """What the public reads; nothing for a draft."""
        return self.PUBLIC_LABELS.get(self.state, "")

    @property
    def is_open(self) -> bool:
        """Whether applications are taken now."""
        return self.takes(timezone.now())

    def takes(self, received) -> bool:
        """Whether what was received at this moment counts, as `taking_applications` says."""
        still = self.state == RoundState.OPEN or (
            self.state == RoundState.SCREENING
            and self.closed_at is not None
            and received < self.closed_at
        )
        return still and self.opens_at <= received < self.closes_at

    @property
    def conditions(self) -> list[str]:
        """Who can apply, one condition each."""
        return [line.strip() for line in self.eligibility.splitlines() if line.strip()]

    def seats(self, *how: str) -> int:
        """How many seats there are, or are filled in these ways."""
        groups = self.seat_groups.filter(how__in=how) if how else self.seat_groups
        return groups.aggregate(total=Sum("number"))["total"] or 0


class RoundMove(MoveRecord):
    """The history of a round's state."""

    thing = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("round history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class SeatGroup(models.Model):
    """The seats of one sector, and how they are filled."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="seat_groups")
    sector = models.CharField(_("sector"), max_length=20, choices=Sector)
    number = models.PositiveSmallIntegerField(_("seats"))
    how = models.CharField(
        _("how they are filled"), max_length=20, choices=HowChosen, default=HowChosen.LOTTERY
    )

    class Meta:
        verbose_name = _("seats of a sector")
        verbose_name_plural = _("seats by sector")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "sector"],
                name="seat_group_once_a_sector",
                violation_error_message=_("Name each sector once."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="seat_group_has_seats",
                violation_error_message=_("Enter 1 seat or more, or delete the sector."),
            ),
            models.CheckConstraint(
                condition=Q(sector__in=Sector.values) & Q(how__in=HowChosen.values),
                name="seat_group_sector_and_way_are_known",
                violation_error_message=_("Choose a sector and how its seats are filled."),
            ),
        ]

    def __str__(self):
        return f"{self.get_sector_display()}: {self.number}"


class Target(models.Model):
    """How many members of one category the lottery must bring: at least and at most."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="targets")
    feature = models.CharField(_("category"), max_length=40)
    value = models.CharField(_("value"), max_length=60)
    minimum = models.PositiveSmallIntegerField(_("at least"))
    maximum = models.PositiveSmallIntegerField(_("at most"))
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "feature", "value"], name="target_once_a_value"
            ),
            models.CheckConstraint(
                condition=Q(minimum__lte=F("maximum")),
                name="target_minimum_within_maximum",
                violation_error_message=_("“At least” can't be more than “at most”."),
            ),
        ]

    def __str__(self):
        return f"{self.feature} {self.value}: {self.minimum}–{self.maximum}"


class RoundAnswer(models.Model):
    """One entry of a round's questions and answers."""

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(_("question"), max_length=200)
    answer = models.TextField(_("answer"))
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("question and answer")
        verbose_name_plural = _("questions and answers")
        ordering = ["order", "pk"]

    def __str__(self):
        return self.question
