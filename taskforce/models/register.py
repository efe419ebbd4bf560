"""What members say of themselves: the public register of interests, and expenses."""

from datetime import timedelta

from django.db import models
from django.db.models import Count, F, Q, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.files import KeptFile
from core.models import is_known
from core.moves import MoveRecord
from core.uploads import Takes
from taskforce import rules
from taskforce.enums import (
    EXPENSE_MOVES,
    INTERESTS_STALE_DAYS,
    ExpenseKind,
    ExpenseState,
    InterestKind,
)

MOST_PENCE = 100_000


class InterestQuerySet(models.QuerySet):
    """Interests as the register shows them."""

    def current(self):
        """Not over yet."""
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()))


class Interest(models.Model):
    """One entry of a member's public register of interests."""

    member = models.ForeignKey(
        "taskforce.Member", on_delete=models.CASCADE, related_name="interests"
    )
    kind = models.CharField(_("kind of interest"), max_length=20, choices=InterestKind)
    organisation = models.CharField(_("organisation"), max_length=160)
    description = models.CharField(_("what it is"), max_length=300, blank=True)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    confirmed_on = models.DateField(_("confirmed on"), default=timezone.localdate)

    objects = InterestQuerySet.as_manager()

    class Meta:
        verbose_name = _("interest")
        verbose_name_plural = _("registered interests")
        ordering = ["-since", "-pk"]
        permissions = [("export_interests", _("Can export the register of interests"))]
        constraints = [
            is_known("interest", kind=InterestKind),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="interest_ends_after_it_starts",
                violation_error_message=_("The last day can't be before the first."),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.organisation}"

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_stale(self) -> bool:
        """Whether the member last confirmed it more than a year ago."""
        return self.confirmed_on < timezone.localdate() - timedelta(days=INTERESTS_STALE_DAYS)


class ExpenseQuerySet(models.QuerySet):
    """Claims as officers and the public page count them."""

    def open(self):
        """Waiting for an officer."""
        return self.filter(state__in=[ExpenseState.CLAIMED, ExpenseState.APPROVED])

    def paid_total(self) -> dict:
        """`pence` paid in all, and to how many `members`."""
        return self.filter(state=ExpenseState.PAID).aggregate(
            pence=Sum("pence", default=0), members=Count("member", distinct=True)
        )


class ExpenseClaim(models.Model):
    """What coming to a meeting cost a member, in pence."""

    MOVES = EXPENSE_MOVES
    State = ExpenseState

    member = models.ForeignKey(
        "taskforce.Member",
        on_delete=models.PROTECT,
        related_name="expenses",
        verbose_name=_("member"),
    )
    meeting = models.ForeignKey(
        "taskforce.Meeting",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="expenses",
        verbose_name=_("meeting"),
    )
    kind = models.CharField(_("kind of cost"), max_length=20, choices=ExpenseKind)
    spent_on = models.DateField(_("spent on"))
    pence = models.PositiveIntegerField(_("amount in pence"))
    note = models.CharField(_("what it was for"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=20, choices=ExpenseState, default=ExpenseState.CLAIMED
    )
    claimed_at = models.DateTimeField(_("claimed at"), default=timezone.now, editable=False)

    objects = ExpenseQuerySet.as_manager()

    class Meta:
        verbose_name = _("expense claim")
        verbose_name_plural = _("expense claims")
        ordering = ["-claimed_at", "-pk"]
        permissions = [
            ("decide_expenses", _("Can approve, refuse and pay expense claims")),
            ("export_expenses", _("Can export expense claims")),
        ]
        constraints = [
            is_known("expense", state=ExpenseState),
            models.CheckConstraint(
                condition=Q(pence__gte=1) & Q(pence__lte=MOST_PENCE),
                name="expense_is_between_a_penny_and_the_limit",
                violation_error_message=_("Enter an amount from £0.01 to £1,000."),
            ),
        ]

    def __str__(self):
        return f"£{self.pounds} ({self.get_kind_display()})"

    @property
    def pounds(self) -> str:
        """The amount as people write it, such as 12.50."""
        return f"{self.pence // 100:,}.{self.pence % 100:02}"

    def may_move(self, actor, to) -> bool:
        """Whether `actor` may decide, pay or withdraw this claim."""
        return rules.may_move_expense(actor, self, to)


class Receipt(KeptFile):
    """The receipt of what was claimed: a photo or a PDF."""

    takes = Takes(kinds={"pdf", "jpg", "png"})

    claim = models.OneToOneField(ExpenseClaim, on_delete=models.CASCADE, related_name="receipt")

    class Meta(KeptFile.Meta):
        verbose_name = _("receipt")

    def __str__(self):
        return str(self.claim)


class ExpenseMove(MoveRecord):
    """The history of a claim: who approved, refused or paid it, when and why."""

    thing = models.ForeignKey(ExpenseClaim, on_delete=models.CASCADE, related_name="moves")

    class Meta(MoveRecord.Meta):
        verbose_name = _("expense history")

    def __str__(self):
        return f"{self.thing_id}: {self.from_state} → {self.to_state}"
