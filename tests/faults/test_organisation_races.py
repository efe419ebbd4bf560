"""People of a group at once: the last owner, one place each, one current document, one merge."""

import pytest

PROCESSES = [6, pytest.param(32, marks=pytest.mark.soak)]
every = pytest.mark.parametrize("processes", PROCESSES)


@every
def test_a_group_keeps_an_owner_when_all_leave_at_once(track, processes):
    outcome = track.race("organisation_racers", "leaving", processes)
    assert outcome == {"answers": {"left": processes - 1, "last-owner": 1}, "owners": 1}


def test_without_the_guard_the_same_race_leaves_nobody(track):
    assert any(
        track.race("organisation_racers", "leaving_unguarded", 6)["owners"] == 0 for _ in range(9)
    )


@every
def test_a_group_keeps_an_owner_when_they_make_each_other_less(track, processes):
    assert track.race("organisation_racers", "made_less", processes) == {"has_owner": True}


@every
def test_somebody_who_asks_twice_at_once_has_one_place(track, processes):
    outcome = track.race("organisation_racers", "joining", processes)
    assert outcome == {"answers": {"asked": processes}, "places": 1}


@every
def test_of_documents_sent_at_once_one_is_current_and_all_are_kept(track, processes):
    outcome = track.race("organisation_racers", "sending", processes)
    answers = {"governing": processes}
    assert outcome == {"answers": answers, "kept": processes, "current": 1}


def test_two_groups_are_merged_one_way_and_nobody_is_left_behind(track):
    outcome = track.race("organisation_racers", "merging", 3)
    assert outcome == {"merged": 1, "standing": 1, "owners": True, "left_behind": 0}
