"""Changes of an award that its groups ask for."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRecord
from monitoring import rules
from monitoring.enums import CHANGE_MOVES, ChangeState


class Change(models.Model):
    """What a group asks to have otherwise in its award, and why. What isn't asked is None or empty.

    `lines` are {"line": key, "pence"} of the plan's lines, and {"partner": key, "category", "what",
    "pence"} of new ones; `tasks` are {"partner": key, "name", "before", "after"}.
    """

    MOVES = CHANGE_MOVES
    State = ChangeState

    award = models.ForeignKey(
        "collaboration_fund.Award",
        on_delete=models.PROTECT,
        related_name="changes",
        verbose_name=_("award"),
    )
    state = models.CharField(
        _("state"), max_length=20, choices=ChangeState, default=ChangeState.ASKED, editable=False
    )
    pence = models.PositiveBigIntegerField(_("amount from then on"), null=True, blank=True)
    ends_on = models.DateField(_("work ends on"), null=True, blank=True)
    lines = models.JSONField(_("costs"), default=list, blank=True)
    tasks = models.JSONField(_("tasks"), default=list, blank=True)
    reason = models.TextField(_("why"))
    before = models.JSONField(_("as it was"), default=dict)
    answer = models.TextField(_("our answer"), blank=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("change of an award")
        verbose_name_plural = _("changes of awards")
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=ChangeState.values), name="award_change_state_is_known"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="award_change_says_why"),
            models.CheckConstraint(
                condition=Q(pence__isnull=False)
                | Q(ends_on__isnull=False)
                | ~Q(lines=[])
                | ~Q(tasks=[]),
                name="award_change_asks_for_something",
            ),
            models.CheckConstraint(
                condition=~Q(state=ChangeState.REFUSED) | ~Q(answer=""),
                name="award_change_refused_says_why",
            ),
            models.UniqueConstraint(
                fields=["award"],
                condition=Q(state=ChangeState.ASKED),
                name="award_change_one_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.award}, {timezone.localdate(self.asked_at):%d.%m.%Y}"

    def get_absolute_url(self):
        return reverse("monitoring:change", args=[self.award.reference, self.pk])

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the change to state `to`."""
        return rules.may_move_change(actor, self, to)

    @property
    def filed_under(self) -> str:
        """What messages about this change are filed under."""
        return f"fund-change:{self.pk}"


class ChangeMove(MoveRecord):
    """The history of a change."""

    thing = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a change")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
