"""Walking through the pages: one question each or under a task list."""

import re
from html import unescape

import pytest

from core.actors import PORTAL
from questionnaires.enums import Kind
from questionnaires.models import Response
from questionnaires.services import publish_version, start, values_of
from tests.factories.questionnaires import (
    QuestionFactory,
    SectionFactory,
    choices,
    pdf,
)
from tests.questionnaires.room import NOBODY, address

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.questionnaires.room")]


def kept(response) -> dict:
    return values_of(Response.objects.get(pk=response.pk))


def words(answer) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_one_question_after_another_to_the_check_page(client, empty):
    steps = [
        ("welcome", {"q-name": "Demo Ash"}, "why"),
        ("why", {"q-why": "To be heard."}, "postcode"),
        ("postcode", {"q-postcode": ""}, "born"),
        ("born", {"q-born_0": "31", "q-born_1": "3", "q-born_2": "1990"}, "member"),
        ("member", {"q-member": "yes"}, "group"),
        ("group", {"q-group": "Demo group"}, "topics"),
        ("topics", {"q-topics": ["housing"]}, "people"),
        ("people", {"q-people": "1,200"}, "cost"),
        ("cost", {"q-cost": "£99.50"}, "budget"),
        (
            "budget",
            {"q-budget.rows": "2", "q-budget.0.what": "Tea", "q-budget.0.amount": "12.50"},
            "paper",
        ),
        ("paper", {"q-paper": pdf()}, "check"),
    ]
    for page, typed, following in steps:
        assert client.get(address(empty, page)).status_code == 200
        answer = client.post(address(empty, page), typed)
        assert answer.status_code == 302, (page, words(answer))
        assert answer.url == address(empty, following)
    values = kept(empty)
    assert values["people"] == 1200
    assert values["cost"] == 9950
    assert values["budget"] == [{"what": "Tea", "amount": 1250}]
    check = client.get(address(empty, "check"))
    for said in ("Demo Ash", "31 March 1990", "Housing", "£99.50", "What: Tea", "paper.pdf"):
        assert said in words(check)
    assert client.post(address(empty, "check")).content == b"sent 1"
    again = client.get(address(empty, "check"))
    assert (again.status_code, again.url) == (302, "/contact/")


def test_looking_keeps_nothing_and_a_question_that_is_not_asked_leads_on(client, empty):
    client.get(address(empty, "welcome"))
    assert kept(empty) == {}
    assert client.get(address(empty, "group")).url == address(empty, "topics")
    assert client.get(address(empty, "no-such-page")).status_code == 404
    assert client.get(f"/room/{NOBODY}/welcome/").status_code == 404
    assert client.put(address(empty, "welcome")).status_code == 405


def test_what_must_be_answered_is_said_and_may_wait_for_later(client, empty):
    answer = client.post(address(empty, "welcome"), {"q-name": ""})
    assert "Answer “What is your name?”" in words(answer)
    assert "<title>Error:" in re.sub(r"\s*(<title>)\s*", r"\1", answer.content.decode())
    later = client.post(address(empty, "welcome"), {"q-name": "", "later": "1"})
    assert later.url == "/contact/"
    long = client.post(address(empty, "why"), {"q-why": "word " * 51, "later": "1"})
    assert long.url == "/contact/"
    assert kept(empty) == {"why": ("word " * 51).strip()}
    said = "“Why do you apply?” must be 50 words or fewer; you have 51"
    assert said in words(client.post(address(empty, "why"), {"q-why": "word " * 51}))
    assert said in words(client.post(address(empty, "check")))
    assert client.get(address(empty, "check")).status_code == 200
    endless = client.post(address(empty, "why"), {"q-why": "x" * 10_001, "later": "1"})
    assert "must be 10,000 characters or fewer; you have 10,001" in words(endless)
    assert "x" * 10_001 in words(endless)


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("welcome", {"q-name": "x" * 10_000}),
        ("people", {"q-people": "9" * 10_000}),
        ("people", {"q-people": "١٢"}),
        ("cost", {"q-cost": "1e99"}),
        ("cost", {"q-cost": "-5"}),
        ("born", {"q-born_0": "9" * 5000, "q-born_1": "x", "q-born_2": "\x00"}),
        ("member", {"q-member": "\x00"}),
        ("topics", {"q-topics": ["housing", "none"]}),
        ("topics", {"q-topics": ["nothing"]}),
        ("budget", {"q-budget.rows": "9" * 5000, "q-budget.0.what": "Tea"}),
        ("budget", {"q-budget.rows": "-1", "q-budget.0.amount": "x"}),
        ("budget", {"q-budget.rows": "٣", "q-budget.0.amount": "1"}),
        ("budget", {"q-budget.0.what": "\x00", "q-budget.0.amount": "1"}),
    ],
)
def test_unusable_input_is_said_and_never_a_fault(client, empty, page, typed):
    answer = client.post(address(empty, page), typed)
    assert answer.status_code == 200
    assert "There is a problem" in words(answer)
    assert kept(empty) == {}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("paper.exe", b"MZ"),
        ("paper.pdf", b"MZ\x90\x00 not a paper"),
        ("paper.pdf", b""),
        ("paper.png", b"\x89PNG\r\n\x1a\n"),
        ("paper", b"%PDF-1.7"),
    ],
)
def test_a_file_that_is_not_what_was_asked_for_is_refused(client, empty, name, content):
    answer = client.post(address(empty, "paper"), {"q-paper": pdf(name, content)})
    assert "There is a problem" in words(answer)
    assert not empty.files.exists()


def test_a_file_is_kept_over_and_taken_back(client, empty):
    client.post(address(empty, "paper"), {"q-paper": pdf("one.pdf")})
    page = client.get(address(empty, "paper"))
    assert "You have sent one.pdf" in words(page)
    client.post(address(empty, "paper"), {})
    assert kept(empty)["paper"]["name"] == "one.pdf"
    client.post(address(empty, "paper"), {"q-paper.remove": "on"})
    assert "paper" not in kept(empty)
    assert not empty.files.exists()


def test_rows_are_added_by_a_post_and_nothing_typed_is_lost(client, empty):
    typed = {"q-budget.rows": "1", "q-budget.0.what": "Tea", "q-budget.0.amount": "lots"}
    longer = client.post(address(empty, "budget"), typed | {"add_row": "budget"})
    page = longer.content.decode()
    assert "There is a problem" not in page
    assert 'value="lots"' in page
    assert "Row 2" in words(longer)
    assert "Row 3" not in words(longer)
    full = client.post(
        address(empty, "budget"), typed | {"q-budget.rows": "3", "add_row": "budget"}
    )
    assert "Row 4" not in words(full)
    assert "Add another row" not in words(full)
    other = client.post(address(empty, "budget"), typed | {"add_row": "no-such-table"})
    assert other.status_code == 200
    half = client.post(address(empty, "budget"), {"q-budget.rows": "2", "q-budget.1.what": "Tea"})
    assert "Fill in “Amount”" in words(half)


def test_a_change_leads_back_to_the_check_page_past_what_it_opens(client, response):
    check = client.get(address(response, "check")).content.decode()
    assert f'href="{address(response, "member")}?change=1"' in check
    answer = client.post(address(response, "member") + "?change=1", {"q-member": "yes"})
    assert answer.url == address(response, "group") + "?change=1"
    answer = client.post(answer.url, {"q-group": "Demo group"})
    assert answer.url == address(response, "check")


def test_sending_with_gaps_says_which_and_sends_nothing(client, empty):
    answer = client.post(address(empty, "check"))
    assert answer.status_code == 409
    assert "What is your name?" in words(answer)
    empty.refresh_from_db()
    assert empty.is_draft


def test_a_task_list_says_how_far_each_section_is(client, empty):
    page = client.get(address(empty, tasks=True))
    assert "Not started" in words(page)
    assert "Optional" in words(page)
    answer = client.post(address(empty, "welcome", tasks=True), {"q-name": "Demo"})
    assert answer.url == address(empty, "why", tasks=True)
    assert "In progress" in words(client.get(address(empty, tasks=True)))
    client.post(address(empty, "why", tasks=True), {"q-why": "Because."})
    answer = client.post(address(empty, "member", tasks=True), {"q-member": "no"})
    assert answer.url == address(empty, tasks=True)
    done = words(client.get(address(empty, tasks=True)))
    assert "Done" in done
    assert "Check and send" in done


def test_a_section_asked_together_asks_again_for_what_an_answer_opens(client):
    section = SectionFactory(is_one_page=True, version__question_set__key="tied")
    first = QuestionFactory(section=section, key="first", kind=Kind.ONE)
    choices(first, "yes", "no")
    QuestionFactory(
        section=section,
        key="second",
        show_if_question=first,
        show_if_operator="is",
        show_if_value="yes",
    )
    publish_version(version_id=section.version_id, actor=PORTAL)
    draft = start(key="tied", actor=PORTAL, language="en")
    here = address(draft, "first")
    # It waits for the script, and is said to be there to who has none.
    shown = client.get(here).content.decode()
    assert shown.index("<template data-waits>") < shown.index('name="q-second"')
    assert "we may ask more" in shown
    assert client.post(here, {"q-first": "yes"}).url == f"{here}#part-second"
    shown = client.get(here).content.decode()
    assert "There is more to answer on this page" in shown
    assert 'id="part-second"' in shown
    assert "<template" not in shown
    assert 'name="q-second"' in shown
    assert client.post(here, {"q-first": "yes", "q-second": "x"}).url == address(draft, "check")


def test_what_the_script_opened_is_judged_and_kept_with_the_rest(client):
    section = SectionFactory(is_one_page=True, version__question_set__key="tied")
    first = QuestionFactory(section=section, key="first", kind=Kind.ONE)
    choices(first, "yes", "no")
    QuestionFactory(
        section=section,
        key="second",
        show_if_question=first,
        show_if_operator="is",
        show_if_value="yes",
    )
    publish_version(version_id=section.version_id, actor=PORTAL)
    draft = start(key="tied", actor=PORTAL, language="en")
    here = address(draft, "first")
    wrong = client.post(here, {"q-first": "yes", "q-second": "", "asked": "second"})
    assert "Answer “" in words(wrong)
    assert kept(draft) == {}
    at_once = client.post(here, {"q-first": "yes", "q-second": "x", "asked": "second"})
    assert at_once.url == address(draft, "check")
    assert kept(draft) == {"first": "yes", "second": "x"}
    closed = client.post(here, {"q-first": "no", "q-second": "y", "asked": "second"})
    assert closed.url == address(draft, "check")
    assert kept(draft)["second"] == "x"
    for bad in ("\x00", "x" * 10_000, "= = ="):
        assert client.post(here, {"q-first": "no", "asked": bad, "made_from": bad}).url


def test_what_was_saved_in_another_window_stands_beside_what_was_typed(client, empty):
    here = address(empty, "why")

    def mark():
        return re.search(r'name="made_from" value="([^"]*)"', client.get(here).text)[1]

    first = second = mark()
    assert client.post(here, {"q-why": "From one.", "made_from": first}).status_code == 302
    answer = client.post(here, {"q-why": "From two.", "made_from": second})
    assert answer.status_code == 409
    for said in ("There is a problem", "answered in another window", "From one.", "From two."):
        assert said in words(answer)
    assert kept(empty) == {"why": "From one."}
    # Too wrong to be saved, it still remembers what it was made from.
    wrong = client.post(here, {"q-why": "word " * 51, "made_from": second})
    assert f'value="{second}"' in wrong.text
    again = re.search(r'name="made_from" value="([^"]*)"', answer.text)[1]
    assert client.post(here, {"q-why": "From two.", "made_from": again}).status_code == 302
    assert kept(empty) == {"why": "From two."}
    same = client.post(here, {"q-why": "From two.", "made_from": second})
    assert same.status_code == 302


def test_a_table_saved_in_another_window_is_shown_too(client, empty):
    here = address(empty, "budget")
    mark = re.search(r'name="made_from" value="([^"]*)"', client.get(here).text)[1]
    row = {"q-budget.rows": "1", "q-budget.0.what": "Tea", "made_from": mark}
    client.post(here, row | {"q-budget.0.amount": "1000"})
    answer = client.post(here, row | {"q-budget.0.amount": "2"})
    assert answer.status_code == 409
    assert "What: Tea; Amount: £1,000" in words(answer)
    assert 'value="2"' in answer.text
