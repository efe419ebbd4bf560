"""Closing: granted, paid and spent; what goes back to the round and what is asked back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from collaboration_fund.models import Award, Round
from messaging.models import OutboxMessage
from monitoring import services
from monitoring.models import Closing, Recovery
from tests.factories.monitoring import agreed
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.monitoring.test_reports import refused
from tests.officers.pages import press

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def given():
    """£2,000, of which £1,500 are paid."""
    given = agreed()
    given.granted.paid()
    return given


def close(given, **said) -> Closing:
    known = {"award_id": given.award.pk, "actor": given.officer, "explanation": "It rained."}
    return services.close(**known | said)


def spent(given, *pence: int) -> None:
    """The last report is accepted, with so much spent on each line."""
    lines = given.award.plan.order_by("number")
    given.accepted(spent={line.pk: some for line, some in zip(lines, pence, strict=True)})


def test_what_isnt_paid_goes_back_and_what_isnt_spent_is_asked_back(given):
    spent(given, 120_000, 10_000)
    assert refused(close, given=given, explanation=" ").code == "explanation"
    closing = close(given)
    assert (closing.released_pence, closing.unspent_pence) == (50_000, 20_000)
    award = Award.objects.get()
    assert (award.state, award.pence) == ("closed", 150_000)
    assert Round.objects.get().committed_pence == 150_000
    assert [*award.payments.values_list("state", flat=True)] == ["paid", "cancelled"]
    assert (closing.recovery.pence, closing.recovery.state) == (20_000, "asked")
    told = OutboxMessage.objects.filter(key__contains="closed")
    assert {one.to_address for one in told} == {given.lead.email, given.made.owner.email}
    assert all("£200 were paid and not spent" in one.text for one in told)
    assert refused(close, given=given).code == "not-now"


def test_figures_that_are_the_same_need_no_words():
    given = agreed()
    for number, payment in enumerate(given.award.payments.all()):
        given.granted.paid(payment, reference=f"F-{number}")
    spent(given, 150_000, 50_000)
    closing = close(given, explanation="")
    assert (closing.released_pence, closing.unspent_pence) == (0, 0)
    assert not Recovery.objects.exists()
    assert Round.objects.get().committed_pence == 200_000


def test_an_award_is_closed_once_all_is_accepted_paid_and_answered(given):
    assert refused(close, given=given).code == "reports"
    change = services.ask_change(
        award_id=given.award.pk, actor=given.lead, reason="x", ends_on=date(2027, 1, 31)
    )
    spent(given, 160_000, 20_000)
    assert refused(close, given=given).code == "waits"
    services.take_back_change(change_id=change.pk, actor=given.lead)
    # £1,800 were spent of the grant and £1,500 are paid.
    assert refused(close, given=given).code == "unpaid"
    given.granted.approved(given.award.payments.last())
    assert refused(close, given=given).code == "waits"
    assert refused(close, given=given, actor=given.lead).code == "not-allowed"
    assert Award.objects.get().state == "agreed"


def test_an_award_of_which_nothing_was_paid_isnt_closed():
    given = agreed()
    spent(given, 0, 0)
    assert refused(close, given=given).code == "unpaid"


def test_money_that_came_back_is_written_down_once_with_its_reference(given):
    spent(given, 120_000, 10_000)
    recovery = close(given).recovery
    said = {"recovery_id": recovery.pk, "received_on": TODAY()}
    said |= {"actor": given.officer, "finance_reference": "F-9"}
    assert refused(services.receive, **said | {"finance_reference": " "}).field == (
        "finance_reference"
    )
    assert refused(services.receive, **said | {"actor": OfficerFactory()}).code == "not-allowed"
    services.receive(**said)
    assert refused(services.receive, **said).code == "not-a-move"
    assert Recovery.objects.get().state == "received"


@pytest.mark.parametrize(
    "wrong", [{"explanation": ""}, {"paid_pence": 0}, {"granted_pence": 149_999}]
)
def test_the_database_refuses_an_account_that_isnt_whole(given, wrong):
    spent(given, 120_000, 10_000)
    closing = close(given)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.filter(pk=closing.pk).update(**wrong)


def test_an_officer_sees_the_account_and_who_is_told_closes_and_receives(client, given):
    spent(given, 120_000, 10_000)
    sign_in_officer(client, given.officer)
    address = reverse("admin:monitoring_report_close", args=[given.report().pk])
    rows = [str(value) for _words, value in client.get(address).context["rows"]]
    assert rows == ["£2,000", "£1,500", "£1,300", "£500", "£200"]
    assert press(client, address, {"explanation": "It rained."}).status_code == 302
    closing = Closing.objects.get()
    page = client.get(reverse("admin:monitoring_closing_change", args=[closing.pk]))
    assert "It rained." in page.content.decode()
    come = {"received_on": TODAY().isoformat(), "finance_reference": "F-9"}
    received = reverse("admin:monitoring_closing_receive", args=[closing.pk])
    assert press(client, received, come).status_code == 302
    assert Recovery.objects.get().finance_reference == "F-9"
    sign_in_officer(client, given.lead)
    own = client.get(reverse("monitoring:award", args=[given.award.reference]))
    assert "£1,300" in own.content.decode()
