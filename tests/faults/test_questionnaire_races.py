"""Two windows at once: one response, one submission, one version in use. On both engines."""

import pytest

PROCESSES = [12, pytest.param(48, marks=pytest.mark.soak)]


@pytest.mark.parametrize("processes", PROCESSES)
def test_one_person_on_many_devices_has_one_response(track, processes):
    outcome = track.race("questionnaire_racers", "begin", processes)
    assert outcome == {"answers": {"draft": processes}, "links": 1, "loose": 0}


@pytest.mark.parametrize("processes", PROCESSES)
def test_sent_from_many_windows_is_one_submission(track, processes):
    outcome = track.race("questionnaire_racers", "hand_in", processes)
    assert outcome == {"answers": {"1": processes}, "submissions": 1, "moves": 1}


@pytest.mark.parametrize("processes", PROCESSES)
def test_feedback_from_many_windows_is_kept_once_and_whole(track, processes):
    outcome = track.race("questionnaire_racers", "feedback", processes)
    assert outcome["answers"] == {"kept": 1, "given-already": processes - 1}
    assert outcome["responses"] == 1


@pytest.mark.parametrize("processes", PROCESSES)
def test_a_draft_is_published_once(track, processes):
    outcome = track.race("questionnaire_racers", "publish", processes)
    assert outcome["answers"]["published"] == 1
    assert set(outcome["answers"]) <= {"published", "not-a-move", "moved-meanwhile"}
    assert len(outcome["published"]) == 1


@pytest.mark.parametrize("processes", PROCESSES)
def test_windows_opened_together_save_one_answer_and_tell_the_others(track, processes):
    outcome = track.race("questionnaire_racers", "two_windows", processes)
    assert outcome["guarded"] == {"saved": 1, "saved-meanwhile": processes - 1}
    # The control: without the mark each writes over the one before.
    assert outcome["control"] == {"saved": processes}


@pytest.mark.parametrize("processes", PROCESSES)
def test_what_is_sent_is_what_is_kept(track, processes):
    outcome = track.race("questionnaire_racers", "save_and_send", processes)
    assert outcome["sent_what_is_kept"]
    assert outcome["answers"].pop("1") == processes // 2
    assert set(outcome["answers"]) <= {"saved", "not-draft"}


@pytest.mark.parametrize("processes", PROCESSES)
def test_a_survey_answered_on_many_devices_is_one_response(track, processes):
    outcome = track.race("questionnaire_racers", "answer_a_survey", processes)
    assert outcome["links"] == 1
    # Whoever comes later opens what was sent again, or finds it sent while they write.
    others = {answer for answer in outcome["answers"] if not answer.isdigit()}
    assert others <= {"not-draft"}


@pytest.mark.parametrize("processes", PROCESSES)
def test_a_version_published_meanwhile_disturbs_nobody_who_answers(track, processes):
    outcome = track.race("questionnaire_racers", "publish_and_begin", processes)
    assert outcome["answers"] == {"published": 1, "1": processes - 1}
    assert not outcome["versions_answered_are_drafts"]


@pytest.mark.parametrize("processes", PROCESSES)
def test_a_draft_changed_while_it_is_published_is_whole_or_not_published(track, processes):
    outcome = track.race("questionnaire_racers", "publish_and_edit", processes)
    assert outcome["torn"] == 0
    said = {"taken away", "published", "frozen", "unfinished", "not-a-move", "moved-meanwhile"}
    assert set(outcome["outcomes"]) <= said
