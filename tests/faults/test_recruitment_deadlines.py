"""What is sent in time counts, however long it waits for somebody else's lock."""

import pytest

LONG = pytest.mark.soak
SIZES = [(20, 1.5), pytest.param(100, 5, marks=LONG)]
# SQLite has one lock, which all wait for.
pytestmark = pytest.mark.parametrize("track", ["postgresql"], indirect=True)


@pytest.mark.parametrize(("sends", "seconds"), SIZES)
def test_all_that_is_sent_in_the_last_second_behind_a_lock_counts(track, sends, seconds):
    outcome = track.race("deadline_racers", "rush", sends, seconds)
    assert outcome["answers"] == {"submitted": sends}
    assert (outcome["sent"], outcome["round"]) == (sends, "screening")
    assert outcome["late"] == "closed"


@pytest.mark.parametrize(("sends", "seconds"), SIZES)
def test_a_clock_read_after_the_lock_loses_some(track, sends, seconds):
    outcome = track.race("deadline_racers", "clock_after_the_lock", sends, seconds)
    assert outcome["answers"]["closed"] > 0
