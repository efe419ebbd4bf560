"""Groups of a match at once: one last yes, one partnership, nothing suggested of what is over."""


def test_all_say_yes_at_once_and_it_is_agreed_once(track):
    outcome = track.race("partnership_racers", "answering", 6)
    assert outcome == {"answers": {"yes": 6}, "state": "agreed", "times": 1, "told": 6}


def test_without_the_lock_the_last_yes_is_missed(track):
    outcomes = (track.race("partnership_racers", "answering_unguarded", 6) for _ in range(9))
    assert any(one["state"] == "suggested" for one in outcomes)


def test_all_propose_at_once_and_there_is_one_partnership(track):
    outcome = track.race("partnership_racers", "proposing", 4)
    assert outcome == {"answers": {"made": 1, "proposed": 3}, "partnerships": 1}


def test_nothing_is_suggested_of_an_offer_that_is_closed_meanwhile(track):
    outcome = track.race("partnership_racers", "closing", 4)
    assert outcome == {"closed": 4, "suggested": 0, "open": 0}
