"""One row that raises stops no other; what is stored is said in each reader's language."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.conf import settings
from django.db.models.signals import pre_save
from django.utils import timezone, translation

from core.words import Words, say
from jobs.models import PeriodicJob
from jobs.periodic import run_jobs
from jobs.services import run_waiting
from messaging.models import OutboxMessage
from recruitment import services, words
from recruitment.models import ApplicationMove, Offer, Round, RoundMove
from recruitment.notices import start_refresh
from tests.factories.recruitment import (
    RoundFactory,
    passed,
    recruitment_officer,
    round_with_pool,
    submitted,
)
from tests.recruitment.officers import application_url, officer_in
from tests.recruitment.officers import words as words_on

pytestmark = pytest.mark.django_db


@contextmanager
def raising(model, thing):
    """Whatever is written of this thing's history raises."""

    def fail(instance, **_more):
        if instance.thing_id == thing.pk:
            raise ValueError("This row is broken.")

    pre_save.connect(fail, sender=model)
    try:
        yield
    finally:
        pre_save.disconnect(fail, sender=model)


def test_one_round_that_cannot_be_closed_leaves_the_others_to_close():
    rounds = [passed(RoundFactory()) for _number in range(3)]
    with raising(RoundMove, rounds[1]):
        run_jobs()
    states = [Round.objects.get(pk=round.pk).state for round in rounds]
    assert states == ["screening", "open", "screening"]
    told = PeriodicJob.objects.get(name="recruitment.close-overdue").last_error
    assert str(rounds[1].pk) in told
    assert "This row is broken." in told


def test_one_offer_that_cannot_lapse_leaves_the_others_to_lapse():
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 3, seats={"residents": (3, "scores")})
    offers = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    for offer in offers:
        passed(offer, "reply_by", by=timedelta(days=1))
    broken = offers[1].application
    with raising(ApplicationMove, broken):
        run_jobs()
    lapsed = Offer.objects.filter(answer=Offer.Answer.LAPSED)
    assert lapsed.count() == 2
    assert not lapsed.filter(application=broken).exists()
    told = PeriodicJob.objects.get(name="recruitment.lapse-unanswered").last_error
    assert "This row is broken." in told


def test_a_lapsed_offer_says_why_in_the_readers_language(client):
    officer = officer_in(client)
    round, _panel = round_with_pool(officer, 1, seats={"residents": (1, "scores")})
    with translation.override("ur"):
        (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
        passed(offer, "reply_by", by=timedelta(days=1))
        services.lapse_unanswered()
    move = offer.application.moves.order_by("pk").last()
    assert move.reason == Words("recruitment.no-answer")
    page = words_on(client.get(application_url(offer.application)))
    assert "No answer in time." in page
    assert "Mean score 3.00." in page
    with translation.override("ur"):
        assert say(move.reason) == translation.gettext("No answer in time.")


def test_every_stored_sentence_is_known_and_takes_its_parameters():
    params = {"mean": "1.00", "threshold": "2.00", "seed": "Demo"}
    for code in words.SENTENCES:
        assert "%(" not in say(Words(code, **params))
    for stage in words.STAGES:
        assert say(Words(words.stage_code(stage))) == stage.value


def test_why_there_is_no_panel_is_kept_as_figures_and_said_in_each_language():
    officer = recruitment_officer()
    round, _panel = round_with_pool(officer, 4, seats={"residents": (2, "lottery")})
    rows = [{"feature": "sex", "value": "female", "minimum": 5, "maximum": 6}]
    services.save_targets(round_id=round.pk, actor=officer, rows=rows)
    draw = services.ask_draw(round_id=round.pk, seed="D", number_source="D", actor=officer)
    run_waiting()
    draw.refresh_from_db()
    assert draw.outcome["conflict"] == [["sex", "female"]]
    assert "words" not in draw.outcome


def test_a_refresh_is_named_in_each_language_whoever_starts_it():
    RoundFactory(state="appointed")
    with translation.override("ur"):
        start_refresh(review=None, new_chair=False, actor=recruitment_officer())
    draft = Round.objects.get(state="draft")
    assert draft.title_en == f"Refresh of {timezone.localdate().year}"
    assert draft.title_ur
    assert draft.cancel_reason_en == ""


def test_each_reads_in_their_own_language_why_a_round_is_cancelled():
    officer, round = recruitment_officer(), RoundFactory()
    english, urdu = (submitted(round, number=n) for n in range(2))
    type(urdu.person).objects.filter(pk=urdu.person.pk).update(language="ur")
    services.cancel_round(
        round_id=round.pk, actor=officer, reason={"en": "No money.", "ur": "پیسے نہیں۔"}
    )
    told = {
        one.recipient: one.text
        for one in OutboxMessage.objects.filter(key__startswith="recruitment.round-cancelled")
    }
    assert "No money." in told[english.person.reference]
    assert "پیسے نہیں۔" in told[urdu.person.reference]


def test_english_words_on_an_urdu_page_are_marked(client):
    round = RoundFactory()
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"
    page = words_on(client.get(round.get_absolute_url()))
    assert '<span lang="en" dir="ltr">Join the Luton Fairness Taskforce.</span>' in page
    assert '<li lang="en" dir="ltr">You are 16 or over</li>' in page
    Round.objects.filter(pk=round.pk).update(summary_ur="شامل ہوں")
    page = words_on(client.get(round.get_absolute_url()))
    assert "شامل ہوں" in page
    assert "Join the Luton Fairness Taskforce." not in page.split("<main", 1)[1].split("</main")[0]
