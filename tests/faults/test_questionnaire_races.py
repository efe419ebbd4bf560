"""Two windows at once: one response, one submission, one version in use. On both engines."""

import json

import pytest

from tests.faults import test_races

database = test_races.database
PROCESSES = [12, pytest.param(48, marks=pytest.mark.soak)]


def race(database, name, processes):
    words = ("-m", "tests.faults.questionnaire_racers", name, str(processes))
    return json.loads(test_races.run(database, *words))


@pytest.mark.parametrize("processes", PROCESSES)
def test_one_person_on_many_devices_has_one_response(database, processes):
    outcome = race(database, "begin", processes)
    assert outcome == {"answers": {"draft": processes}, "links": 1, "loose": 0}


@pytest.mark.parametrize("processes", PROCESSES)
def test_sent_from_many_windows_is_one_submission(database, processes):
    outcome = race(database, "hand_in", processes)
    assert outcome == {"answers": {"1": processes}, "submissions": 1, "moves": 1}


@pytest.mark.parametrize("processes", PROCESSES)
def test_feedback_from_many_windows_is_kept_once_and_whole(database, processes):
    outcome = race(database, "feedback", processes)
    assert outcome["answers"] == {"kept": 1, "given-already": processes - 1}
    assert outcome["responses"] == 1


@pytest.mark.parametrize("processes", PROCESSES)
def test_a_draft_is_published_once(database, processes):
    outcome = race(database, "publish", processes)
    assert outcome["answers"]["published"] == 1
    assert set(outcome["answers"]) <= {"published", "not-a-move", "moved-meanwhile"}
    assert len(outcome["published"]) == 1
