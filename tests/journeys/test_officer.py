"""An officer's day: sign in with both factors, publish, mark who came, show the numbers, cancel."""

from urllib.parse import urlsplit

import pytest

from messaging.models import OutboxMessage
from panels import services
from panels.models import Session
from people import roles
from tests.factories.panels import RegistrationFactory, SessionFactory
from tests.factories.people import (
    PASSWORD,
    ResidentFactory,
    officer_of,
    second_step,
)
from tests.factories.times import evening

pytestmark = pytest.mark.django_db(transaction=True)

SESSIONS = "/admin/panels/session/"


@pytest.fixture
def officer():
    """A panels officer, and the code their authenticator app shows."""
    officer = officer_of(roles.PANELS_OFFICER)
    return officer, second_step(officer)


@pytest.mark.parametrize(
    "browser",
    [
        pytest.param({}, id="wide", marks=pytest.mark.soak),
        pytest.param({"javascript": False, "width": 320}, id="narrow-without-javascript"),
    ],
)
def test_an_officer_publishes_marks_attendance_and_cancels(walker, officer, session, browser):
    draft = SessionFactory(
        state="draft", title="A draft", starts_at=evening(10), venue=session.venue
    )
    over = SessionFactory(title="Yesterday's session", starts_at=evening(-1), venue=session.venue)
    for name in ("Demo Ash", "Demo Birch"):
        RegistrationFactory(session=over, person=ResidentFactory(name=name))
    walk = walker(**browser)

    sign_in(walk, *officer, scripted=browser.get("javascript", True))
    publish_late(walk, draft)
    mark_attendance(walk, over)
    hold(walk, over)
    cancel(walk, session)


def sign_in(walk, officer, code, *, scripted):
    """Ask for the officers' list; be asked for a password, and then for the second step."""
    walk.open(SESSIONS)
    walk.press("Continue")
    walk.has_error("login", "password", scripted=scripted)
    walk.field("Email address").fill(officer.email)
    walk.field("Password").fill(PASSWORD)
    walk.press("Continue")
    assert urlsplit(walk.page.url).path != SESSIONS
    walk.field("Code").fill("000000")
    walk.press("Continue")
    walk.has_error("code", scripted=scripted)
    walk.field("Code").fill(code)
    walk.press("Continue")
    assert urlsplit(walk.page.url).path == SESSIONS


def publish_late(walk, draft):
    """Publish with less notice than promised: it takes a reason."""
    walk.open(SESSIONS)
    walk.main().get_by_role("link", name=draft.title).click()
    walk.look()
    walk.follow("Publish")
    walk.press("Publish")
    assert walk.page.title().startswith("Error: ")
    assert "promised 28 days' notice" in walk.main().inner_text()
    walk.field("Reason for short notice").fill("The hall was free at last.")
    walk.press("Publish")
    assert "The session is published." in walk.page.inner_text("body")
    draft.refresh_from_db()
    assert (draft.state, draft.late_reason) == ("published", "The hall was free at last.")
    walk.open(draft.get_absolute_url())
    assert walk.button("Register for a place").is_visible()


def mark_attendance(walk, over):
    """One came, one did not, one walked in with a name and two without."""
    walk.open(f"{SESSIONS}{over.pk}/change/")
    walk.follow("Attendance")
    person = walk.main().get_by_role("group", name="Demo Ash")
    person.get_by_label("Attended").check()
    walk.main().get_by_role("group", name="Demo Birch").get_by_label("Did not come").check()
    walk_in = walk.main().get_by_role("group", name="Walk-in 1")
    walk_in.get_by_label("Email address").fill("door@demo.example")
    walk.field("How many more people walked in").fill("2")
    walk.press("Save")
    assert "Fill in" in walk.main().inner_text()
    assert person.get_by_label("Attended").is_checked()
    walk_in.get_by_label("Full name").fill("Demo Door")
    walk.press("Save")
    assert "2 people will be told by email" in walk.main().inner_text()
    walk.press("Yes, save")
    assert "Attendance is saved." in walk.page.inner_text("body")
    numbers = walk.main().locator(".officers-numbers").inner_text().split("\n")
    said = dict(zip(numbers[::2], numbers[1::2], strict=True))
    assert said["Attended"] == "1"
    assert said["Did not come"] == "1"
    assert said["Walked in"] == "3"


def hold(walk, over):
    """Say that it was held; its page tells the numbers to anyone, rounded."""
    walk.follow("Mark as held")
    walk.press("Mark as held")
    assert Session.objects.get(pk=over.pk).state == "held"
    walk.open(over.get_absolute_url())
    table = walk.main().get_by_role("table")
    assert table.get_by_role("cell").all_inner_texts() == ["fewer than 5"] * 4


def cancel(walk, session):
    """See who would be told, say why, and cancel."""
    session.capacity = 2
    session.save()
    for _ in range(3):
        person = ResidentFactory()
        services.register(session_id=session.pk, person=person, actor=person)
    OutboxMessage.objects.all().delete()
    walk.open(f"{SESSIONS}{session.pk}/change/")
    walk.follow("Cancel the session")
    walk.press("See who is told")
    assert walk.page.title().startswith("Error: ")
    assert Session.objects.get(pk=session.pk).state == "published"
    walk.field("Reason for cancelling (English)").fill("The hall flooded.")
    walk.press("See who is told")
    preview = walk.main().inner_text()
    assert "3 people will be told by email" in preview
    assert "The reason: The hall flooded." in preview
    assert Session.objects.get(pk=session.pk).state == "published"
    walk.press("Cancel the session")
    assert "The session is cancelled." in walk.page.inner_text("body")
    assert OutboxMessage.objects.filter(kind="panels.session-cancelled").count() == 3
    walk.open(session.get_absolute_url())
    said = walk.main().inner_text()
    assert "This session is cancelled." in said
    assert "The hall flooded." in said
