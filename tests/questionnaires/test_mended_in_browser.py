"""Surveys, questions that open, rows and the officers' pages, in a real browser."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from core.actors import PORTAL
from questionnaires.enums import Kind
from questionnaires.models import Response, Survey
from questionnaires.services import publish_version, reopen, save_answers, start, submit, values_of
from tests.factories.questionnaires import (
    QuestionFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
    columns,
    open_survey,
    published,
)
from tests.panels.officers import panels_officer
from tests.questionnaires.conftest import ENOUGH
from tests.questionnaires.room import address

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("tests.questionnaires.room"),
]


def press(page, words="Continue"):
    page.get_by_role("button", name=words, exact=True).click()


@pytest.fixture
def officer_page(visitor, site):
    """Makes a page in which a panels officer is signed in already."""

    def open_page(**options):
        client = Client()
        panels_officer(client)
        page = visitor(**options)
        cookie = client.cookies["sessionid"].value
        page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": site}])
        return page

    return open_page


@pytest.mark.parametrize("javascript", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_a_survey_is_found_and_answered_without_signing_in(visitor, axe, fits, javascript):
    open_survey(audience=Survey.Audience.ANYBODY)
    page = visitor(javascript=javascript, width=320)

    def look():
        fits(page)
        axe(page)

    page.goto("/")
    look()
    page.get_by_role("link", name="Demo lamps").click()
    look()
    press_link = page.get_by_role("button", name="Answer without signing in")
    press_link.click()
    page.get_by_label("Where?").fill("By the park")
    press(page, "Send")
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    assert page.get_by_label("Where?").input_value() == "By the park"
    look()
    page.get_by_label("Yes").check()
    press(page, "Send")
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    look()
    page.goto("/surveys/")
    look()
    assert values_of(Response.objects.get()) == {"lamps": "yes", "where": "By the park"}


@pytest.fixture
def tied():
    """A draft of a page whose second question hangs on the first, and the third on the second."""
    section = SectionFactory(is_one_page=True, version__question_set__key="tied", title="Your club")
    first = QuestionFactory(section=section, key="first", kind=Kind.ONE, label="Do you run a club?")
    choices(first, "yes", "no")
    second = QuestionFactory(
        section=section,
        key="second",
        kind=Kind.MANY,
        label="Which sport?",
        show_if_question=first,
        show_if_operator="is",
        show_if_value="yes",
    )
    choices(second, "tennis", "other")
    QuestionFactory(
        section=section,
        key="third",
        label="Which other?",
        show_if_question=second,
        show_if_operator="includes",
        show_if_value="other",
    )
    QuestionFactory(section=section, key="last", label="Anything else?", is_required=False)
    publish_version(version_id=section.version_id, actor=PORTAL)
    return start(key="tied", actor=PORTAL, language="en")


def test_questions_open_and_close_at_once_with_the_script(visitor, tied, axe, fits):
    page = visitor(width=320)
    page.goto(address(tied, "first"))
    expect(page.get_by_text("we may ask more")).to_be_hidden()
    expect(page.get_by_role("checkbox", name="Other")).to_have_count(0)
    page.get_by_label("Yes").check()
    page.get_by_role("checkbox", name="Other").check()
    page.get_by_label("Which other?").fill("Chess")
    fits(page)
    axe(page)
    tops = [
        page.get_by_text(words, exact=True).bounding_box()["y"]
        for words in ("Which sport?", "Which other?", "Anything else? (optional)")
    ]
    assert tops == sorted(tops)
    page.get_by_role("checkbox", name="Other").uncheck()
    expect(page.get_by_label("Which other?")).to_have_count(0)
    page.get_by_role("checkbox", name="Other").check()
    assert page.get_by_label("Which other?").input_value() == "Chess"
    press(page)
    expect(page.get_by_role("heading", name="Check your answers")).to_be_visible()
    assert values_of(Response.objects.get())["third"] == "Chess"
    # Kept and shown again, it still closes with the answer that opened it.
    page.goto(address(tied, "first"))
    page.get_by_label("No", exact=True).check()
    expect(page.get_by_label("Which other?")).to_have_count(0)


def test_without_the_script_the_page_says_that_more_may_come(visitor, tied, axe):
    page = visitor(javascript=False, width=320)
    page.goto(address(tied, "first"))
    expect(page.get_by_text("we may ask more")).to_be_visible()
    page.get_by_label("Yes").check()
    press(page)
    expect(page.get_by_text("There is more to answer on this page")).to_be_visible()
    expect(page.get_by_label("Tennis")).to_be_visible()
    axe(page)


@pytest.mark.parametrize("javascript", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_enter_goes_on_and_a_new_row_is_where_one_types(visitor, javascript):
    published()
    draft = start(key="everything", actor=PORTAL, language="en")
    page = visitor(javascript=javascript)
    page.goto(address(draft, "budget"))
    page.get_by_label("What", exact=True).fill("Tea")
    press(page, "Add another row What is it spent on?")
    expect(page.get_by_role("group", name="Row 2").get_by_label("What")).to_be_focused()
    page.keyboard.type("Hall")
    for row, amount in (("Row 1", "1000"), ("Row 2", "5")):
        page.get_by_role("group", name=row).get_by_label("Amount").fill(amount)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/paper/$"))
    assert len(values_of(Response.objects.get())["budget"]) == 2


def test_the_boxes_of_a_row_stand_on_one_line(visitor):
    section = SectionFactory(version__question_set__key="days")
    table = QuestionFactory(section=section, key="days", kind=Kind.TABLE, label="Which days?")
    columns(table, what=Kind.SHORT_TEXT, day=Kind.DATE, cost=Kind.MONEY)
    publish_version(version_id=section.version_id, actor=PORTAL)
    draft = start(key="days", actor=PORTAL, language="en")
    page = visitor(width=1280)
    page.goto(address(draft, "days"))
    boxes = [
        page.locator(f'[name="q-days.0.{name}"]').bounding_box()
        for name in ("what", "day_0", "day_2", "cost")
    ]
    bottoms = {round(box["y"] + box["height"]) for box in boxes}
    assert len(bottoms) == 1, boxes


@pytest.mark.parametrize("javascript", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_an_officer_writes_a_question_of_a_kind(officer_page, axe, fits, javascript):
    draft = SetVersionFactory()
    QuestionFactory(section=SectionFactory(version=draft), kind=Kind.NUMBER, label="How many?")
    page = officer_page(javascript=javascript, width=320)
    page.goto(f"{reverse('admin:questionnaires_question_add')}?version={draft.pk}")
    typed, box = page.locator("#id_condition"), page.locator("#id_show_if_value")
    typed.select_option(label="if it is what I type below")
    expect(box).to_be_visible()
    typed.select_option(label="always")
    expect(box).to_be_hidden() if javascript else expect(box).to_be_visible()
    page.locator("#id_kind").select_option("money")
    expect(page.locator("#id_min_pounds")).to_be_visible()
    for other in ("#id_max_rows", "#id_earliest", "#id_min_number", "#id_choices-0-label_en"):
        if javascript:
            expect(page.locator(other)).to_be_hidden()
        else:
            expect(page.locator(other)).to_be_visible()
    page.locator("#id_label_en").fill("What does it cost?")
    page.locator("#id_max_pounds").fill("2,000")
    fits(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(
        page.locator(".officers-order").get_by_role("link", name="What does it cost?")
    ).to_be_visible()
    cost = draft.questions.get(kind="money")
    assert (cost.key, cost.max_number) == ("what-does-it-cost", 200_000)
    axe(page)
    if javascript:
        rows = page.locator("[data-section] > li")
        rows.nth(1).locator(".officers-handle").drag_to(
            rows.nth(0), target_position={"x": 5, "y": 2}
        )
        page.get_by_role("button", name="Save the order").click()
    else:
        page.get_by_role("button", name="Move “What does it cost?” up").click()
    expect(page.get_by_text("The questions are in this order now.")).to_be_visible()
    assert draft.questions.first() == cost
    fits(page)


def test_an_officer_reads_counts_tags_compares_and_exports(officer_page, axe, fits):
    published()
    draft = start(key="everything", actor=PORTAL, language="en")
    save_answers(response_id=draft.pk, values=ENOUGH, actor=PORTAL)
    submit(response_id=draft.pk, actor=PORTAL)
    reopen(response_id=draft.pk, actor=PORTAL)
    save_answers(response_id=draft.pk, values={"why": "To be heard again."}, actor=PORTAL)
    submit(response_id=draft.pk, actor=PORTAL)
    page = officer_page(width=320)
    page.goto(reverse("admin:questionnaires_response_changelist"))
    fits(page)
    axe(page)
    page.get_by_role("link", name=str(draft.pseudonym)).click()
    expect(page.get_by_text("Demo Ash")).to_be_visible()
    fits(page)
    page.get_by_role("link", name="What changed between submissions").click()
    expect(page.get_by_text("To be heard again.")).to_be_visible()
    fits(page)
    axe(page)
    page.goto(
        reverse("admin:questionnaires_questionset_results", args=[draft.version.question_set_id])
    )
    fits(page)
    axe(page)
    page.get_by_role("link", name="Read the answers to “Why do you apply?”").click()
    page.get_by_label("To be heard again.").check()
    page.locator("#id_name").fill("Voice")
    page.get_by_role("button", name="Tag those I ticked").click()
    expect(page.get_by_text("Tagged 1 answer.")).to_be_visible()
    fits(page)
    axe(page)
    page.goto(
        reverse("admin:questionnaires_questionset_export", args=[draft.version.question_set_id])
    )
    fits(page)
    axe(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download as CSV").click()
    assert "To be heard again." in download.value.path().read_text()
