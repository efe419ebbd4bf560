"""Pairs: points and reasons, beside the slow way, and in what time."""

import time
from dataclasses import replace
from datetime import date

import pytest

from partnerships.matching import Board, Need, Offer, Part
from tests.partnerships import towns

NEED = Need(1, 10, (Part("rooms-hall", 2),), languages=frozenset({"en", "ur"}))
OFFER = Offer(7, 20, "rooms-hall", 2, languages=frozenset({"en", "ur"}))


def pairs(need=NEED, *offers, needs=(), partners=(), **how):
    board = Board([need, *needs], offers or [OFFER], partners)
    return [pair for pair in board.pairs(**how) if pair.need == need.key]


def reasons(need, offer, **how) -> dict[str, dict]:
    [pair] = pairs(need, offer, least=1, **how)
    return dict(pair.reasons)


@pytest.mark.parametrize("block", range(10))
def test_points_are_those_of_the_slow_way(block):
    for seed in range(block * 50, block * 50 + 50):
        needs, offers, partners = town = towns.town(seed, needs=4, offers=8, groups=5)
        found = {
            (pair.need, pair.part, pair.offer): pair.points
            for pair in Board(*town).pairs(most=len(offers), least=1)
        }
        assert found == {
            (need.key, number, offer.key): points
            for need in needs
            for number, part in enumerate(need.parts)
            for offer in offers
            if (points := towns.points((needs, offers, partners), need, part, offer))
        }


def test_the_best_come_first_and_not_too_many():
    needs, offers, partners = towns.town(3, needs=20, offers=200, groups=30)
    board = Board(needs, offers, partners)
    found = board.pairs(most=4, least=60)
    order = [(pair.need, pair.part, -pair.points, pair.offer) for pair in found]
    assert order == sorted(order)
    lines = [(pair.need, pair.part) for pair in found]
    assert max(lines.count(line) for line in lines) == 4
    assert min(pair.points for pair in board.pairs(most=200, least=60)) == 60
    assert min(pair.points for pair in board.pairs(most=200)) == 50


def test_the_order_in_which_they_are_given_makes_no_difference():
    needs, offers, partners = towns.town(5, needs=20, offers=60, groups=12)
    board, other = Board(needs, offers, partners), Board(needs[::-1], offers[::-1], partners[::-1])
    assert board.pairs() == other.pairs()
    assert [board.groups(need.key) for need in needs] == [other.groups(n.key) for n in needs]


def test_a_perfect_pair_says_why():
    need = replace(NEED, wards=frozenset({"a"}), starts=date(2026, 5, 1), ends=date(2026, 5, 3))
    [pair] = pairs(need, OFFER, needs=[Need(2, 20, (Part("skills"),))])
    assert [code for code, _ in pair.reasons] == [
        *("same-kind", "all-wards", "all-days", "enough", "all-languages", "new-partners"),
    ]
    assert pair.points == 95


def test_a_swap_and_an_old_partner():
    swapped = reasons(NEED, OFFER, needs=[Need(2, 20, (Part("skills-law"),))], partners=[(20, 10)])
    assert "swap" not in swapped
    assert "new-partners" not in swapped
    offers = [OFFER, Offer(8, 10, "skills-law")]
    [pair] = pairs(NEED, *offers, needs=[Need(2, 20, (Part("skills-law"),))])
    assert pair.reasons[-2:] == (("swap", {}), ("new-partners", {}))
    assert pair.points == 100


@pytest.mark.parametrize(
    ("need", "offer", "code", "numbers"),
    [
        ({"parts": (Part("rooms"),)}, {}, "same-family", {}),
        ({}, {"quantity": 1}, "part-of-it", {"number": 1, "of": 2}),
        ({"wards": {"a", "b", "c"}}, {"wards": {"b"}}, "some-wards", {"number": 1, "of": 3}),
        ({"wards": {"a", "b"}}, {}, "all-wards", {"number": 2, "of": 2}),
        ({}, {"languages": {"ur"}}, "some-languages", {"number": 1, "of": 2}),
        ({}, {"languages": {"pl"}}, "no-languages", {"number": 0, "of": 2}),
        (
            {"starts": date(2026, 5, 1), "ends": date(2026, 5, 10)},
            {"starts": date(2026, 5, 8), "ends": date(2026, 6, 1)},
            "some-days",
            {"number": 3, "of": 10},
        ),
        # From a Friday to a Sunday nine days later: Tuesdays and Fridays are asked for.
        (
            {"starts": date(2026, 5, 1), "ends": date(2026, 5, 10), "weekdays": {2, 5}},
            {"weekdays": {5}},
            "some-days",
            {"number": 2, "of": 3},
        ),
        (
            {"starts": date(2026, 5, 1), "ends": date(2026, 5, 10), "weekdays": {2, 5}},
            {},
            "all-days",
            {"number": 3, "of": 3},
        ),
        ({"weekdays": {2, 5}}, {"weekdays": {5, 6}}, "some-weekdays", {"number": 1, "of": 2}),
        ({"weekdays": {2, 5}}, {}, "all-weekdays", {"number": 2, "of": 2}),
        ({"hours": (600, 720)}, {"hours": (660, 900)}, "some-hours", {"number": 60, "of": 120}),
        ({"hours": (600, 720)}, {}, "all-hours", {"number": 120, "of": 120}),
    ],
)
def test_what_is_only_partly_there_is_said(need, offer, code, numbers):
    assert reasons(_with(NEED, need), _with(OFFER, offer))[code] == numbers


@pytest.mark.parametrize(
    ("need", "offer"),
    [
        ({}, {"category": "rooms-kitchen"}),
        ({}, {"category": "skills-hall"}),
        ({}, {"group": 10}),
        ({"wards": {"a"}}, {"wards": {"b"}}),
        ({"starts": date(2026, 5, 2)}, {"ends": date(2026, 5, 1)}),
        ({"ends": date(2026, 5, 1)}, {"starts": date(2026, 5, 2)}),
        ({"weekdays": {2}}, {"weekdays": {3, 4}}),
        # There is no Tuesday between a Friday and the Monday after it.
        (
            {"starts": date(2026, 5, 1), "weekdays": {2, 5}},
            {"ends": date(2026, 5, 4), "weekdays": {2}},
        ),
        ({"hours": (600, 720)}, {"hours": (720, 780)}),
    ],
)
def test_what_is_of_no_use_is_no_match(need, offer):
    assert not pairs(_with(NEED, need), _with(OFFER, offer), least=0)


def test_weekdays_and_hours_count_within_the_points_of_the_dates():
    week = {"starts": date(2026, 5, 4), "ends": date(2026, 5, 17), "weekdays": {1, 2, 3}}
    need, offer = _with(NEED, week | {"hours": (600, 720)}), _with(OFFER, {"weekdays": {1, 2}})
    [pair] = pairs(need, offer)
    assert pair.points == 95 - 15 + 15 * 4 // 6
    [pair] = pairs(need, replace(offer, hours=(600, 660)))
    assert pair.points == 95 - 15 + 15 * 4 * 60 // (6 * 120)
    [pair] = pairs(_with(NEED, {"weekdays": {1, 2, 3}}), offer)
    assert pair.points == 95 - 15 + 15 * 2 // 3
    # Whoever asks for no hours and no weekdays takes any.
    [pair] = pairs(NEED, replace(offer, hours=(600, 660)))
    assert pair.points == 95


def test_the_last_day_is_a_day():
    day = date(2026, 5, 1)
    need = replace(NEED, starts=day, ends=day)
    assert reasons(need, replace(OFFER, ends=day))["all-days"] == {"number": 1, "of": 1}


def test_nothing_meets_nothing():
    assert Board([], []).pairs() == []
    assert Board([NEED], []).pairs() == []
    assert Board([NEED], []).groups(NEED.key) == []


@pytest.mark.parametrize("categories", [towns.CATEGORIES, ["rooms"]])
def test_five_hundred_needs_meet_two_thousand_offers_within_two_seconds(categories):
    """Also where everybody asks for the same; by the time of this process on one core."""
    size = {"needs": 500, "offers": 2000, "groups": 300, "categories": categories}
    town = towns.town(1, **size, wards=20, amount=30, parts=len(categories[:3]))
    before = time.process_time()
    found = Board(*town).pairs()
    assert time.process_time() - before < 2
    assert len(found) > 2000


def _with(row, changes: dict):
    return replace(
        row, **{k: frozenset(v) if isinstance(v, set) else v for k, v in changes.items()}
    )
