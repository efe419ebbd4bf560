"""The record of a building: checks, condition, money, use; who keeps it; what is refused."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from buildings import services
from buildings.enums import CountKind, CountSource, IncidentKind, MoneyKind
from buildings.models import Building, CheckDone, Count, Defect, Finding, PriceLevel
from buildings.services import uplift
from core.actors import PORTAL
from core.refusal import Refusal
from hubs.enums import AccessKind, Answer
from hubs.models import HubManager
from people import roles
from tests.factories.buildings import ROWS, ago, building, checked, failed, surveyed
from tests.factories.hubs import FactFactory, open_hub
from tests.factories.investment import hub_officer
from tests.factories.people import ResidentFactory, officer_of

pytestmark = pytest.mark.django_db

NOTHING = dict.fromkeys(services.SAID) | {"holding": ""}


def refused(code, act, /, **asked):
    """The act is refused with this code and changes nothing."""
    with pytest.raises(Refusal) as raised, transaction.atomic():
        act(**asked)
    assert raised.value.code == code


def test_a_lift_that_fails_ends_step_free_access_at_once_and_runs_again_once_it_passes():
    hub = open_hub()
    FactFactory(hub=hub)
    made = building(hub)
    failed(made, "lift")
    fact = hub.facts.get(kind=AccessKind.LIFT)
    assert fact.answer == Answer.FAILED
    checked(made, "lift", days=0)
    fact.refresh_from_db()
    assert fact.answer == Answer.WORKS


def test_an_old_examination_that_is_written_down_late_changes_nothing_of_the_lift():
    made = building()
    failed(made, "lift")
    checked(made, "lift", days=100)
    assert made.hub.facts.get(kind=AccessKind.LIFT).answer == Answer.FAILED


@pytest.mark.parametrize("without", ["what", "owner", "due_on"])
def test_what_fails_has_an_owner_and_a_day(without):
    made = building()
    with pytest.raises(Refusal) as raised, transaction.atomic():
        failed(made, **{without: "" if without != "due_on" else None})
    assert raised.value.code == "defect"
    assert not CheckDone.objects.exists()
    failed(made)
    assert (Defect.objects.get().what, Defect.objects.get().owner) == ("The flue", "Demo team")


def test_a_defect_is_closed_once_and_says_how():
    made = building()
    failed(made)
    asked = {
        "building_id": made.pk,
        "actor": PORTAL,
        "defect_id": Defect.objects.get().pk,
        "closed_on": ago(0),
    }
    refused("empty", services.close_defect, **asked, how=" ")
    services.close_defect(**asked, how="A new flue")
    refused("closed", services.close_defect, **asked, how="Again")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("unknown-check", {"code": "ghosts"}),
        ("result", {"result": "maybe"}),
        ("future", {"done_on": timezone.localdate() + timedelta(days=9)}),
        ("empty", {"checked_by": " "}),
    ],
)
def test_a_check_is_of_something_by_somebody_on_a_day_that_was(code, said):
    asked = {"code": "gas", "done_on": ago(1), "result": "passed", "checked_by": "Demo"}
    made = building()
    refused(code, services.record_check, building_id=made.pk, actor=PORTAL, **asked | said)


def test_what_was_recorded_in_error_is_taken_back_with_what_followed_from_it():
    made = building()
    checked(made, "lift", days=40)
    wrong = failed(made, "lift")
    asked = {"building_id": made.pk, "actor": PORTAL}
    for _again in range(2):
        services.take_back_check(**asked, check_id=wrong.pk)
    assert not Defect.objects.exists()
    assert made.hub.facts.get(kind=AccessKind.LIFT).answer == Answer.WORKS
    survey = surveyed(made)
    services.take_back_survey(**asked, survey_id=survey.pk)
    assert services.backlog_of(made).survey is None
    assert services.backlog_of(made).percent_of_value is None
    noted = services.note_incident(**asked, on=ago(1), kind=IncidentKind.FIRE, action="x")
    again = services.note_incident(**asked, on=ago(1), kind=IncidentKind.FIRE, action="x")
    assert noted == again
    services.take_back_incident(**asked, incident_id=noted.pk)
    assert not made.incidents.exists()


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("passed", {"result": "passed", "what": "The flue"}),
        ("due", {"result": "failed", "what": "x", "owner": "x", "due_on": ago(11)}),
        ("twice", {"result": "passed"}),
    ],
)
def test_a_check_does_not_contradict_itself_or_another(code, said):
    made = building()
    checked(made)
    with pytest.raises(Refusal) as raised:
        checked(made, **said)
    assert raised.value.code == code


def test_nothing_is_mended_before_it_was_found_and_what_was_mended_in_error_comes_back():
    made = building()
    survey = surveyed(made)
    failed(made)
    asked = {"building_id": made.pk, "actor": PORTAL}
    roof = survey.findings.first()
    refused("before", services.mend, **asked, finding_id=roof.pk, mended_on=ago(31))
    early = {"defect_id": Defect.objects.get().pk, "closed_on": ago(11), "how": "x"}
    refused("before", services.close_defect, **asked, **early)
    services.mend(**asked, finding_id=roof.pk, mended_on=ago(1))
    services.not_mended(**asked, finding_id=roof.pk)
    assert services.backlog_of(made).pence == 16_000_000


def test_what_a_year_cost_is_unknown_where_nobody_said_it():
    made = building()
    asked = {"building_id": made.pk, "actor": PORTAL}
    services.count(**asked, on=ago(1), kind=CountKind.DOOR, number=40)
    found = services.use_of(made)[0]
    assert (found.subsidy_pence, found.subsidy_a_visit_pence) == (None, None)


def test_the_backlog_is_what_the_newest_survey_found_and_nobody_mended():
    made = building(value_pence=32_000_000, valued_on=ago(9))
    surveyed(made, days=900, rows=[("roof", "D", 1, 99, "Old")])
    surveyed(made)
    found = services.backlog_of(made)
    assert found.pence == 16_000_000
    assert found.cells == {("D", 1): 10_000_000, ("C", 2): 6_000_000}
    assert found.percent_of_value == 50
    roof = Finding.objects.get(what="The roof")
    services.mend(building_id=made.pk, actor=PORTAL, finding_id=roof.pk, mended_on=ago(0))
    assert services.backlog_of(made).pence == 6_000_000
    # The trend says what was found when it was.
    assert [pence for _survey, pence in services.trend_of(made)] == [99, 16_000_000]


def test_old_costs_are_read_at_todays_prices_where_the_index_reaches():
    levels = {2020: Decimal(100), 2026: Decimal("131.25")}
    assert uplift(1_000, 2020, levels) == 1_313
    assert uplift(1_000, 2026, levels) == 1_000
    assert uplift(1_000, 2019, levels) == 1_000
    made = building()
    survey = surveyed(made)
    assert services.backlog_of(made).at is None
    PriceLevel.objects.create(year=survey.surveyed_on.year, index=100)
    PriceLevel.objects.create(year=2099, index=150)
    found = services.backlog_of(made)
    assert (found.pence, found.at) == (24_000_000, 2099)


def test_two_surveys_of_a_day_are_one_and_each_is_due_again_in_five_years():
    made = building()
    survey = surveyed(made, days=5)
    assert survey.next_due.year == survey.surveyed_on.year + 5
    with pytest.raises(Refusal):
        surveyed(made, days=5)


@pytest.mark.parametrize(("day", "year"), [(date(2026, 3, 31), 2025), (date(2026, 4, 1), 2026)])
def test_a_visit_counts_in_its_financial_year(day, year):
    made = building()
    asked = {"building_id": made.pk, "actor": PORTAL}
    services.count(**asked, on=day, kind=CountKind.DOOR, number=40)
    rows = [(year, MoneyKind.COST, 10_000, "All"), (year, MoneyKind.INCOME, 2_000, "Rooms")]
    services.say_figures(**asked, rows=rows)
    found = services.use_of(made)
    assert [(one.year, one.visits, one.subsidy_a_visit_pence) for one in found] == [(year, 40, 200)]


def test_a_day_is_counted_anew_and_not_twice():
    made = building()
    asked = {"building_id": made.pk, "actor": PORTAL, "on": ago(1), "kind": CountKind.DOOR}
    for number in (5, 7):
        services.count(**asked, number=number)
    assert Count.objects.get().number == 7
    refused("number", services.count, **asked, number=-1)


def test_a_sheet_of_counts_is_taken_whole_or_not_at_all():
    made = building()
    asked = {"building_id": made.pk, "actor": PORTAL}
    rows = [(ago(2), CountKind.DOOR, 5), (ago(-3), CountKind.DOOR, 5)]
    refused("future", services.take_counts, **asked, rows=rows)
    assert not Count.objects.exists()
    refused("twice", services.take_counts, **asked, rows=rows[:1] * 2)
    assert services.take_counts(**asked, rows=rows[:1]) == 1
    assert Count.objects.get().source == CountSource.IMPORT


def test_what_is_said_of_a_building_is_possible():
    asked = {"building_id": building().pk, "actor": PORTAL, "features": []}
    refused("built", services.change, **asked, said=NOTHING | {"built": 2999})
    refused("valued-on", services.change, **asked, said=NOTHING | {"value_pence": 5})
    refused("future", services.change, **asked, said=NOTHING | {"valued_on": ago(-1)})


WRITES = {
    "change": lambda b, by: services.change(building_id=b.pk, actor=by, said=NOTHING, features=[]),
    "check": lambda b, by: services.record_check(
        building_id=b.pk, actor=by, code="gas", done_on=ago(1), result="passed", checked_by="x"
    ),
    "survey": lambda b, by: services.record_survey(
        building_id=b.pk, actor=by, surveyed_on=ago(1), surveyor="x", rows=ROWS
    ),
    "interval": lambda b, by: services.set_interval(
        building_id=b.pk, actor=by, code="gas", months=6, why="x"
    ),
    "figures": lambda b, by: services.say_figures(building_id=b.pk, actor=by, rows=[]),
    "count": lambda b, by: services.count(
        building_id=b.pk, actor=by, on=ago(1), kind=CountKind.DOOR, number=1
    ),
    "incident": lambda b, by: services.note_incident(
        building_id=b.pk, actor=by, on=ago(1), kind=IncidentKind.FIRE, action="x"
    ),
}


@pytest.mark.parametrize("act", WRITES)
def test_a_manager_keeps_the_record_of_their_own_hub_alone(act):
    own, other, manager = building(), building(), ResidentFactory()
    HubManager.objects.create(hub=own.hub, person=manager)
    WRITES[act](own, manager)
    WRITES[act](other, hub_officer())
    for person in (manager, officer_of(roles.READ_ONLY), officer_of(roles.HUB_MANAGER)):
        refused("not-allowed", WRITES[act], b=other, by=person)


def broken(act):
    """The database refuses it, past every service."""
    with pytest.raises(IntegrityError), transaction.atomic():
        act()


def test_the_database_knows_what_must_hold():
    made = building()
    surveyed(made)
    failed(made)
    checks, defects = CheckDone.objects.all(), Defect.objects.all()
    broken(lambda: checks.update(code="ghosts"))
    broken(lambda: checks.update(result="maybe"))
    broken(lambda: defects.update(closed_on=ago(0)))
    broken(lambda: defects.update(what=""))
    broken(lambda: Finding.objects.update(grade="E"))
    broken(lambda: Finding.objects.update(priority=5))
    broken(lambda: made.surveys.update(next_due=ago(999)))
    broken(lambda: Building.objects.update(built=1066))
    broken(lambda: Building.objects.update(value_pence=1, valued_on=None))
    broken(lambda: PriceLevel.objects.create(year=2026, index=0))
