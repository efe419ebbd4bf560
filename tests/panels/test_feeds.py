"""The programme for other programs stays whole whatever was written into it."""

from datetime import UTC, datetime
from xml.parsers import expat

import pytest
from django.urls import reverse
from icalendar import Calendar

from panels.models import Session
from tests.factories.panels import SessionFactory

pytestmark = pytest.mark.django_db

UNWRITABLE = "vertical\x0btab, form\x0cfeed, unit\x1fseparator, no character\uffff."


def test_a_character_that_xml_cannot_hold_breaks_no_feed(client):
    session = SessionFactory()
    Session.objects.filter(pk=session.pk).update(summary_en=UNWRITABLE, title_en="Bus\x0bes")
    answer = client.get(reverse("panels:rss"))
    feed = answer.content.decode()
    expat.ParserCreate().Parse(feed, True)
    assert "<title>Buses</title>" in feed
    assert "verticaltab, formfeed, unitseparator, no character." in feed


def test_the_calendar_of_a_programme_without_sessions_is_one(client):
    answer = client.get(reverse("panels:calendar"))
    assert [part.name for part in Calendar.from_ical(answer.content).subcomponents] == ["VTIMEZONE"]


@pytest.mark.parametrize("month", [1, 7])
def test_a_calendar_file_says_luton_time(client, month):
    starts = datetime(2030, month, 2, 18, tzinfo=UTC)
    session = SessionFactory(starts_at=starts)
    text = client.get(reverse("panels:session_calendar", args=[session.slug])).content.decode()
    hour = 18 if month == 1 else 19
    assert f"DTSTART;TZID=Europe/London:2030{month:02}02T{hour}0000" in text
