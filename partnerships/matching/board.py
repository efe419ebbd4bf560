"""All needs beside all offers: what fits, how well, and why.

Points are whole numbers out of 100, so that they are the same on every machine. Everything is
worked out as tables of needs by offers, a slice at a time: it takes as long whatever they hold.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

import numpy as np

from partnerships.matching import cover
from partnerships.matching.things import ANY, Group, Need, Offer, Part, Reason, family

CATEGORY, PLACE, DATES, QUANTITY, LANGUAGES, SWAP, NEW = 30, 20, 15, 15, 10, 5, 5
LEAST_POINTS = 50
MOST_FOR_A_NEED = 10
SLICE = 128
FIRST_DAY, LAST_DAY = date.min.toordinal(), date.max.toordinal()
WEEK, EVERY_DAY = range(1, 8), 127
ALL_DAY = (0, 24 * 60)


class Pair(NamedTuple):
    """One offer that meets one part of a need: how much of it, how well, 0 to 100, and why."""

    need: int
    part: int
    offer: int
    amount: int
    points: int
    reasons: tuple[Reason, ...]


class _Table:
    """The columns of needs' parts or of offers that are compared."""

    def __init__(self, rows: Sequence, categories: Sequence[str], names: dict, groups: dict):
        self.categories = np.array([names["categories"][c] for c in categories], dtype=np.int32)
        self.families = np.array([names["families"][family(c)] for c in categories], dtype=np.int32)
        self.any = np.array([ANY not in c for c in categories], dtype=bool)
        self.groups = np.array([groups[row.group] for row in rows], dtype=np.int32)
        self.starts = np.array([_day(row.starts, FIRST_DAY) for row in rows], dtype=np.int64)
        self.ends = np.array([_day(row.ends, LAST_DAY) for row in rows], dtype=np.int64)
        self.is_open = np.array([None in (row.starts, row.ends) for row in rows], dtype=bool)
        self.weekdays = np.array([_week(row.weekdays) for row in rows], dtype=np.int64)
        self.any_weekday = np.array([not row.weekdays for row in rows], dtype=bool)
        self.any_hour = np.array([row.hours is None for row in rows], dtype=bool)
        hours = np.array([row.hours or ALL_DAY for row in rows], dtype=np.int64).reshape(-1, 2)
        self.opens, self.closes = hours.T
        self.wards = _marks([row.wards for row in rows], names["wards"])
        self.languages = _marks([row.languages for row in rows], names["languages"])


class Board:
    """Needs and offers of one moment.

    Args:
        needs, offers: what is open.
        partners: pairs of groups that are partners already.
    """

    def __init__(
        self,
        needs: Iterable[Need],
        offers: Iterable[Offer],
        partners: Iterable[tuple[int, int]] = (),
    ):
        self.needs = sorted(needs, key=lambda need: need.key)
        self.offers = sorted(offers, key=lambda offer: offer.key)
        self.by_key = {offer.key: offer for offer in self.offers}
        self.lines = [
            (need, number, part) for need in self.needs for number, part in enumerate(need.parts)
        ]
        self.places = {need.key: [] for need in self.needs}
        for row, (need, _number, _part) in enumerate(self.lines):
            self.places[need.key].append(row)
        asking = [need for need, _number, _part in self.lines]
        wanted = [part.category for _need, _number, part in self.lines]
        given = [offer.category for offer in self.offers]
        names = {
            "categories": _numbers({*wanted, *given}),
            "families": _numbers({family(c) for c in (*wanted, *given)}),
            "wards": _numbers(set().union(*(row.wards for row in (*asking, *self.offers)))),
            "languages": _numbers(set().union(*(row.languages for row in (*asking, *self.offers)))),
        }
        self.group_numbers = _numbers({row.group for row in (*asking, *self.offers)})
        self.asked = _Table(asking, wanted, names, self.group_numbers)
        self.given = _Table(self.offers, given, names, self.group_numbers)
        self.quantities = np.array([part.quantity for *_rest, part in self.lines], dtype=np.int64)
        self.amounts = np.array([offer.quantity for offer in self.offers], dtype=np.int64)
        self.partners = self._known(partners)
        self.fits = self._fits()
        self.can_give = self._between_groups()

    # --- What fits ------------------------------------------------------------------------------

    def _known(self, partners) -> np.ndarray:
        known = np.zeros((len(self.group_numbers),) * 2, dtype=bool)
        for pair in partners:
            places = [self.group_numbers[group] for group in pair if group in self.group_numbers]
            known[np.ix_(places, places)] |= len(places) == 2
        return known

    def _slices(self) -> Iterator[slice]:
        return (slice(at, at + SLICE) for at in range(0, len(self.lines), SLICE))

    def _fits(self) -> np.ndarray:
        """Whether an offer can be of use at all: in what it is, where and when."""
        fits = np.zeros((len(self.lines), len(self.offers)), dtype=bool)
        for rows in self._slices():
            fits[rows] = (
                self._same_category(rows) | self._same_family(rows)
            ) & self._meets_in_time_and_place(rows)
        return fits

    def _same_category(self, rows: slice) -> np.ndarray:
        return self.asked.categories[rows, None] == self.given.categories

    def _same_family(self, rows: slice) -> np.ndarray:
        same = self.asked.families[rows, None] == self.given.families
        return same & (self.asked.any[rows, None] | self.given.any)

    def _meets_in_time_and_place(self, rows: slice) -> np.ndarray:
        asked, given = self.asked, self.given
        anywhere = (asked.wards[rows].sum(1) == 0)[:, None] | (given.wards.sum(1) == 0)
        return (
            (asked.groups[rows, None] != given.groups)
            & (self._days_met(rows) > 0)
            & (asked.opens[rows, None] < given.closes)
            & (given.opens < asked.closes[rows, None])
            & (anywhere | (asked.wards[rows] @ given.wards.T > 0))
        )

    def _between_groups(self) -> np.ndarray:
        """[a, b]: whether b offers something that a needs."""
        can = np.zeros((len(self.group_numbers),) * 2, dtype=bool)
        for rows in self._slices():
            lines, offers = np.nonzero(self.fits[rows])
            can[self.asked.groups[rows][lines], self.given.groups[offers]] = True
        return can

    # --- How well -------------------------------------------------------------------------------

    def points(self, rows: slice) -> np.ndarray:
        """The points of some lines beside each offer; 0 where an offer is of no use."""
        asking = self.asked.groups[rows, None]
        swap = self.can_give[self.given.groups, asking]
        total = (
            np.where(self._same_category(rows), CATEGORY, CATEGORY // 2)
            + self._place(rows)
            + self._dates(rows)
            + self._quantity(rows)
            + _share(LANGUAGES, self.asked.languages[rows], self.given.languages)
            + SWAP * swap
            + NEW * ~self.partners[asking, self.given.groups]
        )
        return np.where(self.fits[rows], total, 0)

    def _place(self, rows: slice) -> np.ndarray:
        reached = _share(PLACE, self.asked.wards[rows], self.given.wards)
        return np.where(self.given.wards.sum(1) == 0, PLACE, reached)

    def _dates(self, rows: slice) -> np.ndarray:
        """The share of the hours on all days that are asked for; of weekdays, where that is open.

        All of the points where neither is asked for.
        """
        asked, given = self.asked, self.given
        is_open = asked.is_open[rows, None]
        any_weekday, weekdays = asked.any_weekday[rows, None], asked.weekdays[rows, None]
        in_week = np.where(any_weekday, 1, IN_WEEK[weekdays])
        in_week_met = np.where(any_weekday, 1, IN_WEEK[weekdays & given.weekdays])
        days = _days(asked.starts[rows, None], asked.ends[rows, None], weekdays)
        wanted = np.where(is_open, in_week, np.maximum(days, 1))
        met = np.where(is_open, in_week_met, self._days_met(rows))
        opens, closes = asked.opens[rows, None], asked.closes[rows, None]
        minutes = np.minimum(closes, given.closes) - np.maximum(opens, given.opens)
        at_any_hour = asked.any_hour[rows, None]
        minutes = np.where(at_any_hour, 1, minutes)
        asked_minutes = np.where(at_any_hour, 1, closes - opens)
        return DATES * met * minutes // (wanted * asked_minutes)

    def _days_met(self, rows: slice) -> np.ndarray:
        """On how many days that are asked for each offer stands, 0 where on none."""
        asked, given = self.asked, self.given
        first = np.maximum(asked.starts[rows, None], given.starts)
        last = np.minimum(asked.ends[rows, None], given.ends)
        return _days(first, last, asked.weekdays[rows, None] & given.weekdays)

    def _quantity(self, rows: slice) -> np.ndarray:
        asked = self.quantities[rows, None]
        return QUANTITY * np.minimum(self.amounts, asked) // asked

    # --- What is told ---------------------------------------------------------------------------

    def pairs(self, *, most: int = MOST_FOR_A_NEED, least: int = LEAST_POINTS) -> list[Pair]:
        """The best offers for each part of each need, in the order of the needs' keys.

        The best are first; of the same points, the offer with the smaller key.

        Args:
            most: how many for one part.
            least: how many points they have at least.
        """
        found = []
        for rows in self._slices():
            points = self.points(rows)
            order = np.argsort(-points, axis=1, kind="stable")[:, :most]
            for row, best in enumerate(order, start=rows.start):
                need, number, part = self.lines[row]
                for place in best:
                    held = int(points[row - rows.start, place])
                    if held < max(least, 1):
                        break
                    offer = self.offers[place]
                    why = tuple(self._reasons(need, part, offer))
                    amount = min(offer.quantity, part.quantity)
                    found.append(Pair(need.key, number, offer.key, amount, held, why))
        return found

    def needs_met_by(self, offers: Collection[int]) -> set[int]:
        """The keys of the needs of which a part is met by one of these offers, however well."""
        columns = [place for place, offer in enumerate(self.offers) if offer.key in offers]
        rows = np.nonzero(self.fits[:, columns].any(axis=1))[0]
        return {self.lines[row][0].key for row in rows}

    def part(self, key: int, number: int) -> Part:
        """A part of a need, by the need's key and the number of the part."""
        return self.lines[self.places[key][number]][2]

    def reasons(self, key: int, part: int, offer: int) -> tuple[Reason, ...]:
        """Why an offer meets a part of a need, by their keys and the number of the part."""
        need, _number, wanted = self.lines[self.places[key][part]]
        return tuple(self._reasons(need, wanted, self.by_key[offer]))

    def groups(self, key: int, *, most: int = 3) -> list[Group]:
        """Groups of three to six, the one that asks counted, that cover a need together.

        Each amount that is asked for is given exactly, and every ward and language is reached by
        somebody who gives something, on every day. A group that could do it by itself is in none
        of them, and nobody in one could be left out. The smallest come first, then those with the
        most points. No offer is used for two parts. Of what there is, the best are looked at:
        `cover.best_of`.

        Args:
            key: of the need.
            most: how many groups of groups are wanted.
        """
        rows = self.places[key]
        need = self.lines[rows[0]][0]
        pieces = []
        for row in rows:
            one = slice(row, row + 1)
            points, in_time = self.points(one)[0], self._dates(one)[0] == DATES
            number = row - rows[0]
            pieces += [
                cover.Piece(self.offers[place], number, int(points[place]))
                for place in np.nonzero(self.fits[row] & in_time)[0]
            ]
        return cover.groups(need, cover.best_of(need, pieces), most=most)

    def _reasons(self, need: Need, part: Part, offer: Offer) -> Iterator[Reason]:
        """Why they meet, in the order of how much it weighs; what they haven't got is said too."""
        same = part.category == offer.category
        yield Reason("same-kind" if same else "same-family", {})
        yield from _said("wards", need.wards, offer.wards, everything=not offer.wards)
        yield from _said_of_dates(need, offer)
        enough = offer.quantity >= part.quantity
        numbers = {"number": min(offer.quantity, part.quantity), "of": part.quantity}
        yield Reason("enough" if enough else "part-of-it", numbers)
        yield from _said("languages", need.languages, offer.languages)
        asking, giving = self.group_numbers[need.group], self.group_numbers[offer.group]
        if self.can_give[giving, asking]:
            yield Reason("swap", {})
        if not self.partners[asking, giving]:
            yield Reason("new-partners", {})


def _said(what: str, asked: frozenset, given: frozenset, *, everything=False) -> Iterator[Reason]:
    if not asked:
        return
    number = len(asked) if everything else len(asked & given)
    amount = "all" if number == len(asked) else "some" if number else "no"
    yield Reason(f"{amount}-{what}", {"number": number, "of": len(asked)})


def _said_of_dates(need: Need, offer: Offer) -> Iterator[Reason]:
    if need.starts is None or need.ends is None:
        yield from _said("weekdays", need.weekdays, offer.weekdays, everything=not offer.weekdays)
    else:
        starts = max(need.starts, offer.starts or date.min)
        ends = min(need.ends, offer.ends or date.max)
        wanted = need.weekdays or {*WEEK}
        asked = _days_on(need.starts, need.ends, wanted)
        met = _days_on(starts, ends, wanted & (offer.weekdays or wanted))
        yield Reason("all-days" if met == asked else "some-days", {"number": met, "of": asked})
    if need.hours:
        (opens, closes), (begins, ends) = need.hours, offer.hours or ALL_DAY
        asked, met = closes - opens, min(closes, ends) - max(opens, begins)
        yield Reason("all-hours" if met == asked else "some-hours", {"number": met, "of": asked})


def _days_on(first: date, last: date, weekdays: Collection[int]) -> int:
    ordinals = (np.array(day.toordinal()) for day in (first, last))
    return int(_days(*ordinals, np.array(_week(weekdays))))


def _days(first: np.ndarray, last: np.ndarray, weekdays: np.ndarray) -> np.ndarray:
    """How many days there are from one ordinal to another, on these weekdays; 0 where none are."""
    days = np.maximum(last - first + 1, 0)
    if (weekdays == EVERY_DAY).all():
        return days
    weeks, more = np.divmod(days, 7)
    return weeks * IN_WEEK[weekdays] + IN_PART[weekdays, first % 7, more]


def _week(weekdays: Collection[int]) -> int:
    """A set of weekdays as a number, a bit for each; all of them where none is named."""
    return sum(1 << (day % 7) for day in weekdays or WEEK)


def _in_part(weekdays: int, first: int, number: int) -> int:
    """Of so many days, the first of which is this weekday, how many are among these weekdays."""
    return sum(weekdays >> ((first + later) % 7) & 1 for later in range(number))


# By sets of weekdays as `_week` has them; Monday, 1, is day 1 of Python's ordinals.
IN_WEEK = np.array([week.bit_count() for week in range(128)], dtype=np.int64)
IN_PART = np.array(
    [
        [[_in_part(week, first, number) for number in range(7)] for first in range(7)]
        for week in range(128)
    ],
    dtype=np.int64,
)


def _share(weight: int, asked: np.ndarray, given: np.ndarray) -> np.ndarray:
    """How much of what is asked for is given, in points; all where nothing is asked for."""
    wanted = asked.sum(1)[:, None]
    return np.where(wanted == 0, weight, weight * (asked @ given.T) // np.maximum(wanted, 1))


def _numbers(names: set) -> dict:
    return {name: number for number, name in enumerate(sorted(names))}


def _marks(sets: list[frozenset], numbers: dict) -> np.ndarray:
    marks = np.zeros((len(sets), len(numbers)), dtype=np.int32)
    for row, names in enumerate(sets):
        marks[row, [numbers[name] for name in names]] = 1
    return marks


def _day(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal()
