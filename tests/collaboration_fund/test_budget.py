"""The budget: added up by the server, in pence, against the largest grant and the subsidy limit."""

import pytest
from django.db import IntegrityError, transaction

from collaboration_fund import services
from collaboration_fund.models import Application, BudgetLine
from tests.collaboration_fund.test_rounds import refusal
from tests.factories.fund import open_round, together

pytestmark = pytest.mark.django_db


def line_of(made, **changes) -> dict:
    """The arguments of one more line."""
    typed = {
        "application_id": made.application.pk,
        "actor": made.lead,
        "partner": made.partner,
        "category": "travel",
        "source": "grant",
        "what": "Buses",
        "pence": {1: 1},
    }
    return typed | changes


def changed(made, **changes) -> dict:
    """The arguments of a change to the partner's line."""
    typed = {"quarter": 1, "pence": 1, "line_id": made.line.pk}
    return line_of(made) | typed | changes


def test_no_penny_is_lost_and_each_source_is_added_up_by_itself():
    made = together()
    for number in range(33):
        services.add_lines(**line_of(made, what=f"Third {number}", pence={3: 33_33}))
    services.add_lines(**line_of(made, source="match", pence={1: 7}))
    services.add_lines(**line_of(made, source="in-kind", pence={1: 9}))
    totals = services.totals_of(services.lines_of(made.application))
    assert totals.grant == 150_000 + 50_000 + 33 * 33_33
    assert (totals.match, totals.in_kind) == (7, 9)
    assert totals.together == totals.grant + 16
    for sums in (totals.by_partner, totals.by_category, totals.by_quarter):
        assert sum(sums.values()) == totals.grant
    assert [*totals.by_quarter] == [1, 3]


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("category", "gold"),
        ("source", "theft"),
        ("what", " "),
        ("quarter", 5),
        ("quarter", 0),
        ("pence", 0),
        ("pence", -5),
        ("pence", 100_000_001),
    ],
)
def test_a_line_that_cannot_be_is_refused_at_its_field(field, wrong):
    made = together()
    before = BudgetLine.objects.count()
    assert refusal(services.save_line, **changed(made, **{field: wrong})).field == field
    typed = {field: wrong}
    if field in {"quarter", "pence"}:
        typed = {"pence": {wrong: 1} if field == "quarter" else {2: wrong}}
        field = {"quarter": "quarter", "pence": "quarter_2"}[field]
    assert refusal(services.add_lines, **line_of(made, **typed)).field == field
    assert BudgetLine.objects.count() == before


def test_a_cost_is_a_line_for_each_quarter_and_twice_is_once():
    made = together()
    amounts = {1: 60_000, 2: 60_000, 3: 60_000, 4: 55_000}
    new = services.add_lines(**line_of(made, pence=amounts))
    assert {line.quarter: line.pence for line in new} == amounts
    count = BudgetLine.objects.count()
    assert services.add_lines(**line_of(made, pence=amounts)) == []
    assert [line.quarter for line in services.add_lines(**line_of(made, pence={4: 1, 1: 60_000}))]
    assert BudgetLine.objects.count() == count + 1
    assert refusal(services.add_lines, **line_of(made, pence={})).field == "quarter_1"
    said = refusal(services.add_lines, **line_of(made, what="Vans", pence={1: 5, 2: 0}))
    assert said.field == "quarter_2"
    assert BudgetLine.objects.count() == count + 1, "All of it or nothing."


def test_a_budget_has_so_many_lines_at_most(monkeypatch):
    made = together()
    monkeypatch.setattr("collaboration_fund.services.budget.MOST_LINES", 3)
    said = refusal(services.add_lines, **line_of(made, pence={1: 1, 2: 1}))
    assert said.code == "too-many"
    assert made.application.lines.count() == 2


def test_a_line_is_of_a_group_that_takes_part():
    made, other = together(), together()
    assert refusal(services.add_lines, **line_of(made, partner=other.partner)).field == "partner"
    services.withdraw_partner(partner_id=made.partner.pk, actor=made.owner)
    made.partner.refresh_from_db()
    assert refusal(services.add_lines, **line_of(made)).field == "partner"


def test_a_line_of_another_application_is_not_changed():
    made, other = together(), together()
    said = refusal(services.save_line, **changed(made, line_id=other.line.pk))
    assert said.code == "gone"
    services.remove_line(application_id=made.application.pk, line_id=other.line.pk, actor=made.lead)
    assert BudgetLine.objects.filter(pk=other.line.pk).exists()


@pytest.mark.parametrize("wrong", [{"pence": 0}, {"quarter": 13}, {"source": "theft"}])
def test_the_database_refuses_a_line_that_cannot_be(wrong):
    made = together()
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(pk=made.line.pk).update(**wrong)


def test_a_payee_stays_within_the_subsidy_limit_which_is_a_figure_of_the_round():
    made = together(open_round(subsidy_limit_pence=1_000_000))
    own = made.application.partners.get(is_lead=True)
    say = {"partner_id": own.pk, "actor": made.lead}
    assert refusal(services.say_subsidies, pence=800_001, **say).field == "pence"
    services.say_subsidies(pence=800_000, **say)
    services.add_lines(**line_of(made))
    lacks = services.lacking(Application.objects.get(pk=made.application.pk).entry)
    assert any("more than £10,000 in subsidies" in lack.words for lack in lacks)


def test_where_each_group_is_paid_each_says_what_it_has_had():
    made = together(open_round(paid="partners"))
    said = refusal(made.sent)
    assert [lack.part for lack in said.lacks] == ["subsidies"]
    assert str(made.partner) in said.lacks[0].words
    services.say_subsidies(partner_id=made.partner.pk, actor=made.owner, pence=0)
    assert made.sent().number == 1


def test_a_group_says_for_itself_what_it_has_had():
    made = together()
    said = refusal(services.say_subsidies, partner_id=made.partner.pk, actor=made.lead, pence=0)
    assert said.code == "not-allowed"


def test_more_than_the_largest_grant_is_not_sent():
    made = together(open_round(largest_pence=199_999))
    said = refusal(made.sent)
    assert "You ask for £2,000; the largest grant is £1,999.99" in said.message
