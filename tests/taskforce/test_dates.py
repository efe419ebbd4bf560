"""Dates, rooms and seats that can't be meant are refused; those that may be are asked about."""

from datetime import timedelta

import pytest
from django.utils import timezone

from taskforce import services
from taskforce.models import (
    Action,
    CrossSectorGroup,
    Evidence,
    Meeting,
    Member,
    PriorityArea,
    SectorSeats,
    Vote,
    WorkItem,
)
from tests.factories.people import ResidentFactory
from tests.factories.places import VenueFactory
from tests.factories.programme import ThemeFactory
from tests.factories.taskforce import (
    ActionFactory,
    AreaFactory,
    HeldMeetingFactory,
    MeetingFactory,
    MemberFactory,
    WorkItemFactory,
    day,
)
from tests.officers.pages import opened, press, url
from tests.taskforce.test_admin import appointing
from tests.taskforce.test_asked_first import saving
from tests.taskforce.test_membership import refusal
from tests.taskforce.test_pages import words

pytestmark = pytest.mark.django_db


def asks(office, address: str, asked: dict, about: str):
    """Nothing is kept before the officer says that it is meant; then it is."""
    asked = opened(office, address) | asked
    page = office.post(address, asked)
    assert page.status_code == 200, page.status_code
    question = page.context["question"]
    assert question, page.context["errors"]
    assert any(about in doubt for doubt in question.doubts), question.doubts
    assert about in page.content.decode()
    assert office.post(address, asked | {"seen": question.seen}).status_code == 302


def meets(starts, hours=2, **changes) -> dict:
    local = timezone.localtime(starts)
    return {
        "kind": "meeting",
        "title_en": "Demo meeting",
        "slug": "",
        "starts_at": local.isoformat()[:19],
        "ends_at": (local + timedelta(hours=hours)).isoformat()[:19],
        "papers-TOTAL_FORMS": 0,
        "papers-INITIAL_FORMS": 0,
    } | changes


@pytest.mark.parametrize(
    ("days", "hours", "about"),
    [(-3, 2, "in the past"), (36 * 365, 2, "years ahead"), (9, 24 * 9, "It lasts until")],
)
def test_a_meeting_at_a_time_that_may_be_a_slip_is_asked_about(office, days, hours, about):
    starts = timezone.now() + timedelta(days=days)
    asked = meets(starts, hours, venue=VenueFactory().pk)
    asks(office, url("meeting", "add"), asked, about)
    assert Meeting.objects.count() == 1


def test_a_meeting_that_is_meant_is_saved_at_once(office):
    asked = meets(timezone.now() + timedelta(days=9), venue=VenueFactory().pk)
    assert office.post(url("meeting", "add"), asked).status_code == 302


def test_two_meetings_in_one_room_at_one_time_are_asked_about(office):
    other = MeetingFactory(title="Demo other meeting")
    MeetingFactory(venue=other.venue, state="cancelled", starts_at=other.starts_at)
    starts = other.starts_at + timedelta(hours=1)
    asked = meets(starts, venue=other.venue_id)
    asks(office, url("meeting", "add"), asked, "“Demo other meeting” is at")
    meeting = Meeting.objects.get(title_en="Demo meeting")
    asks(office, url("meeting", "announce", meeting.pk), {}, "“Demo other meeting” is at")
    elsewhere = meets(starts, venue=VenueFactory().pk)
    assert office.post(url("meeting", "add"), elsewhere).status_code == 302
    after = meets(other.ends_at + timedelta(hours=5), venue=other.venue_id)
    assert office.post(url("meeting", "add"), after).status_code == 302


def test_a_meeting_moved_into_the_past_is_asked_about_and_a_new_word_is_not(office):
    meeting = MeetingFactory()
    past = timezone.localtime(timezone.now() - timedelta(days=2))
    moved = saving(
        meeting,
        starts_at=past.isoformat()[:19],
        ends_at=(past + timedelta(hours=1)).isoformat()[:19],
    )
    asks(office, url("meeting", "change", meeting.pk), moved, "in the past")
    meeting.refresh_from_db()
    worded = saving(meeting, summary_en="New words.")
    assert press(office, url("meeting", "change", meeting.pk), worded).status_code == 302


def test_an_action_due_before_its_meeting_is_refused_and_one_due_in_the_past_asked_about(
    office, officer
):
    meeting = HeldMeetingFactory()
    asked = {"meeting_id": meeting.pk, "text": "Ask", "owner_words": "Team", "actor": officer}
    refusal("due-before-the-meeting", services.add_action, due_on=day(-11), **asked)
    action = services.add_action(due_on=day(9), **asked)
    changing = {k: v for k, v in asked.items() if k != "meeting_id"} | {"action_id": action.pk}
    refusal("due-before-the-meeting", services.change_action, due_on=day(-11), **changing)
    form = {"text_en": "Write", "owner_words": "Team"}
    address = url("meeting", "add_action", meeting.pk)
    asks(office, address, form | {"due_on": day(-2)}, "due in the past")
    asks(office, address, form | {"due_on": "2062-01-05"}, "years ahead")
    late = ActionFactory(meeting=meeting, due_on=day(-3), owner=None, owner_words="Team")
    kept = {"text_en": late.text, "owner_words": "Other team", "due_on": day(-3)}
    assert press(office, url("action", "correct", late.pk), kept).status_code == 302
    asks(office, url("action", "correct", late.pk), kept | {"due_on": day(-2)}, "in the past")
    assert Action.objects.get(pk=late.pk).due_on == day(-2)


def test_work_due_in_the_past_or_a_far_year_is_asked_about(office):
    item = {"kind": "action", "area": AreaFactory().pk, "title_en": "Demo"}
    asks(office, url("workitem", "add"), item | {"due_on": day(-1)}, "due in the past")
    asks(office, url("workitem", "add"), item | {"due_on": "2062-05-05"}, "years ahead")
    assert office.post(url("workitem", "add"), item | {"due_on": day(3000)}).status_code == 302
    late = WorkItemFactory(due_on=day(-4), owner=None, owner_words="Team")
    kept = {"area": late.area_id, "kind": "action", "title_en": "New words", "due_on": day(-4)}
    kept |= {"owner_words": "Team", "is_public": "on"}
    assert press(office, url("workitem", "change", late.pk), kept).status_code == 302
    area = {"title_en": "Demo", "slug": "", "theme": ThemeFactory().pk, "order": 1}
    asks(office, url("priorityarea", "add"), area | {"due_on": day(-1)}, "due in the past")
    assert WorkItem.objects.count() == 4
    assert PriorityArea.objects.filter(title_en="Demo").count() == 1


def test_what_is_agreed_ahead_is_public_from_that_day(client):
    AreaFactory(title="Demo ahead", agreed_on=day(3))
    AreaFactory(title="Demo agreed", agreed_on=day(0))
    page = words(client, "/taskforce/work/")
    assert "Demo agreed" in page
    assert "Demo ahead" not in page


@pytest.mark.parametrize(
    ("changes", "about"),
    [
        ({"ends_on": "2062-03-01"}, "This one is longer"),
        ({"ends_on": day(60)}, "ends on"),
        ({"starts_on": day(800), "ends_on": day(1500)}, "begins far ahead"),
    ],
)
def test_a_term_that_may_be_a_slip_is_asked_about(office, changes, about):
    ResidentFactory(email="rowan@demo.example")
    asks(office, url("member", "add"), appointing(**changes), about)
    assert Member.objects.count() == 1
    member = MemberFactory()
    term = {"seat_en": "Seat 1", "starts_on": day(0), "ends_on": day(720), "reason": "A slip"}
    address = url("member", "change_term", member.pk)
    asks(office, address, term | changes, about)


@pytest.mark.parametrize("wrong", ["1026-01-05", "2199-01-05", "0001-01-01"])
def test_a_year_that_nobody_can_mean_is_refused(office, wrong):
    ResidentFactory(email="rowan@demo.example")
    page = office.post(url("member", "add"), appointing(starts_on=wrong, ends_on="2199-02-02"))
    assert "Enter a year" in page.content.decode()
    meeting = HeldMeetingFactory()
    form = {"text_en": "Write", "owner_words": "Team", "due_on": wrong}
    page = office.post(url("meeting", "add_action", meeting.pk), form)
    assert "Enter a year" in page.content.decode()
    item = {"kind": "action", "area": AreaFactory().pk, "title_en": "Demo", "due_on": wrong}
    assert "Enter a year" in office.post(url("workitem", "add"), item).content.decode()


def test_more_members_than_seats_are_asked_about(office):
    SectorSeats.objects.update_or_create(sector="residents", defaults={"number": 2})
    MemberFactory()
    ResidentFactory(email="rowan@demo.example")
    address = url("member", "add")
    page = office.post(address, appointing())
    assert not page.context["question"].doubts
    MemberFactory(ends_on=day(300))
    MemberFactory(sector="public")
    asks(office, address, appointing(), "2 seats, and 2 members")
    assert Member.objects.filter(sector="residents").count() == 3


def test_seats_are_counted_on_the_fullest_day_of_a_term(office):
    SectorSeats.objects.update_or_create(sector="residents", defaults={"number": 2})
    MemberFactory(ends_on=day(100))
    MemberFactory(starts_on=day(101), ends_on=day(700))
    ResidentFactory(email="rowan@demo.example")
    page = office.post(url("member", "add"), appointing())
    assert not page.context["question"].doubts


def test_fewer_seats_than_members_are_asked_about(office):
    MemberFactory()
    MemberFactory()
    seats = SectorSeats.objects.get_or_create(sector="residents")[0]
    address = url("sectorseats", "change", seats.pk)
    asks(office, address, {"number": 1}, "2 members of this sector")
    assert press(office, address, {"number": 2}).status_code == 302


@pytest.mark.parametrize(("hours", "about"), [(3, "less than a day"), (24 * 800, "far ahead")])
def test_a_vote_that_closes_at_once_or_in_years_is_asked_about(office, hours, about):
    closes = timezone.localtime(timezone.now() + timedelta(hours=hours)).isoformat()[:19]
    asked = {"title_en": "Demo vote", "closes_at": closes}
    asks(office, url("vote", "add"), asked, about)
    assert Vote.objects.count() == 1


def test_what_is_said_to_have_been_is_not_in_the_future(office):
    evidence = {
        "title_en": "Demo",
        "slug": "",
        "kind": "statistical",
        "summary_en": "In short",
        "provenance_en": "Counted",
        "collected_from": day(-9),
        "collected_until": day(1),
    }
    page = office.post(url("evidence", "add"), evidence)
    assert "in the future" in page.content.decode()
    group = {
        "name_en": "Demo group",
        "slug": "",
        "area": AreaFactory().pk,
        "remit_en": "To act",
        "set_up_on": day(-1),
        "framework_agreed_on": day(1),
        "members-TOTAL_FORMS": 0,
        "members-INITIAL_FORMS": 0,
        "measures-TOTAL_FORMS": 0,
        "measures-INITIAL_FORMS": 0,
    }
    page = office.post(url("crosssectorgroup", "add"), group)
    assert "in the future" in page.content.decode()
    assert not Evidence.objects.exists()
    assert not CrossSectorGroup.objects.exists()
