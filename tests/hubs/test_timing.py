"""On which days something comes back: beside python-dateutil, and in cases worked out by hand."""

import random
from datetime import date, timedelta

import pytest
from dateutil import rrule

from hubs.timing import HowOften, Rule, is_last_of_month, nth_of

WEEKDAYS = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)


def by_dateutil(rule: Rule, first: date, last: date) -> list[date]:
    """What python-dateutil answers."""
    weekday = WEEKDAYS[rule.first.weekday()]
    more = {
        HowOften.ONCE: {"freq": rrule.DAILY, "count": 1},
        HowOften.WEEKLY: {
            "freq": rrule.WEEKLY,
            "byweekday": [WEEKDAYS[day] for day in rule.weekdays],
        },
        HowOften.MONTH_DAY: {"freq": rrule.MONTHLY, "bymonthday": rule.first.day},
        HowOften.MONTH_WEEKDAY: {"freq": rrule.MONTHLY, "byweekday": weekday(nth_of(rule.first))},
        HowOften.MONTH_LAST: {"freq": rrule.MONTHLY, "byweekday": weekday(-1)},
    }[rule.how_often]
    start = rrule.datetime.datetime.combine(rule.first, rrule.datetime.time())
    found = rrule.rrule(dtstart=start, interval=rule.every, **more)
    ends = rrule.datetime.datetime.combine(last, rrule.datetime.time())
    begins = rrule.datetime.datetime.combine(first, rrule.datetime.time())
    days = [one.date() for one in found.between(begins, ends, inc=True)]
    return [day for day in days if rule.last is None or day <= rule.last]


def some_rule(chance: random.Random) -> Rule:
    first = date(2024, 1, 1) + timedelta(days=chance.randrange(1500))
    how_often = chance.choice([*HowOften])
    if how_often == HowOften.MONTH_LAST and not is_last_of_month(first):
        first = first.replace(day=25) + timedelta(days=0)
    if how_often == HowOften.MONTH_WEEKDAY and nth_of(first) == 5:
        first = first.replace(day=1)
    return Rule(
        first=first,
        last=chance.choice([None, first + timedelta(days=chance.randrange(900))]),
        how_often=how_often,
        every=chance.randrange(1, 6),
        weekdays=frozenset(chance.sample(range(7), chance.randrange(1, 8))),
    )


@pytest.mark.parametrize("block", range(4))
def test_the_same_days_as_dateutil(block):
    for seed in range(block * 250, block * 250 + 250):
        chance = random.Random(seed)
        rule = some_rule(chance)
        first = rule.first + timedelta(days=chance.randrange(-60, 900))
        last = first + timedelta(days=chance.randrange(500))
        wanted = by_dateutil(rule, first, last)
        assert [*rule.days(first, last)] == wanted, (seed, rule)
        span = range((last - first).days + 1)
        by_day = [day for day in (first + timedelta(days=n) for n in span) if rule.falls_on(day)]
        assert by_day == wanted, (seed, rule)
        assert rule.next_day(first) == next(iter(by_dateutil(rule, first, date(2034, 1, 1))), None)


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        (Rule(date(2026, 10, 20), None, HowOften.WEEKLY, 1, frozenset({1})), [20, 27]),
        (Rule(date(2026, 10, 6), None, HowOften.WEEKLY, 2, frozenset({1, 3})), [6, 8, 20, 22]),
        (Rule(date(2026, 10, 13), None, HowOften.MONTH_WEEKDAY), [13]),
        (Rule(date(2026, 9, 25), None, HowOften.MONTH_LAST), [30]),
        (Rule(date(2026, 8, 31), None, HowOften.MONTH_DAY, 2), [31]),
        (Rule(date(2026, 10, 31)), [31]),
        (Rule(date(2026, 10, 1), date(2026, 10, 9), HowOften.WEEKLY, 1, frozenset({3})), [1, 8]),
    ],
)
def test_october_2026_as_the_calendar_on_the_wall_shows_it(rule, days):
    found = [day.day for day in rule.days(date(2026, 10, 1), date(2026, 10, 31))]
    assert found == days


def test_a_month_without_the_day_is_left_out():
    rule = Rule(date(2026, 1, 31), None, HowOften.MONTH_DAY)
    days = [*rule.days(date(2026, 1, 1), date(2026, 6, 30))]
    assert [(day.month, day.day) for day in days] == [(1, 31), (3, 31), (5, 31)]


def test_what_is_over_has_no_next_day():
    rule = Rule(date(2026, 1, 6), date(2026, 2, 1), HowOften.WEEKLY, 1, frozenset({1}))
    assert rule.next_day(date(2026, 1, 28)) is None
    assert rule.next_day(date(2025, 1, 1)) == date(2026, 1, 6)
