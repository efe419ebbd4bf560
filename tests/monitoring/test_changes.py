"""Changes of an award: asked for by its lead group, answered by an officer, and then it is so."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from awards import services as awards
from collaboration_fund.models import Award, Round
from messaging.models import OutboxMessage
from monitoring import services
from monitoring.models import Change
from tests.factories.monitoring import agreed, half_yearly
from tests.factories.people import OfficerFactory, sign_in_officer
from tests.monitoring.test_own_pages import press, url, words
from tests.monitoring.test_reports import refused
from tests.officers.pages import press as press_in_office

pytestmark = pytest.mark.django_db


@pytest.fixture
def given():
    return agreed()


def ask(given, **said) -> Change:
    known = {"award_id": given.award.pk, "actor": given.lead, "reason": "The hall has closed."}
    return services.ask_change(**known | said)


def answer(given, change, **said):
    return services.approve_change(change_id=change.pk, actor=given.officer, **said)


def plan(given) -> list[int]:
    return [line.pence for line in given.award.plan.all()]


def lower(given, *pence: int) -> None:
    """Payments that come to what the award will be."""
    for payment, amount in zip(given.award.payments.order_by("number"), pence, strict=True):
        awards.change_payment(
            payment_id=payment.pk, actor=given.officer, due_on=payment.due_on, pence=amount
        )


def now(given) -> Award:
    return Award.objects.get(pk=given.award.pk)


def test_a_smaller_amount_gives_the_round_its_money_back_and_scales_the_plan(given):
    change = ask(given, pence=100_001)
    assert (now(given).pence, plan(given)) == (200_000, [150_000, 50_000])
    assert refused(answer, given=given, change=change).code == "over-award"
    assert Round.objects.get().committed_pence == 200_000
    lower(given, 60_000, 40_001)
    answer(given, change)
    assert (now(given).pence, plan(given)) == (100_001, [75_001, 25_000])
    assert Round.objects.get().committed_pence == 100_001
    amended = given.award.agreements.last()
    assert (amended.number, amended.reason, amended.accepted_at) == (2, change.reason, None)


def test_less_than_is_paid_cant_be_asked_for(given):
    given.granted.paid()
    refusal = refused(ask, given=given, pence=149_999)
    assert (refusal.code, refusal.field) == ("pence", "pence")
    assert "£1,500 are paid" in refusal.message
    ask(given, pence=150_000)


def test_other_lines_and_a_new_one_come_to_the_same(given):
    first, second = given.award.plan.all()
    new = {"partner": given.made.partner.pk, "category": "travel", "what": "Bus", "pence": 20_000}
    lines = {first.pk: 150_000, second.pk: 30_000}
    refusal = refused(ask, given=given, lines=lines, new_lines=[new | {"pence": 20_001}])
    assert (refusal.code, refusal.field) == ("lines", "lines")
    answer(given, ask(given, lines=lines, new_lines=[new]))
    assert plan(given) == [150_000, 30_000, 20_000]
    assert given.award.plan.last().partner == given.made.partner


def test_a_later_end_moves_the_last_report_and_adds_what_it_takes():
    given = half_yearly()
    given.sent(1)
    answer(given, ask(given, ends_on=date(2027, 3, 31)))
    found = [(one.number, one.covers_to, one.is_last) for one in given.award.reports.all()]
    assert found == [
        (1, date(2026, 6, 30), False),
        (2, date(2026, 12, 31), False),
        (3, date(2027, 3, 31), True),
    ]
    assert given.report(1).state == "sent"


def test_an_award_that_was_made_less_reports_as_it_agreed_to():
    given = half_yearly()
    given.award.round.monitoring.create(up_to_pence=150_000, asks="At the end.")
    lower(given, 60_000, 40_000)
    answer(given, ask(given, pence=100_000))
    answer(given, ask(given, ends_on=date(2027, 1, 20)))
    assert [one.due_on for one in given.award.reports.all()] == [
        date(2026, 7, 28),
        date(2027, 2, 17),
    ]


def test_other_tasks_hold_once_they_are_approved(given):
    partner = given.made.partner.pk
    change = ask(given, tasks={partner: "Cooks on Fridays."})
    assert services.tasks_of(given.award)[partner][1] == "Cooks on Mondays."
    answer(given, change)
    assert services.tasks_of(given.award)[partner][1] == "Cooks on Fridays."


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"reason": " ", "pence": 1}, "reason"),
        ({}, "nothing"),
        ({"pence": 200_000, "ends_on": date(2026, 12, 31)}, "nothing"),
        ({"pence": 200_001}, "pence"),
        ({"pence": 0}, "pence"),
        ({"ends_on": date(2026, 12, 30)}, "ends_on"),
        ({"lines": {999_999: 1}}, "stale"),
    ],
)
def test_what_cant_be_is_refused_when_it_is_asked(given, said, code):
    assert refused(ask, given=given, **said).code == code
    assert not Change.objects.exists()


def test_one_change_waits_at_a_time(given):
    ask(given, pence=100_000)
    assert refused(ask, given=given, pence=50_000).code == "waits"


def test_the_work_cant_end_later_once_the_last_report_is_sent(given):
    change = ask(given, ends_on=date(2027, 3, 31))
    given.sent()
    assert refused(answer, given=given, change=change).code == "ends_on"
    assert (now(given).ends_on, Change.objects.get().state) == (date(2026, 12, 31), "asked")


def test_a_change_of_an_award_that_has_ended_isnt_approved(given):
    change = ask(given, ends_on=date(2027, 3, 31))
    Award.objects.update(state="closed")
    assert refused(answer, given=given, change=change).code == "not-now"
    assert now(given).ends_on == date(2026, 12, 31)


def test_a_no_says_why_and_changes_nothing(given):
    change = ask(given, pence=100_000)
    said = {"change_id": change.pk, "actor": given.officer}
    assert refused(services.refuse_change, **said, answer=" ").code == "answer"
    services.refuse_change(**said, answer="Ask again in spring.")
    assert now(given).pence == 200_000
    told = OutboxMessage.objects.filter(kind="monitoring.change")
    assert {one.to_address for one in told} == {given.lead.email, given.made.owner.email}
    assert all("Ask again in spring." in one.text for one in told)
    assert refused(answer, given=given, change=change).code == "not-a-move"


@pytest.mark.parametrize("act", ["approve_change", "refuse_change", "take_back_change"])
def test_each_answer_is_given_by_who_may(given, act):
    change = ask(given, pence=100_000)
    lower(given, 60_000, 40_000)
    said = {"answer": "x"} if act == "refuse_change" else {}
    mine = {given.lead} if act == "take_back_change" else {given.officer}
    for actor in {given.lead, given.made.owner, given.officer, OfficerFactory()} - mine:
        refusal = refused(getattr(services, act), change_id=change.pk, actor=actor, **said)
        assert refusal.code == "not-allowed"
    for actor in (given.made.owner, given.officer):
        assert refused(ask, given=given, actor=actor, pence=1).code == "not-allowed"
    getattr(services, act)(change_id=change.pk, actor=mine.pop(), **said)


@pytest.mark.parametrize(
    "wrong",
    [{"reason": ""}, {"pence": None}, {"state": "refused"}, {"state": "elsewhere"}],
)
def test_the_database_refuses_a_change_that_isnt_whole(given, wrong):
    change = ask(given, pence=100_000, lines={line.pk: 50_000 for line in given.award.plan.all()})
    Change.objects.filter(pk=change.pk).update(lines=[])
    with pytest.raises(IntegrityError), transaction.atomic():
        Change.objects.filter(pk=change.pk).update(**wrong)


def test_a_group_asks_in_its_browser_and_an_officer_approves(client, given):
    sign_in_officer(client, given.lead)
    first, second = given.award.plan.all()
    page = client.get(url(given, "ask_change"))
    typed = {name: page.context["form"][name].value() for name in page.context["form"].fields}
    typed |= {"ends_on_0": "31", "ends_on_1": "12", "ends_on_2": "2026"}
    typed = {name: value for name, value in typed.items() if value is not None}
    typed |= {"reason": "The hall has closed.", f"line_{first.pk}": "1,400"}
    wrong = client.post(url(given, "ask_change"), typed)
    assert "Make them the same" in words(wrong)
    typed[f"line_{second.pk}"] = "600"
    assert press(client, url(given, "ask_change"), typed).status_code == 302
    change = Change.objects.get()
    assert "£1,400" in words(client.get(url(given, "change", change.pk)))
    assert client.get(url(given, "ask_change")).status_code == 302
    sign_in_officer(client, given.officer)
    address = f"/admin/monitoring/change/{change.pk}"
    assert "The hall has closed." in words(client.get(f"{address}/change/"))
    assert press_in_office(client, f"{address}/approve/", {"answer": ""}).status_code == 302
    assert plan(given) == [140_000, 60_000]
    sign_in_officer(client, given.lead)
    waiting = given.award.agreements.last()
    address = reverse("awards:agreement", args=[given.award.application.reference, waiting.number])
    assert address in words(client.get(url(given, "change", change.pk)))


def test_a_group_takes_its_change_back_and_a_partner_only_reads_it(client, given):
    change = ask(given, pence=100_000)
    sign_in_officer(client, given.made.owner)
    assert client.get(url(given, "change", change.pk)).status_code == 200
    assert client.post(url(given, "change", change.pk)).status_code == 404
    sign_in_officer(client, given.lead)
    assert client.post(url(given, "change", change.pk)).status_code == 302
    assert Change.objects.get().state == "withdrawn"
