"""A meeting that moves: who is told, and what becomes of apologies for the old date."""

from datetime import timedelta

import pytest

from messaging.models import OutboxMessage
from taskforce import services
from taskforce.models import Attendance, Meeting
from tests.factories.taskforce import MeetingFactory, MemberFactory, day
from tests.taskforce.test_membership import refusal

pytestmark = pytest.mark.django_db


def move(meeting, officer, days: int) -> Meeting:
    later = timedelta(days=days)
    return services.change_meeting(
        meeting_id=meeting.pk,
        actor=officer,
        changes={"starts_at": meeting.starts_at + later, "ends_at": meeting.ends_at + later},
    )


def told() -> dict[str, str]:
    rows = OutboxMessage.objects.filter(key__startswith="taskforce.meeting-changed")
    return {row.to_address: row.text for row in rows}


def test_told_are_those_in_office_on_the_old_day_or_the_new_one(officer):
    stays = MemberFactory()
    goes = MemberFactory(ends_on=day(25))
    comes = MemberFactory(starts_on=day(25))
    MemberFactory(ends_on=day(15))
    move(MeetingFactory(), officer, 10)
    said = told()
    assert set(said) == {stays.person.email, goes.person.email, comes.person.email}
    not_expected = "not a member on the new date"
    assert not_expected in said[goes.person.email]
    assert not_expected not in said[stays.person.email]
    assert not_expected not in said[comes.person.email]


def test_a_meeting_moved_across_the_start_of_a_term_and_back_tells_the_new_member_twice(officer):
    comes = MemberFactory(starts_on=day(25))
    meeting = move(MeetingFactory(), officer, 10)
    meeting = move(meeting, officer, -10)
    assert OutboxMessage.objects.filter(to_address=comes.person.email).count() == 2
    last = OutboxMessage.objects.order_by("pk").last()
    assert "not a member on the new date" in last.text


def test_apologies_are_asked_anew_for_another_time_and_stay_for_another_place(officer):
    meeting, away, home = MeetingFactory(), MemberFactory(), MemberFactory()
    sending = {"meeting_id": meeting.pk, "member_id": away.pk, "actor": away.person}
    services.send_apologies(**sending)
    place = {"online_link": "https://meet.demo.example/tf"}
    services.change_meeting(meeting_id=meeting.pk, actor=officer, changes=place)
    assert Attendance.objects.get().mark == "apologies"
    OutboxMessage.objects.all().delete()
    move(meeting, officer, 7)
    assert Attendance.objects.get().mark == "unmarked"
    said = told()
    assert "sent apologies for the old time" in said[away.person.email]
    assert "sent apologies" not in said[home.person.email]
    services.send_apologies(**sending)
    assert Attendance.objects.get().mark == "apologies"


def test_a_held_meeting_corrected_keeps_who_came_and_sent_apologies(officer):
    member = MemberFactory()
    meeting = MeetingFactory(state="held", starts_at=MeetingFactory().starts_at - timedelta(30))
    for mark in ("apologies", "came"):
        services.mark_attendance(
            meeting_id=meeting.pk, member_id=member.pk, mark=mark, actor=officer
        )
        move(meeting, officer, -1)
        assert Attendance.objects.get().mark == mark
    assert not told()


def test_who_is_no_member_on_the_new_day_sends_no_apologies_for_it(officer):
    goes = MemberFactory(ends_on=day(25))
    meeting = move(MeetingFactory(), officer, 10)
    asked = {"meeting_id": meeting.pk, "member_id": goes.pk, "actor": goes.person}
    refusal("not-expected", services.send_apologies, **asked)
