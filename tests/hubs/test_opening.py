"""Opening hours without any table: windows, seasons, exceptions, holidays, both clock changes."""

import random
from datetime import UTC, date, datetime, time, timedelta

import pytest
from opening_hours import OpeningHours

from core.luton import LUTON
from hubs.holidays import announced_to, listed
from hubs.opening import (
    Basis,
    OnHolidays,
    Period,
    Rules,
    Span,
    Special,
    day_of,
    moments_of,
    now_of,
    overlaps,
    stretches,
)
from tests.factories.hubs import WEDNESDAY, luton

SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
CHRISTMAS = date(2026, 12, 25)
DAY = timedelta(days=1)


def span(opens: str, closes: str) -> Span:
    return Span(time.fromisoformat(opens), time.fromisoformat(closes))


def week(*spans: Span, days=range(7)) -> tuple[tuple[Span, ...], ...]:
    return tuple(spans if day in days else () for day in range(7))


def rules(*spans: Span, days=range(7), **more) -> Rules:
    """Usual hours since long ago: these windows on these days."""
    return Rules(periods=(Period(date(2000, 1, 1), None, week(*spans, days=days)),), **more)


# --- Whether it is open ---------------------------------------------------------------------------


def test_it_is_open_from_its_opening_until_just_before_its_closing():
    nine_to_five = rules(span("09:00", "17:00"))
    at = {
        luton(WEDNESDAY, 8, 59): False,
        luton(WEDNESDAY, 9): True,
        luton(WEDNESDAY, 16, 59): True,
        luton(WEDNESDAY, 17): False,
    }
    assert {moment: now_of(nine_to_five, moment).is_open for moment in at} == at
    assert now_of(nine_to_five, luton(WEDNESDAY, 12)).until == luton(WEDNESDAY, 17)
    assert now_of(nine_to_five, luton(WEDNESDAY, 17)).opens_at == luton(WEDNESDAY + DAY, 9)


def test_a_window_over_midnight_belongs_to_the_day_on_which_it_opens():
    late = rules(span("20:00", "02:00"), days=[2])
    assert now_of(late, luton(WEDNESDAY + DAY, 1, 59)).until == luton(WEDNESDAY + DAY, 2)
    assert now_of(late, luton(WEDNESDAY, 1)).is_open is False
    shut_next = rules(span("20:00", "02:00"), specials={WEDNESDAY + DAY: Special(())})
    assert now_of(shut_next, luton(WEDNESDAY + DAY, 1)).is_open is True
    assert now_of(shut_next, luton(WEDNESDAY + DAY, 21)).is_open is False


def test_windows_that_touch_are_one_and_a_place_without_a_night_never_closes():
    two = rules(span("09:00", "12:00"), span("12:00", "17:00"))
    assert now_of(two, luton(WEDNESDAY, 10)).until == luton(WEDNESDAY, 17)
    always = rules(span("00:00", "00:00"))
    assert now_of(always, luton(WEDNESDAY, 3)).is_open is True
    assert now_of(always, luton(WEDNESDAY, 3)).until is None


def test_unknown_is_not_closed():
    assert now_of(Rules(), luton(WEDNESDAY, 12)).is_open is None
    later = Rules(periods=(Period(WEDNESDAY + DAY, None, week(span("09:00", "17:00"))),))
    assert now_of(later, luton(WEDNESDAY, 12)).is_open is None
    assert now_of(later, luton(WEDNESDAY, 12)).opens_at == luton(WEDNESDAY + DAY, 9)


def test_a_notice_shuts_it_whatever_the_hours_say_and_until_nobody_knows_when():
    from_ten, until_two = luton(WEDNESDAY, 10), luton(WEDNESDAY, 14)
    shut = rules(span("09:00", "17:00"), closures=((from_ten, until_two),))
    assert now_of(shut, luton(WEDNESDAY, 9, 30)).until == from_ten
    noon = now_of(shut, luton(WEDNESDAY, 12))
    assert (noon.is_open, noon.is_shut, noon.opens_at) == (False, True, until_two)
    for_good = rules(span("09:00", "17:00"), closures=((from_ten, None),))
    noon = now_of(for_good, luton(WEDNESDAY + DAY, 12))
    assert (noon.is_open, noon.opens_at) == (False, None)
    assert now_of(Rules(closures=((from_ten, None),)), luton(WEDNESDAY, 12)).is_open is False


# --- What says the hours of a day -----------------------------------------------------------------


def test_an_exception_goes_before_a_holiday_a_season_before_usual_hours_the_later_before():
    nine, ten, eleven = (span(f"{hour:02}:00", "17:00") for hour in (9, 10, 11))
    every = [
        Period(date(2026, 1, 1), None, week(nine), "usual"),
        Period(date(2026, 6, 1), None, week(ten), "later"),
        Period(date(2026, 5, 1), date(2026, 8, 31), week(eleven), "summer"),
    ]
    said = Rules(
        periods=tuple(every),
        specials={WEDNESDAY: Special((), "Fire drill")},
        on_holidays=OnHolidays.CLOSED,
        holidays={date(2026, 5, 25): "Spring bank holiday", WEDNESDAY: "Demo Day"},
    )
    expected = {
        date(2025, 12, 31): (Basis.UNKNOWN, ()),
        date(2026, 4, 30): (Basis.USUAL, (nine,)),
        date(2026, 5, 1): (Basis.SEASON, (eleven,)),
        date(2026, 5, 25): (Basis.HOLIDAY, ()),
        WEDNESDAY: (Basis.EXCEPTION, ()),
        date(2026, 8, 31): (Basis.SEASON, (eleven,)),
        date(2026, 9, 1): (Basis.USUAL, (ten,)),
    }
    found = {day: day_of(said, day) for day in expected}
    assert {day: (one.basis, one.spans) for day, one in found.items()} == expected
    assert found[WEDNESDAY].name == "Fire drill"


@pytest.mark.parametrize(
    ("kept", "basis", "hours"),
    [
        (OnHolidays.CLOSED, Basis.HOLIDAY, 0),
        (OnHolidays.USUAL, Basis.USUAL, 1),
        (OnHolidays.UNKNOWN, Basis.UNKNOWN, 0),
    ],
)
def test_a_bank_holiday_is_kept_as_the_place_keeps_them(kept, basis, hours):
    said = rules(span("09:00", "17:00"), on_holidays=kept, holidays=listed())
    day = day_of(said, CHRISTMAS)
    assert (day.basis, len(day.spans), day.name) == (basis, hours, "Christmas Day")


# --- Both clock changes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opens", "closes", "day", "minutes"),
    [
        ("00:30", "02:30", SPRING, 60),
        ("01:15", "01:45", SPRING, 0),
        ("00:30", "02:30", AUTUMN, 180),
        ("01:15", "01:45", AUTUMN, 60),
        ("00:00", "00:00", SPRING, 23 * 60),
        ("00:00", "00:00", AUTUMN, 25 * 60),
        ("20:00", "02:30", SPRING - DAY, 330),
        ("20:00", "02:30", AUTUMN - DAY, 450),
        ("00:00", "01:00", AUTUMN, 60),
        ("01:00", "02:00", AUTUMN, 120),
        ("01:00", "02:00", SPRING, 0),
        ("09:00", "17:00", AUTUMN, 480),
    ],
)
def test_open_is_what_the_clock_on_the_wall_says(opens, closes, day, minutes):
    found = moments_of(day, span(opens, closes))
    assert sum((end - start).total_seconds() for start, end in found) == minutes * 60
    assert all(start.tzinfo is UTC and end.tzinfo is UTC for start, end in found)


def test_what_comes_twice_is_open_twice():
    said = rules(span("01:15", "01:45"), days=[6])
    first, second = (
        datetime(2026, 10, 25, 0, 20, tzinfo=UTC),
        datetime(2026, 10, 25, 1, 20, tzinfo=UTC),
    )
    between = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    assert [now_of(said, at).is_open for at in (first, between, second)] == [True, False, True]


# --- Against another way of working it out --------------------------------------------------------


def clock_says_open(rules_: Rules, moment: datetime) -> bool:
    """The same, minute by minute: what the clock in Luton shows, held against each window."""
    if any(start <= moment and (end is None or moment < end) for start, end in rules_.closures):
        return False
    shown = moment.astimezone(LUTON).replace(tzinfo=None, fold=0)
    for day in (shown.date() - DAY, shown.date()):
        for one in _spans_by_hand(rules_, day):
            length = (one.closes.hour * 60 + one.closes.minute) - (
                one.opens.hour * 60 + one.opens.minute
            )
            since = (shown - datetime.combine(day, one.opens)).total_seconds() / 60
            if 0 <= since < (length if length > 0 else length + 1440):
                return True
    return False


def _spans_by_hand(rules_: Rules, day: date) -> tuple[Span, ...]:
    if day in rules_.specials:
        return rules_.specials[day].spans
    if day in rules_.holidays and rules_.on_holidays != OnHolidays.USUAL:
        return ()
    usual, season = None, None
    for period in sorted(rules_.periods, key=lambda one: one.starts_on):
        if period.starts_on <= day and period.ends_on is None:
            usual = period
        elif period.starts_on <= day <= (period.ends_on or day):
            season = period
    holding = season or usual
    return holding.week[day.weekday()] if holding else ()


def random_spans(chance: random.Random) -> tuple[Span, ...]:
    """Up to three windows of a day that don't overlap; the last may run over midnight."""
    marks = sorted(chance.sample(range(0, 1440, 15), 2 * chance.randrange(4)))
    found = [_span(*pair) for pair in zip(marks[::2], marks[1::2], strict=True)]
    if found and chance.random() < 0.3:
        found[-1] = Span(found[-1].opens, time(chance.randrange(5), 30))
    return tuple(one for one in found if one.opens != one.closes)


def _span(opens: int, closes: int) -> Span:
    return Span(time(*divmod(opens, 60)), time(*divmod(closes, 60)))


def random_rules(chance: random.Random, around: date) -> Rules:
    def days(number):
        return around + timedelta(days=chance.randint(-number, number))

    periods = [Period(date(2020, 1, 1), None, tuple(random_spans(chance) for _ in range(7)))]
    for number in range(chance.randrange(3)):
        starts = days(20) + timedelta(days=number * 100)
        ends = starts + timedelta(days=chance.randrange(30)) if chance.random() < 0.7 else None
        periods.append(Period(starts, ends, tuple(random_spans(chance) for _ in range(7))))
    specials = {days(8): Special(random_spans(chance)) for _ in range(chance.randrange(3))}
    shut = luton(days(6), chance.randrange(24)).astimezone(UTC)
    lasts = chance.choice([timedelta(hours=5), timedelta(days=3), None])
    closures = ((shut, lasts and shut + lasts),) if chance.random() < 0.3 else ()
    return Rules(
        periods=tuple(periods),
        specials=specials,
        on_holidays=chance.choice(list(OnHolidays)),
        holidays=listed(),
        closures=closures,
    )


@pytest.mark.parametrize("weeks", [120, pytest.param(10_000, marks=pytest.mark.soak)])
def test_random_weeks_agree_with_the_clock_on_the_wall(weeks):
    chance = random.Random(11)
    starts = [SPRING, AUTUMN, CHRISTMAS, WEDNESDAY]
    for _one in range(weeks):
        around = chance.choice(starts)
        said = random_rules(chance, around)
        open_ = stretches(said, around - 5 * DAY, around + 4 * DAY)
        # The quarter hours of a week, and a minute to each side of them.
        first = luton(around - 3 * DAY, 0).astimezone(UTC)
        for quarter in chance.sample(range(7 * 96), 60):
            for minutes in (-1, 0, 1):
                moment = first + timedelta(minutes=15 * quarter + minutes)
                known = any(start <= moment < end for start, end in open_)
                assert known == clock_says_open(said, moment), (said, moment)
            if not quarter % 20:
                assert bool(now_of(said, moment).is_open) == known


DAY_NAMES = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")


def as_written(week_: tuple[tuple[Span, ...], ...]) -> str:
    """A week in OpenStreetMap's form, each window added to the others."""
    return ", ".join(
        f"{DAY_NAMES[day]} {one.opens:%H:%M}-{one.closes:%H:%M}"
        for day, spans in enumerate(week_)
        for one in spans
    )


@pytest.mark.parametrize("weeks", [200, pytest.param(10_000, marks=pytest.mark.soak)])
def test_random_weeks_agree_with_another_program(weeks):
    """opening-hours-py reads OpenStreetMap's form; no clock changes in the week that is asked."""
    chance = random.Random(13)
    first = WEDNESDAY - 2 * DAY
    for _one in range(weeks):
        found = tuple(random_spans(chance) for _ in range(7))
        said = Rules(periods=(Period(date(2000, 1, 1), None, found),))
        written = as_written(found)
        if not written:
            continue
        other = OpeningHours(written)
        for quarter in chance.sample(range(7 * 96), 40):
            for minutes in (-1, 0):
                clock = datetime.combine(first, time.min) + timedelta(
                    minutes=15 * quarter + minutes
                )
                moment = clock.replace(tzinfo=LUTON).astimezone(UTC)
                known = bool(now_of(said, moment).is_open)
                assert known == other.is_open(clock), (written, clock)


def test_until_and_next_opening_are_the_first_change_a_minute_by_minute_walk_meets():
    chance = random.Random(12)
    for _one in range(40):
        around = chance.choice([SPRING, AUTUMN, WEDNESDAY])
        said = random_rules(chance, around)
        moment = luton(around, chance.randrange(24)).astimezone(UTC)
        now, is_open = now_of(said, moment), clock_says_open(said, moment)
        assert bool(now.is_open) == is_open
        found = now.until if is_open else now.opens_at
        if found is None or found > moment + 3 * DAY:
            continue
        walked = moment
        while clock_says_open(said, walked) == is_open:
            walked += timedelta(minutes=1)
        assert walked == found


def test_overlaps_are_found_also_over_midnight():
    assert not overlaps([span("09:00", "12:00"), span("12:00", "17:00")])
    assert overlaps([span("09:00", "12:01"), span("12:00", "17:00")])
    assert overlaps([span("20:00", "02:00"), span("23:00", "23:30")])
    assert not overlaps([])


# --- Bank holidays --------------------------------------------------------------------------------


def test_the_official_list_is_whole_and_says_how_far_it_goes():
    assert len(listed()) == 140
    assert (min(listed()).year, announced_to()) == (2012, date(2028, 12, 31))
    # Days that no rule would give: jubilees, a funeral, a coronation, and a holiday that was moved.
    single = ("2012-06-05", "2020-05-08", "2022-06-02", "2022-06-03", "2022-09-19", "2023-05-08")
    assert {date.fromisoformat(day) for day in single} <= set(listed())
    assert date(2012, 5, 28) not in listed()
    assert date(2020, 5, 4) not in listed()
    assert listed()[date(2027, 12, 27)].startswith("Christmas Day")
    assert listed()[date(2028, 4, 17)] == "Easter Monday"


def test_beyond_the_list_nothing_is_announced():
    said = rules(span("09:00", "17:00"), holidays=listed(), announced_to=announced_to())
    assert day_of(said, date(2028, 12, 31)).is_announced
    assert not day_of(said, date(2029, 1, 1)).is_announced
