"""What a round grants: awards, and what each group that is paid gets of them."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from collaboration_fund import rules
from collaboration_fund.enums import AWARD_MOVES, COMMITTED, AwardState
from core.moves import MoveRecord
from core.text import random_letters


def new_award_reference() -> str:
    """What the public knows an award by, such as LCF-7KQ4-M2XD: not by its application."""
    return f"LCF-{random_letters(4)}-{random_letters(4)}"


class AwardQuerySet(models.QuerySet):
    """Awards in the words of the services and lists."""

    def committed(self):
        """Those whose money the round keeps for them, or has paid."""
        return self.filter(state__in=COMMITTED)


class Award(models.Model):
    """One grant to one application. Its amount is in the round's committed sum while it stands."""

    MOVES = AWARD_MOVES
    State = AwardState

    round = models.ForeignKey(
        "collaboration_fund.Round", on_delete=models.PROTECT, related_name="awards"
    )
    application = models.OneToOneField(
        "collaboration_fund.Application", on_delete=models.PROTECT, related_name="award"
    )
    reference = models.CharField(
        _("reference"), max_length=13, unique=True, default=new_award_reference, editable=False
    )
    title = models.CharField(_("title"), max_length=120)
    pence = models.PositiveBigIntegerField(_("amount"))
    conditions = models.TextField(_("conditions"), blank=True)
    decided_on = models.DateField(_("decided on"), default=timezone.localdate)
    starts_on = models.DateField(_("work begins on"), null=True, blank=True)
    ends_on = models.DateField(_("work ends on"), null=True, blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=AwardState,
        default=AwardState.OFFERED,
        editable=False,
    )

    objects = AwardQuerySet.as_manager()

    class Meta:
        verbose_name = _("award")
        verbose_name_plural = _("awards")
        ordering = ["-decided_on", "reference"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=AwardState.values), name="fund_award_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(pence__gte=1),
                name="fund_award_is_of_something",
                violation_error_message=_("Enter an amount above nought."),
            ),
            models.CheckConstraint(condition=~Q(title=""), name="fund_award_has_a_title"),
            models.CheckConstraint(
                condition=Q(starts_on=None, ends_on=None) | Q(ends_on__gt=models.F("starts_on")),
                name="fund_award_ends_after_it_starts",
                violation_error_message=_("The work must end after it begins."),
            ),
        ]

    def __str__(self):
        return self.reference

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the award to state `to`."""
        return rules.may_move_award(actor, self, to)

    @property
    def filed_under(self) -> str:
        """What messages about this award are filed under."""
        return f"fund-award:{self.pk}"


class AwardMove(MoveRecord):
    """The history of an award's state."""

    thing = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of an award")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"


class Share(models.Model):
    """What one group is paid of an award: all of it to the lead, or each partner its own part."""

    award = models.ForeignKey(Award, on_delete=models.CASCADE, related_name="shares")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="fund_shares",
        verbose_name=_("group"),
    )
    number = models.PositiveSmallIntegerField(_("number"))
    pence = models.PositiveBigIntegerField(_("amount"))

    class Meta:
        verbose_name = _("share of an award")
        verbose_name_plural = _("shares of awards")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["award", "number"], name="fund_share_number_once"),
            models.UniqueConstraint(
                fields=["award", "organisation"], name="fund_share_once_a_group"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="fund_share_is_numbered"),
        ]

    def __str__(self):
        return f"{self.award_id}: {self.organisation}"
