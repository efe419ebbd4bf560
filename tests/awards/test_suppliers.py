"""Supplier numbers: no account, one officer keeps, two change after a call, ten days nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from awards import services
from awards.models import Supplier, SupplierChange
from awards.services.suppliers import ten_days_after
from organisations import services as groups
from people import roles
from tests.awards.test_agreeing import refused
from tests.factories.awards import agreed, granted
from tests.factories.people import OfficerFactory, officer_of

pytestmark = pytest.mark.django_db
HELD = "01582540001"


def change(given, **fields) -> SupplierChange:
    supplier = Supplier.objects.get()
    known = {"supplier_id": supplier.pk, "actor": given.officer, "number": "SUP-2"}
    return services.ask_change(**(known | {"reason": "A letter of 3 May."} | fields))


def confirm(asked, actor, **fields) -> SupplierChange:
    known = {"change_id": asked.pk, "actor": actor, "called": "01582 540001"}
    known |= {"called_at": timezone.now(), "spoke_with": "The treasurer: yes, it is so."}
    return services.confirm_change(**(known | fields))


def test_a_first_number_is_kept_by_one_officer_with_a_telephone_number():
    given = granted()
    supplier = given.supplier()
    assert (supplier.number, supplier.telephone) == ("SUP-10442", HELD)
    assert services.why_held(supplier.organisation) == ""
    assert refused(given.supplier).code == "kept"
    assert refused(given.supplier, number="S-2").code == "two-people"


@pytest.mark.parametrize("number", ["12345678", "30-00-00", "GB29 NWBK 6016", " "])
def test_no_account_is_kept(number):
    given = granted()
    assert refused(given.supplier, number=number).field == "number"
    given.supplier()
    if number.strip():
        assert refused(change, given, number=number).code == "account"
    row = change(given)
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplierChange.objects.filter(pk=row.pk).update(number="12345678")


@pytest.mark.parametrize("telephone", ["", "12", "call me", "+"])
def test_a_group_without_a_telephone_number_cannot_be_called(telephone):
    given = granted()
    lead = {"organisation": given.made.application.lead, "actor": given.officer}
    said = refused(services.keep_supplier, **lead, number="S-1", telephone=telephone)
    assert said.field == "telephone"
    assert not Supplier.objects.exists()


def test_a_number_that_is_there_is_not_changed_on_the_page_of_the_group():
    given = granted()
    given.supplier()
    asked = {"organisation_id": given.made.application.lead_id, "actor": given.officer}
    for number in ("S-2", ""):
        said = refused(groups.keep_supplier, **asked, supplier_reference=number)
        assert said.code == "two-people"
    groups.keep_supplier(**asked, supplier_reference="SUP-10442")


def test_a_change_takes_a_second_person_and_a_call_to_the_number_held_before():
    given = agreed()
    asked = change(given, telephone="01582 999 999")
    assert refused(confirm, asked, given.officer).code == "not-allowed"
    for called in ("01582 999 999", "01582 540002", ""):
        assert refused(confirm, asked, given.second, called=called).field == "called"
    before, later = asked.asked_at - timedelta(minutes=1), timezone.now() + timedelta(minutes=5)
    for at in (before, later):
        assert refused(confirm, asked, given.second, called_at=at).field == "called_at"
    assert refused(confirm, asked, given.second, spoke_with=" ").field == "spoke_with"
    assert Supplier.objects.get().number == "SUP-10442"
    confirm(asked, given.second)
    supplier = Supplier.objects.get()
    assert (supplier.number, supplier.telephone) == ("SUP-2", "01582999999")
    asked.refresh_from_db()
    assert (asked.called, asked.confirmed_by) == (HELD, given.second)
    assert refused(confirm, asked, given.second).code == "not-a-move"


def test_a_change_holds_what_is_paid_to_the_group_from_when_it_is_asked_for():
    given = agreed()
    given.approved()
    second = given.asked(given.award.payments.get(number=2))
    asked = change(given)
    pay = {"payment_id": given.first.pk, "actor": given.officer, "paid_on": timezone.localdate()}
    pay["finance_reference"] = "F-1"
    assert refused(services.mark_paid, **pay).code == "held"
    assert refused(services.approve, payment_id=second.pk, actor=given.second).code == "held"
    confirm(asked, given.second)
    assert refused(services.mark_paid, **pay).code == "held"
    now = timezone.now()
    Supplier.objects.update(held_until=now + timedelta(seconds=30))
    assert refused(services.mark_paid, **pay).code == "held"
    Supplier.objects.update(held_until=now)
    services.mark_paid(**pay)


def test_a_refused_change_leaves_all_as_it_was():
    given = agreed()
    asked = change(given)
    no = {"change_id": asked.pk, "actor": given.officer}
    assert refused(services.refuse_change, **no, reason=" ").field == "reason"
    services.refuse_change(**no, reason="They know nothing of it.")
    supplier = Supplier.objects.get()
    assert (supplier.number, supplier.held_until) == ("SUP-10442", None)
    given.paid()
    assert refused(confirm, asked, given.second).code == "not-a-move"


def test_one_change_waits_at_a_time_and_is_of_something():
    given = agreed()
    same = {"number": "SUP-10442", "telephone": "01582 540001"}
    assert refused(change, given, **same).code == "nothing"
    assert refused(change, given, reason=" ").field == "reason"
    asked = change(given)
    assert refused(change, given, number="SUP-3").code == "waits"
    with pytest.raises(IntegrityError), transaction.atomic():
        SupplierChange.objects.create(
            supplier=asked.supplier, number="X", reason="x", asked_by=given.officer
        )
    for changes in (
        {"confirmed_by": given.officer},
        {"state": "confirmed"},
        {"number": "", "telephone": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SupplierChange.objects.filter(pk=asked.pk).update(**changes)


@pytest.mark.parametrize("role", [roles.FUND_ASSESSOR, roles.READ_ONLY, roles.HUB_MANAGER, None])
def test_nobody_else_touches_a_supplier(role):
    given = agreed()
    actor = officer_of(role) if role else OfficerFactory()
    supplier = Supplier.objects.get()
    asked = change(given)
    keep = {"organisation": supplier.organisation, "number": "S-1", "telephone": HELD}
    for act, arguments in (
        (services.keep_supplier, keep),
        (services.ask_change, {"supplier_id": supplier.pk, "number": "S", "reason": "x"}),
        (services.refuse_change, {"change_id": asked.pk, "reason": "x"}),
    ):
        assert refused(act, **arguments, actor=actor).code == "not-allowed"
        assert refused(act, **arguments, actor=given.made.lead).code == "not-allowed"
    assert refused(confirm, asked, actor).code == "not-allowed"
    assert refused(confirm, asked, given.made.lead).code == "not-allowed"


@pytest.mark.parametrize(
    ("confirmed", "until"),
    [
        # Spring forward on 28 March 2027, back on 31 October 2027: ten days by the wall clock.
        (datetime(2027, 3, 20, 9, 30, tzinfo=UTC), datetime(2027, 3, 30, 8, 30, tzinfo=UTC)),
        (datetime(2027, 10, 25, 8, 30, tzinfo=UTC), datetime(2027, 11, 4, 9, 30, tzinfo=UTC)),
        (datetime(2027, 6, 1, 8, 30, tzinfo=UTC), datetime(2027, 6, 11, 8, 30, tzinfo=UTC)),
        # Half past one isn't there on the night of 28 March.
        (datetime(2027, 3, 18, 1, 30, tzinfo=UTC), datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    ],
)
def test_ten_days_are_ten_days_in_luton(confirmed, until):
    assert ten_days_after(confirmed).astimezone(UTC) == until
