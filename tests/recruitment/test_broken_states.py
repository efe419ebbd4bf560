"""States that a round must not get stuck in, and acts that come too late, twice or out of turn."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from jobs.models import BackgroundJob, JobState
from jobs.services import run_waiting
from messaging.models import OutboxMessage
from recruitment import services
from recruitment.enums import ApplicationState
from recruitment.models import Offer, Round
from recruitment.services.ending import without_a_seat
from recruitment.services.offering import reply_by
from recruitment.services.replacing import to_replace
from tests.factories.recruitment import (
    RoundFactory,
    passed,
    recruitment_officer,
    round_with_pool,
    submitted,
)
from tests.recruitment.test_applying import emails_to, refusal

pytestmark = pytest.mark.django_db

TWO_WAYS = {"residents": (2, "lottery"), "community": (1, "scores")}
TWO_LOTTERIES = {"residents": (2, "lottery"), "community": (2, "lottery")}


@pytest.fixture
def officer():
    return recruitment_officer()


def pool_in_sectors(officer, number: int, *, community: int, seats: dict):
    """A settled pool of `number` people, `community` of them for the community seats."""
    round, _panel = round_with_pool(officer, number, seats=seats)
    some = list(round.applications.order_by("-pk").values_list("pk", flat=True)[:community])
    round.applications.filter(pk__in=some).update(sector="community", organisation="Demo Trust")
    return round


def ask(round, officer):
    act = {"round_id": round.pk, "seed": "Demo", "number_source": "Demo source", "actor": officer}
    return services.ask_draw(**act)


def draw_from(round, officer):
    draw = ask(round, officer)
    run_waiting()
    services.publish_draw(draw_id=draw.pk, actor=officer)
    services.draw(draw_id=draw.pk, chance="1", actor=officer)
    return draw


def own(application, act, **more):
    """`act` by the applicant."""
    return act(application_id=application.pk, actor=application.person, **more)


# --- A round that is cancelled ------------------------------------------------------------------


def test_cancelling_stops_the_draw_that_is_being_worked_out(officer):
    round, _panel = round_with_pool(officer, 8)
    draw = ask(round, officer)
    services.cancel_round(round_id=round.pk, actor=officer, reason="No money.")
    assert BackgroundJob.objects.get().state == JobState.CANCELLED
    run_waiting()
    draw.refresh_from_db()
    assert (draw.state, draw.lottery) == ("abandoned", None)


def test_no_number_is_drawn_once_the_round_is_cancelled(officer):
    round, _panel = round_with_pool(officer, 8)
    draw = ask(round, officer)
    run_waiting()
    services.publish_draw(draw_id=draw.pk, actor=officer)
    services.cancel_round(round_id=round.pk, actor=officer, reason="No money.")
    assert refusal(services.draw, draw_id=draw.pk, chance="1", actor=officer) == "round-over"
    assert not draw.entries.filter(chosen=True).exists()


def test_cancelling_ends_every_offer_and_nobody_accepts_or_lapses_afterwards(officer):
    round, _panel = round_with_pool(officer, 8, seats={"residents": (2, "scores")})
    first, second = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    own(first.application, services.accept)
    services.cancel_round(round_id=round.pk, actor=officer, reason="No money.")
    assert set(Offer.objects.values_list("answer", flat=True)) == {Offer.Answer.ENDED}
    assert refusal(own, second.application, services.accept) == "no-offer"
    passed(second, "reply_by", by=timedelta(days=1))
    assert services.lapse_unanswered() == 0
    assert emails_to(second.application.person)[-1] == "round-cancelled"


def test_an_applicant_reads_that_the_round_is_cancelled(officer, client):
    application = submitted(RoundFactory())
    services.cancel_round(round_id=application.round_id, actor=officer, reason="No money.")
    client.force_login(application.person)
    page = client.get(application.get_absolute_url()).content.decode()
    assert "This round is cancelled" in page
    assert "No money." in page
    assert "a selection panel reads your answers" not in page


# --- Between the draw and the offers ------------------------------------------------------------


def test_the_seat_of_somebody_who_withdrew_after_the_draw_goes_to_somebody_else(officer):
    round, _panel = round_with_pool(officer, 8, seats={"residents": (3, "lottery")})
    draw = draw_from(round, officer)
    gone = draw.entries.filter(chosen=True).select_related("application__person").first()
    own(gone.application, services.withdraw)
    services.offer_drawn(round_id=round.pk, actor=officer)
    services.offer_drawn(round_id=round.pk, actor=officer)
    (left,) = to_replace(round)
    assert (left.application, left.answer) == (gone.application, Offer.Answer.TAKEN_BACK)
    assert emails_to(gone.application.person)[-1] == "withdrawn"
    services.replace(offer_id=left.pk, seed="Demo", actor=officer)
    assert Offer.objects.filter(answer="open").count() == 3


def test_seats_by_scores_may_be_offered_before_the_others_are_drawn(officer):
    round = pool_in_sectors(officer, 8, community=3, seats=TWO_WAYS)
    services.offer_by_scores(round_id=round.pk, sector="community", actor=officer)
    draw_from(round, officer)
    assert len(services.offer_drawn(round_id=round.pk, actor=officer)) == 2


def test_nobody_is_named_a_reserve_or_told_before_the_drawn_seats_are_offered(officer):
    round = pool_in_sectors(officer, 8, community=3, seats=TWO_WAYS)
    services.offer_by_scores(round_id=round.pk, sector="community", actor=officer)
    own(Offer.objects.get().application, services.accept)
    assert refusal(services.tell_outcomes, round_id=round.pk, actor=officer) == "seats-open"
    draw_from(round, officer)
    reserves = {"round_id": round.pk, "number": 2, "seed": "Demo", "actor": officer}
    assert refusal(services.name_reserves, **reserves) == "no-draw"
    assert refusal(services.tell_outcomes, round_id=round.pk, actor=officer) == "seats-open"
    assert len(services.offer_drawn(round_id=round.pk, actor=officer)) == 2


def test_nobody_is_appointed_while_a_draw_waits_for_its_number(officer):
    round = pool_in_sectors(officer, 8, community=3, seats=TWO_WAYS)
    services.offer_by_scores(round_id=round.pk, sector="community", actor=officer)
    own(Offer.objects.get().application, services.accept)
    ask(round, officer)
    assert refusal(services.appoint_members, round_id=round.pk, actor=officer) == "draw-under-way"


# --- Offers and replacements --------------------------------------------------------------------


def test_a_replacement_sits_in_the_sector_of_the_seat(officer):
    round = pool_in_sectors(officer, 16, community=8, seats=TWO_LOTTERIES)
    draw_from(round, officer)
    for offer in services.offer_drawn(round_id=round.pk, actor=officer):
        own(offer.application, services.decline)
    for number, offer in enumerate(list(to_replace(round))):
        found = services.replace(offer_id=offer.pk, seed=f"Demo {number}", actor=officer)
        assert found.application.sector == found.sector == offer.sector


def test_a_seat_stays_empty_where_nobody_of_its_sector_is_left(officer):
    round = pool_in_sectors(officer, 8, community=2, seats=TWO_LOTTERIES)
    draw_from(round, officer)
    offers = services.offer_drawn(round_id=round.pk, actor=officer)
    offer = next(one for one in offers if one.sector == "community")
    own(offer.application, services.decline)
    refused = refusal(services.replace, offer_id=offer.pk, seed="Demo", actor=officer)
    assert refused == "nobody-left"


def test_an_offer_is_good_until_the_very_end_of_its_last_day(officer):
    round, _panel = round_with_pool(officer, 3, seats={"residents": (1, "scores")})
    (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    last = timezone.localtime(offer.reply_by).replace(hour=23, minute=59, second=59)
    with time_machine.travel(last, tick=False):
        assert services.lapse_unanswered() == 0
        assert own(offer.application, services.accept).answer == "accepted"


@pytest.mark.parametrize("today", ["2026-03-14", "2026-03-15", "2026-10-10", "2026-10-11"])
def test_the_last_day_ends_at_midnight_in_luton_when_the_clocks_change(today):
    round = Round(reply_days=14)
    with time_machine.travel(f"{today} 12:00:00+00:00", tick=False):
        until = timezone.localtime(reply_by(round))
        last_day = timezone.localdate() + timedelta(days=14)
    assert until.date() == last_day
    assert timezone.localtime(until + timedelta(seconds=1)).date() == last_day + timedelta(days=1)


def test_no_seat_is_replaced_and_everybody_is_told_once_the_members_are_appointed(officer):
    round, _panel = round_with_pool(officer, 8, seats={"residents": (2, "lottery")})
    draw_from(round, officer)
    stays, leaves = services.offer_drawn(round_id=round.pk, actor=officer)
    own(stays.application, services.accept)
    own(leaves.application, services.decline)
    assert refusal(services.tell_outcomes, round_id=round.pk, actor=officer) == "seats-open"
    services.appoint_members(round_id=round.pk, actor=officer)
    late = refusal(services.replace, offer_id=leaves.pk, seed="Demo", actor=officer)
    assert late == "not-offering"
    assert not without_a_seat(round).exists()
    assert services.tell_outcomes(round_id=round.pk, actor=officer) == 0
    told = OutboxMessage.objects.filter(key__startswith="recruitment.outcome:")
    assert told.count() == 6
    assert round.applications.filter(state="unsuccessful").count() == 6
    assert services.tell_outcomes(round_id=round.pk, actor=officer) == 0


def test_a_round_of_reserved_seats_needs_no_scores_and_tells_everybody(officer):
    round = RoundFactory(seats={"residents": (1, "nomination")})
    one, other = (submitted(round, number=n) for n in range(2))
    services.close_round(round_id=round.pk, actor=officer)
    for application in (one, other):
        services.screen(application_id=application.pk, eligible=True, actor=officer)
    services.start_scoring(round_id=round.pk, actor=officer)
    services.settle_pool(round_id=round.pk, actor=officer)
    services.offer_nominated(application_id=one.pk, why="By Demo Trust.", actor=officer)
    own(one, services.accept)
    assert services.tell_outcomes(round_id=round.pk, actor=officer) == 1
    other.refresh_from_db()
    assert other.state == ApplicationState.UNSUCCESSFUL
    assert services.appoint_members(round_id=round.pk, actor=officer) == 1
