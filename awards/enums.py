"""States of payments and of changed supplier numbers, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class PaymentState(models.TextChoices):
    """Where a payment is."""

    PLANNED = "planned", _("Planned")
    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")
    PAID = "paid", _("Paid")
    REVERSED = "reversed", _("Paid and taken back")
    CANCELLED = "cancelled", _("Taken out of the plan")


PAYMENT_PUBLIC_LABELS = {
    PaymentState.PLANNED: _("Planned"),
    PaymentState.ASKED: _("On its way"),
    PaymentState.APPROVED: _("On its way"),
    PaymentState.PAID: _("Paid"),
    PaymentState.REVERSED: _("Paid and taken back"),
    PaymentState.CANCELLED: _("Taken out of the plan"),
}
PAYMENT_MOVES: dict[str, frozenset[str]] = {
    PaymentState.PLANNED: frozenset({PaymentState.ASKED, PaymentState.CANCELLED}),
    PaymentState.ASKED: frozenset(
        {PaymentState.APPROVED, PaymentState.PLANNED, PaymentState.CANCELLED}
    ),
    PaymentState.APPROVED: frozenset(
        {PaymentState.PAID, PaymentState.PLANNED, PaymentState.CANCELLED}
    ),
    PaymentState.PAID: frozenset({PaymentState.REVERSED}),
    PaymentState.REVERSED: frozenset(),
    PaymentState.CANCELLED: frozenset(),
}
# A line of the schedule has one payment at a time that is one of these.
LIVE = (PaymentState.PLANNED, PaymentState.ASKED, PaymentState.APPROVED, PaymentState.PAID)
# Still to be paid.
TO_PAY = (PaymentState.PLANNED, PaymentState.ASKED, PaymentState.APPROVED)
# Asked for by somebody, and of these approved by somebody else.
WAS_ASKED = (
    PaymentState.ASKED,
    PaymentState.APPROVED,
    PaymentState.PAID,
    PaymentState.REVERSED,
)
WAS_APPROVED = (PaymentState.APPROVED, PaymentState.PAID, PaymentState.REVERSED)
WAS_PAID = (PaymentState.PAID, PaymentState.REVERSED)


class ChangeState(models.TextChoices):
    """Where a change of a supplier number is."""

    ASKED = "asked", _("Waits for a call")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


CHANGE_MOVES: dict[str, frozenset[str]] = {
    ChangeState.ASKED: frozenset({ChangeState.CONFIRMED, ChangeState.REFUSED}),
    ChangeState.CONFIRMED: frozenset(),
    ChangeState.REFUSED: frozenset(),
}
# For so long after a changed number was confirmed nothing is paid to its group.
DAYS_HELD = 10
