"""Every deadline of recruitment is compared with when something was received."""

from contextlib import contextmanager
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core.refusal import Refusal
from recruitment import services
from recruitment.models import Application, Offer, Round
from recruitment.services.rounds import lock_round
from tests.factories.people import ResidentFactory
from tests.factories.recruitment import (
    RoundFactory,
    answer,
    passed,
    recruitment_officer,
    round_with_pool,
    start,
    submitted,
)
from tests.recruitment.test_applying import refusal

waiting = pytest.mark.django_db(transaction=True)


def until_it_waits(number: int) -> None:
    """Wait until so many other connections wait for a lock."""
    with connection.cursor() as cursor:
        for _look in range(400):
            cursor.execute("SELECT pg_stat_clear_snapshot(), pg_sleep(0.02)")
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity "
                "WHERE wait_event_type = 'Lock' AND datname = current_database()"
            )
            if cursor.fetchone()[0] >= number:
                return
    raise AssertionError("Nobody waits for the lock.")


@contextmanager
def behind_the_lock(round, act):
    """`act` begins while the round is locked; what follows in the block is done before it goes on.

    Gives a dictionary with what came of it as `outcome` afterwards.
    """
    found = {}

    def run():
        try:
            found["outcome"] = act().state
        except Refusal as refusal:
            found["outcome"] = refusal.code
        connection.close()

    other = Thread(target=run)
    with transaction.atomic():
        lock_round(round.pk)
        other.start()
        until_it_waits(1)
        yield found
    other.join(20)


def own(application, act, **more):
    return lambda: act(application_id=application.pk, actor=application.person, **more)


DETAILS = {"sector": "residents", "address": "2 New Street", "postcode": "LU99 1AA"}


def to_send(round):
    application = start(round)
    answer(application)
    return own(application, services.submit)


def to_send_again(round):
    application = submitted(round)
    services.reopen(application_id=application.pk, actor=application.person)
    answer(application, why="More.")
    return own(application, services.submit)


def to_begin(round):
    person = ResidentFactory()
    return lambda: start(round, person)


ACTS = {
    "send": to_send,
    "send again": to_send_again,
    "begin": to_begin,
    "change": lambda round: own(start(round), services.change_details, **DETAILS),
    "reopen": lambda round: own(submitted(round), services.reopen),
    "agree": lambda round: own(start(round), services.consent_to_selection),
}
every = pytest.mark.parametrize("what", ACTS)
CAME = {
    "send": "submitted",
    "send again": "submitted",
    "begin": "draft",
    "change": "draft",
    "reopen": "submitted",
    "agree": "draft",
}


@waiting
@every
def test_what_was_received_in_time_counts_though_the_deadline_passes_while_it_waits(what):
    round = RoundFactory()
    with behind_the_lock(round, ACTS[what](round)) as found:
        passed(round, by=timedelta(0))
    assert found["outcome"] == CAME[what]


@waiting
@every
def test_what_was_received_in_time_counts_though_the_portal_closes_the_round_first(what):
    round = RoundFactory()
    with behind_the_lock(round, ACTS[what](round)) as found:
        passed(round, by=timedelta(0))
        assert services.close_overdue() == 1
    assert found["outcome"] == CAME[what]
    assert Round.objects.get(pk=round.pk).state == "screening"


@waiting
@every
def test_what_is_received_after_the_closing_is_refused(what):
    round = RoundFactory()
    act = ACTS[what](round)
    services.close_round(round_id=round.pk, actor=recruitment_officer())
    assert refusal(act) == "closed"


@waiting
@every
def test_what_is_received_after_the_deadline_is_refused_before_the_round_is_closed(what):
    round = RoundFactory()
    act = ACTS[what](round)
    passed(round)
    assert refusal(act) == "closed"


@waiting
def test_senders_do_not_wait_for_each_other():
    round = RoundFactory()
    first, second = to_send(round), to_send(round)
    other = Thread(target=lambda: (second(), connection.close()))
    with transaction.atomic():
        first()
        other.start()
        other.join(20)
        assert not other.is_alive()
        assert Application.objects.filter(state="submitted").count() == 2


@waiting
def test_an_answer_received_in_time_takes_the_seat_though_it_waits_past_its_last_day():
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 3, seats={"residents": (1, "scores")})
    (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)

    def accept():
        services.accept(application_id=offer.application_id, actor=offer.application.person)
        return Application.objects.get(pk=offer.application_id)

    with behind_the_lock(round, accept) as found:
        passed(offer, "reply_by", by=timedelta(0))
        assert services.lapse_unanswered() == 0
    assert found["outcome"] == "accepted"
    assert Offer.objects.get(pk=offer.pk).answered_at <= offer.reply_by


@pytest.mark.django_db
def test_a_paper_begun_in_time_is_finished_though_the_round_closes_meanwhile():
    officer, round = recruitment_officer(), RoundFactory()
    application = start(round, ResidentFactory(), actor=officer, arrived_on=timezone.localdate())
    answer(application, sex="")
    services.close_round(round_id=round.pk, actor=officer)
    sent = services.submit(application_id=application.pk, actor=officer)
    assert sent.state == "submitted"
