"""The order of a draft's questions, and a question copied."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from questionnaires import rules
from questionnaires.keys import free_key
from questionnaires.models import Question, SetVersion
from questionnaires.services.building import twin


@transaction.atomic
def order_questions(
    *, version_id: int, order: Sequence[tuple[int, int]], seen: Sequence[int], actor
) -> None:
    """Put the questions of a draft in another order.

    Args:
        order: (key of a question, key of its section) of every question, in the new order.
        seen: the keys of the questions in the order that the officer saw.

    Raises:
        Refusal: `not-allowed`; `frozen`; `stale` where the order is another by now; `condition`
            where a question would come before the one that its condition looks at.
    """
    require(rules.may_build(actor))
    version = SetVersion.objects.get(pk=version_id)
    version.lock_draft()
    questions = {question.pk: question for question in version.questions.order_by(*IN_ORDER)}
    sections = {section.pk: section for section in version.sections.all()}
    is_known = {pk for _question, pk in order} <= sections.keys()
    if (
        [*questions] != [*seen]
        or sorted(questions) != sorted(pk for pk, _s in order)
        or not is_known
    ):
        words = _(
            "Somebody else changed the questions meanwhile. Look at them, and order them again."
        )
        raise Refusal(words, code="stale")
    _refuse_conditions_on_later(questions, sections, order)
    for place, (pk, section) in enumerate(order, start=1):
        question = questions[pk]
        if (question.order, question.section_id) != (place, section):
            question.order, question.section = place, sections[section]
            question.save(update_fields=["order", "section"])


IN_ORDER = ("section__order", "section_id", "order", "pk")


def _refuse_conditions_on_later(questions, sections, order) -> None:
    place = {
        pk: (sections[section].order, section, number) for number, (pk, section) in enumerate(order)
    }
    for pk, question in questions.items():
        earlier = questions.get(question.show_if_question_id)
        if earlier and place[earlier.pk] >= place[pk]:
            words = _(
                "“%(question)s” is asked because of “%(earlier)s”, so it must come after that."
            )
            raise Refusal(words % {"question": question, "earlier": earlier}, code="condition")


@transaction.atomic
def copy_question(*, question_id: int, actor) -> Question:
    """The same question once more, with its choices, columns and condition, right after it.

    Raises:
        Refusal: `not-allowed`, `frozen`.
    """
    require(rules.may_build(actor))
    question = Question.objects.select_related("version").get(pk=question_id)
    question.version.lock_draft()
    taken = question.version.questions.values_list("key", flat=True)
    copy = twin(question, key=free_key(question.key, taken))
    others = question.section.questions.exclude(pk=copy.pk).order_by("order", "pk")
    together = [
        one for other in others for one in ([other, copy] if other == question else [other])
    ]
    for place, one in enumerate(together, start=1):
        if one.order != place:
            one.order = place
            one.save(update_fields=["order"])
    for part in (*question.choices.all(), *question.columns.all()):
        twin(part, question=copy)
    return copy
