"""Officers and members at once: one seat, one claim, minutes that stand, a vote that is open."""

import pytest

PROCESSES = [6, pytest.param(32, marks=pytest.mark.soak)]
every = pytest.mark.parametrize("processes", PROCESSES)


@every
def test_a_seat_is_given_once(track, processes):
    outcome = track.race("taskforce_racers", "one_seat", processes)
    assert outcome["answers"] == {"serving": 1, "seat-taken": processes - 1}
    assert outcome["members"] == 1


@every
def test_everybody_gets_a_free_seat_of_their_own(track, processes):
    outcome = track.race("taskforce_racers", "free_seats", processes)
    assert outcome == {"answers": {"serving": processes}, "seats": processes}


@every
def test_nothing_is_decided_once_the_minutes_stand(track, processes):
    outcome = track.race("taskforce_racers", "minutes", processes)
    answers = outcome["answers"]
    assert answers["approved"] == 1
    assert answers.get("decided", 0) + answers.get("minutes-approved", 0) == processes - 1
    assert outcome["late"] == 0


@every
def test_a_claim_is_withdrawn_or_decided(track, processes):
    outcome = track.race("taskforce_racers", "claim", processes)
    assert outcome["answers"][outcome["state"]] == outcome["moves"] == 1


@every
def test_nobody_stands_in_a_vote_that_is_open(track, processes):
    outcome = track.race("taskforce_racers", "stand", processes)
    answers = outcome["answers"]
    assert answers["open"] == 1
    assert outcome["candidates"] == 2 + answers.get("stands", 0)
    assert answers.get("stands", 0) + answers.get("not-a-draft", 0) == processes - 1
