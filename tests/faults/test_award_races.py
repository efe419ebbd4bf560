"""One payment is approved and paid once, and no plan is above its award, whoever comes at once."""

import pytest

LONG = pytest.mark.soak
SIZES = [4, pytest.param(16, marks=LONG)]


@pytest.mark.parametrize("number", SIZES)
def test_a_payment_that_many_approve_and_pay_at_once_is_paid_once(track, number):
    outcome = track.race("award_racers", "approve_and_pay", number)
    for answers in (outcome["approved"], outcome["answers"]):
        assert answers.pop("done") == 1
        assert set(answers) <= {"not-a-move", "moved-meanwhile"}, answers
    assert (outcome["paid"], outcome["paid_rows"]) == (60_000, 1)
    # Asked, approved, paid; and one person is told, who acts for the lead group.
    assert (outcome["moves"], outcome["emails"]) == (3, 1)


@pytest.mark.parametrize("number", SIZES)
def test_what_many_plan_at_once_is_never_above_the_award(track, number):
    outcome = track.race("award_racers", "plan", number)
    answers = outcome["answers"]
    assert answers == {"done": 1, "over-share": number - 1}
    assert outcome["planned"] == outcome["sum"] == 130_000


def test_who_counts_and_then_plans_goes_above_the_award(track):
    outcome = track.race("award_racers", "plan_by_counting", 3)
    assert outcome["answers"] == {"done": 3}
    assert (outcome["sum"], outcome["planned"]) == (190_000, 130_000), "Of an award of £1,500."


@pytest.mark.parametrize("number", [2, pytest.param(8, marks=LONG)])
def test_all_who_accept_at_once_are_kept_and_all_is_said_once(track, number):
    outcome = track.race("award_racers", "accept", number)
    assert set(outcome["answers"]) <= {"done", "not-now"}, outcome["answers"]
    assert (outcome["given"], outcome["is_accepted"], outcome["emails"]) == (2, True, 2)
