"""Two windows, officers or workers at once: one application, one answer, one draw, one ballot."""

import json

import pytest

from tests.faults import test_races

database = test_races.database
PROCESSES = [6, pytest.param(32, marks=pytest.mark.soak)]
every = pytest.mark.parametrize("processes", PROCESSES)


def race(database, name, processes):
    words = ("-m", "tests.faults.recruitment_racers", name, str(processes))
    return json.loads(test_races.run(database, *words))


@every
def test_one_person_in_many_windows_has_one_application(database, processes):
    outcome = race(database, "begin", processes)
    assert outcome == {"answers": {"draft": processes}, "applications": 1}


@every
def test_sent_from_many_windows_is_sent_once(database, processes):
    outcome = race(database, "send", processes)
    assert outcome == {"answers": {"submitted": processes}, "receipts": 1, "moves": 2}


@every
def test_nothing_is_sent_after_the_round_has_closed(database, processes):
    outcome = race(database, "close", processes)
    answers = outcome["answers"]
    assert answers["screening"] == 1
    assert answers.get("submitted", 0) + answers.get("closed", 0) == processes - 1
    assert (outcome["sent"], outcome["late"]) == (answers.get("submitted", 0), 0)


@every
def test_an_offer_has_one_answer(database, processes):
    outcome = race(database, "reply", processes)
    assert outcome["answer"] == outcome["state"]
    assert outcome["answers"] == {outcome["answer"]: 1, "no-offer": processes - 1}
    assert outcome["moves"] == 1


@every
def test_a_seat_is_filled_once(database, processes):
    outcome = race(database, "replace", processes)
    assert outcome["answers"] == {"replacement": 1, "not-free": processes - 1}
    assert outcome["standing"] == 2


@every
def test_a_draw_is_worked_out_and_drawn_once(database, processes):
    outcome = race(database, "draw", processes)
    assert outcome["ran"] == {"1": 1, "0": processes - 1}
    assert outcome["answers"] == {"drawn": 1, "not-a-move": processes - 1}
    assert outcome["kept"]
    assert outcome["chosen"] == outcome["size"]


@every
def test_no_score_survives_an_interest(database, processes):
    outcome = race(database, "scores", processes)
    assert outcome["scores"] == 0
    assert outcome["answers"]["declared"] == processes // 2
    assert set(outcome["answers"]) <= {"declared", "scored", "submitted-already", "interest"}


@every
def test_a_member_votes_once(database, processes):
    outcome = race(database, "vote", processes)
    assert outcome["answers"]["cast"] == 1
    assert outcome["kept"] == [1, 1]


@every
def test_a_person_has_one_seat_and_the_taskforce_one_chair(database, processes):
    outcome = race(database, "seat", processes)
    assert outcome["answers"] == {"serving": processes}
    assert outcome["chairs"]["chair"] >= 1
    assert outcome["in_the_chair"] == 1
