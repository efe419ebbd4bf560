"""The script and the server ask the same questions: by the table, and on a page that people see.

The script judges questions with choices; what hangs on any other answer is asked by the server.
"""

import json
from pathlib import Path
from random import Random

import pytest
from django.conf import settings
from playwright.sync_api import expect

from core.actors import PORTAL
from questionnaires.conditions import shown
from questionnaires.enums import CHOICES, SUITS, Kind, Operator
from questionnaires.forms import PageForm, Part
from questionnaires.models import Question, SetVersion, Survey
from questionnaires.services import publish_version
from questionnaires.services.reading import published_version
from tests.factories.questionnaires import (
    QuestionFactory,
    QuestionSetFactory,
    SectionFactory,
    SetVersionFactory,
    choices,
)

pytestmark = pytest.mark.django_db(transaction=True)

SEED = 2026
VALUES = ["yes", "no", "other", "a", "a-b", "10", "1", "none"]
CONDITION = Path(settings.BASE_DIR) / "static" / "src" / "condition.js"
# Whether each triple is asked, by the function that the page's script uses.
IS_ASKED = """async ([source, triples]) => {
  const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
  const { isAsked } = await import(url);
  return triples.map(([askedWhere, given, wanted]) => isAsked(askedWhere, given, wanted));
}"""
# Answers each question that is there as the page stands by then, as a person does from the top.
ANSWER = """([keys, answers]) => {
  for (const key of keys) {
    for (const box of document.querySelectorAll(`form [name="q-${key}"]`)) {
      box.checked = (answers[key] ?? []).includes(box.value);
      box.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  return [...document.querySelectorAll("form [id^='part-']")].map((part) => part.id.slice(5));
}"""


def answer_to(random: Random, kind: str, values: list[str]):
    """Something that somebody may have answered, or None."""
    if random.random() < 0.15:
        return None
    if kind == Kind.ONE:
        return random.choice(values)
    return random.sample(values, random.randint(1, len(values)))


def as_given(value) -> list[str]:
    """The values of the boxes that are ticked, as the script reads them."""
    return [] if value is None else value if isinstance(value, list) else [value]


def triple(random: Random):
    """A question with choices, a condition on it (of older versions too), and an answer."""
    earlier = Question(key="earlier", kind=random.choice(CHOICES))
    question = Question(
        key="later",
        show_if_question=earlier,
        show_if_operator=random.choice(Operator.values),
        show_if_value=random.choice([*VALUES, "gone", ""]),
    )
    return earlier, question, answer_to(random, earlier.kind, VALUES)


@pytest.mark.parametrize("number", [2_000, pytest.param(10_000, marks=pytest.mark.soak)])
def test_script_and_server_agree_on_generated_triples(visitor, number):
    random = Random(SEED)
    triples = [triple(random) for _number in range(number)]
    page = visitor()
    by_script = page.evaluate(
        IS_ASKED,
        [
            CONDITION.read_text(),
            [
                [Part(question).asked_where, as_given(answer), question.show_if_value]
                for _earlier, question, answer in triples
            ],
        ],
    )
    by_server = [
        len(shown([earlier, question], {} if answer is None else {"earlier": answer})) == 2
        for earlier, question, answer in triples
    ]
    differ = [
        (earlier.kind, question.show_if_operator, question.show_if_value, answer)
        for (earlier, question, answer), one, other in zip(
            triples, by_script, by_server, strict=True
        )
        if one != other
    ]
    assert not differ, differ[:5]
    # Both answers are among them in plenty, or agreeing says nothing.
    assert number / 5 < sum(by_server) < number * 4 / 5


def test_what_the_script_cannot_judge_is_left_to_the_server():
    section = SectionFactory(is_one_page=True)
    for kind in Kind:
        earlier = QuestionFactory(section=section, key=kind, kind=kind)
        QuestionFactory(
            section=section,
            key=f"on-{kind}",
            show_if_question=earlier,
            show_if_operator=Operator.ANSWERED,
        )
    questions = list(SetVersion.objects.with_questions().get(pk=section.version_id).questions.all())
    form = PageForm(questions, values={})
    opened = {part.question.key for part in form.parts if part.is_opened_here}
    assert opened == {f"on-{kind}" for kind in CHOICES}


@pytest.fixture
def branching():
    """A survey for anybody: twenty questions, and sixty that hang on any before them."""
    random = Random(SEED)
    version = SetVersionFactory(question_set=QuestionSetFactory(key="branching"))
    section = SectionFactory(version=version, is_one_page=True)
    made = []
    for number in range(80):
        kind = random.choice(CHOICES)
        condition = {}
        if number >= 20:
            earlier = random.choice(made)
            operator = random.choice(SUITS[earlier.kind])
            wanted = "" if operator == Operator.ANSWERED else random.choice(VALUES[:4])
            condition = {
                "show_if_question": earlier,
                "show_if_operator": operator,
                "show_if_value": wanted,
            }
        question = QuestionFactory(
            section=section,
            key=f"q{number}",
            order=number,
            kind=kind,
            is_required=False,
            **condition,
        )
        choices(question, *VALUES[:4])
        made.append(question)
    publish_version(version_id=version.pk, actor=PORTAL)
    return Survey.objects.create(
        question_set=version.question_set,
        audience=Survey.Audience.ANYBODY,
        opens_at=version.published_at or version.question_set.versions.get().published_at,
    )


def test_script_and_server_agree_on_three_hundred_pairs_of_a_real_page(visitor, branching):
    questions = list(published_version("branching").questions.all())
    keys = [question.key for question in questions]
    random = Random(SEED + 1)
    page = visitor()
    page.goto("/surveys/branching/answer/")
    expect(page.get_by_role("button", name="Send")).to_be_visible()
    seen = 0
    for _round in range(5):
        answers = {q.key: answer_to(random, q.kind, VALUES[:4]) for q in questions}
        given = {key: as_given(value) for key, value in answers.items()}
        by_script = page.evaluate(ANSWER, [keys, given])
        said = {key: value for key, value in answers.items() if value is not None}
        by_server = [question.key for question in shown(questions, said)]
        assert by_script == by_server, json.dumps(answers)
        seen += sum(question.show_if_question_id is not None for question in questions)
    assert seen == 300
