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
from tests.recruitment.officers import asked, marks, press, round_url, told, words

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
    preview = asked(client, round_url(round, "offer_by_scores"), {"sector": "residents"})
    best = round.applications.order_by("submitted_at").first()
    assert best.person.name in told(preview)
    assert "We would like you to join" in told(preview)
    (offer,) = services.offer_by_scores(round_id=round.pk, sector="residents", actor=officer)
    services.accept(application_id=offer.application_id, actor=offer.application.person)
    others = round.applications.exclude(pk=offer.application_id)
    others.update(feedback="You wrote clearly.")
    page = asked(client, round_url(round, "appoint"))
    for application in round.applications.select_related("person"):
        assert application.person.name in told(page)
    assert "You wrote clearly." in told(page)
    press(client, round_url(round, "appoint"))
    assert not others.filter(told_at=None).exists()
    assert OutboxMessage.objects.filter(text__contains="You wrote clearly.").count() == 3
    assert "Nothing waits" in words(client.get(round_url(round, "dashboard")))


def test_reserves_are_shown_before_they_are_told_and_named_once(client, officer):
    round, _panel = round_with_pool(officer, 6, seats={"residents": (2, "lottery")})
    draw = services.ask_draw(round_id=round.pk, seed="D", number_source="D", actor=officer)
    run_waiting()
    services.publish_draw(draw_id=draw.pk, actor=officer)
    services.draw(draw_id=draw.pk, chance="7", actor=officer)
    drawn_names = list(round.applications.filter(draw_entries__chosen=True))
    page = told(asked(client, round_url(round, "offer_drawn")))
    assert all(one.person.name in page for one in drawn_names)
    press(client, round_url(round, "offer_drawn"))
    assert "Offer the drawn seats" not in words(client.get(round_url(round)))
    url, typed = round_url(round, "name_reserves"), {"number": "2", "seed": "Demo"}
    looked = asked(client, url, typed)
    assert "You are on the reserve list" in told(looked)
    assert not round.applications.filter(state="reserve").exists()
    old = typed | marks(looked) | {"seen": "told-another"}
    assert client.post(url, old).context["question"].people == 2
    assert not round.applications.filter(state="reserve").exists()
    press(client, url, typed)
    reserves = list(reserve_list(round))
    assert [one.person.name for one in reserves] == list(
        looked.context["question"].tellings[0].names
    )
    assert reserves[0].reference in words(client.get(round_url(round, "draw")))
    assert "The list stays as it is" in words(client.post(url, typed))
    gone = drawn_names[0]
    services.decline(application_id=gone.pk, actor=gone.person)
    url, typed = round_url(round, "replace"), {"offer_id": gone.offers.get().pk, "seed": "Demo"}
    assert "We would like you to join" in told(asked(client, url, typed))
    assert round.applications.filter(state="offered").count() == 1
    press(client, url, typed)
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
        for page in ("draw", "offer_drawn", "dashboard", "change", "pool"):
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
    page = press(client, round_url(round, "draw_number"), {"chance": chance})
    assert said in words(page)
    assert page.context["form"]["chance"].value() == chance
    draw.refresh_from_db()
    assert draw.state == "published"
