"""Meetings from draft to published minutes: services, pages, papers and officers' buttons."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from messaging.models import OutboxMessage
from taskforce import services
from taskforce.models import Action, Attendance, Decision, Meeting, Minutes
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.taskforce import (
    ActionFactory,
    ConsentFactory,
    HeldMeetingFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
    PaperFactory,
    day,
)
from tests.officers.pages import press
from tests.taskforce.test_membership import refusal
from tests.taskforce.test_pages import grow, queries, words

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 demo"


def url(page: str, *args, model="meeting") -> str:
    return reverse(f"admin:taskforce_{model}_{page}", args=args)


def said(kind: str = "meeting_announced") -> int:
    return OutboxMessage.objects.filter(key__startswith=f"taskforce.{kind}").count()


# --- Services -------------------------------------------------------------------------------------


def test_announcing_tells_the_members_in_office_on_the_day(officer):
    MemberFactory()
    MemberFactory(ends_on=day(5))
    MemberFactory(state="left", left_on=day(-1))
    meeting = MeetingFactory(state="draft")
    services.announce_meeting(meeting_id=meeting.pk, actor=officer)
    assert said("meeting-announced") == 1


def test_a_meeting_in_the_past_is_not_announced(officer):
    meeting = MeetingFactory(state="draft", starts_at=timezone.now() - timedelta(hours=1))
    refusal("in-the-past", services.announce_meeting, meeting_id=meeting.pk, actor=officer)


def test_of_a_new_time_members_are_told_once_and_of_new_words_not(officer):
    MemberFactory()
    meeting = MeetingFactory()
    change = {"summary": "New words"}
    services.change_meeting(meeting_id=meeting.pk, actor=officer, changes=change)
    assert said("meeting-changed") == 0
    change = {"ends_at": meeting.ends_at + timedelta(hours=1)}
    for _twice in range(2):
        services.change_meeting(meeting_id=meeting.pk, actor=officer, changes=change)
    assert said("meeting-changed") == 1


def test_cancelling_says_why(officer):
    MemberFactory()
    meeting = MeetingFactory()
    refusal(
        "reason-needed", services.cancel_meeting, meeting_id=meeting.pk, reason="", actor=officer
    )
    services.cancel_meeting(meeting_id=meeting.pk, reason="Snow in town", actor=officer)
    assert "Snow in town" in OutboxMessage.objects.get().text


def test_a_meeting_is_held_once_it_is_over(officer):
    meeting = MeetingFactory()
    refusal("not-over-yet", services.hold_meeting, meeting_id=meeting.pk, actor=officer)


@pytest.mark.parametrize("name", ["announce_meeting", "hold_meeting"])
def test_members_do_not_run_meetings(name):
    meeting = MeetingFactory(state="draft" if name == "announce_meeting" else "announced")
    if name == "hold_meeting":
        meeting = MeetingFactory(starts_at=timezone.now() - timedelta(days=1))
    call = getattr(services, name)
    refusal("not-allowed", call, meeting_id=meeting.pk, actor=MemberFactory().person)


def test_attendance_is_one_row_a_member_and_apologies_are_the_members_own(officer):
    meeting, member = MeetingFactory(), MemberFactory()
    asked = {"meeting_id": meeting.pk, "member_id": member.pk}
    services.send_apologies(actor=member.person, **asked)
    assert Attendance.objects.get().mark == "apologies"
    services.send_apologies(actor=member.person, comes=True, **asked)
    assert Attendance.objects.get().mark == "unmarked"
    refusal("not-over-yet", services.mark_attendance, mark="came", actor=officer, **asked)
    with time_machine.travel(meeting.ends_at, tick=False):
        services.mark_attendance(mark="came", actor=officer, **asked)
    assert Attendance.objects.get().mark == "came"
    refusal(
        "not-allowed",
        services.send_apologies,
        meeting_id=meeting.pk,
        member_id=member.pk,
        actor=MemberFactory().person,
    )
    begun = MeetingFactory(starts_at=timezone.now() - timedelta(minutes=1))
    refusal(
        "started",
        services.send_apologies,
        meeting_id=begun.pk,
        member_id=member.pk,
        actor=member.person,
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Attendance.objects.create(meeting=meeting, member=member)


def test_minutes_go_from_draft_to_published_and_back(officer):
    meeting = HeldMeetingFactory()
    asked = {"meeting_id": meeting.pk, "actor": officer}
    approved = {**asked, "approved_on": day(0)}
    refusal("no-minutes", services.approve_minutes, **approved)
    services.write_minutes(text="We talked.", **asked)
    refusal("not-a-move", services.publish_minutes, **asked)
    refusal("not-a-move", services.approve_minutes, **approved)
    services.circulate_minutes(**asked)
    for wrong in (day(1), day(-11)):
        refusal("not-that-day", services.approve_minutes, **approved | {"approved_on": wrong})
    services.approve_minutes(**approved)
    refusal("not-a-draft", services.write_minutes, text="Other words.", **asked)
    services.publish_minutes(**asked)
    services.take_back_minutes(reason="A slip", **asked)
    services.write_minutes(text="We talked at length.", **asked)
    assert Minutes.objects.get().state == "draft"
    refusal(
        "not-held",
        services.write_minutes,
        meeting_id=MeetingFactory().pk,
        text="x",
        actor=officer,
    )


def test_what_was_decided_stands_once_the_members_approved_it(officer):
    meeting = MinutesFactory(state="circulated", approved_on=None).meeting
    asked = {"meeting_id": meeting.pk, "actor": officer}
    decision = services.record_decision(text="Ask the schools", **asked)
    gone = services.record_decision(text="A slip", **asked)
    action = services.add_action(text="Write", owner_words="Demo team", **asked)
    services.change_decision(decision_id=decision.pk, text="Ask all schools", actor=officer)
    services.change_decision(decision_id=gone.pk, text=" ", actor=officer)
    assert [d.text for d in Decision.objects.all()] == ["Ask all schools"]
    services.approve_minutes(approved_on=day(0), **asked)
    changed = {"action_id": action.pk, "actor": officer, "owner_words": "Demo schools"}
    for call, arguments in (
        (services.record_decision, {"text": "Another", **asked}),
        (services.add_action, {"text": "Another", "owner_words": "x", **asked}),
        (services.change_decision, {"decision_id": decision.pk, "text": "x", "actor": officer}),
        (services.change_action, {"text": "Other words", **changed}),
        (services.delete_action, {"action_id": action.pk, "actor": officer}),
    ):
        refusal("minutes-approved", call, **arguments)
    services.change_action(text="Write", **changed)
    action.refresh_from_db()
    assert action.owner_words == "Demo schools"


def test_members_read_the_draft_once_it_is_sent_to_them(client, officer):
    meeting, member = HeldMeetingFactory(), MemberFactory()
    asked = {"meeting_id": meeting.pk, "actor": officer}
    services.write_minutes(text="The drafted words", **asked)
    sign_in(client, member.person, "code")
    page = f"/my/taskforce/meetings/{meeting.slug}/minutes/"
    assert client.get(page).status_code == 404
    services.circulate_minutes(**asked)
    message = OutboxMessage.objects.get(key__startswith="taskforce.minutes:")
    assert message.to_address == member.person.email
    assert meeting.title in words(client, "/my/taskforce/")
    assert "The drafted words" in words(client, page)
    assert "The drafted words" not in words(client, meeting.get_absolute_url())
    sign_in(client, MemberFactory(starts_on=day(-1)).person, "code")
    assert client.get(page).status_code == 404


def test_a_meeting_of_the_past_is_recorded_and_one_that_is_over_stays_there(officer):
    now = timezone.now()
    past = MeetingFactory(state="draft", starts_at=now - timedelta(days=2))
    refusal("in-the-past", services.announce_meeting, meeting_id=past.pk, actor=officer)
    services.hold_meeting(meeting_id=past.pk, actor=officer)
    assert not OutboxMessage.objects.exists()
    ahead = {"starts_at": now + timedelta(days=1), "ends_at": now + timedelta(days=1, hours=1)}
    moving = {"actor": officer, "changes": ahead}
    refusal("over", services.change_meeting, meeting_id=past.pk, **moving)
    refusal(
        "cancelled",
        services.change_meeting,
        meeting_id=MeetingFactory(state="cancelled").pk,
        **moving,
    )
    refusal(
        "not-over-yet",
        services.hold_meeting,
        meeting_id=MeetingFactory(state="draft").pk,
        actor=officer,
    )


def test_who_becomes_an_owner_is_told_and_says_how_it_goes(officer):
    meeting, first, second = HeldMeetingFactory(), MemberFactory(), MemberFactory()
    asked = {"text": "Ask the schools", "actor": officer}
    action = services.add_action(meeting_id=meeting.pk, owner=first, **asked)
    services.change_action(action_id=action.pk, owner=first, **asked)
    services.change_action(action_id=action.pk, owner=second, **asked)
    told = OutboxMessage.objects.filter(kind="taskforce.work").values_list("to_address", flat=True)
    assert list(told.order_by("pk")) == [first.person.email, second.person.email]
    moving = {"action_id": action.pk, "to": "planned", "actor": second.person}
    refusal("reason-needed", services.move_action, **moving)
    refusal("not-allowed", services.move_action, reason="x", **moving | {"actor": first.person})
    services.move_action(reason="Two of five have answered.", **moving)
    action.refresh_from_db()
    assert (action.state, action.state_reason) == ("planned", "Two of five have answered.")
    services.move_action(**moving | {"to": "done"})
    opening = moving | {"to": "under-way"}
    refusal("reason-needed", services.move_action, **opening)
    services.move_action(reason="One school wrote again.", **opening)


def test_an_action_has_an_owner_who_may_say_how_far_it_is(officer):
    meeting, member = HeldMeetingFactory(), MemberFactory()
    asked = {"meeting_id": meeting.pk, "text": "Ask the schools", "actor": officer}
    refusal("owner-needed", services.add_action, **asked)
    action = services.add_action(owner=member, due_on=day(-1), **asked)
    assert action.is_late
    refusal(
        "not-allowed",
        services.move_action,
        action_id=action.pk,
        to="done",
        actor=ResidentFactory(),
    )
    refusal(
        "reason-needed",
        services.move_action,
        action_id=action.pk,
        to="stopped",
        actor=member.person,
    )
    services.move_action(action_id=action.pk, to="done", actor=member.person)
    assert not Action.objects.late().exists()


# --- Public pages ---------------------------------------------------------------------------------


def past_meeting():
    return MinutesFactory().meeting


def test_meetings_take_the_same_statements_however_many(client):
    counts = {queries(client, "/taskforce/meetings/") for _n in grow(past_meeting)}
    assert len(counts) == 1
    assert counts.pop() <= 4


def test_a_meeting_page_takes_the_same_statements_however_many_actions(client):
    meeting = MinutesFactory().meeting

    def make():
        action = ActionFactory(meeting=meeting)
        ConsentFactory(member=action.owner)
        PaperFactory(meeting=meeting)

    counts = {queries(client, meeting.get_absolute_url()) for _n in grow(make, (1, 3, 30))}
    assert len(counts) == 1
    assert counts.pop() <= 5


def test_a_draft_is_nobodys_business(client):
    draft = MeetingFactory(state="draft", title="Demo secret meeting")
    assert "secret" not in words(client, "/taskforce/meetings/")
    assert client.get(draft.get_absolute_url()).status_code == 404


@pytest.mark.parametrize("state", ["draft", "approved", "published"])
def test_minutes_decisions_and_actions_are_public_once_published(client, state):
    meeting = MinutesFactory(state=state, text="The minuted words").meeting
    Decision.objects.create(meeting=meeting, text="The decided words")
    ActionFactory(meeting=meeting, text="The promised words")
    page = words(client, meeting.get_absolute_url())
    for promised in ("minuted", "decided", "promised"):
        assert (f"The {promised} words" in page) is (state == "published")


def test_an_owner_is_named_only_with_consent(client):
    meeting = MinutesFactory().meeting
    ActionFactory(meeting=meeting, owner=MemberFactory(person__name="Demo Quiet"))
    ActionFactory(meeting=meeting, owner=ConsentFactory(member__person__name="Demo Open").member)
    page = words(client, meeting.get_absolute_url())
    assert "Demo Open" in page
    assert "Demo Quiet" not in page


def test_a_meeting_goes_into_a_calendar_and_out_of_it(client, officer):
    meeting = MeetingFactory(
        online_link="https://meet.demo.example/tf",
        starts_at=datetime(2027, 3, 25, 18, tzinfo=UTC),
        ends_at=datetime(2027, 3, 29, 18, tzinfo=UTC),
    )
    file = f"{meeting.get_absolute_url()}meeting.ics"
    event = Calendar.from_ical(client.get(file).content).walk("VEVENT")[0]
    assert (event["dtstart"].dt.hour, event["dtend"].dt.hour) == (18, 19)
    assert "meet.demo" not in event["location"]
    assert event["sequence"] == 0
    services.cancel_meeting(meeting_id=meeting.pk, reason="Snow", actor=officer)
    sign_in(client, MemberFactory().person, "code")
    event = Calendar.from_ical(client.get(file).content).walk("VEVENT")[0]
    assert "meet.demo" in event["location"]
    assert (event["status"], event["sequence"]) == ("CANCELLED", 1)
    Meeting.objects.update(state="draft")
    assert client.get(file).status_code == 404


def test_the_online_link_is_for_members(client):
    meeting = MeetingFactory(online_link="https://meet.demo.example/tf")
    assert "meet.demo" not in words(client, meeting.get_absolute_url())
    sign_in(client, MemberFactory().person, "code")
    assert "meet.demo" in words(client, meeting.get_absolute_url())


def test_a_member_sends_apologies_and_moves_an_action(client):
    member, meeting = MemberFactory(), MeetingFactory()
    action = ActionFactory(owner=member)
    sign_in(client, member.person, "code")
    assert client.post(f"/my/taskforce/meetings/{meeting.slug}/apologies/").status_code == 302
    assert "You sent apologies" in words(client, "/my/taskforce/")
    page = press(client, f"/my/taskforce/actions/{action.pk}/", {"to": "stopped"})
    assert "There is a problem" in page.content.decode()
    press(client, f"/my/taskforce/actions/{action.pk}/", {"to": "done"})
    action.refresh_from_db()
    assert action.state == "done"
    other = ActionFactory()
    assert client.get(f"/my/taskforce/actions/{other.pk}/").status_code == 404
