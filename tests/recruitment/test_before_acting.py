"""What an officer reads before an act ends something; the way back; dates that can't be meant."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from messaging.models import Due, OutboxMessage
from recruitment import services
from recruitment.models import Round
from recruitment.rules import may_change_panel
from tests.factories.people import ResidentFactory
from tests.factories.recruitment import (
    RoundFactory,
    answer,
    passed,
    round_with_pool,
    scored,
    scorer,
    start,
    submitted,
)
from tests.recruitment.officers import (
    application_url,
    asked,
    marks,
    posted_by,
    press,
    round_url,
    told,
    words,
)
from tests.recruitment.test_applying import refusal

pytestmark = pytest.mark.django_db


def rows_of(client, round, name) -> dict[str, str]:
    """What the page of an act says first: words and values."""
    page = client.get(round_url(round, name))
    return {str(said): str(value) for said, value in page.context["rows"]}


def on_paper(round, officer, number=7):
    """An application that an officer has begun to enter."""
    return start(
        round,
        ResidentFactory(name="Demo Paper"),
        number=number,
        actor=officer,
        arrived_on=timezone.localdate(),
    )


def test_closing_says_who_can_send_no_more_and_is_taken_back(client, officer):
    round = RoundFactory()
    submitted(round)
    changing = submitted(round, number=2)
    services.reopen(application_id=changing.pk, actor=changing.person)
    unsent = start(round, number=3)
    answer(unsent)
    on_paper(round, officer)
    rows = rows_of(client, round, "close")
    assert rows["Applications sent"] == "2"
    assert rows["Begun and not sent: can’t be sent any more"] == "1"
    assert rows["Being changed: what was sent before counts"] == "1"
    assert rows["Half entered by officers: can be finished"] == "1"
    press(client, round_url(round, "close"))
    assert refusal(services.submit, application_id=unsent.pk, actor=unsent.person) == "closed"
    assert rows_of(client, round, "open_again")["Begun and not sent: can be sent again"] == "1"
    press(client, round_url(round, "open_again"))
    assert services.submit(application_id=unsent.pk, actor=unsent.person).state == "submitted"


def test_a_round_whose_date_is_over_is_not_opened_again(client, officer):
    round = RoundFactory()
    services.close_round(round_id=round.pk, actor=officer)
    passed(round)
    assert refusal(services.open_again, round_id=round.pk, actor=officer) == "not-ready"
    data = posted_by(client, round_url(round, tab="text"))
    coming = (timezone.localtime() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M:%S")
    assert (
        client.post(round_url(round, tab="text"), data | {"closes_at": coming}).status_code == 302
    )
    assert services.open_again(round_id=round.pk, actor=officer).state == "open"


def test_start_scoring_names_what_is_half_entered_and_the_way_back_finishes_it(client, officer):
    round = RoundFactory()
    sent = submitted(round)
    entered = on_paper(round, officer)
    answer(entered, sex="")
    panel = [scorer(round), scorer(round)]
    services.close_round(round_id=round.pk, actor=officer)
    waiting = rows_of(client, round, "start_scoring")
    assert waiting["Not screened yet"].startswith("1. Screen them first")
    services.screen(application_id=sent.pk, eligible=True, actor=officer)
    rows = rows_of(client, round, "start_scoring")
    assert "Not screened yet" not in rows
    assert entered.reference in rows["Half entered by officers"]
    assert "finish or withdraw them" in rows["Half entered by officers"]
    press(client, round_url(round, "start_scoring"))
    sent.refresh_from_db()
    scored(sent, panel, 3, 3)
    act = {"application_id": entered.pk, "actor": officer}
    assert refusal(services.submit, **act) == "closed"
    assert rows_of(client, round, "back_to_screening")["Scores given: they stay"] == "4"
    press(client, round_url(round, "back_to_screening"))
    assert services.submit(**act).state == "submitted"
    assert refusal(services.start_scoring, round_id=round.pk, actor=officer) == "still-to-screen"
    services.screen(application_id=entered.pk, eligible=True, actor=officer)
    assert services.start_scoring(round_id=round.pk, actor=officer).state == "scoring"
    assert sent.piece.scores.count() == 4


def test_back_in_the_screening_nobody_puts_themselves_on_the_panel(officer):
    round = RoundFactory(state="scoring")
    services.back_to_screening(round_id=round.pk, actor=officer)
    round.refresh_from_db()
    assert may_change_panel(officer, round, officer)
    [scorer(round), scorer(round)]
    services.start_scoring(round_id=round.pk, actor=officer)
    services.back_to_screening(round_id=round.pk, actor=officer)
    round.refresh_from_db()
    assert not may_change_panel(officer, round, officer)


def test_opening_shows_what_is_fixed_who_is_told_and_the_words(client, officer):
    person = ResidentFactory(name="Demo Follower")
    services.follow(person=person)
    round = RoundFactory(state="draft")
    url = round_url(round, "open")
    assert "the seats and the criteria" in words(client.get(url))
    page = asked(client, url)
    assert "Demo Follower" in told(page)
    assert round.full_url in told(page)
    assert not OutboxMessage.objects.exists()
    press(client, url)
    assert OutboxMessage.objects.get().to_address == person.email


def test_settling_and_cancelling_say_what_ends(client, officer):
    round, _panel = round_with_pool(officer, 3, seats={"residents": (1, "scores")})
    services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    rows = rows_of(client, round, "cancel")
    assert (rows["Applications that nobody decides on"], rows["Offers that end"]) == ("3", "1")
    page = asked(client, round_url(round, "cancel"), {"reason_en": "Too few."})
    assert page.context["question"].people == 3
    for application in round.applications.select_related("person"):
        assert application.person.name in told(page)
    assert "Too few." in told(page)
    round.refresh_from_db()
    assert round.state == "offering"
    scoring = RoundFactory(state="scoring")
    assert "What becomes fixed" in words(client.get(round_url(scoring, "settle_pool")))


@pytest.mark.parametrize(
    ("act", "data", "said"),
    [
        ("screen", {"eligible": "no", "reason": "Far."}, "can’t consider it for this round"),
        ("withdraw", {}, "You have withdrawn"),
        ("accept", {}, "Thank you"),
        ("decline", {}, "You have declined your seat"),
    ],
)
def test_each_act_that_writes_to_an_applicant_shows_the_words(client, officer, act, data, said):
    round, _panel = round_with_pool(officer, 2, seats={"residents": (1, "scores")})
    (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    application = submitted(RoundFactory()) if act == "screen" else offer.application
    before = OutboxMessage.objects.count()
    page = asked(client, application_url(application, act), data)
    assert said in told(page)
    assert OutboxMessage.objects.count() == before
    press(client, application_url(application, act), data)
    assert OutboxMessage.objects.count() == before + 1


def test_appointing_shows_what_each_reads(client, officer):
    round, _panel = round_with_pool(officer, 3, seats={"residents": (1, "scores")})
    (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    services.accept(application_id=offer.application_id, actor=offer.application.person)
    page = asked(client, round_url(round, "appoint"))
    assert "You are a member" in told(page)
    assert "You were in the pool" in told(page)
    assert page.context["question"].people == 3


def test_acts_on_many_and_invitations_show_the_words(client, officer):
    application = submitted(RoundFactory())
    posted = {"action": "screen_ineligible", "_selected_action": [application.pk]}
    listed = reverse("admin:recruitment_application_changelist")
    posted |= {"pressed": "x", "reason": "Too late."} | marks(client.post(listed, posted))
    ask = client.post(listed, posted)
    [telling] = ask.context["question"].tellings
    assert "can’t consider it for this round" in telling.words[0].text
    assert "Too late." in telling.words[0].text
    assert not OutboxMessage.objects.filter(text__contains="Too late.").exists()
    page = asked(client, round_url(application.round, "invite"), {"emails": "new@demo.example"})
    assert application.round.full_url in told(page)
    assert not OutboxMessage.objects.filter(to_address="new@demo.example").exists()


DAYS = {
    "closes_at": [-1, 36 * 365],
    "opens_at": [-800, 36 * 365],
    "starts_on": [36 * 365],
}


@pytest.mark.parametrize(
    ("name", "days"), [(name, days) for name, found in DAYS.items() for days in found]
)
def test_dates_that_cannot_be_meant_are_refused_at_their_field(client, officer, name, days):
    round = RoundFactory(state="draft")
    data = posted_by(client, round_url(round, tab="text"))
    moment = timezone.localtime() + timedelta(days=days)
    form = "%Y-%m-%d" if name == "starts_on" else "%Y-%m-%dT%H:%M:%S"
    page = client.post(round_url(round, tab="text"), data | {name: moment.strftime(form)})
    assert name in page.context["adminform"].form.errors
    before = Round.objects.get(pk=round.pk)
    assert getattr(before, name) == getattr(round, name)


@pytest.mark.parametrize(("name", "value"), [("term_months", "24000"), ("reply_days", "365")])
def test_a_time_that_nobody_means_is_refused(client, officer, name, value):
    round = RoundFactory(state="draft")
    data = posted_by(client, round_url(round, tab="seats"))
    page = client.post(round_url(round, tab="seats"), data | {name: value})
    assert name in page.context["adminform"].form.errors


def test_a_number_is_not_waited_for_until_2062(officer):
    round, _panel = round_with_pool(officer, 3, seats={"residents": (1, "lottery")})
    ask = {"round_id": round.pk, "seed": "D", "number_source": "D", "actor": officer}
    far = timezone.localdate() + timedelta(days=36 * 365)
    assert refusal(services.ask_draw, **ask, number_on=far) == "too-far"


def test_a_closing_date_that_moves_away_and_back_loses_no_reminder(client, officer):
    round = RoundFactory()
    start(round)
    first = Due.objects.get(kind="recruitment.unsent").due_at
    data = posted_by(client, round_url(round, tab="text"))
    later = timezone.localtime(round.closes_at) + timedelta(days=10)
    for closes_at in (later, timezone.localtime(round.closes_at)):
        data = posted_by(client, round_url(round, tab="text"))
        typed = {"closes_at": closes_at.strftime("%Y-%m-%dT%H:%M:%S")}
        assert client.post(round_url(round, tab="text"), data | typed).status_code == 302
    due = Due.objects.get(kind="recruitment.unsent")
    assert (due.state, due.due_at) == (Due.State.WAITING, first)


def test_opening_again_reminds_again(officer):
    round = RoundFactory()
    start(round)
    services.close_round(round_id=round.pk, actor=officer)
    services.open_again(round_id=round.pk, actor=officer)
    assert Due.objects.get(kind="recruitment.unsent").state == Due.State.WAITING
