"""What takes place somewhere at a time, whichever room of the portal it belongs to."""

from datetime import timedelta

import pytest
from django.utils import timezone

from places.occasions import Occasion, doubts_of, in_the_same_room
from tests.factories.panels import SessionFactory
from tests.factories.taskforce import MeetingFactory

pytestmark = pytest.mark.django_db


def beside(session, **hours):
    """A meeting in the same building, so many hours later."""
    starts_at = session.starts_at + timedelta(**hours)
    return MeetingFactory(
        venue=session.venue, starts_at=starts_at, ends_at=starts_at + timedelta(hours=2)
    )


def test_a_session_and_a_meeting_in_one_room_at_one_time_are_asked_about():
    session = SessionFactory()
    meeting = beside(session, hours=1)
    later = beside(session, hours=30)
    assert in_the_same_room(session) == [meeting]
    assert in_the_same_room(meeting) == [session]
    assert in_the_same_room(later) == []
    said = "“{}” is at {} at the same time."
    assert doubts_of(meeting) == [said.format(session.title, session.venue)]
    assert doubts_of(session) == [said.format(meeting.title, session.venue)]


def test_what_is_cancelled_or_online_takes_no_room():
    session = SessionFactory()
    meeting = beside(session, hours=1)
    type(session).objects.update(state="cancelled")
    assert in_the_same_room(meeting) == []
    meeting.venue = None
    assert in_the_same_room(meeting) == []


def test_a_date_in_the_past_is_asked_about():
    yesterday = timezone.now() - timedelta(days=1)
    for factory in (SessionFactory, MeetingFactory):
        (said,) = doubts_of(factory.build(starts_at=yesterday, venue=None))
        assert "in the past" in said


def test_a_move_is_counted_and_named_and_other_changes_are_not():
    session = SessionFactory()
    assert session.write({"title": "Another title", "starts_at": session.starts_at}) == []
    assert session.version == 1
    moved = session.write({"ends_at": session.ends_at + timedelta(hours=1)})
    assert (moved, session.version, session.title) == (["ends_at"], 2, "Another title")


def test_every_occasion_says_where_it_is_and_ends_after_it_starts():
    for model in Occasion.__subclasses__():
        names = {one.name for one in model._meta.constraints}
        kind = model._meta.model_name
        assert {f"{kind}_ends_after_it_starts", f"{kind}_has_a_place"} <= names
