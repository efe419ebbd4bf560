"""A new resident's way: find, register, confirm, keep, withdraw; in every way people browse."""

import pytest
from icalendar import Calendar

from panels.forms import AccessForm, NewcomerForm
from panels.models import Registration
from tests.journeys.walk import URDU, Walk

pytestmark = pytest.mark.django_db(transaction=True)

NAME, EMAIL, POSTCODE = (NewcomerForm.base_fields[name].label for name in NewcomerForm.base_fields)
NEEDS = AccessForm.base_fields["access_needs"].label
ADDRESS = "newcomer@demo.example"


@pytest.mark.parametrize(
    ("language", "browser"),
    [
        pytest.param("en", {}, marks=pytest.mark.soak),
        ("en", {"javascript": False, "width": 320}),
        (URDU, {"width": 320}),
    ],
    ids=["english", "narrow-without-javascript", "narrow-urdu"],
)
def test_a_newcomer_registers_confirms_and_withdraws(walker, settings, session, language, browser):
    settings.ROOT_URLCONF = "tests.people.demo_urls"
    scripted = browser.get("javascript", True)
    walk = walker(**browser)
    walk.open("/")
    if language != "en":
        walk.speak(language)

    find_by_ward(walk, session, by_tile=scripted)
    walk.press("Register for a place")
    give_details(walk, scripted=scripted)
    give_needs_and_change_an_answer(walk)
    walk.press("Register")
    assert walk.heading() == walk.say("Enter your code")
    assert Registration.objects.get().state == "held"

    confirm(walk, scripted=scripted)
    registration = Registration.objects.get()
    assert registration.state == "confirmed"
    assert registration.access_needs == "A hearing loop"
    assert registration.person.name == "Demo Newcomer"
    assert registration.reference in walk.main().inner_text()
    keep_the_date(walk, session)
    assert find_in_my_pages(walk, session) == walk.text(registration.get_state_display())

    walk.link(session.title).click()
    walk.press("Withdraw")
    assert walk.heading() == walk.say("Do you want to withdraw?")
    walk.press("Withdraw")
    registration.refresh_from_db()
    assert registration.state == "withdrawn"
    assert walk.text(registration.get_state_display()) in walk.heading()

    walk.press("Register again")
    walk.press("Continue")
    walk.press("Register")
    again = Registration.objects.live().get()
    assert again.state == "confirmed"
    open_email(walk)
    walk.main().locator("a[href*='/panels/withdraw/']").click()
    walk.look()
    again.refresh_from_db()
    assert again.state == "confirmed"
    walk.press("Withdraw")
    assert walk.heading() == walk.say("You are not registered for this session")
    again.refresh_from_db()
    assert again.state == "withdrawn"


def find_by_ward(walk, session, *, by_tile):
    """By the tile of the ward on the front page, or by the form; then to the session."""
    ward = walk.text(session.venue.ward)
    if by_tile:
        walk.page.locator(".ward-tile", has_text=ward).click()
    else:
        walk.page.get_by_role("link", name=walk.say("Citizen panels")).first.click()
        walk.field("Ward").select_option(label=ward)
        walk.button("Show sessions").click()
    walk.look()
    assert walk.field("Ward").input_value() == "biscot"
    assert walk.main().get_by_role("heading", level=3).all_inner_texts() == [session.title]
    walk.follow(session.title)
    assert walk.heading() == session.title


def give_details(walk, *, scripted):
    """Leave the details empty, then write them wrong, then right."""
    walk.press("Continue")
    walk.has_error("name", "email", scripted=scripted)
    walk.field(NAME).fill("Demo Newcomer")
    walk.field(EMAIL).fill("newcomer at demo")
    walk.field(POSTCODE).fill("somewhere")
    walk.press("Continue")
    walk.has_error("email", "postcode", scripted=scripted)
    assert walk.field(NAME).input_value() == "Demo Newcomer"
    assert walk.field(EMAIL).input_value() == "newcomer at demo"
    assert walk.field(POSTCODE).input_value() == "somewhere"
    walk.field(EMAIL).fill(ADDRESS)
    walk.field(POSTCODE).fill("lu999zz")
    walk.press("Continue")


def give_needs_and_change_an_answer(walk):
    """Write a need, check the answers, and change the first and the last."""
    walk.field(NEEDS).fill("Large print")
    walk.press("Continue")
    assert walk.heading() == walk.say("Check your answers")
    walk.change(NAME)
    assert walk.field(EMAIL).input_value() == ADDRESS
    walk.field(NAME).fill("Demo Newcomer")
    walk.press("Continue")
    assert walk.field(NEEDS).input_value() == "Large print"
    walk.press("Continue")
    walk.change(NEEDS)
    walk.field(NEEDS).fill("A hearing loop")
    walk.press("Continue")
    answers = walk.main().inner_text()
    for answer in ("Demo Newcomer", ADDRESS, "A hearing loop"):
        assert answer in answers


def open_email(walk):
    """Open the newest email in the mailbox of a demonstration."""
    walk.page.goto(f"/mailbox/?q={ADDRESS}")
    walk.main().locator("li a").first.click()


def confirm(walk, *, scripted):
    """Type a wrong code, then the one in the mailbox, which is open in a second tab."""
    walk.field("Code").fill("00000000")
    walk.press("Continue")
    walk.has_error("code", scripted=scripted)
    tab = Walk(walk.page.context.new_page())
    open_email(tab)
    code = tab.page.get_by_role("heading", level=1).locator("bdi").inner_text()
    tab.page.close()
    walk.field("Code").fill(code.split()[0])
    walk.press("Continue")


def keep_the_date(walk, session):
    """Download the calendar file; any calendar reads the right hour in it."""
    with walk.page.expect_download() as expected:
        walk.link("Add to your calendar").click()
    path = expected.value.path()
    (event,) = Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert event["SUMMARY"] == session.title
    assert event.decoded("DTSTART") == session.starts_at.replace(microsecond=0)
    assert str(event.decoded("DTSTART").tzinfo) == "Europe/London"
    assert expected.value.suggested_filename == f"{session.slug}.ics"


def find_in_my_pages(walk, session) -> str:
    """Open the page of one's own involvement; returns the state it tells of the session."""
    walk.page.get_by_role("link", name=walk.say("My involvement")).first.click()
    walk.look()
    mine = walk.main().get_by_role("listitem").filter(has_text=session.title)
    return mine.locator(".govuk-tag").inner_text()
