"""What goes otherwise: full, cancelled, twice, in another language, too late, not one's own."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from messaging.models import OutboxMessage
from panels import links, services
from panels.forms import AccessForm, NewcomerForm
from panels.models import Registration
from questionnaires.services import load_question_sets, values_of
from tests.factories.panels import SessionFactory
from tests.factories.people import OfficerFactory, ResidentFactory
from tests.journeys.walk import URDU, code_sent_to, enter

pytestmark = pytest.mark.django_db(transaction=True)

NAME, EMAIL = (NewcomerForm.base_fields[name].label for name in ("name", "email"))
NEEDS = AccessForm.base_fields["access_needs"].label
ADDRESS = "newcomer@demo.example"


@pytest.fixture
def resident_walks(walker, site):
    """Makes a walk of a resident who has signed in."""

    def walk(person, **options):
        made = walker(**options)
        enter(made.page, site, person)
        return made

    return walk


def register(session, person=None) -> Registration:
    person = person or ResidentFactory()
    return services.register(session_id=session.pk, person=person, actor=person)


def check_as_newcomer(walk, session) -> None:
    """Answer everything, up to the page with the answers."""
    walk.open(session.get_absolute_url() + "register/")
    walk.field(NAME).fill("Demo Newcomer")
    walk.field(EMAIL).fill(ADDRESS)
    walk.press("Continue")
    walk.press("Continue")


def test_a_signed_in_resident_registers_in_three_presses(resident_walks, session):
    person = ResidentFactory(access_needs="Large print")
    walk = resident_walks(person)
    walk.open(session.get_absolute_url())
    walk.press("Register for a place")
    assert walk.field(NEEDS).input_value() == "Large print"
    walk.press("Continue")
    walk.press("Register")
    assert walk.heading().startswith("Place confirmed")
    assert [message.to_address for message in OutboxMessage.objects.all()] == [person.email]


def test_a_full_session_leads_to_the_waiting_list_and_then_to_a_place(resident_walks, session):
    session.capacity = 1
    session.save()
    first, second = register(session), register(session)
    person = ResidentFactory()
    walk = resident_walks(person, width=320)
    walk.open("/panels/?ward=biscot")
    assert "Full: waiting list open" in walk.main().inner_text()
    walk.follow(session.title)
    walk.press("Join the waiting list")
    walk.press("Continue")
    assert "you will be on the waiting list" in walk.main().inner_text()
    walk.press("Join the waiting list")
    assert walk.heading().startswith("On the waiting list")
    assert "You are number 2 in line" in walk.main().inner_text()
    walk.open("/my/")
    assert "number 2 in line" in walk.main().inner_text()

    services.withdraw(registration_id=first.pk, actor=first.person)
    walk.open("/my/")
    assert "number 1 in line" in walk.main().inner_text()
    second.refresh_from_db()
    services.withdraw(registration_id=second.pk, actor=second.person)
    walk.open("/my/")
    assert "Place confirmed" in walk.main().inner_text()


def test_a_session_cancelled_while_the_answers_were_checked(walker, session):
    walk = walker()
    check_as_newcomer(walk, session)
    services.cancel_session(
        session_id=session.pk, actor=OfficerFactory(is_superuser=True), reason="The hall flooded."
    )
    walk.press("Register")
    assert walk.heading() == "You can't register for this session"
    assert "has been cancelled" in walk.main().inner_text()
    assert not Registration.objects.exists()
    walk.follow("Look for another session")
    assert walk.heading() == "Citizen panels"


def test_the_last_place_taken_while_the_answers_were_checked(walker, session):
    session.capacity = 1
    session.save()
    walk = walker()
    check_as_newcomer(walk, session)
    register(session)
    walk.press("Register")
    walk.field("Code").fill(code_sent_to(ADDRESS))
    walk.press("Continue")
    assert walk.heading().startswith("On the waiting list")
    assert "You are number 1 in line" in walk.main().inner_text()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_double_click_registers_once(resident_walks, session, javascript):
    walk = resident_walks(ResidentFactory(), javascript=javascript)
    walk.open(session.get_absolute_url() + "register/")
    walk.press("Continue")
    walk.button("Register").dblclick()
    expect(walk.page.get_by_role("heading", level=1)).to_contain_text("Place confirmed")
    assert Registration.objects.count() == 1
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize("javascript", [True, False])
def test_a_newcomers_double_click_leaves_a_code_that_works(walker, session, javascript):
    walk = walker(javascript=javascript)
    check_as_newcomer(walk, session)
    walk.button("Register").dblclick()
    expect(walk.page.get_by_role("heading", level=1)).to_have_text("Enter your code")
    walk.field("Code").fill(code_sent_to(ADDRESS))
    walk.press("Continue")
    assert walk.heading().startswith("Place confirmed")
    assert Registration.objects.count() == 1


def test_the_language_switch_keeps_the_page(walker, session):
    walk = walker(width=320)
    walk.open("/panels/?ward=biscot")
    before = walk.page.url
    walk.speak(URDU)
    assert walk.page.url == before
    assert walk.page.locator("html").get_attribute("dir") == "rtl"
    assert walk.field("Ward").input_value() == "biscot"
    walk.speak("en")
    assert walk.page.url == before
    assert walk.page.locator("html").get_attribute("dir") == "ltr"


def test_five_wrong_codes_use_the_code_up(walker, session):
    walk = walker()
    check_as_newcomer(walk, session)
    walk.press("Register")
    for _ in range(5):
        assert walk.heading() == "Enter your code"
        walk.field("Code").fill("00000000")
        walk.press("Continue")
    assert "That was the wrong code too many times." in walk.page.inner_text("body")
    assert Registration.objects.get().state == "held"

    assert walk.heading() == "Check your answers"
    walk.press("Register")
    walk.field("Code").fill(code_sent_to(ADDRESS))
    walk.press("Continue")
    assert walk.heading().startswith("Place confirmed")


def test_a_link_that_ran_out_or_was_cut_off(walker, session):
    registration = register(session)
    with time_machine.travel(timezone.now() - timedelta(days=links.DAYS[links.WITHDRAW] + 1)):
        old = links.link(registration, links.WITHDRAW)
    walk = walker()
    for address in (old, links.link(registration, links.WITHDRAW)[:-5] + "/"):
        walk.open(address, status=404)
        assert walk.heading() == "This link doesn't work any more"
    registration.refresh_from_db()
    assert registration.state == "confirmed"


def test_other_peoples_registrations_are_not_there(resident_walks, session):
    theirs = register(session)
    walk = resident_walks(ResidentFactory())
    for name in ("registration", "withdraw", "registration_calendar"):
        walk.open(reverse(f"panels:{name}", args=[theirs.reference]), status=404)
        assert walk.heading() == "We can’t find that page"
        assert session.title not in walk.page.content()


def test_feedback_by_the_link_in_the_email(walker, session):
    held = SessionFactory(
        venue=session.venue, state="held", starts_at=timezone.now() - timedelta(days=1)
    )
    registration = Registration.objects.create(
        session=held, person=ResidentFactory(), state="confirmed", attendance="attended"
    )
    walk = walker(width=320)
    load_question_sets()
    walk.open(links.link(registration, links.FEEDBACK))
    walk.press("Send")
    walk.has_error("q-heard", scripted=True)
    walk.main().get_by_role("radio").nth(1).check()
    walk.field("What should happen next?").fill("Mend the lamps.")
    walk.press("Send")
    assert walk.heading() == "Thank you"
    said = values_of(registration.feedback.response)
    assert said == {"heard": "well", "next-step": "Mend the lamps."}
