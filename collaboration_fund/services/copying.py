"""An old application taken into a new round, to begin from."""

from django.db import transaction

from collaboration_fund import rules
from collaboration_fund.enums import LIVE
from collaboration_fund.models import Application
from collaboration_fund.services.officers import copy_answers
from collaboration_fund.services.writing import start
from core.refusal import require


@transaction.atomic
def copy_into(*, application_id: int, round_id: int, actor, language: str = "en") -> Application:
    """Begin an application in another round with what an old one says; nothing is invited or sent.

    The lead's role and tasks, the answers to questions that are still asked, and its own budget
    lines are taken over. Partners are invited anew: they may not want to again.

    Raises:
        Refusal: `not-allowed`, or what `start` raises.
    """
    old = Application.objects.select_related("lead").get(pk=application_id)
    require(rules.may_send(actor, old))
    taken = Application.objects.filter(round=round_id, lead=old.lead, state__in=LIVE).exists()
    new = start(
        round_id=round_id,
        organisation=old.lead,
        title=old.title,
        actor=actor,
        language=language,
        copied_from=old,
    )
    if taken:
        return new
    lead, before = new.partners.get(is_lead=True), old.partners.get(is_lead=True)
    lead.role, lead.tasks = before.role, before.tasks
    lead.save(update_fields=["role", "tasks"])
    for line in before.lines.filter(quarter__lte=new.round.quarters):
        line.pk, line._state.adding = None, True
        line.application, line.partner = new, lead
        line.save()
    copy_answers(old.entries.latest("stage__number"), new.entry, actor=actor)
    return new
