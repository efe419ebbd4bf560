"""Other money: what is bid for, and the outcome."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from monitoring import services
from monitoring.models import Bid
from tests.factories.fund import fund_officer
from tests.factories.monitoring import BidFactory
from tests.factories.people import OfficerFactory
from tests.monitoring.test_reports import refused

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def test_an_outcome_is_written_down_once_and_taken_back_with_a_reason():
    bid, officer = BidFactory(bid_on=date(2026, 11, 1)), fund_officer()
    ours = {"bid_id": bid.pk, "actor": officer}
    early = {"decided_on": date(2026, 10, 31), "won_pence": 5}
    assert refused(services.win, **ours, **early).code == "decided_on"
    assert refused(services.win, **ours, decided_on=DAY, won_pence=0).code == "won_pence"
    services.win(**ours, decided_on=DAY, won_pence=5)
    assert refused(services.lose, **ours, decided_on=DAY).code == "not-a-move"
    assert refused(services.wait_again, **ours, reason=" ").code == "reason"
    services.wait_again(**ours, reason="It was another bid.")
    bid.refresh_from_db()
    assert (bid.state, bid.won_pence, bid.decided_on) == ("waiting", 0, None)
    assert [one.reason for one in bid.moves.all()] == ["", "It was another bid."]


@pytest.mark.parametrize("act", ["win", "lose", "wait_again"])
def test_only_officers_of_the_fund_write_an_outcome_down(act):
    bid = BidFactory()
    said = {"decided_on": DAY} if act != "wait_again" else {"reason": "x"}
    said |= {"won_pence": 5} if act == "win" else {}
    Bid.objects.filter(pk=bid.pk).update(bid_on=date(2026, 1, 1))
    if act == "wait_again":
        Bid.objects.filter(pk=bid.pk).update(state="lost", decided_on=DAY)
    for actor in (OfficerFactory(),):
        refusal = refused(getattr(services, act), bid_id=bid.pk, actor=actor, **said)
        assert refusal.code == "not-allowed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"bidder": "council"},
        {"organisation": None},
        {"bid_pence": 0},
        {"state": "won", "decided_on": DAY},
        {"state": "won", "won_pence": 5},
        {"won_pence": 5},
        {"state": "lost"},
    ],
)
def test_the_database_refuses_a_bid_that_isnt_whole(wrong):
    bid = BidFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        Bid.objects.filter(pk=bid.pk).update(**wrong)
