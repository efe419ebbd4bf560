"""When a check is due: by days of the calendar, on the basis that is said."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from buildings import services
from buildings.checks import BY_CODE, CHECKS
from buildings.enums import Basis, Feature
from buildings.services import next_due
from buildings.services.due import with_checks
from core.actors import PORTAL
from tests.factories.buildings import ago, building, checked, failed, surveyed


@pytest.mark.parametrize(
    ("done", "months", "weeks", "due"),
    [
        (date(2026, 8, 31), 6, 0, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, 0, date(2028, 2, 29)),
        (date(2024, 2, 29), 12, 0, date(2025, 2, 28)),
        (date(2024, 2, 29), 60, 0, date(2029, 2, 28)),
        (date(2026, 1, 31), 1, 0, date(2026, 2, 28)),
        (date(2026, 2, 28), 1, 0, date(2026, 3, 28)),
        # Across the day on which the clock changes it is a day, and not 168 hours.
        (date(2026, 3, 22), 0, 1, date(2026, 3, 29)),
        (date(2026, 10, 18), 0, 1, date(2026, 10, 25)),
        (date(2026, 12, 25), 0, 1, date(2027, 1, 1)),
    ],
)
def test_it_is_due_so_many_months_or_weeks_later(done, months, weeks, due):
    assert next_due(done, months=months, weeks=weeks) == due


def test_nothing_is_called_law_whose_interval_no_law_says():
    by_law = {check.code for check in CHECKS if check.basis == Basis.LAW}
    assert by_law == {"lift", "energy", "cooling"}
    assert BY_CODE["portable"].is_by_risk


def due(made) -> dict:
    """{code: what is due} of a building."""
    return {one.check.code: one for one in services.due_of(with_checks().get(pk=made.pk))}


@pytest.mark.django_db
def test_what_a_building_has_decides_what_is_checked():
    made = building(has=())
    assert "gas" not in due(made)
    assert "fire_risk" in due(made)
    made = building(made.hub, has=(Feature.GAS, Feature.LIFT))
    assert {"gas", "lift"} <= {*due(made)}


@pytest.mark.django_db
def test_what_was_never_done_is_overdue_and_what_was_done_is_due_again():
    made, today = building(), timezone.localdate()
    assert due(made)["gas"].is_overdue(today)
    checked(made, days=10)
    assert not due(made)["gas"].is_overdue(today)
    assert due(made)["gas"].due_on == next_due(ago(10), months=12)


@pytest.mark.django_db
def test_the_last_check_counts_whenever_it_was_written_down():
    made = building()
    checked(made, days=10)
    checked(made, days=500)
    assert due(made)["gas"].done.done_on == ago(10)


@pytest.mark.django_db
def test_what_failed_is_due_until_it_passes():
    made, today = building(), timezone.localdate()
    checked(made, days=30)
    failed(made)
    found = due(made)["gas"]
    assert found.has_failed
    assert found.is_overdue(today)
    assert found.due_on == next_due(ago(30), months=12)
    assert services.due_of(with_checks().get(pk=made.pk))[0].check.code == "gas"
    checked(made, days=0)
    assert not due(made)["gas"].is_overdue(today)


@pytest.mark.django_db
def test_a_building_may_have_its_own_interval_with_a_reason():
    made, today = building(), timezone.localdate()
    checked(made, "portable", days=400)
    assert not due(made)["portable"].is_overdue(today)
    services.set_interval(
        building_id=made.pk, actor=PORTAL, code="portable", months=12, why="By the risk."
    )
    assert due(made)["portable"].is_overdue(today)
    services.set_interval(
        building_id=made.pk, actor=PORTAL, code="portable", months=24, why="By the risk."
    )
    assert not due(made)["portable"].is_overdue(today)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "overdue", "soon"), [(31, 0, 0), (30, 0, 1), (0, 0, 1), (-1, 1, 0)]
)
def test_somebody_is_reminded_thirty_days_before(days, overdue, soon):
    made, today = building(), timezone.localdate()
    for code in due(made):
        checked(made, code, days=0)
    before = services.owed([with_checks().get(pk=made.pk)], today)
    fire = due(made)["fire_risk"]
    then = fire.due_on - timedelta(days=days)
    # Those that are checked more often are late by then, and are not counted here.
    only = [
        one for one in services.due_of(with_checks().get(pk=made.pk)) if one.check is fire.check
    ]
    assert (before.overdue, sum(one.is_overdue(then) for one in only)) == (0, overdue)
    assert sum(one.is_soon(then) for one in only) == soon


@pytest.mark.django_db
def test_what_is_owed_counts_surveys_and_defects_too():
    made, today = building(), timezone.localdate()
    assert services.owed([with_checks().get(pk=made.pk)], today).surveys == 1
    surveyed(made)
    failed(made, due_on=ago(1))
    found = services.owed([with_checks().get(pk=made.pk)], today)
    assert (found.surveys, found.defects) == (0, 1)
