"""The officers' pages of awards, payments and suppliers."""

import csv
import io

import pytest
from auditlog.models import LogEntry
from django.contrib.admin import site
from django.urls import reverse
from django.utils import timezone

from awards import services
from awards.models import Payment, Schedule, Supplier, SupplierChange, Template
from collaboration_fund.models import Award
from organisations.models import Organisation
from tests.awards.test_agreeing import refused
from tests.factories.awards import agreed, granted
from tests.factories.fund import fund_officer
from tests.factories.people import sign_in_officer
from tests.recruitment.officers import press, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    officer = fund_officer()
    sign_in_officer(client, officer)
    return officer


def url(thing, name="change", tab="") -> str:
    kind = f"{thing._meta.app_label}_{thing._meta.model_name}"
    found = reverse(f"admin:{kind}_{name}", args=[thing.pk])
    return found + (f"?tab={tab}" if tab else "")


@pytest.mark.parametrize("make", [granted, agreed])
@pytest.mark.parametrize("tab", ["", "agreement", "payments", "history"])
def test_each_tab_of_an_award_opens(client, officer, make, tab):
    award = make().award
    address = url(award, "history") if tab == "history" else url(award, tab=tab)
    assert client.get(address).status_code == 200


def test_no_act_takes_the_address_of_a_things_own_page():
    for model in (Award, Payment, Supplier, SupplierChange, Template):
        names = {act.name for act in site._registry[model].acts}
        assert not names & {"add", "change", "changelist", "delete", "export", "history"}


def test_a_payment_has_its_page_with_what_comes_next(client, officer):
    given = agreed()
    address = url(given.first)
    for bring, said in (
        (lambda: None, "Ask for this payment"),
        (given.asked, "Approve this payment"),
        (
            lambda: services.approve(payment_id=given.first.pk, actor=given.second),
            "that it is paid",
        ),
    ):
        bring()
        page = client.get(address)
        assert (page.status_code, said in words(page)) == (200, True)


def test_an_award_is_brought_to_its_first_payment_on_the_pages(client, officer):
    given = granted()
    award, lead = given.award, given.made.application.lead
    today = timezone.localdate().isoformat()
    press(
        client,
        url(award, "plan_payment"),
        {"organisation": lead.pk, "due_on": today, "pence": "600"},
    )
    page = words(client.get(url(award, "make_agreement")))
    assert "gets £1,000 for “Tea for all”" in page
    dates = {"starts_on": "2027-01-04", "ends_on": "2027-12-31"}
    press(client, url(award, "make_agreement"), dates)
    given.accepted()
    supplier = {"organisation": lead.pk, "number": "S-1", "telephone": "01582 540 001"}
    press(client, url(award, "keep_supplier"), supplier)
    payment = given.first
    press(client, url(payment, "ask"), {})
    assert "Approve this payment" not in words(client.get(url(payment, "change")))
    assert press(client, url(payment, "approve"), {}).status_code == 403, "Who asked doesn't."
    sign_in_officer(client, given.second)
    press(client, url(payment, "approve"), {})
    press(client, url(payment, "mark_paid"), {"paid_on": today, "finance_reference": "F-1"})
    payment.refresh_from_db()
    assert (payment.state, payment.pence) == ("paid", 60_000)
    assert "£600" in words(client.get(url(award, tab="payments")))


def test_a_changed_supplier_is_called_about_on_its_page(client, officer):
    given = agreed()
    supplier = Supplier.objects.get()
    press(client, url(supplier, "ask_change"), {"number": "S-2", "reason": "A letter."})
    change = SupplierChange.objects.get()
    assert "Number to call" not in words(client.get(url(change)))
    assert client.get(url(change, "confirm")).status_code == 403
    sign_in_officer(client, given.second)
    page = words(client.get(url(change, "confirm")))
    assert "01582540001" in page
    now = timezone.localtime().replace(microsecond=0)
    SupplierChange.objects.update(asked_at=now)
    typed = {"called_at": now.strftime("%Y-%m-%dT%H:%M:%S"), "spoke_with": "The treasurer: yes."}
    page = words(press(client, url(change, "confirm"), typed | {"called": "01582 999999"}))
    assert "no other call counts" in page
    press(client, url(change, "confirm"), typed | {"called": "01582 540001"})
    assert Supplier.objects.get().number == "S-2"


def test_the_file_for_finance_is_safe_recorded_and_knows_no_account(client, officer):
    given = agreed()
    Organisation.objects.filter(pk=given.made.application.lead_id).update(
        name='=HYPERLINK("http://demo.example")'
    )
    given.approved()
    address = reverse("admin:awards_payment_export") + "?due=ready&state__exact=approved"
    page = client.post(address, {"kind": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(page.streaming_content).decode("utf-8-sig"))))
    assert len(rows) == 1
    row = rows[0]
    assert row["Amount in pounds"] == "600.00"
    assert row["Supplier number"] == "SUP-10442"
    assert row["Group"].startswith("'=")
    assert row["May be paid now"] == "yes"
    assert LogEntry.objects.filter(actor=officer, changes__icontains="payment").exists() or (
        LogEntry.objects.filter(actor=officer, additional_data__icontains="payment").exists()
    )
    services.ask_change(
        supplier_id=Supplier.objects.get().pk, actor=given.officer, number="S-2", reason="x"
    )
    page = client.post(address, {"kind": "csv"})
    assert len(b"".join(page.streaming_content).decode().splitlines()) == 1, "It is held."


@pytest.mark.parametrize(
    "tab", ["", "due=now&state__exact=planned", "due=later", "due=ready&state__exact=approved"]
)
def test_the_list_of_payments_is_cut(client, officer, tab):
    agreed()
    address = reverse("admin:awards_payment_changelist")
    assert client.get(f"{address}?{tab}").status_code == 200


def test_lists_take_as_many_statements_for_many_as_for_one(
    client, officer, django_assert_max_num_queries
):
    agreed()
    lists = ("collaboration_fund_award", "awards_payment", "awards_supplier", "awards_template")
    addresses = [reverse(f"admin:{name}_changelist") for name in lists]
    for address in addresses:
        client.get(address)
    counts = []
    for address in addresses:
        with django_assert_max_num_queries(60) as before:
            client.get(address)
        counts.append(len(before))
    given = agreed()
    given.asked()
    for address, count in zip(addresses, counts, strict=True):
        with django_assert_max_num_queries(count):
            client.get(address)


def test_a_text_is_written_put_to_use_and_then_stays(client, officer):
    address = reverse("admin:awards_template_add")
    typed = {"title_en": "Demo text", "text_en": "{lead} and {partners.all}"}
    page = client.post(address, typed)
    assert "isn’t a placeholder" in words(page)
    assert "{partners.all}" in words(page)
    client.post(address, typed | {"text_en": "{lead} and {partners}"})
    template = Template.objects.get()
    press(client, url(template, "publish"), {})
    template.refresh_from_db()
    assert not template.is_draft
    assert "Save" not in words(client.get(url(template)))
    press(client, url(template, "begin_version"), {})
    assert Template.objects.filter(published_at=None, number=2).exists()


def test_what_waits_is_on_the_officers_home(client, officer):
    given = agreed()
    given.asked()
    services.ask_change(
        supplier_id=Supplier.objects.get().pk, actor=given.officer, number="S-2", reason="x"
    )
    granted()
    page = words(client.get(reverse("admin:index")))
    for said in (
        "Awards without an agreement",
        "Payments that are due",
        "Payments to approve that somebody else asked for",
        "Changed suppliers to call about",
    ):
        assert said in page
    sign_in_officer(client, given.officer)
    page = words(client.get(reverse("admin:index")))
    assert "Payments to approve that somebody else asked for" not in page
    assert "Changed suppliers to call about" not in page


def test_an_award_is_taken_back_on_its_page(client, officer):
    given = agreed()
    press(client, url(given.award, "take_back"), {"reason": "They have closed."})
    assert Award.objects.get(pk=given.award.pk).state == "withdrawn"
    assert Schedule.objects.get(award=given.award).planned_pence == 0
    assert {one.state for one in Payment.objects.all()} == {"cancelled"}
    said = refused(given.plan)
    assert said.code == "ended"
