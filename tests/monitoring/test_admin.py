"""The officers' pages of reports, changes, closings and bids."""

import csv
import io
from datetime import date, timedelta

import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from monitoring import services
from monitoring.models import Bid, Report
from people import roles
from tests.factories.fund import fund_officer, open_round
from tests.factories.many import twins
from tests.factories.monitoring import BidFactory, agreed
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import officer_of, sign_in_officer
from tests.factories.places import WardFactory
from tests.factories.uploads import REAL
from tests.officers.pages import press
from tests.recruitment.officers import words

pytestmark = pytest.mark.django_db
LIST = reverse("admin:monitoring_report_changelist")


@pytest.fixture
def officer(client):
    officer = fund_officer()
    sign_in_officer(client, officer)
    return officer


def url(thing, name="change") -> str:
    model = type(thing)._meta.model_name
    return reverse(f"admin:monitoring_{model}_{name}", args=[thing.pk])


def test_officers_read_what_was_sent_with_rounded_numbers_and_no_draft(client, officer):
    given = agreed()
    report = given.write()
    assert "People come for the soup" not in words(client.get(url(report)))
    few, many = WardFactory(name="Demo few"), WardFactory(name="Demo many")
    people = {few.pk: 3, many.pk: 47}
    services.save_reached(report_id=report.pk, actor=given.lead, people=people)
    services.send(report_id=report.pk, actor=given.lead)
    page = client.get(url(report))
    shown = words(page)
    for said in ("People come for the soup", "£1,500", "fewer than 5", "50 in all"):
        assert said in shown
    assert dict(page.context["reached"]) == {"Demo few": "fewer than 5", "Demo many": "45"}
    read = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, actor=officer)
    assert read.filter(object_pk=str(report.pk)).exists()


def test_an_officer_asks_back_sees_who_is_told_and_accepts(client, officer):
    given = agreed()
    report = given.sent()
    asked = {"questions": "Why 9 meals?"}
    first = client.post(url(report, "ask_back"), asked)
    assert first.context["question"].people == 1
    assert given.report().state == "sent"
    assert press(client, url(report, "ask_back"), asked).status_code == 302
    assert given.report().state == "questions"
    services.save_words(report_id=report.pk, actor=given.lead, reply="The oven broke.")
    services.send(report_id=report.pk, actor=given.lead)
    assert "The oven broke." in words(client.get(url(report)))
    assert press(client, url(report, "accept")).status_code == 302
    assert given.report().state == "accepted"


def test_a_photograph_that_was_sent_is_read_by_officers_and_no_draft_is(client, officer):
    given = agreed()
    kept = services.add_photograph(
        report_id=given.report().pk,
        actor=given.lead,
        file=SimpleUploadedFile("demo.png", REAL["png"], "image/png"),
        shows="A long table",
        may_be_public=False,
        consent="",
    )
    address = reverse("admin:monitoring_report_photograph", args=[kept.pk])
    assert client.get(address).status_code == 404
    given.sent()
    assert client.get(address).status_code == 200


def test_the_list_has_tabs_of_what_is_overdue_sent_and_accepted(client, officer):
    round = open_round()
    late = agreed(round, starts=date(2025, 1, 1), ends=date(2025, 12, 31))
    sent, accepted = agreed(round), agreed(round)
    sent.sent()
    accepted.accepted()

    def listed(query: str) -> set:
        return {one.award_id for one in client.get(LIST + query).context["cl"].queryset}

    assert listed("?when=overdue") == {late.award.pk}
    assert listed("?state__exact=sent") == {sent.award.pk}
    assert listed("?state__exact=accepted") == {accepted.award.pk}
    assert listed("?when=to-close") == {accepted.award.pk}
    assert "overdue" in words(client.get(LIST))
    home = words(client.get(reverse("admin:index"))).lower()
    for said in ("reports on awards that are overdue", "reports on awards to read"):
        assert said in home


def test_an_export_says_what_was_spent_of_accepted_reports_alone(client, officer):
    given = agreed()
    given.write()
    address = reverse("admin:monitoring_report_export")

    def spent() -> str:
        answer = client.post(address, {"kind": "csv"})
        rows = csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig")))
        return next(rows)["Spent in its time, in pounds"]

    assert spent() == ""
    services.send(report_id=given.report().pk, actor=given.lead)
    services.accept(report_id=given.report().pk, actor=given.officer)
    assert spent() == "2000.0"


@pytest.mark.parametrize("page", ["monitoring_report", "monitoring_change"])
def test_who_runs_no_round_finds_nothing(client, page):
    given = agreed()
    given.sent()
    sign_in_officer(client, officer_of(roles.READ_ONLY))
    assert client.get(reverse(f"admin:{page}_changelist")).status_code == 403
    assert client.get(url(given.report())).status_code == 403


def test_the_lists_take_as_many_statements_for_a_hundred_as_for_one(client, officer):
    given = agreed()
    report = given.sent()
    bid = BidFactory()
    lists = [LIST, reverse("admin:monitoring_bid_changelist"), reverse("admin:index")]

    def statements() -> list[int]:
        found = []
        for address in lists:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            found.append(len(queries))
        return found

    statements()
    before = statements()
    for number in range(2, 102):
        report.pk, report.number, report.is_last = None, number, False
        report.save(force_insert=True)
    twins(bid, 100)
    assert statements() == before


# --- Other money ---------------------------------------------------------------------------------


def typed(**said) -> dict:
    known = {
        "funder": "Demo Trust",
        "pot": "Kitchens",
        "what_for": "A second oven.",
        "bidder": "group",
        "organisation": "",
        "bid_pence": "12,500",
        "bid_on": "2026-11-02",
    }
    return known | said


def test_a_bid_is_entered_and_counts_once_it_is_won(client, officer):
    add = reverse("admin:monitoring_bid_add")
    group = OrganisationFactory()
    assert "Choose the group that bids" in words(client.post(add, typed()))
    wrong = typed(bidder="council", organisation=group.pk)
    assert "Choose no group" in words(client.post(add, wrong))
    assert client.post(add, typed(organisation=group.pk)).status_code == 302
    bid = Bid.objects.get()
    assert (bid.bid_pence, bid.state) == (1_250_000, "waiting")
    won = {"won_pence": "10,000", "decided_on": timezone.localdate().isoformat()}
    assert press(client, url(bid, "win"), won).status_code == 302
    bid.refresh_from_db()
    assert (bid.won_pence, bid.state) == (1_000_000, "won")
    figures = {str(one.words): one.number for one in client.get("/admin/").context["figures"]}
    assert figures["pounds of other money won into Luton"] == 10_000
    assert figures["bids for other money that were successful"] == 1


def test_an_answer_of_last_year_counts_for_last_year(client, officer):
    last_year = timezone.localdate().replace(month=1, day=1) - timedelta(days=1)
    bid = BidFactory(bid_on=last_year - timedelta(days=30))
    services.win(bid_id=bid.pk, actor=officer, decided_on=last_year, won_pence=500)
    figures = {str(one.words): one.number for one in client.get("/admin/").context["figures"]}
    assert figures["pounds of other money won into Luton"] == 0


def test_more_than_was_bid_for_is_asked_about(client, officer):
    bid = BidFactory(bid_pence=100)
    won = {"won_pence": "10,000", "decided_on": timezone.localdate().isoformat()}
    assert "more than was bid for" in words(client.post(url(bid, "win"), won))
    assert Bid.objects.get().state == "waiting"


def test_reports_are_found_by_the_reference_of_their_award(client, officer):
    report: Report = agreed().report()
    page = client.get(reverse("admin:search"), {"q": report.award.reference})
    assert url(report) in words(page)
