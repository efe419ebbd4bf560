"""An officer who is tied to a group of an award moves none of its money, by no service."""

from datetime import timedelta

import pytest
from django.utils import timezone

from awards import services
from collaboration_fund import services as fund
from tests.awards.test_agreeing import offered, refused
from tests.factories.awards import BEGINS, ENDS, agreed, granted
from tests.factories.fund import together
from tests.factories.organisations import MembershipFactory

pytestmark = pytest.mark.django_db
WHY = {"reason": "Demo."}


def tied(given):
    """The second officer, who belongs to the partner's group."""
    MembershipFactory(organisation=given.made.partner.organisation, person=given.second)
    return given.second


def test_before_it_is_agreed():
    bare, waiting = granted(), offered()
    award, payment = {"award_id": bare.award.pk}, waiting.first
    dates = {"starts_on": BEGINS, "ends_on": ENDS}
    one, other = tied(bare), tied(waiting)
    assert refused(services.make_agreement, **award, **dates, actor=one).code == "interest"
    assert refused(bare.plan, actor=one).code == "interest"
    assert refused(services.take_back, **award, **WHY, actor=one).code == "interest"
    assert refused(fund.change_amount, **award, pence=1, actor=one).code == "interest"
    asked = {"award_id": waiting.award.pk, **WHY}
    assert refused(services.amend, **asked, actor=other).code == "interest"
    given = {"payment_id": payment.pk, "reason": "Demo.", "actor": other}
    assert refused(services.cancel_payment, **given).code == "interest"


def test_an_application_that_they_have_an_interest_in_gets_nothing_from_them():
    given = granted()
    made = together(given.award.round)
    made.sent()
    MembershipFactory(organisation=made.application.lead, person=given.officer)
    day = timezone.localdate() - timedelta(days=1)
    asked = {"application_id": made.application.pk, "pence": 1, "decided_on": day}
    assert refused(fund.grant, **asked, actor=given.officer).code == "interest"


def test_payments():
    given = agreed()
    officer = tied(given)
    one = {"payment_id": given.first.pk, "actor": officer}
    assert refused(services.ask, **one, met="Yes.").code == "interest"
    given.asked()
    assert refused(services.approve, **one).code == "interest"
    assert refused(services.send_back, **one, **WHY).code == "interest"
    paid = {"paid_on": timezone.localdate(), "finance_reference": "F-9"}
    assert refused(services.mark_paid, **one, **paid).code == "interest"
    assert refused(services.reverse, **one, **WHY).code == "interest"
    assert refused(services.pay_again, **one).code == "interest"
