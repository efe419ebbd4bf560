"""A hub from need to approved project in Chromium, and the one page that a councillor reads."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from investment import services
from investment.models import Project
from tests.factories.hubs import open_hub
from tests.factories.investment import hub_officer, make_case
from tests.factories.people import sign_in_officer
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db(transaction=True)
OFFICERS = [
    pytest.param({"width": 1280}, id="wide"),
    pytest.param(
        {"width": 768, "javascript": False}, id="without JavaScript", marks=pytest.mark.soak
    ),
]
FIGURES = "capital; 2026; 2026; 100,000; Building\nincome; 2027; 2046; 30,000; Rooms that are let"


def add(page, what: str) -> None:
    """Open the page on which something new is written down."""
    page.goto(reverse(f"admin:investment_{what}_add"))


def act(page, words: str, *, press: str = "", **typed) -> None:
    """Press a button of a thing, fill in what it asks by name, and press again."""
    page.get_by_role("link", name=words, exact=True).first.click()
    for name, value in typed.items():
        field = page.locator(f"[name={name}]")
        kind = field.first.evaluate("one => one.type || one.tagName")
        if kind == "checkbox":
            field.first.check()
        elif kind == "select-one":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name=press or words, exact=True).click()


@pytest.mark.parametrize("way", OFFICERS)
def test_an_officer_takes_a_hub_from_need_to_approved_project(visitor, site, axe, fits, way):
    hub = open_hub(venue=VenueFactory(name="Demo hub"))
    client, page = Client(), visitor(**way)
    sign_in_officer(client, hub_officer())
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
    page.context.add_cookies([cookie])
    add(page, "need")
    page.locator("[name=hub]").select_option(str(hub.pk))
    page.locator("[name=title]").fill("The roof lets water in")
    page.locator("[name=cost]").fill("90,000")
    page.locator("[name=is_public]").check()
    axe(page)
    page.get_by_role("button", name="Save", exact=True).click()
    add(page, "proposal")
    page.locator("[name=hub]").select_option(str(hub.pk))
    page.locator("[name=title]").fill("A new roof")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It is there now. Go on here.")).to_be_visible()
    axe(page)
    act(
        page,
        "Change its words and needs",
        press="Save",
        summary="The roof is made anew.",
        needs="",
        equality="Nobody loses by it.",
        equality_on="2026-01-05",
    )
    act(page, "Say its benefits", press="Save", rows="It is dry; everybody; buckets")
    act(page, "Say its risks", press="Save", rows="It costs more; 2; 3; A reserve")
    said = {"on": "2026-01-05", "where": "A citizen panel", "said": "Do it in summer."}
    act(page, "Add what residents said", press="Save", **said)
    improve = {"kind": "improve", "title": "Make it anew", "bias_percent": "10"}
    act(page, "Add an option", **improve)
    act(page, "Say its figures", press="Save", rows=FIGURES)
    axe(page)
    act(page, "Prefer this option")
    page.get_by_role("link", name="Back to the proposal").click()
    page.get_by_role("link", name="Options and figures").click()
    axe(page)
    page.get_by_role("link", name="Do nothing").click()
    act(page, "Say its figures", press="Save", rows="running; 2026; 2046; 15,000; As it is")
    page.get_by_role("link", name="Back to the proposal").click()
    act(page, "Bring it before the board")
    act(
        page,
        "Record the board’s decision",
        board="Demo board",
        decided_on="2026-02-03",
        outcome="conditions",
        pence="110,000",
        conditions="The hall stays open.",
        reason="It washes its face.",
    )
    act(page, "Begin the project")
    act(page, "Plan a milestone", press="Save", title="It opens", when="May 2027")
    spent = {"on": "2026-03-04", "kind": "capital", "pence": "500", "what": "Plans"}
    act(page, "Record what was spent", press="Save", **spent)
    act(page, "Say how it goes", press="Publish", colour="amber", reason="It rains.")
    expect(page.get_by_text("Amber: at risk").first).to_be_visible()
    axe(page)
    fits(page)
    assert Project.objects.get().budget_pence == 11_000_000

    read_by_a_councillor(visitor(width=320, javascript=False), axe, fits)


def read_by_a_councillor(page, axe, fits) -> None:
    """The programme, and the one page of the case, on a telephone without JavaScript."""
    services.load_plan()
    page.goto("/hubs/plans/")
    axe(page)
    fits(page)
    page.get_by_role("link", name="Demo hub").click()
    for words in ("The roof lets water in", "£110,000", "The hall stays open.", "May 2027", "£500"):
        expect(page.get_by_text(words).first).to_be_visible()
    axe(page)
    fits(page)


def test_the_pages_fit_right_to_left(visitor, fits):
    make_case(open_hub(venue=VenueFactory(slug="demo-hub")))
    services.load_plan()
    page = visitor(width=320, locale="ur")
    for address in ("/hubs/plans/", "/hubs/plans/demo-hub/"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        fits(page)
