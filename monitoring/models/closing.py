"""How an award was closed, and what is asked back of it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRecord
from monitoring import rules
from monitoring.enums import RECOVERY_MOVES, RecoveryState


class Closing(models.Model):
    """The last account of an award in pence. Figures that differ are explained in words."""

    award = models.OneToOneField(
        "collaboration_fund.Award",
        on_delete=models.PROTECT,
        related_name="closing",
        verbose_name=_("award"),
    )
    granted_pence = models.PositiveBigIntegerField(_("granted"))
    paid_pence = models.PositiveBigIntegerField(_("paid"))
    spent_pence = models.PositiveBigIntegerField(_("spent"))
    explanation = models.TextField(_("why they differ"), blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    closed_at = models.DateTimeField(_("closed at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("closing of an award")
        verbose_name_plural = _("closings of awards")
        ordering = ["-closed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(paid_pence__gte=1) & Q(granted_pence__gte=F("paid_pence")),
                name="award_closing_pays_what_was_granted",
            ),
            models.CheckConstraint(
                condition=Q(granted_pence=F("paid_pence"), paid_pence=F("spent_pence"))
                | ~Q(explanation=""),
                name="award_closing_explains_what_differs",
            ),
        ]

    def __str__(self):
        return f"{self.award}"

    @property
    def filed_under(self) -> str:
        """What messages about this closing are filed under."""
        return f"fund-closing:{self.pk}"

    @property
    def released_pence(self) -> int:
        """What went back to the round: granted and not paid."""
        return self.granted_pence - self.paid_pence

    @property
    def unspent_pence(self) -> int:
        """What is asked back: paid and not spent."""
        return max(self.paid_pence - self.spent_pence, 0)


class Recovery(models.Model):
    """Money of an award that was paid and not spent, and has to come back."""

    MOVES = RECOVERY_MOVES
    State = RecoveryState

    closing = models.OneToOneField(Closing, on_delete=models.PROTECT, related_name="recovery")
    pence = models.PositiveBigIntegerField(_("amount"))
    state = models.CharField(
        _("state"), max_length=20, choices=RecoveryState, default=RecoveryState.ASKED
    )
    received_on = models.DateField(_("received on"), null=True, blank=True)
    finance_reference = models.CharField(_("reference of finance"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("money asked back")
        verbose_name_plural = _("money asked back")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gte=1), name="recovery_is_of_something"),
            models.CheckConstraint(
                condition=Q(state=RecoveryState.ASKED, received_on=None)
                | (
                    Q(state=RecoveryState.RECEIVED, received_on__isnull=False)
                    & ~Q(finance_reference="")
                ),
                name="recovery_received_says_when",
            ),
        ]

    def __str__(self):
        return f"{self.closing}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move it to state `to`."""
        return rules.may_run_fund(actor)


class RecoveryMove(MoveRecord):
    """The history of money that is asked back."""

    thing = models.ForeignKey(Recovery, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of money asked back")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
