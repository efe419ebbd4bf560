"""The officers' pages in a real browser: narrow, without JavaScript, right to left, under axe."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from panels import services
from panels.models import AccessProvision, Session
from tests.factories.panels import SessionFactory
from tests.factories.people import ResidentFactory
from tests.factories.places import VenueFactory
from tests.factories.times import evening, later_today
from tests.panels.officers import panels_officer, registrations_of, session_page, session_tab

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer_page(visitor, site):
    """Makes a browser page in which a panels officer is signed in already."""

    def open_page(**options):
        client = Client()
        panels_officer(client)
        page = visitor(**options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        return page

    return open_page


@pytest.fixture
def session():
    """A session later today, full, with one person waiting."""
    AccessProvision.objects.create(slug="bsl", title="BSL interpreter")
    session = SessionFactory(
        capacity=1,
        title="What should our streets look like at night in every part of the town?",
        starts_at=evening(5),
    )
    for name in ("Demo Ash", "Demo Birch"):
        person = ResidentFactory(name=name)
        services.register(
            session_id=session.pk, person=person, actor=person, access_needs="Large print"
        )
    return session


def addresses(session):
    draft = SessionFactory(state="draft", starts_at=evening(3))
    registration = session.registrations.first()
    own = ("change", "cancel", "repeat", "write", "register", "attendance", "sheet", "history")
    held = SessionFactory(state="held", starts_at=evening(-3))
    return [
        reverse("admin:index"),
        f"{reverse('admin:search')}?q=demo",
        reverse("admin:panels_session_numbers"),
        reverse("admin:panels_session_changelist"),
        reverse("admin:panels_session_add"),
        *(session_page(session, name) for name in own),
        *(session_tab(session, name) for name in ("details", "people", "messages")),
        session_page(draft, "publish"),
        session_page(draft, "hold_places"),
        session_page(held, "enter_sheet"),
        session_tab(held, "report"),
        session_page(held, "report"),
        registrations_of(session, "export"),
        reverse("admin:panels_registration_changelist"),
        reverse("admin:panels_registration_change", args=[registration.pk]),
        reverse("admin:panels_registration_withdraw", args=[registration.pk]),
        reverse("admin:panels_topic_add"),
    ]


@pytest.mark.parametrize(
    "width",
    [pytest.param(320, marks=pytest.mark.soak), pytest.param(768, marks=pytest.mark.soak), 1280],
)
def test_every_page_fits_and_axe_finds_nothing(officer_page, session, axe, fits, width):
    page = officer_page(width=width)
    for address in addresses(session):
        assert page.goto(address).ok
        fits(page)
        axe(page)


def test_every_page_fits_from_right_to_left(officer_page, session, axe, fits, site):
    page = officer_page(width=320)
    page.context.add_cookies([{"name": "django_language", "value": "ur", "url": site}])
    for address in addresses(session):
        assert page.goto(address).ok
        assert page.locator("html").get_attribute("dir") == "rtl"
        fits(page)
        axe(page)


@pytest.mark.parametrize("javascript", [pytest.param(True, marks=pytest.mark.soak), False])
def test_attendance_on_a_phone(officer_page, session, axe, fits, javascript):
    Session.objects.filter(pk=session.pk).update(
        registration_closes_at=timezone.now(),
        starts_at=later_today(),
        ends_at=later_today() + timedelta(hours=2),
    )
    page = officer_page(javascript=javascript, width=320)
    page.goto(session_page(session))
    page.get_by_role("link", name="Attendance").click()
    page.get_by_label("Find by name or reference").fill("ASH")
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_role("group", name="Demo Birch")).to_have_count(0)
    page.get_by_role("group", name="Demo Ash").get_by_label("Attended").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#officers-question")).to_be_focused()
    fits(page)
    page.get_by_role("button", name="Yes, save").click()
    expect(page.get_by_role("group", name="Demo Birch")).to_be_visible()
    expect(page.get_by_role("group", name="Demo Ash").get_by_label("Attended")).to_be_checked()
    page.get_by_role("group", name="Walk-in 1").get_by_label("Email").fill("door@demo.example")
    page.get_by_label("How many more people").fill("2")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Fill in")).to_be_visible()
    fits(page)
    if javascript:
        axe(page)

    page.get_by_role("group", name="Walk-in 1").get_by_label("Full name").fill("Demo Door")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_role("button", name="Yes, save").click()
    expect(page.get_by_text("Attendance is saved.")).to_be_visible()
    numbers = page.locator(".officers-numbers").inner_text()
    assert "Attended\n1" in numbers
    assert "Walked in\n3" in numbers


@pytest.mark.parametrize("javascript", [pytest.param(True, marks=pytest.mark.soak), False])
def test_a_new_place_is_previewed_then_saved(officer_page, session, axe, fits, javascript):
    VenueFactory(name="The other hall")
    page = officer_page(javascript=javascript, width=320)
    page.goto(session_page(session))
    page.get_by_role("link", name="Details", exact=True).click()
    page.get_by_label("Venue").select_option(label="The other hall")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("2 people will be told by email")).to_be_visible()
    fits(page)
    if javascript:
        axe(page)
    assert page.get_by_label("Venue").locator("option:checked").inner_text() == "The other hall"
    page.get_by_role("button", name="Yes, save").click()
    expect(page.get_by_text("was changed successfully")).to_be_visible()
    session.refresh_from_db()
    assert (session.venue.name, session.version) == ("The other hall", 2)


def test_a_draft_is_written_published_and_cancelled(officer_page, axe):
    SessionFactory(state="draft")
    page = officer_page()
    page.goto(reverse("admin:panels_session_add"))
    page.get_by_label("Programme").select_option(index=1)
    page.get_by_label("Topic").select_option(index=1)
    page.get_by_label("Title (English)").fill("Streets at night")
    page.get_by_label("Summary (English)").fill("Which streets need light?")
    assert page.get_by_label("Address of its page").input_value() == "streets-at-night"
    day = timezone.localdate() + timedelta(days=10)
    page.get_by_label("Starts").fill(f"{day}T18:00")
    page.get_by_label("Ends").fill(f"{day}T20:00")
    page.get_by_label("Registration opens").fill(f"{timezone.localdate()}T00:00")
    page.get_by_label("Registration closes").fill(f"{day}T12:00")
    page.get_by_role("button", name="Save and continue editing").click()
    expect(page.get_by_text("Give a venue, an online link or both.")).to_be_visible()
    axe(page)
    page.get_by_label("Venue").select_option(index=1)
    page.get_by_role("button", name="Save and continue editing").click()

    page.get_by_role("link", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("promised 28 days' notice")).to_be_visible()
    axe(page)
    page.get_by_label("Reason for short notice").fill("The hall was free.")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("The session is published.")).to_be_visible()

    page.get_by_role("link", name="Cancel the session").click()
    page.get_by_label("Reason for cancelling (English)").fill("The hall flooded.")
    axe(page)
    page.get_by_role("button", name="See who is told").click()
    expect(page.locator("#officers-question")).to_be_focused()
    axe(page)
    page.get_by_role("button", name="Cancel the session").click()
    expect(page.get_by_text("The session is cancelled.")).to_be_visible()
