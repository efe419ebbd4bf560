"""Officers see who would be told, how many and in which words, before anybody is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from messaging.models import OutboxMessage
from taskforce.models import (
    Action,
    Attendance,
    ExpenseClaim,
    Meeting,
    Member,
    MemberRole,
    Vote,
    WorkItem,
)
from tests.factories.people import ResidentFactory
from tests.factories.taskforce import (
    ActionFactory,
    AreaFactory,
    CandidateFactory,
    ExpenseFactory,
    HeldMeetingFactory,
    MeetingFactory,
    MemberFactory,
    MinutesFactory,
    VoteFactory,
    WorkItemFactory,
    day,
)
from tests.officers.pages import opened, press, url
from tests.taskforce.test_admin import appointing

pytestmark = pytest.mark.django_db


def saving(meeting, **changes) -> dict:
    """The page of a meeting as a browser would send it."""
    shown = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
    return {
        "kind": meeting.kind,
        "title_en": meeting.title,
        "starts_at": shown[0].isoformat()[:19],
        "ends_at": shown[1].isoformat()[:19],
        "venue": meeting.venue_id,
        "papers-TOTAL_FORMS": 0,
        "papers-INITIAL_FORMS": 0,
    } | changes


def test_moving_an_announced_meeting_shows_who_is_told_before_it_tells_them(office):
    members = [MemberFactory() for _number in range(3)]
    meeting = MeetingFactory()
    later = timezone.localtime(meeting.ends_at + timedelta(hours=1)).isoformat()[:19]
    address = url("meeting", "change", meeting.pk)
    asked = saving(meeting, ends_at=later) | opened(office, address)
    page = office.post(address, asked)
    said = page.content.decode()
    assert page.status_code == 200
    assert "3 people will be told by email" in said
    assert "date, time or place of this meeting" in said
    assert all(member.person.name in said for member in members)
    assert later in said
    assert not OutboxMessage.objects.exists()
    was = Meeting.objects.get()
    assert (was.ends_at, was.version) == (meeting.ends_at, 1)
    seen = asked | {"seen": page.context["question"].seen}
    assert office.post(address, seen).status_code == 302
    assert OutboxMessage.objects.count() == 3
    assert Meeting.objects.get().ends_at > was.ends_at


def test_who_comes_meanwhile_is_shown_before_they_are_told(office):
    MemberFactory()
    meeting = MeetingFactory(state="draft")
    address = url("meeting", "announce", meeting.pk)
    shown = office.post(address, opened(office, address))
    assert "1 person will be told by email" in shown.content.decode()
    assert not OutboxMessage.objects.exists()
    MemberFactory()
    seen = {"seen": shown.context["question"].seen}
    again = office.post(address, opened(office, address) | seen)
    assert "2 people will be told by email" in again.content.decode()
    assert Meeting.objects.get().state == "draft"
    seen = {"seen": again.context["question"].seen}
    assert office.post(address, opened(office, address) | seen).status_code == 302
    assert OutboxMessage.objects.count() == 2


def test_what_tells_nobody_is_done_at_once(office):
    MemberFactory()
    meeting = MeetingFactory()
    asked = saving(meeting, summary_en="New words.")
    address = url("meeting", "change", meeting.pk)
    assert office.post(address, opened(office, address) | asked).status_code == 302


def acts():
    """(model, page, key, what is sent) of every form and act that tells somebody."""
    draft = VoteFactory(state="draft", opened_on=None, asked_on=None, electorate=0)
    standing = CandidateFactory(vote=draft).member
    CandidateFactory(vote=draft)
    member = MemberFactory()
    voted = CandidateFactory(member=member, vote__closes_at=timezone.now() - timedelta(hours=1))
    minuted = MinutesFactory(state="draft", approved_on=None).meeting
    chair = MemberRole.objects.create(member=member, role="chair", starts_on=day(-1))
    approved = ExpenseFactory(state="approved")
    ResidentFactory(email="rowan@demo.example")
    area = AreaFactory()
    work = {"kind": "action", "area": area.pk, "title_en": "Demo work", "owner": member.pk}
    term = {"seat_en": "Seat 1", "starts_on": day(-9), "ends_on": day(700)}
    return [
        ("member", "add", (), appointing(seat_en="Resident seat 77")),
        ("member", "leave", (standing.pk,), {"reason": "Moved"}),
        ("member", "change_term", (member.pk,), term | {"reason": "A slip"}),
        ("member", "give_role", (member.pk,), {"role": "deputy"}),
        ("member", "end_role", (member.pk,), {"role_id": chair.pk}),
        ("meeting", "announce", (MeetingFactory(state="draft").pk,), {}),
        ("meeting", "cancel", (MeetingFactory().pk,), {"reason_en": "Snow"}),
        ("meeting", "circulate_minutes", (minuted.pk,), {}),
        (
            "meeting",
            "add_action",
            (HeldMeetingFactory().pk,),
            {"text_en": "Ask", "owner": member.pk, "due_on": day(9)},
        ),
        (
            "action",
            "correct",
            (ActionFactory(text="Ask").pk,),
            {"text_en": "Ask", "owner": member.pk, "due_on": day(9)},
        ),
        ("workitem", "add", (), work),
        ("workitem", "change", (WorkItemFactory(area=area).pk,), work),
        ("vote", "ask", (draft.pk,), {}),
        ("vote", "open", (draft.pk,), {}),
        ("vote", "close", (voted.vote_id,), {}),
        ("vote", "seat", (CandidateFactory(vote__state="closed").vote_id,), {}),
        ("expenseclaim", "approve", (ExpenseFactory().pk,), {}),
        ("expenseclaim", "refuse", (ExpenseFactory().pk,), {"reason": "No receipt"}),
        ("expenseclaim", "pay", (approved.pk,), {}),
    ]


KEPT = (Action, Attendance, ExpenseClaim, Meeting, Member, MemberRole, WorkItem)


def everything() -> list:
    return [list(model.objects.order_by("pk").values()) for model in KEPT]


@pytest.mark.parametrize("number", range(19))
def test_nothing_is_said_or_kept_before_it_was_shown(office, number):
    model, page, key, asked = acts()[number]
    for vote in Vote.objects.filter(state="closed"):
        vote.winner = vote.candidates.get().member
        vote.save()
    before = everything()
    address = url(model, page, *key)
    shown = office.post(address, opened(office, address) | asked)
    assert shown.status_code == 200, shown.status_code
    assert "will be told by email" in shown.content.decode()
    assert not OutboxMessage.objects.exists()
    assert everything() == before
    assert press(office, address, asked).status_code == 302
    assert OutboxMessage.objects.exists()
