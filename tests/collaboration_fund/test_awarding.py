"""Awards: never more than the budget, shared out to the penny, given back where they end."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from collaboration_fund import services
from collaboration_fund.models import Award, Round, Share
from collaboration_fund.services.awarding import shares_of
from core.refusal import Refusal
from tests.factories.fund import fund_officer, open_round, together
from tests.factories.people import OfficerFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


def granted(made, pence=100_000, **fields):
    """An award to what was sent."""
    fields = {"actor": fund_officer(), "decided_on": TODAY} | fields
    return services.grant(application_id=made.application.pk, pence=pence, **fields)


def refused(act, *args, **fields):
    with pytest.raises(Refusal) as caught:
        act(*args, **fields)
    return caught.value


def sent(round=None, **fields):
    made = together(round or open_round(**fields))
    if made.application.round.paid == "partners":
        services.say_subsidies(partner_id=made.partner.pk, actor=made.owner, pence=0)
        made.accepted()
    made.sent()
    return made


def committed(made):
    return Round.objects.get(pk=made.application.round_id).committed_pence


def paid(award):
    return {share.organisation: share.pence for share in award.shares.all()}


def test_an_award_takes_its_money_from_the_round_and_goes_to_the_lead():
    made = sent()
    award = granted(made, conditions="Say when you begin.")
    assert committed(made) == award.pence == 100_000
    assert paid(award) == {made.application.lead: 100_000}
    assert (award.title, award.conditions) == ("Tea for all", "Say when you begin.")


def test_where_partners_are_paid_each_has_its_share_of_what_it_asked():
    made = sent(paid="partners")
    award = granted(made, 100_001)
    assert paid(award) == {made.application.lead: 75_001, made.partner.organisation: 25_000}


@pytest.mark.parametrize(
    ("pence", "asked", "shares"),
    [
        (100, {1: 1, 2: 1, 3: 1}, {1: 34, 2: 33, 3: 33}),
        (1, {1: 1, 2: 5}, {2: 1}),
        (7, {1: 2, 2: 3, 3: 2}, {1: 2, 2: 3, 3: 2}),
        (10, {1: 2, 2: 3, 3: 2}, {1: 3, 2: 4, 3: 3}),
    ],
)
def test_shares_come_to_the_whole(pence, asked, shares):
    found = shares_of(pence, asked)
    assert found == shares
    assert sum(found.values()) == pence


def test_a_round_grants_no_more_than_it_has():
    round = open_round(total_pence=250_000, largest_pence=200_000)
    first, second = sent(round), sent(round)
    granted(first, 200_000)
    refusal = refused(granted, second, 50_001)
    assert (refusal.code, refusal.field) == ("over-budget", "pence")
    assert not Award.objects.filter(application=second.application).exists()
    granted(second, 50_000)
    assert committed(first) == 250_000
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(committed_pence=250_001)
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=round.pk).update(total_pence=249_999)


@pytest.mark.parametrize("pence", [0, -1, 200_001])
def test_an_award_is_of_something_and_within_what_was_asked(pence):
    made = sent()
    assert refused(granted, made, pence).code == "amount"
    assert committed(made) == 0


def test_an_application_is_granted_once():
    made = sent()
    granted(made)
    assert refused(granted, made).code == "granted"
    assert committed(made) == 100_000


def test_nothing_is_granted_to_what_was_not_sent_or_by_who_runs_no_round():
    assert refused(granted, together()).code == "not-sent"
    assert refused(granted, sent(), actor=OfficerFactory()).code == "not-allowed"


@pytest.mark.parametrize("to", ["declined", "withdrawn"])
def test_what_is_not_taken_goes_back_to_the_round(to):
    made = sent()
    award, officer = granted(made), fund_officer()
    ended = {"award_id": award.pk, "to": to, "actor": officer}
    assert refused(services.end_award, **ended, reason=" ").code == "reason"
    assert (
        refused(services.end_award, **ended | {"actor": made.lead}, reason="x").code
        == "not-allowed"
    )
    services.end_award(**ended, reason="The hall burnt down.")
    assert committed(made) == 0
    assert refused(services.end_award, **ended, reason="Again.").code == "not-a-move"
    assert committed(made) == 0
    changed = refused(services.change_amount, award_id=award.pk, pence=1, actor=officer)
    assert changed.code == "ended"


def test_a_changed_amount_takes_or_gives_back_the_difference_and_is_shared_anew():
    made = sent(paid="partners", total_pence=200_000, largest_pence=200_000)
    award, officer = granted(made), fund_officer()
    change = {"award_id": award.pk, "actor": officer}
    assert refused(services.change_amount, **change, pence=200_001).code == "amount"
    assert refused(services.change_amount, **change, pence=0).code == "amount"
    assert refused(services.change_amount, award_id=award.pk, actor=made.lead, pence=1)
    for pence in (200_000, 40_000):
        services.change_amount(**change, pence=pence)
        assert committed(made) == pence
        assert sum(Share.objects.filter(award=award).values_list("pence", flat=True)) == pence
