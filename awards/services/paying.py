"""A payment's way: asked for, approved by somebody else, paid by the finance team, taken back."""

from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from awards import emails, rules
from awards.enums import PaymentState
from awards.models import Payment, Schedule
from awards.services.agreeing import in_force
from awards.services.content import lines_of
from awards.services.scheduling import give_back, lock_payment, schedule_sums, take
from awards.services.suppliers import refuse_held
from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award
from collaboration_fund.services.people import writers_of
from core.moves import move
from core.refusal import Refusal, require
from messaging.services import post
from organisations.models import Organisation

NOBODY_ASKED = {"asked_by": None, "asked_at": None, "approved_by": None, "approved_at": None}


@transaction.atomic
def ask(*, payment_id: int, actor, met: str = "") -> Payment:
    """Ask for a payment, once its condition is met. Somebody else approves it.

    Args:
        met: how we know that its condition is met, in words.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-a-move`; `not-agreed` where the agreement in
            force has no such payment; `met` where it has a condition, naming its field.
    """
    award, payment = lock_payment(payment_id, actor)
    require(rules.may_run(actor))
    _refuse_unless_agreed(award, payment)
    if payment.condition and not met.strip():
        raise Refusal(_("Say how its condition is met."), code="met", field="met")
    move(
        payment,
        to=PaymentState.ASKED,
        actor=actor,
        reason=met.strip(),
        asked_by=actor,
        asked_at=timezone.now(),
        met=met.strip()[:300],
    )
    return payment


@transaction.atomic
def send_back(*, payment_id: int, actor, reason: str) -> Payment:
    """Put a payment that isn't paid yet back into the plan, with a reason.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-a-move`, or `reason` naming its field.
    """
    _award, payment = lock_payment(payment_id, actor)
    _refuse_without(reason)
    move(
        payment,
        to=PaymentState.PLANNED,
        actor=actor,
        reason=reason.strip(),
        **NOBODY_ASKED,
        met="",
    )
    return payment


@transaction.atomic
def approve(*, payment_id: int, actor) -> Payment:
    """Approve a payment that somebody else asked for.

    Raises:
        Refusal: `not-allowed`, also to who asked for it; `not-found`, `not-a-move`, `not-agreed`;
            `held` where nothing may be paid to the group now.
    """
    award, payment = lock_payment(payment_id, actor)
    _refuse_unless_agreed(award, payment)
    refuse_held(payment.organisation)
    if payment.state == PaymentState.ASKED and payment.asked_by_id == actor.pk:
        raise Refusal(
            _("You asked for this payment, so somebody else approves it."), code="not-allowed"
        )
    move(
        payment,
        to=PaymentState.APPROVED,
        actor=actor,
        approved_by=actor,
        approved_at=timezone.now(),
    )
    return payment


@transaction.atomic
def mark_paid(*, payment_id: int, actor, paid_on: date, finance_reference: str) -> Payment:
    """Say that the finance team has paid. The group and the lead group are told.

    Args:
        finance_reference: under which the finance system has it; each is used once.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-a-move`, `not-agreed`, `held`; `paid_on` or
            `finance_reference`, naming their fields.
    """
    award, payment = lock_payment(payment_id, actor)
    _refuse_unless_agreed(award, payment)
    refuse_held(payment.organisation)
    reference = finance_reference.strip()
    if not reference:
        raise Refusal(
            _("Enter the reference of the finance system."),
            code="finance_reference",
            field="finance_reference",
        )
    if paid_on > timezone.localdate():
        raise Refusal(_("This day is still to come."), code="paid_on", field="paid_on")
    try:
        with transaction.atomic():
            record = move(
                payment,
                to=PaymentState.PAID,
                actor=actor,
                reason=reference,
                paid_on=paid_on,
                finance_reference=reference,
            )
    except IntegrityError as error:
        raise Refusal(
            _("Another payment has this reference already."),
            code="finance_reference",
            field="finance_reference",
        ) from error
    Schedule.objects.filter(award=award).update(paid_pence=F("paid_pence") + payment.pence)
    _tell(payment, emails.paid, record)
    return payment


@transaction.atomic
def reverse(*, payment_id: int, actor, reason: str) -> Payment:
    """Say that a payment was taken back. Its money can be paid again by `pay_again`.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-a-move`, or `reason` naming its field.
    """
    award, payment = lock_payment(payment_id, actor)
    _refuse_without(reason)
    record = move(payment, to=PaymentState.REVERSED, actor=actor, reason=reason.strip())
    give_back(award, payment.pence, paid=payment.pence)
    _tell(payment, emails.reversed_payment, record, reason=reason.strip())
    return payment


@transaction.atomic
def pay_again(*, payment_id: int, actor) -> Payment:
    """Plan a payment anew that was taken back: the same line, group and amount. Once.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-reversed`; `planned` where it is already;
            `over-award`.
    """
    award, payment = lock_payment(payment_id, actor)
    require(rules.may_run(actor))
    if payment.state != PaymentState.REVERSED:
        raise Refusal(_("Only what was taken back is paid again."), code="not-reversed")
    if award.payments.live().filter(number=payment.number).exists():
        raise Refusal(_("It is planned again already."), code="planned")
    take(award, payment.pence)
    return Payment.objects.create(
        award=award,
        organisation=payment.organisation,
        number=payment.number,
        due_on=payment.due_on,
        pence=payment.pence,
        condition=payment.condition,
    )


def paid_of(award: Award) -> int:
    """How much of an award is paid and not taken back, in pence."""
    return schedule_sums(award)[1]


def is_as_agreed(award: Award, payment: Payment) -> bool:
    """Whether the agreement in force has this payment: line, group, day, amount and condition."""
    agreement = in_force(award)
    if agreement is None or award.state != AwardState.AGREED:
        return False
    agreed = agreement.content["payments"]
    line = (payment.due_on.isoformat(), payment.pence, payment.condition)
    if lines_of(agreed).get(payment.number) != line:
        return False
    group = next(one["group"] for one in agreed if one["number"] == payment.number)
    if group == payment.organisation_id:
        return True
    merged = Organisation.objects.filter(pk=group).values_list("merged_into", flat=True)
    return merged.first() == payment.organisation_id


def _refuse_unless_agreed(award: Award, payment: Payment) -> None:
    if not is_as_agreed(award, payment):
        raise Refusal(
            _("The agreement that holds has no such payment. All groups must accept it first."),
            code="not-agreed",
        )


def _refuse_without(reason: str) -> None:
    if not reason.strip():
        raise Refusal(_("Say why."), code="reason", field="reason")


def _tell(payment: Payment, message, record, **more) -> None:
    """Tell who acts for the group that is paid, and for the lead group."""
    groups = {payment.organisation, payment.award.application.lead}
    people = {person.pk: person for group in groups for person in writers_of(group)}
    for person in people.values():
        post(
            message(payment, person, **more), key=f"{emails.PAYMENT}.moved:{record.pk}:{person.pk}"
        )
