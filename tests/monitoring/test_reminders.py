"""Reports are asked for before their day, on it and after, not for ever; they wait for a group."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from collaboration_fund.models import Award
from messaging.due import run_due
from messaging.models import Due, OutboxMessage
from monitoring import reminders, services, waiting
from monitoring.models import Report
from tests.factories.monitoring import agreed

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def soon(days: int = 60, **fields):
    """An award whose report is due in so many days."""
    ends = TODAY() + timedelta(days=days - 28)
    return agreed(starts=ends - timedelta(days=300), ends=ends, **fields)


def due(report) -> dict:
    rows = Due.objects.filter(about=report.filed_under, state=Due.State.WAITING)
    return dict(rows.values_list("kind", "due_at"))


def told() -> list[str]:
    return [
        *OutboxMessage.objects.filter(kind="monitoring.report").values_list("subject", flat=True)
    ]


def test_a_report_is_asked_for_at_nine_in_luton_on_both_sides_of_a_clock_change():
    given = agreed(starts=date(2030, 1, 1), ends=date(2030, 9, 29))
    report = given.report()
    assert report.due_on == date(2030, 10, 27)
    assert due(report) == {
        "monitoring.report-due-in-14": datetime(2030, 10, 13, 8, tzinfo=UTC),
        "monitoring.report-due-today": datetime(2030, 10, 27, 9, tzinfo=UTC),
        "monitoring.report-late-7": datetime(2030, 11, 3, 9, tzinfo=UTC),
        "monitoring.report-late-28": datetime(2030, 11, 24, 9, tzinfo=UTC),
    }


def test_what_is_past_is_said_no_more_and_nothing_is_said_for_ever():
    report = soon(-10).report()
    assert [*due(report)] == ["monitoring.report-late-28"]
    assert due(soon(-40).report()) == {}


def test_what_was_sent_is_asked_for_no_more_and_questions_are_reminded_of_once():
    given = soon()
    report = given.sent()
    assert due(report) == {}
    services.ask_back(report_id=report.pk, actor=given.officer, questions="Why?")
    assert [*due(report)] == [reminders.ASKED]


def test_the_group_is_written_to_when_the_time_comes_and_not_where_the_award_has_ended():
    given = soon(10)
    report = given.report()
    Due.objects.filter(about=report.filed_under).update(
        due_at=timezone.now(), next_attempt_at=timezone.now()
    )
    run_due()
    assert told() == ["Your report is due soon: Tea for all"]
    Report.objects.update(due_on=TODAY() - timedelta(days=1), covers_to=given.award.starts_on)
    OutboxMessage.objects.all().delete()
    services.remind(report.filed_under)
    assert told() == ["Your report is late: Tea for all"]
    Award.objects.update(state="withdrawn")
    OutboxMessage.objects.all().delete()
    services.remind(report.filed_under)
    assert told() == []


def test_what_waits_for_a_group_is_what_is_due_soon_or_late():
    near, far = soon(30), soon(200)
    groups = [near.made.application.lead, far.made.application.lead]
    [one] = waiting.of_groups(near.lead, groups)
    assert (one.organisation_id, one.due) == (groups[0].pk, near.report().due_on)
    assert "Send the report" in one.words
    assert [*waiting.of_groups(far.lead, groups)] == []
    assert [*waiting.of_groups(near.made.owner, groups)] == []
    near.sent()
    assert [*waiting.of_groups(near.lead, groups)] == []
