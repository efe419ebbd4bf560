"""Files, rows and free words on the pages of a set, and what they cost."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.actors import PORTAL
from questionnaires.enums import Kind
from questionnaires.services import publish_version, start, submit, withdraw
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
    columns,
    pdf,
    published,
)
from tests.questionnaires.room import address
from tests.questionnaires.test_pages import kept, words

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.questionnaires.room")]


@pytest.fixture
def together(db):
    """A draft whose two questions, a text and a file, stand on one page."""
    section = SectionFactory(is_one_page=True, version__question_set__key="tied")
    QuestionFactory(section=section, key="title", label="Title")
    QuestionFactory(section=section, key="paper", kind=Kind.FILE, label="Paper", file_kinds="pdf")
    publish_version(version_id=section.version_id, actor=PORTAL)
    return start(key="tied", actor=PORTAL, language="en")


def test_a_file_is_kept_when_another_answer_is_wrong(client, together):
    here = address(together, "title")
    answer = client.post(here, {"q-title": "", "q-paper": pdf("one.pdf")})
    assert "Answer “Title”" in words(answer)
    assert "You have sent one.pdf" in words(answer)
    assert kept(together)["paper"]["name"] == "one.pdf"
    made_from = re.search(r'name="made_from" value="([^"]*)"', answer.text)[1]
    done = client.post(here, {"q-title": "Demo", "made_from": made_from})
    assert done.status_code == 302
    assert kept(together)["paper"]["name"] == "one.pdf"
    assert together.files.count() == 1


def test_a_file_that_is_wrong_is_not_kept_with_another_wrong_answer(client, together):
    answer = client.post(address(together, "title"), {"q-paper": pdf("one.pdf", b"MZ")})
    assert "isn’t really pdf" in words(answer) or "isn't really pdf" in words(answer)
    assert not together.files.exists()


def test_enter_goes_on_and_a_new_row_is_where_one_types_next(client, empty):
    here = address(empty, "budget")
    form = client.get(here).text
    buttons = re.findall(r"<button[^>]*>", form[form.index('name="made_from"') :])
    assert "add_row" not in buttons[0]
    more = client.post(here, {"q-budget.rows": "1", "q-budget.0.what": "Tea", "add_row": "budget"})
    focused = re.findall(r"<input[^>]*autofocus[^>]*>", more.text)
    assert len(focused) == 1
    assert 'name="q-budget.1.what"' in focused[0]


def test_a_new_row_that_begins_with_a_date_is_gone_to_as_well(client, db):
    section = SectionFactory(version__question_set__key="days")
    table = QuestionFactory(section=section, key="days", kind=Kind.TABLE)
    columns(table, day=Kind.DATE, what=Kind.SHORT_TEXT)
    publish_version(version_id=section.version_id, actor=PORTAL)
    draft = start(key="days", actor=PORTAL, language="en")
    more = client.post(address(draft, "days"), {"q-days.rows": "1", "add_row": "days"})
    (focused,) = re.findall(r"<[^>]*autofocus[^>]*>", more.text)
    assert 'name="q-days.1.day_0"' in focused


@pytest.mark.parametrize(
    ("most", "said"),
    [(None, "Choose all that apply."), (1, "Choose one."), (2, "Choose up to 2."), (3, "")],
)
def test_how_many_to_choose_is_said_as_it_is(client, db, most, said):
    section = SectionFactory(version__question_set__key="some")
    question = QuestionFactory(section=section, key="some", kind=Kind.MANY, max_choices=most)
    choices(question, "a", "b", "c")
    publish_version(version_id=section.version_id, actor=PORTAL)
    draft = start(key="some", actor=PORTAL, language="en")
    shown = words(client.get(address(draft, "some")))
    assert said in shown
    assert ("all that apply" in shown) == (most in (None, 3))
    if most == 1:
        wrong = client.post(address(draft, "some"), {"q-some": ["a", "b"]})
        assert "Choose one answer only" in words(wrong)


def test_free_words_run_as_their_language_does(client, empty):
    for page in ("welcome", "why", "budget"):
        assert 'dir="auto"' in client.get(address(empty, page)).text


def test_numbers_are_read_in_groups_in_every_language(client, empty):
    client.post(address(empty, "people"), {"q-people": "1000465"})
    client.post(address(empty, "cost"), {"q-cost": "1000"})
    client.cookies["django_language"] = "ur"
    shown = words(client.get(address(empty, "check")))
    assert "1,000,465" in shown
    assert "£1,000" in shown
    assert 'value="1,000,465"' in client.get(address(empty, "people")).text


def test_what_was_withdrawn_is_closed(client, response):
    withdraw(response_id=response.pk, actor=PORTAL)
    assert client.post(address(response, "why"), {"q-why": "x"}).url == "/contact/"
    assert kept(response)["why"] == "To be heard."


def test_pages_take_the_same_statements_whatever_the_length(client):
    counts = []
    for number in (1, 3, 60):
        version = SetVersionFactory(question_set=QuestionSetFactory(key=f"long-{number}"))
        section = SectionFactory(version=version)
        for n in range(number):
            question = QuestionFactory(section=section, key=f"k{n}", kind=Kind.ONE)
            choices(question, "a", "b")
        publish_version(version_id=version.pk, actor=PORTAL)
        draft = start(key=f"long-{number}", actor=PORTAL, language="en")
        for page in (address(draft, "k0"), address(draft, "check"), address(draft, tasks=True)):
            client.get(page)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(page).status_code == 200
            counts.append((page.rsplit("/", 2)[1] == "check", len(queries)))
    assert len(set(counts)) <= 2
    assert max(number for _check, number in counts) <= 12


def test_a_special_set_is_walked_and_sealed_too(client):
    published(special=True, key="sealed")
    draft = start(key="sealed", actor=PORTAL, language="en")
    client.post(address(draft, "welcome"), {"q-name": "Demo Ash"})
    assert kept(draft)["name"] == "Demo Ash"
    assert draft.answers.get().value is None
    with pytest.raises(Exception, match="Answer these"):
        submit(response_id=draft.pk, actor=PORTAL)
