"""Which questions are asked, given what was answered so far."""

from collections.abc import Iterable, Mapping

from questionnaires.enums import Operator
from questionnaires.models import Question
from questionnaires.values import is_empty, too_long


def shown(questions: Iterable[Question], values: Mapping[str, object]) -> list[Question]:
    """The questions that are asked, in order.

    An answer to a question that isn't asked counts as none, so what hangs on it is hidden too.

    Args:
        questions: of one version, in their order.
        values: kept values by question key.
    """
    asked, counted = [], {}
    for question in questions:
        if _is_met(question, counted):
            asked.append(question)
            if not is_empty(values.get(question.key)):
                counted[question.key] = values[question.key]
    return asked


def is_missing(question: Question, values: Mapping[str, object]) -> bool:
    """Whether a question that is asked must still be answered, or with fewer words.

    The second can be saved for now and not sent.
    """
    if question.key not in values:
        return question.is_asked and question.is_required
    return bool(too_long(question, values[question.key]))


def _is_met(question: Question, counted: Mapping[str, object]) -> bool:
    earlier = question.show_if_question
    if earlier is None:
        return True
    if earlier.key not in counted:
        return False
    value, wanted = counted[earlier.key], question.show_if_value
    if question.show_if_operator == Operator.IS:
        return str(value) == wanted
    if question.show_if_operator == Operator.IS_NOT:
        return str(value) != wanted
    if question.show_if_operator == Operator.INCLUDES:
        return isinstance(value, list) and wanted in value
    return True
