"""Sixteen processes answer overlapping requests for the halves of a hall and the whole at once."""

import pytest

SIZES = [48, pytest.param(400, marks=pytest.mark.soak)]


@pytest.mark.parametrize("number", SIZES)
def test_no_quarter_of_an_hour_is_ever_held_twice(track, number):
    outcome = track.race("booking_racers", "booking", number)
    assert set(outcome["answers"]) <= {"held", "nothing-free"}
    assert sum(outcome["answers"].values()) == number
    assert (outcome["twice"], outcome["slots"]) == (0, True)
    assert outcome["answers"]["held"] > 0
    assert outcome["left_free"] == 0, "Where nobody holds it, nobody was refused."


@pytest.mark.soak
@pytest.mark.parametrize("once", range(20))
def test_twenty_times_over(track, once):
    outcome = track.race("booking_racers", "booking", 400)
    assert (outcome["twice"], outcome["slots"]) == (0, True)


def test_without_the_constraint_some_are_held_twice(track):
    outcomes = (track.race("booking_racers", "booking_unguarded", 48) for _ in range(5))
    assert any(one["twice"] for one in outcomes)
