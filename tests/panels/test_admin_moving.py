"""An officer moves a session: who is told, and dates that are more often a slip."""

from datetime import timedelta

import pytest
from django.utils import timezone

from messaging.models import OutboxMessage
from panels import services
from panels.models import Session
from tests.factories.panels import (
    SessionFactory,
)
from tests.factories.places import VenueFactory
from tests.factories.times import evening
from tests.officers.pages import seen
from tests.panels.officers import (
    ADD,
    asked,
    confirm,
    draft,
    opened,
    panels_officer,
    register,
    save,
    words,
)

pytestmark = pytest.mark.django_db


# --- A new date, time or place ------------------------------------------------------------------


def test_a_new_place_is_confirmed_after_seeing_who_will_be_told_what(client):
    panels_officer(client)
    session, venue = SessionFactory(capacity=2), VenueFactory(name="The other hall")
    people = [register(session).person for _ in range(3)]
    OutboxMessage.objects.all().delete()

    page = opened(client, session) | {"venue": venue.pk, "title_en": "Kept", "_continue": "x"}
    ask = save(client, session, page)
    [telling] = asked(ask).tellings
    assert {*telling.names} == {person.name for person in people}
    assert "3 people will be told by email" in words(ask)
    [email] = telling.words
    assert "The other hall" in email.text
    assert email.subject == "Changed: Kept"
    assert "Please correct the error" not in words(ask)
    assert 'value="Kept"' in words(ask)
    session.refresh_from_db()
    assert (session.venue != venue, session.version) == (True, 1)
    assert not OutboxMessage.objects.exists()

    done = confirm(client, session, ask, page)
    assert done.status_code == 302
    session.refresh_from_db()
    assert (session.venue, session.title_en, session.version) == (venue, "Kept", 2)
    assert OutboxMessage.objects.filter(kind="panels.session-changed").count() == 3


def test_who_came_meanwhile_is_shown_before_they_are_told(client):
    panels_officer(client)
    session, venue = SessionFactory(), VenueFactory()
    register(session)
    page = opened(client, session) | {"venue": venue.pk}
    ask = save(client, session, page)
    register(session)
    again = confirm(client, session, ask, page)
    assert "2 people will be told by email" in words(again)
    assert Session.objects.get(pk=session.pk).version == 1
    assert confirm(client, session, again, page).status_code == 302


def test_more_places_show_first_who_gets_one_and_reads_so(client):
    panels_officer(client)
    session = SessionFactory(capacity=1)
    register(session)
    second, third = register(session), register(session)
    OutboxMessage.objects.all().delete()
    page = opened(client, session) | {"capacity": "2"}
    ask = save(client, session, page)
    [telling] = asked(ask).tellings
    assert telling.names == (second.person.name,)
    assert telling.words[0].subject.startswith("You have a place")
    second.refresh_from_db()
    assert second.state == "waiting"
    assert confirm(client, session, ask, page).status_code == 302
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.state, third.state) == ("confirmed", "waiting")
    assert OutboxMessage.objects.count() == 1


def test_a_published_session_moved_into_the_past_is_asked_about_and_told(client):
    panels_officer(client)
    session = SessionFactory()
    register(session)
    OutboxMessage.objects.all().delete()
    ago = timezone.localtime(timezone.now() - timedelta(days=2))
    typed = opened(client, session) | {
        "starts_at": ago.strftime("%Y-%m-%dT10:00"),
        "ends_at": ago.strftime("%Y-%m-%dT12:00"),
        "registration_closes_at": ago.strftime("%Y-%m-%dT09:00"),
    }
    ask = save(client, session, typed)
    assert "It starts in the past" in words(ask)
    assert "1 person will be told by email" in words(ask)
    assert confirm(client, session, ask, typed).status_code == 302
    before = session.updated_at
    session.refresh_from_db()
    assert (session.version, session.updated_at > before) == (2, True)
    assert "SEQUENCE:1" in OutboxMessage.objects.get().attachments[0]["content"]


# --- Dates that are more often a slip -----------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "doubt"),
    [
        ({"starts_at": "2062-03-30T18:00", "ends_at": "2062-03-30T20:00"}, "outside its programme"),
        ({"starts_at": "2020-03-30T18:00", "registration_opens_at": "2020-01-01T09:00",
          "registration_closes_at": "2020-03-30T12:00"}, "starts in the past"),
        ({"registration_opens_at": "2020-01-01T09:00",
          "registration_closes_at": "2020-03-30T12:00"}, "nobody can register"),
        ({"ends_at": "2030-03-31T20:00"}, "ends on another day"),
    ],
)  # fmt: skip
def test_a_date_that_is_more_often_a_slip_is_asked_about(client, typed, doubt):
    panels_officer(client)
    data = draft(slug="doubtful", **typed)
    ask = client.post(ADD, data)
    assert doubt in words(ask)
    assert "press “Yes, save” if you mean it" in words(ask)
    assert not Session.objects.filter(slug="doubtful").exists()
    assert client.post(ADD, data | seen(ask)).status_code == 302
    assert Session.objects.filter(slug="doubtful").exists()


def test_two_sessions_in_one_room_at_one_time_are_asked_about(client):
    panels_officer(client)
    other = SessionFactory(title="The other one")
    data = draft(
        slug="doubtful",
        venue=other.venue_id,
        programme=other.programme_id,
        starts_at=timezone.localtime(other.starts_at).strftime("%Y-%m-%dT%H:%M"),
        ends_at=timezone.localtime(other.ends_at).strftime("%Y-%m-%dT%H:%M"),
        registration_opens_at="2026-01-01T09:00",
        registration_closes_at=timezone.localtime(other.starts_at).strftime("%Y-%m-%dT%H:%M"),
    )
    said = f"“The other one” is at {other.venue} at the same time."
    assert said in words(client.post(ADD, data))
    Session.objects.update(state="cancelled")
    assert client.post(ADD, data).status_code == 302


def test_no_question_is_asked_of_words_alone(client):
    panels_officer(client)
    session = SessionFactory(starts_at=evening(-1))
    assert save(client, session, opened(client, session), host="Demo host").status_code == 302


def test_a_new_time_of_a_draft_is_just_saved(client):
    panels_officer(client)
    session = SessionFactory(state="draft")
    later = timezone.localtime(session.ends_at + timedelta(hours=1)).strftime("%Y-%m-%dT%H:%M")
    assert save(client, session, opened(client, session), ends_at=later).status_code == 302


def test_new_words_of_a_published_session_need_no_confirmation(client):
    panels_officer(client)
    session = SessionFactory()
    register(session)
    OutboxMessage.objects.all().delete()
    assert save(client, session, opened(client, session), host="Demo host").status_code == 302
    assert Session.objects.get(pk=session.pk).host == "Demo host"
    assert not OutboxMessage.objects.exists()


def test_a_session_that_moves_asks_whether_registration_still_closes_as_before(client):
    panels_officer(client)
    session = SessionFactory(state="draft", capacity=10)
    later = timezone.localtime(session.starts_at) + timedelta(days=1)
    moved = {
        **opened(client, session),
        "starts_at": f"{later:%Y-%m-%dT%H:%M}",
        "ends_at": f"{later:%Y-%m-%dT23:30}",
    }
    ask = save(client, session, moved)
    assert "registration still closes at" in words(ask)
    assert "Please correct the error" not in words(ask)
    assert confirm(client, session, ask, moved).status_code == 302
    session.refresh_from_db()
    assert timezone.localtime(session.starts_at) == later


def test_who_saw_that_people_are_told_learns_that_nobody_is_any_more(client):
    officer = panels_officer(client)
    session = SessionFactory(capacity=2)
    register(session)
    page = opened(client, session) | {"online_link": "https://demo.example/room"}
    OutboxMessage.objects.all().delete()
    ask = save(client, session, page)
    services.cancel_session(session_id=session.pk, actor=officer, reason="Snow")
    OutboxMessage.objects.all().delete()
    again = confirm(client, session, ask, page)
    assert "Nobody will be told" in words(again)
    assert not Session.objects.get(pk=session.pk).online_link
    assert not OutboxMessage.objects.exists()
