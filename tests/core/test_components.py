"""The page components: escaped, translated, valid."""

from datetime import UTC, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, Template

from core import text
from core.templatetags.portal import clock
from tests.html import parse_fragment

HOSTILE = "<script>alert(1)</script>&"


def show(source, **context):
    html = Template("{% load portal %}" + source).render(Context(context))
    return parse_fragment(html)


def all_text(element):
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize(
    "source",
    [
        "{% button words %}",
        "{% button words href=words %}",
        "{% notification words %}",
        "{% tag words colour='red' %}",
        "{% warning_text words %}",
        "{% panel words words %}",
        "{% back_link '/' words %}",
        "{% breadcrumbs words '/' %}",
    ],
)
def test_words_from_people_stay_words(source):
    tree = show(source, words=HOSTILE)
    assert not list(tree.iter("script"))
    assert HOSTILE in all_text(tree)


def test_a_button_is_a_submit_button_and_a_link_where_it_leads_somewhere():
    (button,) = show("{% button 'Go' name='act' value='on' %}").iter("button")
    assert (button.get("type"), button.get("name"), button.get("value")) == ("submit", "act", "on")
    (link,) = show("{% button 'Go' href='/panels/' variant='secondary' %}").iter("a")
    assert link.get("href") == "/panels/"
    assert "govuk-button--secondary" in link.get("class").split()


def test_two_messages_on_one_page_have_names_of_their_own():
    tree = show("{% notification 'One' number=1 %}{% notification 'Two' number=2 type='success' %}")
    assert [all_text(h) for h in tree.iter("h2")] == ["Please note", "Done"]


def test_pages_keep_the_rest_of_the_query_string(rf):
    request = rf.get("/panels/", {"ward": "biscot", "page": "2"})
    page = Paginator(range(45), 10).page(2)
    tree = show("{% pagination page %}", request=request, page=page)
    assert [link.get("href") for link in tree.iter("a")] == [
        f"?ward=biscot&page={number}" for number in (1, 1, 2, 3, 4, 5, 3)
    ]
    (here,) = [link for link in tree.iter("a") if link.get("aria-current")]
    assert here.get("aria-label") == "Page 2"


def test_one_page_needs_no_links(rf):
    page = Paginator(range(3), 10).page(1)
    assert all_text(show("{% pagination page %}", request=rf.get("/"), page=page)) == ""


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ((2026, 1, 7, 18, 30), "6:30pm"),
        ((2026, 7, 1, 8, 5), "9:05am"),
    ],
)
def test_the_clock_is_lutons(moment, said):
    assert clock(datetime(*moment, tzinfo=UTC)) == said


@pytest.mark.parametrize(
    ("hour", "part"),
    [
        (0, "at night"),
        (4, "at night"),
        (5, "in the morning"),
        (11, "in the morning"),
        (12, "in the afternoon"),
        (16, "in the afternoon"),
        (17, "in the evening"),
        (19, "in the evening"),
        (20, "at night"),
        (23, "at night"),
    ],
)
def test_a_language_may_name_the_part_of_the_day(monkeypatch, hour, part):
    asked = []
    monkeypatch.setattr(text, "pgettext", lambda context, words: asked.append(context) or words)
    clock(datetime(2026, 1, 7, hour, 59, tzinfo=UTC))
    assert asked == [f"clock {part}"]
