"""Which questions are asked: each operator, and what hangs on a question that isn't asked."""

import pytest

from questionnaires.conditions import shown
from questionnaires.models import Question


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
        ("includes", "a", "a", False),
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
