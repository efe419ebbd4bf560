"""What is paid of an award, to whom, when and on what condition."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from awards import rules
from awards.enums import (
    LIVE,
    PAYMENT_MOVES,
    PAYMENT_PUBLIC_LABELS,
    TO_PAY,
    WAS_APPROVED,
    WAS_ASKED,
    WAS_PAID,
    PaymentState,
)
from collaboration_fund.models import Award
from core.models import is_known
from core.moves import MoveRecord


class Schedule(models.Model):
    """What the payments of an award come to, in pence; never more than the award."""

    award = models.OneToOneField(
        Award, on_delete=models.PROTECT, primary_key=True, related_name="schedule"
    )
    most_pence = models.PositiveBigIntegerField(_("amount of the award"))
    planned_pence = models.PositiveBigIntegerField(_("planned in all"), default=0)
    paid_pence = models.PositiveBigIntegerField(_("paid so far"), default=0)

    class Meta:
        verbose_name = _("schedule of payments")
        verbose_name_plural = _("schedules of payments")
        constraints = [
            models.CheckConstraint(
                condition=Q(planned_pence__lte=F("most_pence")),
                name="awards_schedule_within_the_award",
            ),
            models.CheckConstraint(
                condition=Q(paid_pence__lte=F("planned_pence")),
                name="awards_schedule_pays_what_is_planned",
            ),
        ]

    def __str__(self):
        return f"{self.award_id}: {self.planned_pence}"


class PaymentQuerySet(models.QuerySet):
    """Payments in the words of the services and lists."""

    def live(self):
        """Those that are planned, on their way or paid."""
        return self.filter(state__in=LIVE)


class Payment(models.Model):
    """One payment to one group of an award."""

    MOVES = PAYMENT_MOVES
    PUBLIC_LABELS = PAYMENT_PUBLIC_LABELS
    State = PaymentState

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="payments")
    organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        related_name="fund_payments",
        verbose_name=_("group"),
    )
    number = models.PositiveSmallIntegerField(_("line of the schedule"))
    due_on = models.DateField(_("due on"))
    pence = models.PositiveBigIntegerField(_("amount"))
    condition = models.CharField(_("condition"), max_length=300, blank=True)
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=PaymentState,
        default=PaymentState.PLANNED,
        editable=False,
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked for at"), null=True)
    met = models.CharField(_("how its condition is met"), max_length=300, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    paid_on = models.DateField(_("paid on"), null=True)
    finance_reference = models.CharField(_("finance reference"), max_length=40, blank=True)

    objects = PaymentQuerySet.as_manager()

    class Meta:
        verbose_name = _("payment")
        verbose_name_plural = _("payments")
        ordering = ["award", "number", "pk"]
        permissions = [
            ("approve_payment", _("Can approve payments that somebody else asked for")),
            ("pay_payment", _("Can say that a payment is paid, or taken back")),
            ("export_payments", _("Can export payments for the finance system")),
        ]
        constraints = [
            is_known("awards_payment", state=PaymentState),
            models.CheckConstraint(
                condition=Q(pence__gte=1) & Q(number__gte=1), name="awards_payment_is_of_something"
            ),
            models.UniqueConstraint(
                fields=["award", "number"],
                condition=Q(state__in=LIVE),
                name="awards_payment_one_a_line",
            ),
            models.UniqueConstraint(
                fields=["finance_reference"],
                condition=~Q(finance_reference=""),
                name="awards_payment_reference_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WAS_ASKED)
                | Q(asked_by__isnull=False, asked_at__isnull=False),
                name="awards_payment_was_asked_for",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WAS_APPROVED)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="awards_payment_was_approved",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")),
                name="awards_payment_takes_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=WAS_PAID)
                | (Q(paid_on__isnull=False) & ~Q(finance_reference="")),
                name="awards_payment_has_its_reference",
            ),
        ]

    def __str__(self):
        return f"{self.award}, {self.number}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may move the payment to state `to`."""
        return rules.may_move_payment(actor, self, to)

    @property
    def is_to_pay(self) -> bool:
        """Whether it is still to be paid."""
        return self.state in TO_PAY

    @property
    def public_state(self) -> str:
        """What the groups read."""
        return self.PUBLIC_LABELS[self.state]


class PaymentMove(MoveRecord):
    """The history of a payment."""

    thing = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("history of a payment")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
