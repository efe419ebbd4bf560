"""The buttons on a session's page: publish, cancel, hold, report."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.utils import timezone

from messaging.models import OutboxMessage
from panels import services
from panels.models import Session
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory
from tests.factories.times import evening
from tests.officers.pages import opened, press, seen, send
from tests.panels.officers import (
    asked,
    officer_who_may,
    panels_officer,
    session_page,
    session_tab,
    shown,
    words,
)

pytestmark = pytest.mark.django_db


def register(session):
    person = ResidentFactory()
    return services.register(session_id=session.pk, person=person, actor=person)


def over(**fields):
    return SessionFactory(starts_at=timezone.now() - timedelta(hours=3), **fields)


def acts_on(client, session):
    page = client.get(session_page(session)).context
    acts = [*page["leading"], *page["ending"]]
    return [address.rstrip("/").rpartition("/")[2] for _words, address in acts]


def test_only_the_moves_possible_now_are_offered(client):
    panels_officer(client)
    for session, names in (
        (SessionFactory(state="draft"), ["publish"]),
        (SessionFactory(), ["cancel"]),
        (over(), ["hold", "cancel"]),
        (over(state="held"), ["report"]),
        (SessionFactory(state="cancelled"), []),
        (over(state="reported"), []),
    ):
        assert acts_on(client, session) == names, session.state


def test_a_page_of_a_move_that_is_not_possible_leads_back_with_words(client):
    panels_officer(client)
    answer = client.get(session_page(SessionFactory(), "publish"), follow=True)
    assert "This can’t be done now: it is “Published”." in words(answer)


def test_publishing_asks_for_a_reason_only_where_the_notice_is_short(client):
    officer = panels_officer(client)
    early = SessionFactory(state="draft")
    assert "late_reason" not in client.get(session_page(early, "publish")).context["form"].fields
    late = SessionFactory(state="draft", starts_at=evening(3))

    refused = send(client, session_page(late, "publish"), {"late_reason": " "})
    assert "promised 28 days" in str(refused.context["form"].errors["late_reason"])
    assert Session.objects.get(pk=late.pk).state == "draft"

    answer = send(client, session_page(late, "publish"), {"late_reason": "The hall moved."})
    assert answer.status_code == 302
    late.refresh_from_db()
    assert (late.state, late.late_reason) == ("published", "The hall moved.")
    assert late.moves.get().actor == officer
    history = words(client.get(session_page(late, "history")))
    assert f"by {officer}." in history
    for page in (history, words(client.get(session_page(late)))):
        assert "The hall moved." in page


def test_looking_at_a_page_moves_nothing(client):
    panels_officer(client)
    session = SessionFactory(state="draft")
    client.get(session_page(session, "publish"))
    assert Session.objects.get(pk=session.pk).state == "draft"


def test_a_session_in_the_past_is_not_published(client):
    panels_officer(client)
    starts = timezone.now() + timedelta(minutes=5)
    session = SessionFactory(state="draft", starts_at=starts, registration_closes_at=starts)
    address = session_page(session, "publish")
    sent = opened(client, address) | {"late_reason": "Kept"}
    with time_machine.travel(session.starts_at):
        answer = client.post(address, sent)
        assert "in the past" in words(answer)
        assert "Kept" in words(answer)
        assert "in the past" in words(client.get(address))


def test_cancelling_shows_who_will_be_told_and_asks_why(client):
    panels_officer(client)
    session = SessionFactory(capacity=1)
    for _ in range(3):
        register(session)
    OutboxMessage.objects.all().delete()
    address = session_page(session, "cancel")
    refused = send(client, address, {"reason_en": ""})
    assert "Say why the session is cancelled" in words(refused)
    typed = {"reason_en": "The hall flooded.", "reason_ur": "ہال میں پانی"}
    ask = send(client, address, typed)
    assert "3 people will be told by email" in words(ask)
    assert "The hall flooded." in asked(ask).tellings[0].words[0].text
    assert Session.objects.get(pk=session.pk).state == "published"
    assert not OutboxMessage.objects.exists()
    done = send(client, address, typed | seen(ask))
    assert done.status_code == 302
    session.refresh_from_db()
    assert (session.state, session.cancel_reason_ur) == ("cancelled", "ہال میں پانی")
    assert OutboxMessage.objects.count() == 3


def test_holding_and_reporting(client):
    panels_officer(client)
    session = over()
    send(client, session_page(session, "hold"))
    refused = send(client, session_page(session, "report"), {"outcome_en": ""})
    assert "Write what was said" in words(refused)
    press(client, session_page(session, "report"), {"outcome_en": "More lights."})
    session.refresh_from_db()
    assert (session.state, session.outcome) == ("reported", "More lights.")


def test_who_came_is_told_what_came_of_it_in_their_language(client):
    officer = panels_officer(client)
    session = SessionFactory()
    came, urdu, absent = register(session), register(session), register(session)
    urdu.person.language = "ur"
    urdu.person.save()
    with time_machine.travel(session.ends_at):
        for one, attendance in ((came, "attended"), (urdu, "attended"), (absent, "absent")):
            services.mark_attendance(registration_id=one.pk, attendance=attendance, actor=officer)
        services.add_walk_in(session_id=session.pk, email="", name="Demo Door", actor=officer)
        services.hold_session(session_id=session.pk, actor=officer)
    OutboxMessage.objects.all().delete()
    typed = {"outcome_en": "More lights.", "outcome_ur": "مزید روشنی"}
    ask = send(client, session_page(session, "report"), typed)
    assert "2 people will be told by email" in words(ask)
    assert not OutboxMessage.objects.exists()
    assert send(client, session_page(session, "report"), typed | seen(ask)).status_code == 302
    told = {row.recipient: row.text for row in OutboxMessage.objects.all()}
    assert told.keys() == {came.person.reference, urdu.person.reference}
    assert "More lights." in told[came.person.reference]
    assert "مزید روشنی" in told[urdu.person.reference]


def test_a_session_whose_registration_has_closed_is_not_published(client):
    panels_officer(client)
    session = SessionFactory(
        state="draft",
        registration_opens_at=timezone.now() - timedelta(days=2),
        registration_closes_at=timezone.now() - timedelta(days=1),
    )
    address = session_page(session, "publish")
    assert "Registration has closed already" in words(client.get(address))
    assert Session.objects.get(pk=session.pk).state == "draft"


def test_the_words_of_a_report_can_be_mended(client):
    panels_officer(client)
    session = over(state="reported", outcome_en="More lihgts.")
    form = client.get(session_tab(session, "report")).context["adminform"].form
    assert form["outcome_en"].value() == "More lihgts."
    address = session_tab(session, "report")
    sent = shown(client.get(address)) | {"outcome_en": "More lights."}
    ask = client.post(address, sent)
    assert "This report is public" in words(ask)
    assert Session.objects.get().outcome == "More lihgts."
    assert client.post(address, sent | seen(ask)).status_code == 302
    assert Session.objects.get().outcome == "More lights."


def test_of_two_officers_who_publish_one_wins_and_the_other_reads_why(client):
    """The second has the page open already when the first presses the button."""
    panels_officer(client)
    session = SessionFactory(state="draft", starts_at=evening(3))
    first = OfficerFactory(is_superuser=True)
    page = opened(client, session_page(session, "publish"))
    services.publish_session(session_id=session.pk, actor=first, late_reason="First.")

    answer = client.post(session_page(session, "publish"), page | {"late_reason": "Second."})
    assert "it is already “Published”" in words(answer)
    assert "Second." in words(answer)
    assert session.moves.count() == 1
    assert Session.objects.get(pk=session.pk).late_reason == "First."


@pytest.mark.parametrize("act", ["publish", "hold", "report", "cancel"])
def test_each_button_needs_its_own_permission(client, act):
    other = {"cancel": "publish_session"}.get(act, "cancel_session")
    officer_who_may(client, "view_session", "change_session", "view_registration", other)
    session = over(state={"publish": "draft", "report": "held"}.get(act, "published"))
    state = session.state
    assert act not in acts_on(client, session)
    for method in (client.get, client.post):
        answer = method(session_page(session, act), {"reason": "x", "outcome": "x"})
        assert answer.status_code == 403
    assert Session.objects.get(pk=session.pk).state == state


def test_the_numbers_on_the_page_are_exact(client):
    officer = panels_officer(client)
    session = SessionFactory(capacity=2)
    came, absent = register(session), register(session)
    with time_machine.travel(session.starts_at):
        services.mark_attendance(registration_id=came.pk, attendance="attended", actor=officer)
        services.mark_attendance(registration_id=absent.pk, attendance="absent", actor=officer)
        services.set_head_count(session_id=session.pk, walked_in=3, actor=officer)
    shown = client.get(session_page(session)).context["thing"]
    assert (
        shown.number_registered,
        shown.number_attended,
        shown.number_walked_in,
        shown.number_absent,
    ) == (2, 1, 3, 1)


def test_messages_about_a_session_are_found_from_its_page(client):
    officer = panels_officer(client)
    officer.user_permissions.add(Permission.objects.get(codename="view_outboxmessage"))
    session, other = SessionFactory(), SessionFactory()
    mine, others = register(session), register(other)
    [link] = re.findall(
        r'href="(/admin/messaging/outboxmessage/[^"]+)"',
        words(client.get(session_tab(session, "messages"))),
    )
    listed = words(client.get(link))
    assert mine.person.email in listed
    assert others.person.email not in listed
