"""Calendar files keep to RFC 5545, and Luton's clock in them is a rule."""

from datetime import UTC, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from icalendar import Calendar

from core.calendar import Entry, calendar_of
from core.luton import LUTON


def parsed(entries=()):
    return Calendar.from_ical(calendar_of(entries, name="Demo"))


def entry(starts_at):
    return Entry(
        "demo-1",
        2,
        starts_at,
        starts_at,
        starts_at + timedelta(hours=1),
        "Demo",
        "",
        "",
        "https://portal.example/",
        False,
    )


def changes_by_rule(year):
    """When the clock changes in `year`, in UTC, and to which offset, by the file's own rules."""
    zone = parsed().walk("VTIMEZONE")[0]
    for part in zone.subcomponents:
        start = part["dtstart"].dt
        rule = rrulestr(part["rrule"].to_ical().decode(), dtstart=start)
        local = rule.between(datetime(year, 1, 1), datetime(year, 12, 31))  # noqa: DTZ001
        assert len(local) == 1
        yield (local[0] - part["tzoffsetfrom"].td).replace(tzinfo=UTC), part["tzoffsetto"].td


@pytest.mark.parametrize("year", range(2024, 2041))
def test_the_rule_changes_the_clock_when_luton_does(year):
    for moment, offset in changes_by_rule(year):
        assert moment.astimezone(LUTON).utcoffset() == offset
        assert (moment - timedelta(seconds=1)).astimezone(LUTON).utcoffset() != offset


def test_the_zone_has_one_rule_for_each_half_of_the_year_and_no_lists():
    text = calendar_of([entry(datetime(2027, 7, 1, 17, tzinfo=UTC))], name="Demo")
    assert text.count("BEGIN:STANDARD") == text.count("BEGIN:DAYLIGHT") == 1
    assert text.count("RRULE:FREQ=YEARLY") == 2
    assert "RDATE" not in text
    assert "DTSTART;TZID=Europe/London:20270701T180000" in text


def test_an_empty_calendar_is_a_valid_one():
    """RFC 5545, 3.6: a calendar holds at least one component."""
    assert [part.name for part in parsed().subcomponents] == ["VTIMEZONE"]
