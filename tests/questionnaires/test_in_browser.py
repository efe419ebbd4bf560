"""Every kind of question in a real browser: narrow, without JavaScript, gone on with elsewhere."""

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from core.actors import PORTAL
from questionnaires.models import QuestionSet, Response
from questionnaires.services import load_question_sets, new_version, start, values_of
from tests.factories.people import ResidentFactory, sign_in
from tests.factories.questionnaires import PDF, published
from tests.panels.officers import panels_officer
from tests.questionnaires.room import address

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.questionnaires.room"),
]


@pytest.fixture
def draft():
    published()
    return start(key="everything", actor=PORTAL, language="en")


@pytest.fixture
def signed_in(visitor, site):
    """Makes a page in which the person of this client is signed in."""

    def open_page(client, **options):
        page = visitor(**options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        return page

    return open_page


def press(page, words="Continue"):
    page.get_by_role("button", name=words, exact=True).click()


def error(page) -> str:
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert page.title().startswith("Error:")
    link = page.locator(".govuk-error-summary a").first
    target = link.get_attribute("href")
    assert page.locator(f'[id="{target[1:]}"]').count() == 1
    return link.inner_text()


def about_words(page, look):
    """The statement, both kinds of text, a postcode and half a date; then away."""
    look()
    press(page)
    assert "What is your name?" in error(page)
    look()
    page.get_by_label("What is your name?").fill("Demo Ash")
    press(page)
    page.get_by_label("Why do you apply?").fill("word " * 51)
    look()
    press(page)
    assert "must be 50 words or fewer; you have 51" in error(page)
    assert page.get_by_label("Why do you apply?").input_value().startswith("word word")
    look()
    page.get_by_label("Why do you apply?").fill("To be heard.")
    press(page)
    page.get_by_label("What is your postcode?").fill("nowhere")
    press(page)
    assert "full UK postcode" in error(page)
    page.get_by_label("What is your postcode?").fill("lu11aa")
    press(page)
    page.get_by_label("Day").fill("31")
    page.get_by_label("Month").fill("2")
    page.get_by_label("Year").fill("1990")
    press(page)
    assert "real date" in error(page)
    look()
    page.get_by_label("Month").fill("3")
    press(page, "Save and come back later")
    assert page.url.endswith("/contact/")


def about_choices(page, look):
    """Where the date was left, one choice, and a question that it opens and shuts again."""
    assert page.get_by_label("Month").input_value() == "3"
    press(page)
    press(page)
    assert "Do you belong to a group?" in error(page)
    look()
    page.get_by_label("Yes").check()
    press(page)
    page.get_by_label("What is the group called?").fill("Demo group")
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_label("No", exact=True).check()
    press(page)


def money_and_rows(page, look):
    """Several choices, a number, money, and a table that grows by a row."""
    page.get_by_label("Housing").check()
    look()
    press(page)
    page.get_by_label("How many people?").fill("many")
    press(page)
    assert "whole number" in error(page)
    page.get_by_label("How many people?").fill("1,200")
    press(page)
    page.get_by_label("What does it cost?").fill("£99.50")
    look()
    press(page)
    page.get_by_role("group", name="Row 1").get_by_label("What").fill("Tea")
    press(page, "Add another row What is it spent on?")
    look()
    page.get_by_role("group", name="Row 2").get_by_label("What").fill("Hall")
    page.get_by_role("group", name="Row 2").get_by_label("Amount").fill("x")
    press(page)
    error(page)
    look()
    page.get_by_role("group", name="Row 1").get_by_label("Amount").fill("12.50")
    page.get_by_role("group", name="Row 2").get_by_label("Amount").fill("100")
    press(page)


def papers(page, look):
    """A file: the wrong one, then the right one."""
    look()
    file = page.get_by_label("Your constitution")
    file.set_input_files({"name": "a.exe", "mimeType": "x/y", "buffer": b"MZ"})
    press(page)
    assert "Choose a file that is pdf" in error(page)
    look()
    file.set_input_files({"name": "paper.pdf", "mimeType": "application/pdf", "buffer": PDF})
    press(page)


@pytest.mark.parametrize("javascript", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_all_kinds_on_a_phone_and_resumed_elsewhere(visitor, draft, axe, fits, javascript):
    def walk(page, *steps):
        def look():
            fits(page)
            axe(page)

        for step in steps:
            step(page, look)
        look()

    page = visitor(javascript=javascript, width=320)
    page.goto(address(draft, "welcome"))
    walk(page, about_words)
    page = visitor(javascript=javascript, width=320)
    page.goto(address(draft, "born"))
    walk(page, about_choices, money_and_rows, papers)
    assert page.get_by_role("heading", level=1).inner_text() == "Check your answers"
    for said in ("Demo Ash", "LU1 1AA", "31 March 1990", "Housing", "1,200", "£99.50", "paper.pdf"):
        expect(page.get_by_text(said, exact=True)).to_be_visible()
    assert page.get_by_text("Demo group").count() == 0
    page.get_by_role("link", name="Change How many people?").click()
    page.get_by_label("How many people?").fill("3")
    press(page)
    press(page, "Send")
    expect(page.get_by_text("sent 1")).to_be_visible()
    assert values_of(Response.objects.get())["people"] == 3


def test_a_task_list_and_a_form_with_gaps(visitor, draft, axe, fits):
    page = visitor(width=320)
    page.goto(address(draft, tasks=True))
    fits(page)
    axe(page)
    page.get_by_role("link", name="Look at your answers so far").click()
    press(page, "Send")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    fits(page)
    axe(page)
    page.locator(".govuk-error-summary").get_by_role("link", name="What is your name?").click()
    page.get_by_label("What is your name?").fill("Demo Ash")
    press(page)
    expect(page.get_by_label("Why do you apply?")).to_be_visible()


def test_choosing_none_unchecks_the_others(visitor, draft):
    page = visitor()
    page.goto(address(draft, "topics"))
    page.get_by_label("Housing").check()
    page.get_by_label("None").check()
    assert not page.get_by_label("Housing").is_checked()


@pytest.mark.parametrize("javascript", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_a_resident_answers_about_equality_and_takes_it_back(signed_in, axe, fits, javascript):
    load_question_sets()
    client = Client()
    sign_in(client, ResidentFactory(), "code")
    page = signed_in(client, javascript=javascript, width=320)
    page.goto("/my/equality/")
    fits(page)
    axe(page)
    press(page, "Answer the questions")
    for answer in ("25 to 34", "Female", "Prefer not to say", "White", "Roma"):
        page.get_by_label(answer, exact=True).check()
        fits(page)
        axe(page)
        press(page)
    for _ in range(4):
        press(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    fits(page)
    axe(page)
    press(page, "Send")
    expect(page.get_by_text("You have answered these questions.")).to_be_visible()
    page.get_by_role("link", name="Delete my answers").click()
    axe(page)
    press(page, "Delete my answers")
    expect(page.get_by_text("Your answers about equality are deleted.")).to_be_visible()
    assert Response.objects.get().state == "withdrawn"


@pytest.mark.parametrize("width", [320, pytest.param(1280, marks=pytest.mark.soak)])
def test_the_officers_pages_fit_and_axe_finds_nothing(signed_in, axe, fits, width):
    version = published()
    load_question_sets()
    draft = new_version(question_set_id=version.question_set_id, actor=PORTAL)
    equality = QuestionSet.objects.get(key="equality")
    client = Client()
    panels_officer(client)
    page = signed_in(client, width=width)
    for name, pk in (
        ("questionset_changelist", None),
        ("questionset_change", version.question_set_id),
        ("questionset_copy", version.question_set_id),
        ("questionset_results", equality.pk),
        ("setversion_change", version.pk),
        ("setversion_change", draft.pk),
        ("setversion_publish", draft.pk),
        ("setversion_preview", draft.pk),
        ("question_changelist", None),
        ("question_change", draft.questions.get(key="member").pk),
        ("question_add", None),
    ):
        where = reverse(f"admin:questionnaires_{name}", args=[pk] if pk else [])
        assert page.goto(where).ok
        fits(page)
        axe(page)


def test_every_page_fits_from_right_to_left(signed_in, draft, axe, fits, site):
    load_question_sets()
    client = Client()
    sign_in(client, ResidentFactory(), "code")
    page = signed_in(client, width=320)
    page.context.add_cookies([{"name": "django_language", "value": "ur", "url": site}])
    keys = ("welcome", "born", "topics", "cost", "budget", "paper", "check")
    for where in ("/my/equality/", *(address(draft, key) for key in keys)):
        assert page.goto(where).ok
        assert page.locator("html").get_attribute("dir") == "rtl"
        fits(page)
        axe(page)
    page.goto(address(draft, "cost"))
    sign, box = (page.locator(f".govuk-input{part}").bounding_box() for part in ("__prefix", ""))
    assert sign["x"] > box["x"]
