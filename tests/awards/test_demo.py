"""The demonstration of awards: one signed with a payment made and one waiting, one that waits."""

import pytest
from django.utils import timezone

from awards import demo, services
from awards.models import Payment
from collaboration_fund import services as fund
from collaboration_fund.models import Award
from tests.factories.fund import fund_officer, open_round, together

pytestmark = pytest.mark.django_db


def test_it_shows_a_signed_agreement_with_payments_and_one_that_waits():
    round, officer = open_round(is_demo=True), fund_officer()
    for _number in range(2):
        made = together(round)
        made.sent()
        fund.grant(
            application_id=made.application.pk,
            pence=100_000,
            actor=officer,
            decided_on=timezone.localdate(),
        )
    for _twice in range(2):
        demo.seed(officer=officer)
    signed, waiting = Award.objects.order_by("pk")
    assert (signed.state, waiting.state) == ("agreed", "offered")
    assert services.in_force(signed)
    assert services.waiting(waiting)
    payments = Payment.objects.filter(award=signed).order_by("number")
    assert [one.state for one in payments] == ["paid", "asked"]
    assert payments[0].approved_by != payments[0].asked_by


def test_it_shows_nothing_where_nothing_is_funded():
    demo.seed(officer=fund_officer())
    assert not Award.objects.exists()
