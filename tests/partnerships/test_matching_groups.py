"""Groups of three to six that cover a need, beside the slow way, and in what time."""

import time
from dataclasses import replace

import pytest

from partnerships.matching import Board, Need, Offer, Part
from tests.partnerships import towns

NEED = Need(1, 1, (Part("rooms", 1), Part("volunteers", 6), Part("skills", 2)))
THREE = [Offer(1, 10, "rooms"), Offer(2, 20, "volunteers", 8), Offer(3, 30, "skills", 2)]


def members(need, offers, **how) -> list[dict]:
    found = Board([need], offers).groups(need.key, **how)
    return [{member.group: member.gives for member in group.members} for group in found]


@pytest.mark.parametrize("block", range(10))
def test_brute_force_finds_the_same_groups(block):
    met = 0
    for seed in range(block * 50, block * 50 + 50):
        size = {"needs": 1, "offers": 14, "groups": 10, "categories": towns.CATEGORIES[:5]}
        needs, offers, _partners = town = towns.town(1000 + seed, **size)
        [need] = needs
        board = Board(*town)
        found = board.groups(need.key, most=100)
        expected = towns.smallest_covers(need, offers)
        assert {frozenset(m.group for m in one.members) for one in found} == {*expected}
        assert len(found) == len(expected)
        _check_each(town, need, found)
        met += len(expected)
    assert met > 20


def _check_each(town, need, found):
    """Amounts are exact and there; the fewest come first, then those with the most points."""
    _needs, offers, _partners = town
    by_key = {offer.key: offer for offer in offers}
    best = {
        group: max(towns.points(town, need, need.parts[part], offer) for part, offer in held)
        for group, held in towns.useful(need, offers).items()
    }
    order = []
    for group in found:
        given = [
            (by_key[key], number) for member in group.members for _part, key, number in member.gives
        ]
        assert all(0 < number <= offer.quantity for offer, number in given)
        assert sum(number for _offer, number in given) == sum(p.quantity for p in need.parts)
        worth = sum(best[member.group] for member in group.members)
        assert group.points == worth // len(group.members)
        order.append((len(group.members), -worth))
    assert order == sorted(order)


def test_each_gives_what_only_it_has():
    assert members(NEED, THREE) == [{10: ((0, 1, 1),), 20: ((1, 2, 6),), 30: ((2, 3, 2),)}]


def test_a_number_is_made_up_of_what_several_have():
    need = Need(1, 1, (Part("volunteers", 10),))
    offers = [Offer(key, key, "volunteers", 4) for key in (10, 20, 30)]
    [group] = members(need, offers)
    assert [number for [(_part, _key, number)] in group.values()] == [4, 4, 2]


def test_whoever_could_do_it_alone_is_in_no_group():
    need = Need(1, 1, (Part("volunteers", 4),))
    offers = [Offer(1, 10, "volunteers", 2), Offer(2, 20, "volunteers", 2)]
    able = Offer(3, 30, "volunteers", 4)
    assert [{*group} for group in members(need, [*offers, able])] == [{10, 20}]


def test_nobody_is_in_it_who_could_be_left_out():
    spare = [Offer(4, 40, "skills", 1), Offer(5, 50, "rooms")]
    found = [sorted(group) for group in members(NEED, [*THREE, *spare], most=9)]
    assert sorted(found) == [[10, 20, 30], [20, 30, 50]]


def test_every_ward_and_language_is_reached_by_somebody_who_gives_something():
    need = replace(NEED, wards=frozenset({"a", "b"}), languages=frozenset({"ur"}))
    room, volunteers, skills = THREE
    here = [replace(room, wards=frozenset({"a"})), replace(volunteers, wards=frozenset({"a"}))]
    assert not members(need, [*here, replace(skills, wards=frozenset({"a"}))])
    there = replace(skills, wards=frozenset({"b"}))
    assert not members(need, [*here, there])
    assert members(need, [*here, replace(there, languages=frozenset({"ur"}))])


def test_nothing_is_given_twice():
    need = Need(1, 1, (Part("rooms-hall"), Part("rooms-kitchen"), Part("skills")))
    one_room, skills = Offer(1, 10, "rooms"), Offer(2, 20, "skills")
    assert not members(need, [one_room, skills])
    [group] = members(need, [one_room, skills, Offer(3, 30, "rooms")])
    assert sorted(part for gives in group.values() for part, _key, _number in gives) == [0, 1, 2]


def test_five_beside_the_one_that_asks_are_the_most():
    need = Need(1, 1, (Part("volunteers", 6),))
    single = [Offer(key, key, "volunteers", 1) for key in range(10, 16)]
    assert not members(need, single)
    [group] = members(replace(need, parts=(Part("volunteers", 5),)), single[:5])
    assert len(group) == 5


def test_the_one_who_speaks_a_rare_language_is_not_passed_over():
    """The best offers alone are looked at, and it is the worst."""
    need = Need(1, 1, (Part("rooms-hall"), Part("skills", 2)), languages=frozenset({"en", "ur"}))
    many = [Offer(key, key, "skills", 2, languages=frozenset({"en"})) for key in range(10, 90)]
    rare = Offer(99, 99, "rooms", 1, languages=frozenset({"ur"}))
    [group, *_more] = members(need, [*many, rare])
    assert 99 in group


@pytest.mark.parametrize("parts", [1, 4])
def test_groups_among_two_thousand_offers_are_found_within_half_a_second(parts):
    """By the time of this process on one core, of the slowest of twenty needs."""
    size = {"needs": 20, "offers": 2000, "groups": 300}
    board = Board(*towns.town(7, **size, wards=20, amount=20, parts=parts))
    took = []
    for need in board.needs:
        before = time.process_time()
        board.groups(need.key)
        took.append(time.process_time() - before)
    assert max(took) < 0.5
