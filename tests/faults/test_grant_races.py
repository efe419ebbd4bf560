"""Officers grant three times a round's budget at once: never over it, and nobody stands still."""

import pytest

SIZES = [24, pytest.param(300, marks=pytest.mark.soak)]


@pytest.mark.parametrize("number", SIZES)
def test_sixteen_officers_never_grant_more_than_there_is(track, number):
    outcome = track.race("grant_racers", "granting", number)
    granted = number // 3
    assert outcome["answers"] == {"granted": granted, "over-budget": number - granted}
    assert (outcome["over"], outcome["left"], outcome["counted"]) == (0, 0, True)


def test_two_meetings_that_decided_the_same_are_confirmed_once(track):
    outcome = track.race("grant_racers", "confirming", 3)
    assert outcome["answers"] == {"confirmed": 1, "over": 1}
    assert outcome["states"] in (["funded"], ["unsuccessful"])
    assert outcome["letters"] == outcome["people"]


def test_without_the_guard_more_is_granted(track):
    outcomes = (track.race("grant_racers", "granting_unguarded", 24) for _ in range(9))
    assert any(one["over"] for one in outcomes)
