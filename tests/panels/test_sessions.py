"""What officers do to a session, and who is told."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from core.luton import nine_in_luton
from core.refusal import Refusal
from messaging.models import Due, OutboxMessage
from messaging.services import post
from panels import reminders, services
from panels.models import Registration, Session
from questionnaires.models import Response
from questionnaires.services import load_question_sets
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory
from tests.factories.times import evening

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer():
    officer = OfficerFactory()
    officer.user_permissions.set(Permission.objects.filter(content_type__app_label="panels"))
    return officer


def register(session, person=None, **kwargs):
    person = person or ResidentFactory()
    return services.register(session_id=session.pk, person=person, actor=person, **kwargs)


def refused(code, act, **kwargs):
    with pytest.raises(Refusal) as refusal:
        act(**kwargs)
    assert refusal.value.code == code


def test_publishing_in_good_time_needs_no_reason(officer):
    session = SessionFactory(state="draft")
    services.publish_session(session_id=session.pk, actor=officer)
    session.refresh_from_db()
    assert (session.state, session.late_reason) == ("published", "")


def test_publishing_late_takes_a_recorded_reason(officer):
    session = SessionFactory(state="draft", starts_at=evening(27))
    refused("late-reason-needed", services.publish_session, session_id=session.pk, actor=officer)
    services.publish_session(session_id=session.pk, actor=officer, late_reason="The hall moved.")
    session.refresh_from_db()
    assert session.late_reason == "The hall moved."
    assert session.moves.get().reason == "The hall moved."


def test_only_an_officer_with_the_permission_moves_a_session(officer):
    session = SessionFactory(state="draft")
    outsider = OfficerFactory()
    refused("not-allowed", services.publish_session, session_id=session.pk, actor=outsider)
    refused(
        "not-allowed",
        services.change_session,
        session_id=session.pk,
        actor=outsider,
        changes={"title": "New"},
    )
    session = SessionFactory()
    refused(
        "not-allowed", services.cancel_session, session_id=session.pk, actor=outsider, reason="x"
    )
    assert Session.objects.get(pk=session.pk).state == "published"


def test_a_session_in_the_past_is_not_published(officer):
    session = SessionFactory(state="draft", starts_at=timezone.now() - timedelta(hours=1))
    refused("in-the-past", services.publish_session, session_id=session.pk, actor=officer)


def test_a_new_time_tells_everyone_live_and_moves_the_reminders(officer):
    session = SessionFactory(capacity=1)
    placed, waiting, gone = register(session), register(session), register(session)
    services.withdraw(registration_id=gone.pk, actor=gone.person)
    OutboxMessage.objects.all().delete()
    starts_at = session.starts_at + timedelta(days=7)
    services.change_session(
        session_id=session.pk,
        actor=officer,
        changes={"starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2)},
    )
    told = {row.recipient: row for row in OutboxMessage.objects.all()}
    assert set(told) == {placed.person.reference, waiting.person.reference}
    file = told[placed.person.reference].attachments[0]["content"]
    assert "SEQUENCE:1" in file
    live = Due.objects.filter(state="waiting")
    assert {row.due_at for row in live} == {
        nine_in_luton(starts_at, days=-7),
        nine_in_luton(starts_at, days=-1),
    }


def test_other_words_tell_nobody(officer):
    session = SessionFactory()
    register(session)
    OutboxMessage.objects.all().delete()
    services.change_session(
        session_id=session.pk, actor=officer, changes={"summary": "Other words."}
    )
    session.refresh_from_db()
    assert (session.summary, session.version) == ("Other words.", 1)
    assert not OutboxMessage.objects.exists()


def test_more_places_go_to_the_queue_in_order(officer):
    session = SessionFactory(capacity=1)
    queue = [register(session) for _ in range(4)]
    services.change_session(session_id=session.pk, actor=officer, changes={"capacity": 3})
    states = [Registration.objects.get(pk=r.pk).state for r in queue]
    assert states == ["confirmed", "confirmed", "confirmed", "waiting"]
    services.change_session(session_id=session.pk, actor=officer, changes={"capacity": None})
    assert Registration.objects.get(pk=queue[3].pk).state == "confirmed"


def test_capacity_is_not_cut_below_what_is_booked(officer):
    session = SessionFactory(capacity=3)
    for _ in range(3):
        register(session)
    refused(
        "below-taken",
        services.change_session,
        session_id=session.pk,
        actor=officer,
        changes={"capacity": 2},
    )
    assert Session.objects.get(pk=session.pk).capacity == 3


def test_a_change_does_not_undo_a_place_taken_meanwhile(officer):
    session = SessionFactory()
    register(session)
    services.change_session(session_id=session.pk, actor=officer, changes={"title": "New title"})
    assert Session.objects.get(pk=session.pk).taken == 1


def test_cancelling_tells_everyone_why_and_stops_the_reminders(officer):
    session = SessionFactory(capacity=1)
    people = [register(session).person for _ in range(2)]
    OutboxMessage.objects.all().delete()
    refused(
        "reason-needed", services.cancel_session, session_id=session.pk, actor=officer, reason=" "
    )
    services.cancel_session(session_id=session.pk, actor=officer, reason="The hall flooded.")
    rows = OutboxMessage.objects.all()
    assert {row.recipient for row in rows} == {person.reference for person in people}
    assert all("The hall flooded." in row.text and "The hall flooded." in row.html for row in rows)
    assert all("STATUS:CANCELLED" in row.attachments[0]["content"] for row in rows)
    assert not Due.objects.filter(state="waiting").exists()
    assert set(Registration.objects.values_list("state", flat=True)) == {"cancelled"}
    refused(
        "not-a-move", services.cancel_session, session_id=session.pk, actor=officer, reason="again"
    )


def test_a_session_is_held_only_once_it_is_over_and_reported_with_words(officer):
    session = SessionFactory()
    refused("not-over-yet", services.hold_session, session_id=session.pk, actor=officer)
    with time_machine.travel(session.ends_at):
        services.hold_session(session_id=session.pk, actor=officer)
    refused(
        "outcome-needed", services.report_session, session_id=session.pk, actor=officer, outcome=""
    )
    services.report_session(session_id=session.pk, actor=officer, outcome="More lights.")
    session.refresh_from_db()
    assert (session.state, session.outcome) == ("reported", "More lights.")


def test_numbers_engaged(officer):
    session = SessionFactory(capacity=3)
    came, absent, unmarked, waiting = (register(session) for _ in range(4))
    with time_machine.travel(session.starts_at):
        mark = services.mark_attendance
        mark(registration_id=came.pk, attendance="attended", actor=officer)
        mark(registration_id=absent.pk, attendance="absent", actor=officer)
        mark(registration_id=waiting.pk, attendance="attended", actor=officer)
        services.add_walk_in(
            session_id=session.pk, email="new@demo.example", name="Demo New", actor=officer
        )
        services.set_head_count(session_id=session.pk, walked_in=5, actor=officer)
    counted = Session.objects.with_numbers().get(pk=session.pk)
    assert (
        counted.number_registered,
        counted.number_attended,
        counted.number_absent,
        counted.number_walked_in,
    ) == (3, 1, 1, 7)
    assert counted.taken == 3
    assert unmarked.attendance == "unmarked"


def test_attendance_is_not_marked_before_the_day_nor_by_just_anyone(officer):
    registration = register(SessionFactory())
    kwargs = {"registration_id": registration.pk, "attendance": "attended"}
    refused("too-early", services.mark_attendance, actor=officer, **kwargs)
    with time_machine.travel(registration.session.starts_at):
        refused("not-allowed", services.mark_attendance, actor=OfficerFactory(), **kwargs)


def test_who_came_is_asked_the_morning_after_and_thanked_once(officer):
    came, absent = (register(session) for session in [SessionFactory()] for _ in range(2))
    with time_machine.travel(came.session.starts_at):
        for registration, attendance in ((came, "attended"), (absent, "absent")):
            services.mark_attendance(
                registration_id=registration.pk, attendance=attendance, actor=officer
            )
    due = Due.objects.get(kind="panels.feedback-request")
    assert due.about == f"registration:{came.pk}"
    assert due.due_at == nine_in_luton(came.session.ends_at, days=1)
    message = reminders.write_feedback_request(due.about)
    row = post(message, key=due.key)
    assert "/panels/feedback/" in row.text
    load_question_sets()
    said = {"registration_id": came.pk, "values": {"heard": "well"}, "language": "en"}
    services.give_feedback(**said)
    refused("given-already", services.give_feedback, **said)
    assert Response.objects.count() == 1
    assert OutboxMessage.objects.filter(kind="panels.feedback-thanks").count() == 1


def test_a_reminder_is_only_said_while_it_is_true(officer):
    registration = register(SessionFactory())
    subject = f"registration:{registration.pk}"
    assert reminders.write_day_reminder(subject) is not None
    assert reminders.write_week_reminder(subject) is not None
    starts_at = registration.session.starts_at
    with time_machine.travel(nine_in_luton(starts_at, days=-1)):
        assert reminders.write_week_reminder(subject) is None
        assert reminders.write_day_reminder(subject) is not None
    with time_machine.travel(starts_at):
        assert reminders.write_day_reminder(subject) is None
    services.withdraw(registration_id=registration.pk, actor=registration.person)
    assert reminders.write_day_reminder(subject) is None
