"""Which questions are asked, given what was answered so far.

What an operator means stands in one table, `enums.ASKED_WHERE`, which the script reads as well.
"""

from collections.abc import Iterable, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.text import comparable, one_line
from questionnaires.enums import ASKED_WHERE, SUITS, Operator, Stands
from questionnaires.models import Question
from questionnaires.values import TEXTS, as_text, is_empty, too_long, typed_answer


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


def stands(question: Question, value, wanted: str) -> str:
    """How `wanted` stands to the kept answer `value` of an earlier question: one of `Stands`.

    Texts are compared without regard to case, accents and marks.
    """
    if is_empty(value):
        return Stands.NOTHING
    given = value if isinstance(value, list) else [value]
    kind = question.kind
    is_among = _same(kind, wanted) in [_same(kind, as_text(kind, one)) for one in given]
    return Stands.AMONG if is_among else Stands.OTHER


def wanted_value(earlier: Question, operator: str, typed: str) -> str:
    """The wanted value of a condition as it is kept, written in any way that people write it.

    Raises:
        ValidationError: by field of Question, where the operator doesn't suit the earlier question
            or no answer to that can be met by the value.
    """
    if operator not in SUITS[earlier.kind]:
        raise ValidationError({"show_if_operator": _unsuited(earlier)})
    if operator == Operator.ANSWERED:
        return ""
    try:
        kept = typed_answer(earlier, typed)
    except ValidationError as error:
        raise ValidationError({"show_if_value": error}) from error
    if kept is None:
        raise ValidationError({"show_if_value": _("Say which answer the condition looks for.")})
    return as_text(earlier.kind, kept[0] if isinstance(kept, list) else kept)


def in_words(question: Question) -> str:
    """When a question is asked, as people read it; "" where it always is."""
    earlier = question.show_if_question
    if earlier is None:
        return ""
    words = _("“%(question)s” %(operator)s “%(value)s”")
    if question.show_if_operator == Operator.ANSWERED:
        words = _("“%(question)s” %(operator)s")
    value, labels = question.show_if_value, {}
    if earlier.has_choices:
        labels = {choice.value: str(choice.label) for choice in earlier.choices.all()}
    return words % {
        "question": earlier.label,
        "operator": Operator(question.show_if_operator).label,
        "value": labels.get(value, value),
    }


def _unsuited(earlier: Question) -> str:
    """What suits the earlier question instead."""
    labels = dict(Operator.choices)
    suited = ", ".join(f"“{labels[operator]}”" for operator in SUITS[earlier.kind])
    if not suited:
        return _("A statement takes no answer. Choose an earlier question.")
    return _("This doesn’t suit the earlier question. Choose one of: %(suited)s.") % {
        "suited": suited
    }


def _same(kind: str, text: str) -> str:
    if kind in TEXTS:
        return comparable(text) or one_line(text).casefold()
    return text


def _is_met(question: Question, counted: Mapping[str, object]) -> bool:
    earlier = question.show_if_question
    if earlier is None:
        return True
    where = stands(earlier, counted.get(earlier.key), question.show_if_value)
    return where in ASKED_WHERE[question.show_if_operator]
