"""Access facts: what is measured, by whom, and what it means for somebody who needs something."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal
from hubs.enums import ANSWERS, MOST_NUMBER, AccessKind, AccessNeed, Answer, MeasuredBy
from hubs.models import AccessFact, Hub
from hubs.services.locks import lock_to_edit

# Which fact says whether a need is met.
FACTS_OF_NEED: dict[str, str] = {
    AccessNeed.STEP_FREE: AccessKind.STEP_FREE,
    AccessNeed.TOILET: AccessKind.TOILET,
    AccessNeed.CHANGING_PLACE: AccessKind.CHANGING_PLACE,
    AccessNeed.BAYS: AccessKind.BAYS,
    AccessNeed.HEARING_LOOP: AccessKind.HEARING_LOOP,
}


def facts_of(hub: Hub) -> dict[str, AccessFact]:
    """{kind: fact} of a hub, from what was read with it."""
    return {fact.kind: fact for fact in hub.facts.all()}


def is_step_free(facts: Mapping[str, AccessFact]) -> bool | None:
    """Whether one gets in without a step now; None where nobody has looked.

    A lift that is out of order ends it at once, whatever was measured.
    """
    way, lift = facts.get(AccessKind.STEP_FREE), facts.get(AccessKind.LIFT)
    if lift is not None and lift.answer == Answer.FAILED:
        return False
    return None if way is None else way.answer == Answer.YES


def meets(facts: Mapping[str, AccessFact], need: str) -> bool | None:
    """Whether a hub has what somebody needs; None where nobody knows, which is not a no."""
    if need == AccessNeed.STEP_FREE:
        return is_step_free(facts)
    fact = facts.get(FACTS_OF_NEED[need])
    if fact is None:
        return None
    return fact.answer == Answer.YES if fact.number is None else fact.number > 0


@transaction.atomic
def record_fact(
    *,
    hub_id: int,
    actor,
    kind: str,
    measured_on: date,
    measured_by: str,
    answer: str = "",
    number: int | None = None,
    note: str = "",
) -> AccessFact:
    """Keep what somebody measured, instead of what was kept of it.

    Args:
        hub_id: primary key of the hub.
        actor: one of its managers, or a hub officer.
        kind: one of AccessKind.
        measured_on: the day, today at the latest.
        measured_by: one of MeasuredBy.
        answer: one of `ANSWERS[kind]`, "" for what is counted.
        number: of what is counted: centimetres of a door, bays.
        note: more about it, public.

    Raises:
        Refusal: `not-found`, `not-allowed`, `unknown-kind`, `answer` or `number` where they don't
            fit the kind, `future` where the day is to come.
    """
    hub = lock_to_edit(hub_id, actor)
    if kind not in ANSWERS or measured_by not in MeasuredBy.values:
        raise Refusal(_("Choose what was measured, and by whom."), code="unknown-kind")
    is_counted = ANSWERS[kind] == (Answer.NUMBER,)
    if is_counted and (number is None or not 0 <= number <= MOST_NUMBER):
        words = _("Enter a whole number from 0 to %(most)d.") % {"most": MOST_NUMBER}
        raise Refusal(words, code="number", field="number")
    if not is_counted and answer not in ANSWERS[kind]:
        raise Refusal(_("Choose an answer that fits what was measured."), code="answer")
    if measured_on > timezone.localdate():
        words = _("The day can’t be in the future.")
        raise Refusal(words, code="future", field="measured_on")
    fact = AccessFact.objects.filter(hub=hub, kind=kind).first() or AccessFact(hub=hub, kind=kind)
    fact.answer = "" if is_counted else answer
    fact.number = number if is_counted else None
    fact.note, fact.measured_on, fact.measured_by = note.strip(), measured_on, measured_by
    fact.save()
    return fact


@transaction.atomic
def forget_fact(*, hub_id: int, actor, fact_id: int) -> None:
    """Take back what was kept of a fact: nobody knows it any more. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    hub = lock_to_edit(hub_id, actor)
    for fact in AccessFact.objects.filter(hub=hub, pk=fact_id):
        fact.delete()
