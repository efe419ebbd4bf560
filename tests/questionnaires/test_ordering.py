"""The order of a draft's questions, and a question copied."""

import pytest

from core.actors import PORTAL
from core.refusal import Refusal
from questionnaires.enums import Kind
from questionnaires.services import copy_question, order_questions, publish_version
from tests.factories.people import OfficerFactory
from tests.factories.questionnaires import (
    QuestionFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
)
from tests.panels.officers import officer_who_may, panels_officer
from tests.questionnaires.test_admin import page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    return panels_officer(client)


@pytest.fixture
def draft():
    return SetVersionFactory()


def in_order(draft) -> str:
    return " ".join(question.key for question in draft.questions.all())


@pytest.fixture
def three(draft):
    """Three questions, a and b in one section and c in the next."""
    first, second = SectionFactory(version=draft), SectionFactory(version=draft)
    return [
        QuestionFactory(section=section, key=key, label=f"{key}?", order=order)
        for section, key, order in ((first, "a", 0), (first, "b", 0), (second, "c", 0))
    ]


@pytest.mark.parametrize(
    "asked",
    [
        ({"place-a": "2"}, "b a c"),
        ({"place-b": "1"}, "b a c"),
        ({"up": "b"}, "b a c"),
        ({"down": "a"}, "b a c"),
        ({"up": "a"}, "a b c"),
        ({"place-a": "x", "place-b": "9" * 30, "up": "z"}, "a b c"),
        ({"section-c": "first", "place-c": "2", "place-b": "3"}, "a c b"),
    ],
)
def test_questions_are_ordered_by_numbers_and_by_buttons(client, officer, draft, three, asked):
    posted, order = asked
    shown = client.get(page("setversion", "change", draft.pk))
    known = {question.key: question.pk for question in three}
    sections = {"first": three[0].section_id, "second": three[2].section_id}
    typed = {"seen": shown.context["seen"]}
    for name, value in posted.items():
        field, _dash, key = name.partition("-")
        typed[f"{field}-{known[key]}" if key else field] = (known | sections).get(value, value)
    client.post(page("setversion", "order", draft.pk), typed)
    assert in_order(draft) == order


def test_a_question_at_the_end_of_a_section_moves_into_the_next(client, officer, draft, three):
    a, b, c = three
    seen = f"{a.pk} {b.pk} {c.pk}"
    client.post(page("setversion", "order", draft.pk), {"seen": seen, "down": b.pk})
    b.refresh_from_db()
    assert (b.section, in_order(draft)) == (c.section, "a b c")


def test_an_order_that_a_condition_forbids_or_somebody_overtook_is_refused(
    client, officer, draft, three
):
    a, b, c = three
    c.show_if_question, c.show_if_operator = b, "answered"
    c.save()
    here = page("setversion", "order", draft.pk)
    seen = {"seen": f"{a.pk} {b.pk} {c.pk}"}
    wrong = seen | {f"section-{c.pk}": a.section_id, f"place-{c.pk}": "1"}
    told = client.post(here, wrong, follow=True)
    assert "“c?” is asked because of “b?”, so it must come after that." in words(told)
    late = client.post(here, {"seen": f"{b.pk} {a.pk} {c.pk}", "up": b.pk}, follow=True)
    assert "Somebody else changed the questions meanwhile." in words(late)
    assert in_order(draft) == "a b c"
    publish_version(version_id=draft.pk, actor=PORTAL)
    assert "wording is kept" in words(client.post(here, seen | {"up": b.pk}, follow=True))
    officer_who_may(client, "view_setversion")
    assert client.post(here, seen).status_code == 403
    for service, about in (
        (order_questions, {"version_id": draft.pk, "order": [], "seen": []}),
        (copy_question, {"question_id": a.pk}),
    ):
        with pytest.raises(Refusal, match="permission"):
            service(**about, actor=OfficerFactory())


def test_a_question_is_copied_with_its_choices_right_after_it(client, officer, draft, three):
    a, b, _c = three
    choices(b, "yes", "no")
    b.kind, b.show_if_question, b.show_if_operator = Kind.ONE, a, "answered"
    b.save()
    answer = client.post(page("question", "copy", b.pk))
    assert in_order(draft) == "a b b-2 c"
    copy = draft.questions.get(key="b-2")
    assert answer.url == page("question", "change", copy.pk)
    assert (copy.show_if_question, copy.label) == (a, "b?")
    assert [choice.value for choice in copy.choices.all()] == ["yes", "no"]
    client.post(page("question", "copy", a.pk))
    assert in_order(draft) == "a a-2 b b-2 c"
