"""The schedule of an award: its payments as they are planned, never above it or a group's share."""

from datetime import date

from django.db import transaction
from django.db.models import F, Sum
from django.utils.translation import gettext as _

from awards import rules
from awards.enums import PaymentState
from awards.models import Payment, Schedule
from collaboration_fund import services as fund
from collaboration_fund.enums import AwardState
from collaboration_fund.models import Award
from core.actors import PORTAL
from core.moves import move
from core.refusal import Refusal, require
from organisations.models import Organisation
from questionnaires.values import pounds

# Payments before the last one; nobody is paid in more parts.
MOST_PAYMENTS = 24


@transaction.atomic
def plan_payment(
    *,
    award_id: int,
    actor,
    organisation: Organisation,
    due_on: date,
    pence: int,
    condition: str = "",
) -> Payment:
    """Plan one more payment.

    Args:
        organisation: one that is paid a share of the award.
        condition: what must be so before it is paid, in words; "" for nothing.

    Raises:
        Refusal: `not-allowed`, `not-found`, `ended`, `too-many`; `organisation`, `pence` naming
            their fields; `over-share` and `over-award` naming `pence`.
    """
    award = _writable(award_id, actor)
    last = award.payments.order_by("-number").first()
    number = last.number + 1 if last else 1
    if number > MOST_PAYMENTS:
        raise Refusal(
            _("An award is paid in %(most)s payments at most.") % {"most": MOST_PAYMENTS},
            code="too-many",
        )
    _refuse_share(award, organisation, pence)
    take(award, pence)
    return Payment.objects.create(
        award=award,
        number=number,
        organisation=organisation,
        due_on=due_on,
        pence=pence,
        condition=condition.strip()[:300],
    )


@transaction.atomic
def change_payment(
    *, payment_id: int, actor, due_on: date, pence: int, condition: str = ""
) -> Payment:
    """Change a payment that nobody has asked for. What was agreed is then accepted anew.

    Raises:
        Refusal: as `plan_payment`; `not-planned` where it is on its way or paid.
    """
    award, payment = lock_payment(payment_id, actor)
    require(rules.may_run(actor))
    _refuse_ended(award)
    _refuse_unless_planned(payment)
    if 1 <= pence <= payment.pence:
        # Always possible, also where the award has become less than what is planned.
        give_back(award, payment.pence - pence)
    else:
        _refuse_share(award, payment.organisation, pence, but=payment)
        take(award, pence - payment.pence)
    payment.due_on, payment.pence, payment.condition = due_on, pence, condition.strip()[:300]
    payment.save(update_fields=["due_on", "pence", "condition"])
    return payment


@transaction.atomic
def cancel_payment(*, payment_id: int, actor, reason: str) -> Payment:
    """Take a payment out of the plan that nobody has asked for.

    Raises:
        Refusal: `not-allowed`, `not-found`, `not-planned`.
    """
    award, payment = lock_payment(payment_id, actor)
    require(rules.may_run(actor))
    _refuse_unless_planned(payment)
    _cancel(award, payment, actor, reason)
    return payment


@transaction.atomic
def cancel_rest(*, award: Award, reason: str) -> int:
    """Take out of the plan all that isn't paid, where an award ends; returns how many payments.

    For the apps above too: the portal does it, in the transaction that ends the award.
    """
    fund.lock_award(award.pk)
    rest = award.payments.live().exclude(state=PaymentState.PAID)
    for payment in rest:
        _cancel(award, payment, PORTAL, reason)
    return len(rest)


def _cancel(award: Award, payment: Payment, actor, reason: str) -> None:
    move(
        payment,
        to=PaymentState.CANCELLED,
        actor=actor,
        reason=reason,
        asked_by=None,
        asked_at=None,
        approved_by=None,
        approved_at=None,
    )
    give_back(award, payment.pence)


def lock_payment(payment_id: int, officer) -> tuple[Award, Payment]:
    """A payment and its award, both locked until the transaction ends, for an officer.

    Raises:
        Refusal: `not-found`; `interest` where the officer is tied to a group of the award.
    """
    found = Payment.objects.filter(pk=payment_id).values_list("award", flat=True).first()
    if found is None:
        raise Refusal(_("This payment isn’t there any more."), code="not-found")
    award = fund.lock_award(found)
    fund.refuse_interest(award.application, officer)
    rows = Payment.objects.select_for_update(of=("self",)).select_related("organisation")
    payment = rows.get(pk=payment_id)
    payment.award = award
    return award, payment


def schedule_of(award: Award) -> Schedule:
    """What the payments of an award come to; it is there from when it is asked for first."""
    return Schedule.objects.get_or_create(award=award, defaults={"most_pence": award.pence})[0]


def schedule_sums(award: Award) -> tuple[int, int]:
    """(planned, paid) of an award in pence, for who only reads."""
    rows = Schedule.objects.filter(award=award).values_list("planned_pence", "paid_pence")
    return rows.first() or (0, 0)


def take(award: Award, pence: int) -> None:
    """Plan an amount of an award, or give it back where it is below nought.

    Raises:
        Refusal: `over-award`, naming the field `pence`.
    """
    schedule_of(award)
    rows = Schedule.objects.filter(award=award, planned_pence__lte=award.pence - pence)
    after = F("planned_pence") + pence
    if not rows.update(planned_pence=after, most_pence=award.pence):
        left = award.pence - schedule_of(award).planned_pence
        raise Refusal(
            _("The award has %(left)s left to plan, and this takes %(pence)s.")
            % {"left": pounds(max(left, 0)), "pence": pounds(max(pence, 0))},
            code="over-award",
            field="pence",
        )


def give_back(award: Award, pence: int, *, paid: int = 0) -> None:
    """Give back what was planned, and of it what was paid; also where the award is less by now."""
    Schedule.objects.filter(award=award).update(
        planned_pence=F("planned_pence") - pence, paid_pence=F("paid_pence") - paid
    )


def fit_schedule(award: Award) -> None:
    """Bring the schedule in line with what the award comes to now.

    Raises:
        Refusal: `over-award` where more is planned, or more of a group's than its share.
    """
    take(award, 0)
    shares = dict(award.shares.values_list("organisation", "pence"))
    live = award.payments.live().order_by().values("organisation")
    for row in live.annotate(sum=Sum("pence")):
        if row["sum"] > shares.get(row["organisation"], 0):
            group = Organisation.objects.get(pk=row["organisation"])
            raise Refusal(
                _("The payments to %(group)s come to more than its share. Change them first.")
                % {"group": group},
                code="over-award",
            )


def _writable(award_id: int, actor) -> Award:
    award = fund.lock_award(award_id)
    require(rules.may_run(actor))
    fund.refuse_interest(award.application, actor)
    _refuse_ended(award)
    return award


def _refuse_ended(award: Award) -> None:
    if award.state not in {AwardState.OFFERED, AwardState.AGREED}:
        raise Refusal(_("This award has ended."), code="ended")


def _refuse_unless_planned(payment: Payment) -> None:
    if payment.state != PaymentState.PLANNED:
        raise Refusal(
            _("This can’t be changed now: it is “%(state)s”.")
            % {"state": payment.get_state_display()},
            code="not-planned",
        )


def _refuse_share(award: Award, organisation, pence: int, but: Payment | None = None) -> None:
    """Refuse a payment to a group without a share, of nothing, or of more than the share's rest."""
    share = award.shares.filter(organisation=organisation).first()
    if share is None:
        raise Refusal(
            _("Choose a group that is paid a share of this award."),
            code="organisation",
            field="organisation",
        )
    if pence < 1:
        raise Refusal(_("Enter an amount above nought."), code="pence", field="pence")
    others = award.payments.live().filter(organisation=organisation)
    if but:
        others = others.exclude(pk=but.pk)
    left = share.pence - (others.aggregate(sum=Sum("pence"))["sum"] or 0)
    if pence > left:
        raise Refusal(
            _("%(group)s has %(left)s of its share left to plan.")
            % {"group": organisation, "left": pounds(max(left, 0))},
            code="over-share",
            field="pence",
        )
