"""Payments: within the award and each share, by two people, once; every wrong move is refused."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from awards import services
from awards.enums import PAYMENT_MOVES, PaymentState
from awards.models import Payment, Schedule
from core.actors import PORTAL
from core.moves import move
from core.refusal import Refusal
from messaging.models import OutboxMessage
from people import roles
from tests.awards.test_agreeing import refused
from tests.factories.awards import agreed, granted
from tests.factories.organisations import group_with
from tests.factories.people import OfficerFactory, ResidentFactory, officer_of

pytestmark = pytest.mark.django_db


def sums(given) -> tuple[int, int]:
    schedule = Schedule.objects.get(award=given.award)
    return schedule.planned_pence, schedule.paid_pence


def test_payments_are_planned_within_the_award_and_the_share_of_who_is_paid():
    given = granted(paid="partners")
    lead, partner = given.made.application.lead, given.made.partner.organisation
    assert refused(given.plan, 75_001).code == "over-share"
    given.plan(70_000)
    assert refused(given.plan, 5_001).code == "over-share"
    given.plan(25_000, organisation=partner)
    assert refused(given.plan, 1, organisation=partner).code == "over-share"
    assert refused(given.plan, 1, organisation=group_with()[0]).field == "organisation"
    assert refused(given.plan, 0).field == "pence"
    assert refused(given.plan, 1, actor=given.made.lead).code == "not-allowed"
    assert sums(given) == (95_000, 0)
    numbers = [(one.number, one.organisation) for one in given.award.payments.all()]
    assert numbers == [(1, lead), (2, partner)]


def test_the_database_knows_no_plan_above_the_award_and_no_payment_above_the_plan():
    given = agreed()
    for changes in ({"planned_pence": 100_001}, {"paid_pence": 100_001}, {"most_pence": 99_999}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Schedule.objects.filter(award=given.award).update(**changes)


def test_a_planned_payment_is_changed_and_taken_out_and_nothing_else_is():
    given = granted()
    first = given.plan()
    change = {"payment_id": first.pk, "actor": given.officer, "due_on": date(2027, 3, 1)}
    assert refused(services.change_payment, **change, pence=100_001).code == "over-share"
    services.change_payment(**change, pence=100_000, condition="A policy.")
    assert sums(given) == (100_000, 0)
    stranger = change | {"actor": given.made.lead}
    assert refused(services.change_payment, **stranger, pence=1).code == "not-allowed"
    cancel = {"payment_id": first.pk, "reason": "Too early."}
    assert refused(services.cancel_payment, **cancel, actor=given.made.lead).code == "not-allowed"
    services.cancel_payment(**cancel, actor=given.officer)
    assert sums(given) == (0, 0)
    assert refused(services.cancel_payment, **cancel, actor=given.officer).code == "not-planned"
    assert refused(services.change_payment, **change, pence=1).code == "not-planned"


def test_a_payment_is_asked_for_approved_by_somebody_else_and_paid_once():
    given = agreed()
    asked = given.asked()
    assert (asked.state, asked.asked_by) == ("asked", given.officer)
    said = refused(services.approve, payment_id=asked.pk, actor=given.officer)
    assert said.code == "not-allowed"
    services.approve(payment_id=asked.pk, actor=given.second)
    pay = {"payment_id": asked.pk, "actor": given.officer, "finance_reference": "F-1"}
    tomorrow = timezone.localdate() + timedelta(days=1)
    assert refused(services.mark_paid, **pay, paid_on=tomorrow).field == "paid_on"
    pay["paid_on"] = timezone.localdate()
    nothing = pay | {"finance_reference": " "}
    assert refused(services.mark_paid, **nothing).field == "finance_reference"
    services.mark_paid(**pay)
    assert sums(given) == (100_000, 60_000)
    assert services.paid_of(given.award) == 60_000
    assert refused(services.mark_paid, **pay).code == "not-a-move"
    assert sums(given) == (100_000, 60_000)
    told = OutboxMessage.objects.filter(kind="awards.payment").get()
    assert told.to_address == given.made.lead.email
    assert "£600" in told.subject


def test_a_reference_of_the_finance_system_is_of_one_payment():
    given = agreed()
    given.paid()
    second = given.award.payments.get(number=2)
    assert refused(given.paid, second).field == "finance_reference"
    assert sums(given)[1] == 60_000


def test_a_condition_is_met_before_a_payment_is_asked_for():
    given = agreed()
    second = given.award.payments.get(number=2)
    said = refused(services.ask, payment_id=second.pk, actor=given.officer, met=" ")
    assert said.field == "met"


def test_what_was_taken_back_is_paid_again_once_and_in_its_line():
    given = agreed()
    first = given.paid()
    again = {"payment_id": first.pk, "actor": given.officer}
    assert refused(services.pay_again, **again).code == "not-reversed"
    back = {"payment_id": first.pk, "actor": given.second}
    assert refused(services.reverse, **back, reason=" ").field == "reason"
    services.reverse(**back, reason="It bounced.")
    assert sums(given) == (40_000, 0)
    assert "It bounced." in OutboxMessage.objects.filter(kind="awards.payment").latest("pk").text
    assert refused(services.pay_again, **again | {"actor": given.made.lead}).code == "not-allowed"
    new = services.pay_again(**again)
    assert refused(services.pay_again, **again).code == "planned"
    assert (new.number, new.pence, new.state) == (1, 60_000, "planned")
    given.paid(new, reference="F-2")
    assert sums(given) == (100_000, 60_000)
    assert refused(services.pay_again, **again).code == "planned"


def test_the_database_knows_one_live_payment_a_line_two_people_and_a_reference():
    given = agreed()
    first = given.paid()
    rows = Payment.objects.filter(pk=first.pk)
    for changes in (
        {"approved_by": given.officer},
        {"asked_by": None},
        {"approved_by": None},
        {"finance_reference": ""},
        {"paid_on": None},
        {"number": 2},
        {"pence": 0},
        {"state": "gold"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**changes)


def test_only_what_the_agreement_in_force_says_is_paid():
    given = agreed()
    first = given.first
    change = {"payment_id": first.pk, "actor": given.officer, "due_on": first.due_on}
    services.change_payment(**change, pence=50_000)
    assert refused(given.asked).code == "not-agreed"
    services.amend(award_id=given.award.pk, actor=given.officer, reason="Less at first.")
    assert refused(given.asked).code == "not-agreed"
    given.accepted()
    given.asked()


def test_nothing_is_paid_of_an_award_that_is_not_agreed_to():
    given = granted()
    given.plan()
    given.supplier()
    assert refused(given.asked).code == "not-agreed"
    given.agreement_made()
    assert refused(given.asked).code == "not-agreed"


def test_what_is_sent_back_is_asked_for_anew():
    given = agreed()
    for bring in (given.asked, given.approved):
        payment = bring()
        back = {"payment_id": payment.pk, "actor": given.officer}
        assert refused(services.send_back, **back, reason=" ").field == "reason"
        services.send_back(**back, reason="Not yet.")
        payment.refresh_from_db()
        assert (payment.state, payment.asked_by, payment.approved_by) == ("planned", None, None)


# --- Every move by everybody ----------------------------------------------------------------------

BRING = {
    PaymentState.PLANNED: lambda given: given.first,
    PaymentState.ASKED: lambda given: given.asked(),
    PaymentState.APPROVED: lambda given: given.approved(),
    PaymentState.PAID: lambda given: given.paid(),
    PaymentState.REVERSED: lambda given: services.reverse(
        payment_id=given.paid().pk, actor=given.second, reason="Wrong."
    ),
    PaymentState.CANCELLED: lambda given: services.cancel_payment(
        payment_id=given.first.pk, actor=given.officer, reason="Wrong."
    ),
}
ACTS = {
    "ask": ({"planned"}, services.ask, {"met": "They did."}),
    "approve": ({"asked"}, services.approve, {}),
    "mark_paid": (
        {"approved"},
        services.mark_paid,
        {"paid_on": date(2026, 1, 2), "finance_reference": "F-9"},
    ),
    "reverse": ({"paid"}, services.reverse, {"reason": "x"}),
    "send_back": ({"asked", "approved"}, services.send_back, {"reason": "x"}),
    "cancel": ({"planned"}, services.cancel_payment, {"reason": "x"}),
    "change": (
        {"planned"},
        services.change_payment,
        {"due_on": date(2027, 1, 2), "pence": 1},
    ),
    "pay_again": ({"reversed"}, services.pay_again, {}),
}
REFUSES = {"not-a-move", "not-planned", "not-reversed"}


def test_each_act_is_done_in_its_states_and_refused_in_every_other():
    given = agreed()
    with_sid = []
    for state in PaymentState:
        for name, (open_in, act, said) in ACTS.items():
            save = transaction.savepoint()
            payment = BRING[state](given)
            try:
                act(payment_id=payment.pk, actor=given.second, **said)
                came = "done"
            except Refusal as refusal:
                came = refusal.code
            transaction.savepoint_rollback(save)
            expected = {"done"} if state in open_in else REFUSES
            if came not in expected:
                with_sid.append((state, name, came))
    assert with_sid == []


@pytest.mark.parametrize("who", ["resident", "lead", "staff", "assessor", "reader", "hubs"])
def test_nobody_else_makes_any_move(who):
    given = agreed()
    actor = {
        "resident": ResidentFactory,
        "lead": lambda: given.made.lead,
        "staff": OfficerFactory,
        "assessor": lambda: officer_of(roles.FUND_ASSESSOR),
        "reader": lambda: officer_of(roles.READ_ONLY),
        "hubs": lambda: officer_of(roles.HUB_MANAGER),
    }[who]()
    came = []
    for state in PaymentState:
        save = transaction.savepoint()
        payment = BRING[state](given)
        for to in PaymentState:
            allowed = to in PAYMENT_MOVES[state]
            said = refused(move, payment, to=to, actor=actor).code
            if said != ("not-allowed" if allowed else "not-a-move"):
                came.append((state, to, said))
        for name, (open_in, act, arguments) in ACTS.items():
            if state in open_in:
                said = refused(act, payment_id=payment.pk, actor=actor, **arguments).code
                if said != "not-allowed":
                    came.append((state, name, said))
        transaction.savepoint_rollback(save)
    assert came == []


def test_the_portal_itself_pays_nothing():
    given = agreed()
    for state in (PaymentState.PLANNED, PaymentState.ASKED, PaymentState.APPROVED):
        save = transaction.savepoint()
        payment = BRING[state](given)
        for to in PAYMENT_MOVES[state] - {PaymentState.CANCELLED}:
            assert refused(move, payment, to=to, actor=PORTAL).code == "not-allowed"
        transaction.savepoint_rollback(save)
