"""Which questions are asked: each operator, and what hangs on a question that isn't asked."""

import pytest
from django.core.exceptions import ValidationError

from questionnaires.conditions import shown, stands, wanted_value
from questionnaires.enums import ASKED_WHERE, SUITS, Kind, Operator
from questionnaires.models import Question
from tests.factories.questionnaires import QuestionFactory, SectionFactory, choices, columns


def ask(key, earlier=None, operator="", value=""):
    return Question(
        key=key, show_if_question=earlier, show_if_operator=operator, show_if_value=value
    )


FIRST = ask("first")


@pytest.mark.parametrize(
    ("operator", "value", "answer", "is_asked"),
    [
        ("is", "yes", "yes", True),
        ("is", "yes", "no", False),
        ("is", "5", 5, True),
        ("is", "yes", None, False),
        ("is-not", "yes", "no", True),
        ("is-not", "yes", "yes", False),
        ("is-not", "yes", None, False),
        ("includes", "a", ["b", "a"], True),
        ("includes", "a", ["b"], False),
        ("includes", "a", "a", True),
        ("is", "a", ["b", "a"], True),
        ("is-not", "a", ["b", "a"], False),
        ("is-not", "a", ["b"], True),
        ("answered", "", 0, True),
        ("answered", "", [], False),
        ("answered", "", None, False),
    ],
)
def test_each_operator(operator, value, answer, is_asked):
    second = ask("second", FIRST, operator, value)
    values = {} if answer is None else {"first": answer}
    assert (second in _keys(shown([FIRST, second], values))) == is_asked


class _keys(list):
    """Compares by identity: these questions have no row yet."""

    def __contains__(self, question):
        return any(one is question for one in self)


def test_what_hangs_on_a_hidden_question_is_hidden_whatever_was_answered():
    second = ask("second", FIRST, "is", "yes")
    third = ask("third", second, "answered")
    values = {"first": "no", "second": "kept from before"}
    assert [q.key for q in shown([FIRST, second, third], values)] == ["first"]
    values["first"] = "yes"
    assert [q.key for q in shown([FIRST, second, third], values)] == ["first", "second", "third"]


def test_every_operator_has_a_meaning_and_every_kind_says_which_suit():
    assert set(ASKED_WHERE) == set(Operator)
    assert set(SUITS) == set(Kind)
    assert {operator for suited in SUITS.values() for operator in suited} == set(Operator)


# --- The wanted value -----------------------------------------------------------------------------


@pytest.fixture
def questions(db):
    """One question of each kind, by kind."""
    section = SectionFactory()
    found = {kind: QuestionFactory(section=section, key=kind, kind=kind) for kind in Kind}
    for kind in (Kind.ONE, Kind.MANY):
        choices(found[kind], "yes", "no")
        found[kind].choices.filter(value="no").update(label="Not at all")
    columns(found[Kind.TABLE], what=Kind.SHORT_TEXT)
    return found


@pytest.mark.parametrize(
    ("kind", "typed", "kept", "answer"),
    [
        ("number", "1,000", "1000", 1000),
        ("number", " 1 000 ", "1000", 1000),
        ("money", "250", "250", 25_000),
        ("money", "£1,250.50", "1250.50", 125_050),
        ("postcode", "lu12bq", "LU1 2BQ", "LU1 2BQ"),
        ("date", "31/3/2026", "2026-03-31", "2026-03-31"),
        ("date", "31 3 2026", "2026-03-31", "2026-03-31"),
        ("date", "2026-03-31", "2026-03-31", "2026-03-31"),
        ("one", "YES", "yes", "yes"),
        ("one", "not at all", "no", "no"),
        ("short-text", " Bury  Park ", "Bury  Park", "bury park"),
        ("short-text", "José", "José", "JOSE"),
        ("short-text", "!?", "!?", "!?"),
        ("long-text", "No", "No", "no"),
    ],
)
def test_a_value_written_as_people_write_it_can_be_met(questions, kind, typed, kept, answer):
    earlier = questions[kind]
    value = wanted_value(earlier, "is", typed)
    assert value == kept
    assert wanted_value(earlier, "is", value) == kept
    assert stands(earlier, answer, value) == "among"
    assert wanted_value(earlier, "answered", typed) == ""


def test_a_choice_among_several_is_named_in_any_case(questions):
    assert wanted_value(questions["many"], "includes", "Not at ALL") == "no"


@pytest.mark.parametrize(
    ("kind", "operator", "typed", "field"),
    [
        ("many", "is", "yes", "show_if_operator"),
        ("many", "is-not", "yes", "show_if_operator"),
        ("one", "includes", "yes", "show_if_operator"),
        ("short-text", "includes", "yes", "show_if_operator"),
        ("table", "is", "x", "show_if_operator"),
        ("file", "is", "x", "show_if_operator"),
        ("statement", "answered", "", "show_if_operator"),
        ("one", "is", "perhaps", "show_if_value"),
        ("many", "includes", "perhaps", "show_if_value"),
        ("number", "is", "many", "show_if_value"),
        ("number", "is", "", "show_if_value"),
        ("number", "is-not", "7", "show_if_value"),
        ("money", "is", "about 5", "show_if_value"),
        ("date", "is", "31/2/2026", "show_if_value"),
        ("date", "is", "soon", "show_if_value"),
        ("postcode", "is", "Luton", "show_if_value"),
        ("short-text", "is", "x" * 300, "show_if_value"),
    ],
)
def test_what_can_never_be_met_is_refused(questions, kind, operator, typed, field):
    questions["number"].max_number = 5
    with pytest.raises(ValidationError) as refused:
        wanted_value(questions[kind], operator, typed)
    assert list(refused.value.message_dict) == [field]
