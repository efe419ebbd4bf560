"""Nothing goes out unseen: who is told and what they read stands there before it is sent."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core.text import compact
from jobs.services import run_waiting
from messaging.models import OutboxMessage
from recruitment import services
from recruitment.services.replacing import reserve_list
from tests.factories.recruitment import round_with_pool
from tests.recruitment.officers import press, round_url, words

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("when", ["before", "after"])
def test_no_file_by_code_tells_who_somebody_is_or_where_they_live(client, officer, when):
    round, _panel = round_with_pool(officer, 6)
    if when == "after":
        draw = services.ask_draw(round_id=round.pk, seed="D", number_source="D", actor=officer)
        run_waiting()
        services.publish_draw(draw_id=draw.pk, actor=officer)
    text = b"".join(client.get(round_url(round, "pool_file")).streaming_content).decode()
    assert '"H0001"' in text
    if when == "after":
        text += client.get(round_url(round, "lottery_file")).content.decode()
    plain = compact(text)
    for application in round.applications.select_related("person"):
        person = application.person
        for secret in (application.address, application.postcode, person.name, person.email):
            assert compact(secret) not in plain
        assert application.reference not in text


def test_appointing_names_who_is_told_and_leaves_nobody_untold(client, officer):
    round, _panel = round_with_pool(officer, 4, seats={"residents": (1, "scores")})
    preview = words(client.get(round_url(round, "offer_by_scores")))
    best = round.applications.order_by("submitted_at").first()
    assert best.person.name in preview
    assert "We would like you to join" in preview
    (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    services.accept(application_id=offer.application_id, actor=offer.application.person)
    others = round.applications.exclude(pk=offer.application_id)
    others.update(feedback="You wrote clearly.")
    page = words(client.get(round_url(round, "appoint")))
    for application in round.applications.select_related("person"):
        assert application.person.name in page
    assert "You wrote clearly." in page
    press(client, round_url(round, "appoint"))
    assert not others.filter(told_at=None).exists()
    told = OutboxMessage.objects.filter(text__contains="You wrote clearly.")
    assert told.count() == 3
    assert "Nothing waits" in words(client.get(round_url(round, "dashboard")))


def test_reserves_are_shown_before_they_are_told_and_named_once(client, officer):
    round, _panel = round_with_pool(officer, 6, seats={"residents": (2, "lottery")})
    draw = services.ask_draw(round_id=round.pk, seed="D", number_source="D", actor=officer)
    run_waiting()
    services.publish_draw(draw_id=draw.pk, actor=officer)
    services.draw(draw_id=draw.pk, chance="7", actor=officer)
    drawn_names = list(round.applications.filter(draw_entries__chosen=True))
    page = words(client.get(round_url(round, "offer_drawn")))
    assert all(one.person.name in page for one in drawn_names)
    press(client, round_url(round, "offer_drawn"))
    assert "Offer the drawn seats" not in words(client.get(round_url(round)))
    url = round_url(round, "replace")
    typed = {"reserves": "1", "number": "2", "seed": "Demo"}
    asked = client.post(url, typed)
    assert "You are on the reserve list" in words(asked)
    assert not round.applications.filter(state="reserve").exists()
    kept = {name: str(value) for name, value in asked.context["sure"].kept.items()}
    stale = client.post(url, kept | {"confirmed": "1", "shown": "999"}, follow=True)
    assert "has changed since you looked" in words(stale)
    client.post(url, kept | {"confirmed": "1"})
    reserves = list(reserve_list(round))
    assert [str(one.pk) for one in reserves] == kept["shown"].split(",")
    assert reserves[0].reference in words(client.get(url))
    assert "The list stays as it is" in words(client.post(url, typed))
    gone = drawn_names[0]
    services.decline(application_id=gone.pk, actor=gone.person)
    offer = gone.offers.get()
    asked = client.post(url, {"offer": offer.pk, "seed": "Demo"})
    assert "We would like you to join" in words(asked)
    assert round.applications.filter(state="offered").count() == 1
    kept = {name: str(value) for name, value in asked.context["sure"].kept.items()}
    client.post(url, kept | {"confirmed": "1"})
    assert round.applications.filter(state="offered").count() == 2


def test_what_is_looked_at_costs_the_same_for_few_and_for_many(client, officer):
    counts = []
    for people in (4, 12):
        round, _panel = round_with_pool(officer, people, seats={"residents": (3, "lottery")})
        draw = services.ask_draw(round_id=round.pk, seed="D", number_source="D", actor=officer)
        run_waiting()
        services.publish_draw(draw_id=draw.pk, actor=officer)
        services.draw(draw_id=draw.pk, chance="7", actor=officer)
        statements = []
        for page in ("draw", "offer_drawn", "replace", "dashboard", "change", "pool"):
            with CaptureQueriesContext(connection) as captured:
                assert client.get(round_url(round, page)).status_code == 200
            statements.append(len(captured))
        counts.append(statements)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("chance", "said"), [("9" * 101, "Nothing was cut off"), (" ", "required"), ("1", "Nobody can")]
)
def test_a_number_that_cannot_be_is_said_in_its_field_and_kept(client, officer, chance, said):
    round, _panel = round_with_pool(officer, 3, seats={"residents": (1, "lottery")})
    coming = timezone.localdate() + timedelta(days=4 if chance == "1" else 0)
    draw = services.ask_draw(
        round_id=round.pk, seed="D", number_source="D", number_on=coming, actor=officer
    )
    run_waiting()
    services.publish_draw(draw_id=draw.pk, actor=officer)
    posted = {"draw": "1", "chance": chance, "confirmed": "1", "seen": draw.pk}
    page = client.post(round_url(round, "draw_act"), posted)
    assert said in words(page)
    assert page.context["form"]["chance"].value() == chance
    draw.refresh_from_db()
    assert draw.state == "published"
