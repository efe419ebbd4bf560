"""Races for places, on PostgreSQL and on SQLite, by real processes.

The full counts run in `make soak`; a smaller race always runs.
"""

import pytest

soak = pytest.mark.soak
# Twenty large races take longer than a test may that isn't known to be long.
LONG = [soak, pytest.mark.timeout(3 * 60 * 60)]


@pytest.mark.parametrize(
    ("processes", "tries", "repeats"), [(8, 10, 1), pytest.param(32, 100, 20, marks=LONG)]
)
def test_thirty_places_are_thirty_whatever_the_rush(track, processes, tries, repeats):
    for _ in range(repeats):
        outcome = track.race("racers", "places", processes, tries)
        assert outcome["answers"] == {"302": processes * tries}
        assert outcome["states"] == {"confirmed": 30, "waiting": processes * tries - 30}
        assert outcome["taken"] == 30


def test_without_the_guard_the_same_race_overbooks(track):
    overbooked = (
        track.race("racers", "unguarded", 16, 10)["states"]["confirmed"] > 30 for _ in range(5)
    )
    assert any(overbooked)


def test_groups_and_residents_never_take_the_same_places(track):
    outcome = track.race("racers", "groups", 4, 6, 5)
    confirmed = outcome["states"]["confirmed"]
    assert outcome["taken"] == confirmed + outcome["held"] <= 30
    assert outcome["taken"] == 30 or not outcome["states"].get("waiting")
    assert sum(outcome["answers"].values()) == 34


def test_three_places_held_for_a_group_are_three(track):
    outcome = track.race("racers", "one_group", 6)
    assert outcome["answers"] == {"confirmed": 3, "group-is-full": 9}
    assert outcome["taken"] == 3


@pytest.mark.parametrize("processes", [16, pytest.param(64, marks=soak)])
def test_one_person_in_many_windows_is_one_place(track, processes):
    outcome = track.race("racers", "same_person", processes)
    assert outcome["answers"] == {"302": processes}
    assert outcome["states"] == {"confirmed": 1}
    assert (outcome["taken"], outcome["emails"]) == (1, 1)


@pytest.mark.parametrize(("waiting", "leaving"), [(30, 10), pytest.param(200, 50, marks=soak)])
def test_freed_places_go_down_the_line(track, waiting, leaving):
    outcome = track.race("racers", "withdrawals", waiting, leaving)
    assert outcome["answers"] == {"withdrawn": leaving}
    assert outcome["promoted"] == list(range(leaving))
    assert outcome["emails"] == leaving
    assert outcome["taken"] == leaving


def test_what_was_sent_in_time_counts_however_long_it_waits_for_a_lock(track):
    outcome = track.race("racers", "behind_a_lock", 12, 3)
    assert outcome["answers"] == {"released": 1, "in time": 12, "closed": 1}
    assert outcome["states"] == {"confirmed": 12}
