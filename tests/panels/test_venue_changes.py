"""A venue whose address or access facts change: who comes there hears, and calendars follow."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.refusal import Refusal
from messaging.models import OutboxMessage
from panels import services
from panels.models import Session
from places import venues
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory
from tests.factories.places import VenueFactory
from tests.officers.pages import seen
from tests.panels.officers import asked, panels_officer, shown, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def venue():
    return VenueFactory(address="1 Old Street", step_free=True)


@pytest.fixture
def session(venue):
    """A session at the venue with one place and one person in line."""
    session = SessionFactory(venue=venue, capacity=1)
    for _ in range(2):
        person = ResidentFactory()
        services.register(session_id=session.pk, person=person, actor=person)
    OutboxMessage.objects.all().delete()
    return session


def page(venue) -> str:
    return reverse("admin:places_venue_change", args=[venue.pk])


def save(client, venue, **typed):
    """Send the form as it is now with what is typed."""
    return client.post(page(venue), shown(client.get(page(venue))) | typed)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"address": "2 New Street"}, "- Address: 2 New Street"),
        ({"step_free": "false"}, "- Step-free access: no"),
        ({"parking": "unknown", "notes": "Ring the bell"}, "- Notes on getting in: Ring the bell"),
    ],
)
def test_who_comes_there_is_told_once_the_officer_has_seen_whom(
    client, venue, session, typed, said
):
    panels_officer(client)
    ask = save(client, venue, **typed)
    assert "2 people will be told by email" in words(ask)
    assert said in asked(ask).tellings[0].words[0].text
    assert not OutboxMessage.objects.exists()
    venue.refresh_from_db()
    assert (venue.address, venue.step_free) == ("1 Old Street", True)
    assert save(client, venue, **typed, **seen(ask)).status_code == 302
    assert OutboxMessage.objects.filter(kind="panels.session-changed").count() == 2
    assert all(said in row.text for row in OutboxMessage.objects.all())


def test_calendar_files_change_their_sequence_and_stamp(client, venue, session):
    panels_officer(client)
    Session.objects.update(updated_at=timezone.now() - timedelta(days=3))
    url = reverse("panels:session_calendar", args=[session.slug])

    def stamps():
        text = client.get(url).content.decode()
        return re.findall(r"(?:SEQUENCE|DTSTAMP):(\S+)", text)

    before = stamps()
    ask = save(client, venue, address="2 New Street")
    save(client, venue, address="2 New Street", **seen(ask))
    after = stamps()
    assert "2 New Street" in client.get(url).content.decode().replace("\\,", ",")
    assert all(new != old for new, old in zip(after, before, strict=True)), (before, after)


def test_what_visitors_do_not_rely_on_tells_nobody(client, venue, session):
    panels_officer(client)
    assert save(client, venue, slug="elsewhere").status_code == 302
    assert not OutboxMessage.objects.exists()
    assert Session.objects.get(pk=session.pk).version == 1


@pytest.mark.parametrize("state", ["draft", "cancelled", "held"])
def test_sessions_that_are_not_to_come_tell_nobody(client, venue, session, state):
    panels_officer(client)
    Session.objects.update(state=state)
    assert save(client, venue, address="2 New Street").status_code == 302
    assert not OutboxMessage.objects.exists()


def test_a_venue_is_changed_only_by_who_may(venue):
    with pytest.raises(Refusal) as refusal:
        venues.change_venue(venue_id=venue.pk, actor=OfficerFactory(), changes={"name": "x"})
    assert refusal.value.code == "not-allowed"
