"""Two windows, officers or workers at once: one application, one answer, one draw, one ballot."""

import pytest

PROCESSES = [6, pytest.param(32, marks=pytest.mark.soak)]
every = pytest.mark.parametrize("processes", PROCESSES)


@every
def test_one_person_in_many_windows_has_one_application(track, processes):
    outcome = track.race("recruitment_racers", "begin", processes)
    assert outcome == {"answers": {"draft": processes}, "applications": 1}


@every
def test_sent_from_many_windows_is_sent_once(track, processes):
    outcome = track.race("recruitment_racers", "send", processes)
    assert outcome == {"answers": {"submitted": processes}, "receipts": 1, "moves": 2}


@every
def test_nothing_is_sent_after_the_round_has_closed(track, processes):
    outcome = track.race("recruitment_racers", "close", processes)
    answers = outcome["answers"]
    assert answers["screening"] == 1
    assert answers.get("submitted", 0) + answers.get("closed", 0) == processes - 1
    assert (outcome["sent"], outcome["late"]) == (answers.get("submitted", 0), 0)


@every
def test_an_offer_has_one_answer(track, processes):
    outcome = track.race("recruitment_racers", "reply", processes)
    assert outcome["answer"] == outcome["state"]
    assert outcome["answers"] == {outcome["answer"]: 1, "no-offer": processes - 1}
    assert outcome["moves"] == 1


@every
def test_a_seat_is_filled_once(track, processes):
    outcome = track.race("recruitment_racers", "replace", processes)
    assert outcome["answers"] == {"replacement": 1, "not-free": processes - 1}
    assert outcome["standing"] == 2


@every
def test_an_offer_that_runs_out_is_either_accepted_or_offered_to_somebody_else(track, processes):
    outcome = track.race("recruitment_end_racers", "expire", processes)
    assert outcome["standing"] <= outcome["people"] <= 2
    replaced = outcome["answers"].get("replacement", 0)
    assert replaced <= 1
    assert (outcome["answer"], outcome["state"]) in {
        ("accepted", "accepted"),
        ("lapsed", "declined"),
    }
    assert outcome["standing"] == (2 if outcome["answer"] == "accepted" else 1 + replaced)
    assert set(outcome["answers"]) <= {
        *("accepted", "lapsed", "replacement"),
        *("0", "too-late", "no-offer", "not-free"),
    }


@every
def test_a_seat_drawn_to_somebody_who_leaves_is_never_lost(track, processes):
    outcome = track.race("recruitment_end_racers", "drop_out", processes)
    assert (outcome["standing"], outcome["to_replace"]) == (0, 3)


@every
def test_nothing_stands_of_a_round_that_is_cancelled(track, processes):
    outcome = track.race("recruitment_end_racers", "cancel", processes)
    if outcome["state"] == "cancelled":
        assert (outcome["standing"], outcome["members"]) == (0, 0)
    else:
        assert outcome["state"] == "appointed"
        assert outcome["members"] == 2


@every
def test_no_lottery_outlives_its_round(track, processes):
    outcome = track.race("recruitment_end_racers", "cancel_draw", processes)
    assert outcome["live_jobs"] == 0
    if outcome["draw"] == "drawn":
        assert outcome["answers"]["drawn"] == 1
    else:
        assert (outcome["draw"], outcome["chosen"]) == ("abandoned", 0)


@every
def test_members_are_appointed_once_and_nobody_who_left(track, processes):
    outcome = track.race("recruitment_end_racers", "appoint", processes)
    assert outcome["answers"]["appointed"] == 1
    assert outcome["members"] == outcome["appointed"]
    assert outcome["members"] == (1 if outcome["state"] == "withdrawn" else 2)


@every
def test_a_draw_is_made_of_the_targets_that_stand(track, processes):
    outcome = track.race("recruitment_end_racers", "targets", processes)
    assert outcome["answers"]["preparing"] == 1
    assert outcome["used"] == outcome["stands"]


@every
def test_nobody_is_invited_twice(track, processes):
    outcome = track.race("recruitment_end_racers", "invitations", processes)
    assert outcome == {"answers": {"True": 1, "False": processes - 1}, "sent": 1}


@every
def test_on_paper_and_online_at_once_is_one_application(track, processes):
    outcome = track.race("recruitment_end_racers", "two_doors", processes)
    refused = outcome["answers"].get("applies-already", 0)
    assert refused == (0 if outcome["entered"] else processes // 2)
    assert outcome["answers"]["draft"] == processes - refused


@every
def test_a_changed_application_takes_the_place_of_the_sent_one_whole_or_not(track, processes):
    outcome = track.race("recruitment_end_racers", "send_again", processes)
    assert outcome["state"] in {"submitted", "eligible"}
    assert outcome["sent"] == outcome["receipts"] == (2 if outcome["moved_house"] else 1)


@every
def test_no_selection_answer_outlives_its_consent(track, processes):
    outcome = track.race("recruitment_end_racers", "consent", processes)
    assert outcome == {"sealed": 0, "handed_in": 0, "state": "submitted"}


@every
def test_a_draw_is_worked_out_and_drawn_once(track, processes):
    outcome = track.race("recruitment_racers", "draw", processes)
    assert outcome["ran"] == {"1": 1, "0": processes - 1}
    assert outcome["answers"] == {"drawn": 1, "not-a-move": processes - 1}
    assert outcome["kept"]
    assert outcome["chosen"] == outcome["size"]


@every
def test_no_score_survives_an_interest(track, processes):
    outcome = track.race("recruitment_racers", "scores", processes)
    assert outcome["scores"] == 0
    assert outcome["answers"]["declared"] == processes // 2
    assert set(outcome["answers"]) <= {"declared", "scored", "submitted-already", "interest"}


@every
def test_a_member_votes_once(track, processes):
    outcome = track.race("recruitment_racers", "vote", processes)
    assert outcome["answers"]["cast"] == 1
    assert outcome["kept"] == [1, 1]


@every
def test_a_person_has_one_seat_and_the_taskforce_one_chair(track, processes):
    outcome = track.race("recruitment_racers", "seat", processes)
    assert outcome["answers"] == {"serving": processes}
    assert outcome["chairs"]["chair"] >= 1
    assert outcome["in_the_chair"] == 1
