"""What was approved and is built: its state, how it goes, and what it has cost."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.models import is_known
from core.moves import MoveRecord
from investment import rules
from investment.enums import PROJECT_MOVES, Colour, ProjectState, SpendKind
from investment.models.case import Proposal
from questionnaires.values import pounds


class Project(models.Model):
    """An approved proposal, under way. `budget_pence` is what the board approved."""

    MOVES = PROJECT_MOVES
    State = ProjectState

    proposal = models.OneToOneField(
        Proposal, on_delete=models.PROTECT, related_name="project", verbose_name=_("proposal")
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ProjectState,
        default=ProjectState.UNDER_WAY,
        editable=False,
    )
    budget_pence = models.PositiveBigIntegerField(_("budget"), editable=False)
    started_on = models.DateField(_("started on"), default=timezone.localdate, editable=False)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["proposal__hub__venue__name", "pk"]
        constraints = [is_known("project", state=ProjectState)]

    def __str__(self):
        return self.proposal.title

    @property
    def status(self):
        """How it goes, as was said last; None where nobody has said."""
        return max(self.statuses.all(), key=lambda one: one.pk, default=None)

    @property
    def spent_pence(self) -> int:
        """What it has cost so far."""
        return sum(one.pence for one in self.spending.all())

    @property
    def left_pence(self) -> int:
        """What is left of the budget; negative where more was spent."""
        return self.budget_pence - self.spent_pence

    @property
    def percent_spent(self) -> int | None:
        """How much of the budget was spent, to the nearest whole; None where there is no budget."""
        if not self.budget_pence:
            return None
        return (self.spent_pence * 100 + self.budget_pence // 2) // self.budget_pence

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move it."""
        return rules.may_write(actor)


class ProjectMove(MoveRecord):
    """The history of a project's state."""

    thing = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a project")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class StatusReport(models.Model):
    """How a project goes, with the reason, on a day. It stays."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="statuses")
    colour = models.CharField(_("how it goes"), max_length=5, choices=Colour)
    reason = models.CharField(_("why"), max_length=500)
    said_at = models.DateTimeField(_("said at"), default=timezone.now, editable=False)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("said by"),
    )

    class Meta:
        verbose_name = _("status of a project")
        verbose_name_plural = _("status of projects")
        ordering = ["project", "pk"]
        constraints = [
            is_known("status", colour=Colour),
            models.CheckConstraint(condition=~Q(reason=""), name="status_says_why"),
        ]

    def __str__(self):
        return self.get_colour_display()


class Spending(models.Model):
    """What a project has cost."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="spending")
    on = models.DateField(_("when"))
    kind = models.CharField(_("from"), max_length=10, choices=SpendKind)
    pence = models.PositiveBigIntegerField(_("how much"))
    what = models.CharField(_("for what"), max_length=160)
    reference = models.CharField(_("reference of the finance system"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("what was spent")
        verbose_name_plural = _("what was spent")
        ordering = ["project", "on", "pk"]
        constraints = [
            is_known("spending", kind=SpendKind),
            models.CheckConstraint(condition=Q(pence__gt=0), name="spending_is_of_something"),
        ]

    def __str__(self):
        return f"{self.on:%Y-%m-%d}, {pounds(self.pence)}: {self.what}"
