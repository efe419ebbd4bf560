"""Payments approved, paid and planned by several officers at the same moment, by real processes."""

from django.utils import timezone

from awards import services
from awards.models import Payment, Schedule
from core.refusal import Refusal
from messaging.models import OutboxMessage
from people.services import load_roles
from tests.factories.awards import agreed
from tests.factories.fund import fund_officer
from tests.faults.racers import fork, together


def _came(act, **arguments) -> str:
    try:
        act(**arguments)
    except Refusal as refusal:
        return refusal.code
    return "done"


def _outcome(given, answers) -> dict:
    schedule = Schedule.objects.get(award=given.award)
    live = given.award.payments.live()
    return {
        "answers": dict(answers),
        "planned": schedule.planned_pence,
        "paid": schedule.paid_pence,
        "sum": sum(live.values_list("pence", flat=True)),
        "paid_rows": Payment.objects.filter(award=given.award, state="paid").count(),
        "moves": given.first.moves.count(),
        "emails": OutboxMessage.objects.filter(kind="awards.payment").count(),
    }


def approve_and_pay(number: int) -> dict:
    """That many officers approve one payment, then that many say that it is paid."""
    load_roles()
    given = agreed()
    given.asked()
    officers = [fund_officer() for _officer in range(number)]
    payment = given.first.pk

    def approve(officer):
        return _came(services.approve, payment_id=payment, actor=officer)

    def pay(item):
        place, officer = item
        return _came(
            services.mark_paid,
            payment_id=payment,
            actor=officer,
            paid_on=timezone.localdate(),
            finance_reference=f"F-{place}",
        )

    approved = together(approve, [[officer] for officer in officers])
    paid = together(pay, [[item] for item in enumerate(officers)])
    return _outcome(given, paid) | {"approved": dict(approved)}


def plan(number: int) -> dict:
    """That many officers plan a payment of what is left at most once."""
    load_roles()
    given = agreed(pence=150_000)
    officers = [fund_officer() for _officer in range(number)]

    def one(officer):
        return _came(
            services.plan_payment,
            award_id=given.award.pk,
            actor=officer,
            organisation=given.made.application.lead,
            due_on=timezone.localdate(),
            pence=30_000,
        )

    return _outcome(given, together(one, [[officer] for officer in officers]))


def plan_by_counting(number: int) -> dict:
    """The same by who looks how much is left, and then plans it: without the guarded UPDATE."""
    load_roles()
    given = agreed(pence=150_000)
    have_looked = fork.Barrier(number)

    def one(place):
        planned = Schedule.objects.get(award=given.award).planned_pence
        have_looked.wait()
        if planned + 30_000 > given.award.pence:
            return "over-share"
        Schedule.objects.filter(award=given.award).update(planned_pence=planned + 30_000)
        Payment.objects.create(
            award=given.award,
            organisation=given.made.application.lead,
            number=place,
            due_on=timezone.localdate(),
            pence=30_000,
        )
        return "done"

    return _outcome(given, together(one, [[place + 3] for place in range(number)]))


def accept(number: int) -> dict:
    """The people of both groups accept one agreement at once, each several times."""
    load_roles()
    given = agreed()
    services.amend(award_id=given.award.pk, actor=given.officer, reason="Again.")
    people = [(given.made.lead, True), (given.made.owner, False)] * number

    def one(item):
        person, lead = item
        return _came(given.accept, person=person, lead=lead)

    answers = together(one, [[item] for item in people])
    agreement = given.agreement
    return {
        "answers": dict(answers),
        "given": agreement.acceptances.count(),
        "is_accepted": agreement.accepted_at is not None,
        "emails": OutboxMessage.objects.filter(
            key__startswith=f"awards.agreement.agreed:{agreement.pk}:"
        ).count(),
    }
