"""What is sent in time counts, however long it waits for somebody else's lock."""

import json

import pytest

from tests.faults import test_races

LONG = pytest.mark.soak
SIZES = [(20, 1.5), pytest.param(100, 5, marks=LONG)]


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """A migrated database of its own on PostgreSQL: SQLite has one lock, which all wait for."""
    yield from test_races.on_postgresql()


def race(database, name, sends, seconds):
    words = ("-m", "tests.faults.deadline_racers", name, str(sends), str(seconds))
    return json.loads(test_races.run(database, *words))


@pytest.mark.parametrize(("sends", "seconds"), SIZES)
def test_all_that_is_sent_in_the_last_second_behind_a_lock_counts(database, sends, seconds):
    outcome = race(database, "rush", sends, seconds)
    assert outcome["answers"] == {"submitted": sends}
    assert (outcome["sent"], outcome["round"]) == (sends, "screening")
    assert outcome["late"] == "closed"


@pytest.mark.parametrize(("sends", "seconds"), SIZES)
def test_a_clock_read_after_the_lock_loses_some(database, sends, seconds):
    outcome = race(database, "clock_after_the_lock", sends, seconds)
    assert outcome["answers"]["closed"] > 0
