"""What groups send in time counts, however long it waits; what is a moment late never does."""

import pytest

LONG = pytest.mark.soak
SIZES = [(8, 24), pytest.param(16, 300, marks=LONG)]
BEHIND = [(12, 1.5), pytest.param(300, 5, marks=LONG)]
on_postgresql = pytest.mark.parametrize("track", ["postgresql"], indirect=True)


@pytest.mark.parametrize(("processes", "number"), SIZES)
def test_across_the_closing_second_all_in_time_are_kept_and_none_that_is_late(
    track, processes, number
):
    outcome = track.race("fund_racers", "across_the_closing", processes, number)
    answers = outcome["answers"]
    assert set(answers) <= {"sent", "late"}, answers
    assert sum(answers.values()) == number
    assert outcome["kept"] == outcome["sent"] == answers["sent"]
    assert outcome["drafts"] == answers["late"] > 0
    assert outcome["kept_late"] == 0
    assert outcome["whole"]


@on_postgresql
@pytest.mark.parametrize(("number", "seconds"), BEHIND)
def test_all_that_is_sent_in_the_last_second_behind_a_lock_counts(track, number, seconds):
    outcome = track.race("fund_racers", "behind_a_lock", number, seconds)
    answers = outcome["answers"]
    assert outcome["was_held"]
    # On a busy machine some are sent too late: each of them is told when it arrived.
    assert set(answers) <= {"sent", "late", "late: late"}, answers
    assert sum(answers.values()) == number + 1
    assert answers["late: late"] == 1
    assert outcome["kept"] == outcome["sent"] == answers["sent"] > number / 2
    assert (outcome["kept_late"], outcome["drafts"]) == (0, answers.get("late", 0) + 1)


@on_postgresql
@pytest.mark.parametrize(("number", "seconds"), BEHIND)
def test_a_clock_read_after_the_lock_loses_some(track, number, seconds):
    outcome = track.race("fund_racers", "clock_after_the_lock", number, seconds)
    assert outcome["answers"].get("late", 0) > number / 2


BOTH = ("new", "where")
WRITING = [
    (12, BOTH),
    pytest.param(64, BOTH[:1], marks=LONG),
    pytest.param(64, BOTH, marks=LONG),
]


@pytest.mark.parametrize(("number", "keys"), WRITING, ids=str)
def test_no_answer_of_three_people_is_lost_without_a_word(track, number, keys):
    outcome = track.race("fund_racers", "three_write", number, *keys)
    assert outcome["answers"] == {"saved": len(keys), "told": number - len(keys)}
    assert outcome["recorded"] == dict.fromkeys(keys, 1)
    assert outcome["kept"]
