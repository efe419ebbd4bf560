"""A need, the proposal that answers it, its options, what people said and what a board decided."""

from django.core.validators import URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import is_known
from core.moves import MoveRecord
from investment import rules
from investment.enums import (
    APPROVES,
    FIRST_YEAR,
    GREEN_BOOK_RATE,
    LAST_YEAR,
    MOST_BIAS,
    MOST_YEARS,
    PROPOSAL_MOVES,
    SCALE,
    FlowKind,
    OptionKind,
    Outcome,
    ProposalState,
)
from questionnaires.values import pounds


class Need(models.Model):
    """What a building lacks."""

    hub = models.ForeignKey(
        "hubs.Hub", on_delete=models.PROTECT, related_name="needs", verbose_name=_("hub")
    )
    title = models.CharField(_("what is needed"), max_length=160)
    why = models.TextField(_("why"), max_length=2000, blank=True)
    source = models.CharField(
        _("where it is said"), max_length=200, blank=True, help_text=_("A survey or a document.")
    )
    cost_pence = models.PositiveBigIntegerField(_("estimated cost"), null=True, blank=True)
    raised_on = models.DateField(_("raised on"), default=timezone.localdate)
    met_on = models.DateField(_("met on"), null=True, blank=True, editable=False)
    is_public = models.BooleanField(_("anybody reads it"), default=False)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    class Meta:
        verbose_name = _("need")
        verbose_name_plural = _("needs")
        ordering = ["hub__venue__name", "raised_on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="need_says_what"),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(met_on__gte=F("raised_on")),
                name="need_met_after_raised",
                violation_error_message=_("It can’t be met before it was raised."),
            ),
        ]

    def __str__(self):
        return self.title


class ProposalQuerySet(models.QuerySet):
    """Proposals in the words of the pages that list them."""

    def published(self):
        """What anybody may read."""
        return self.filter(published_at__isnull=False)

    def before_the_board(self):
        """What a board has not decided yet."""
        return self.filter(state=ProposalState.BOARD)


class Proposal(models.Model):
    """What is proposed for a hub. Money is in pence; a year is the one in which it begins."""

    MOVES = PROPOSAL_MOVES
    State = ProposalState

    hub = models.ForeignKey(
        "hubs.Hub", on_delete=models.PROTECT, related_name="proposals", verbose_name=_("hub")
    )
    title = models.CharField(_("title"), max_length=160)
    summary = models.TextField(_("summary"), max_length=3000, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ProposalState,
        default=ProposalState.DRAFT,
        editable=False,
    )
    needs = models.ManyToManyField(
        Need, related_name="proposals", blank=True, verbose_name=_("needs it answers")
    )
    scheme = models.CharField(_("part of which regeneration scheme"), max_length=200, blank=True)
    rate = models.PositiveSmallIntegerField(
        _("discount rate in hundredths of a percent"), default=GREEN_BOOK_RATE
    )
    equality = models.TextField(_("equality impact assessment"), max_length=3000, blank=True)
    equality_on = models.DateField(_("assessed on"), null=True, blank=True)
    preferred = models.OneToOneField(
        "Option",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="preferred_by",
        verbose_name=_("preferred option"),
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    is_demo = models.BooleanField(_("invented for demonstration"), default=False, editable=False)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["hub__venue__name", "pk"]
        constraints = [
            is_known("proposal", state=ProposalState),
            models.CheckConstraint(condition=~Q(title=""), name="proposal_has_a_title"),
            models.CheckConstraint(condition=Q(rate__lte=2000), name="proposal_rate_is_a_rate"),
            models.CheckConstraint(
                condition=~Q(state__in=[ProposalState.BOARD, ProposalState.APPROVED])
                | Q(preferred__isnull=False),
                name="proposal_before_a_board_prefers_an_option",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ProposalState.APPROVED, ProposalState.REFUSED])
                | Q(published_at__isnull=False),
                name="proposal_that_is_decided_is_public",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('investment:case', args=[self.hub.slug])}#proposal-{self.pk}"

    @property
    def is_draft(self) -> bool:
        """Whether it is still being written."""
        return self.state == ProposalState.DRAFT

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return self.published_at is not None

    @property
    def rate_words(self) -> str:
        """The discount rate in percent, such as 3.5."""
        return f"{self.rate / 100:g}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move it."""
        return rules.may_write(actor)


class ProposalMove(MoveRecord):
    """The history of a proposal's state."""

    thing = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a proposal")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class Option(models.Model):
    """One thing that could be done, doing nothing among them."""

    proposal = models.ForeignKey(
        Proposal, on_delete=models.CASCADE, related_name="options", verbose_name=_("proposal")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=OptionKind)
    title = models.CharField(_("title"), max_length=160)
    about = models.TextField(_("what would be done"), max_length=3000, blank=True)
    bias_percent = models.PositiveSmallIntegerField(
        _("optimism bias on capital in percent"), default=0
    )

    class Meta:
        verbose_name = _("option")
        verbose_name_plural = _("options")
        ordering = ["proposal", "pk"]
        constraints = [
            is_known("option", kind=OptionKind),
            models.CheckConstraint(condition=~Q(title=""), name="option_has_a_title"),
            models.CheckConstraint(
                condition=Q(bias_percent__lte=MOST_BIAS), name="option_bias_is_a_bias"
            ),
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(kind=OptionKind.NOTHING),
                name="option_of_doing_nothing_is_one",
            ),
        ]

    def __str__(self):
        return self.title


class Figure(models.Model):
    """So many pence in each of some financial years."""

    option = models.ForeignKey(
        Option, on_delete=models.CASCADE, related_name="figures", verbose_name=_("option")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=FlowKind)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"))
    pence = models.PositiveBigIntegerField(_("each year"))
    what = models.CharField(_("what"), max_length=160)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["option", "first_year", "pk"]
        constraints = [
            is_known("figure", kind=FlowKind),
            models.CheckConstraint(
                condition=Q(first_year__gte=FIRST_YEAR, last_year__lte=LAST_YEAR),
                name="figure_in_years_to_reckon_with",
            ),
            models.CheckConstraint(
                condition=Q(last_year__gte=F("first_year"))
                & Q(last_year__lte=F("first_year") + MOST_YEARS),
                name="figure_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=Q(pence__gt=0), name="figure_is_of_something"),
        ]

    def __str__(self):
        years = f"{self.first_year}–{self.last_year}"
        return f"{self.get_kind_display()}, {years}, {pounds(self.pence)}: {self.what}"


class Benefit(models.Model):
    """What would be better, for whom, and how one would see it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="benefits")
    what = models.CharField(_("what would be better"), max_length=300)
    whom = models.CharField(_("for whom"), max_length=160, blank=True)
    measure = models.CharField(_("how one would see it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("benefit")
        verbose_name_plural = _("benefits")
        ordering = ["proposal", "pk"]

    def __str__(self):
        return self.what


class Risk(models.Model):
    """What might go wrong, how likely and how bad from 1 to 5, and what is done about it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="risks")
    what = models.CharField(_("what might go wrong"), max_length=300)
    likelihood = models.PositiveSmallIntegerField(_("how likely"))
    impact = models.PositiveSmallIntegerField(_("how bad"))
    answer = models.CharField(_("what is done about it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("risk")
        verbose_name_plural = _("risks")
        ordering = ["proposal", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__in=[*SCALE], impact__in=[*SCALE]),
                name="risk_is_from_one_to_five",
            ),
        ]

    def __str__(self):
        return self.what

    @property
    def severity(self) -> int:
        """How likely times how bad, from 1 to 25."""
        return self.likelihood * self.impact


class Heard(models.Model):
    """What residents said of a proposal, where, and what was done about it."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="heard")
    on = models.DateField(_("when"))
    where = models.CharField(_("where they said it"), max_length=160)
    session = models.ForeignKey(
        "panels.Session",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("panel session"),
    )
    survey = models.ForeignKey(
        "questionnaires.QuestionSet",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("survey"),
    )
    said = models.TextField(_("what they said"), max_length=2000)
    done = models.TextField(_("what was done about it"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("what residents said")
        verbose_name_plural = _("what residents said")
        ordering = ["proposal", "on", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(said=""), name="heard_says_something"),
        ]

    def __str__(self):
        return self.where


class Decision(models.Model):
    """What a board decided of a proposal. It stays as it was made."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="decisions")
    board = models.CharField(_("board"), max_length=120)
    decided_on = models.DateField(_("decided on"))
    outcome = models.CharField(_("decision"), max_length=10, choices=Outcome)
    option = models.ForeignKey(
        Option,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("option"),
    )
    pence = models.PositiveBigIntegerField(_("money approved"), null=True, blank=True)
    conditions = models.TextField(_("conditions"), max_length=2000, blank=True)
    reason = models.TextField(_("reason"), max_length=2000)
    paper = models.CharField(
        _("address of the report or the minutes"),
        max_length=200,
        blank=True,
        validators=[URLValidator(schemes=["http", "https"])],
    )

    class Meta:
        verbose_name = _("decision of a board")
        verbose_name_plural = _("decisions of boards")
        ordering = ["proposal", "pk"]
        constraints = [
            is_known("decision", outcome=Outcome),
            models.CheckConstraint(
                condition=Q(outcome__in=APPROVES, option__isnull=False, pence__isnull=False)
                | (~Q(outcome__in=APPROVES) & Q(option__isnull=True, pence__isnull=True)),
                name="decision_approves_an_option_and_money_or_neither",
            ),
            models.CheckConstraint(
                condition=Q(outcome=Outcome.CONDITIONS, conditions__gt="")
                | (~Q(outcome=Outcome.CONDITIONS) & Q(conditions="")),
                name="decision_names_its_conditions",
            ),
        ]

    def __str__(self):
        return f"{self.board}, {self.get_outcome_display()}"

    @property
    def approves(self) -> bool:
        """Whether it lets a project begin."""
        return self.outcome in APPROVES
