"""Officers who grant more than a round has, at once, by real processes on either engine."""

from datetime import date

from django.db.models import Sum

from collaboration_fund import services
from collaboration_fund.models import Application, Award, Round, Stage
from core.refusal import Refusal
from people.services import load_roles
from tests.factories.fund import begun, fund_officer, open_round
from tests.faults.fund_racers import PROCESSES
from tests.faults.racers import together

A_GRANT = 100_000


def _sent(number: int) -> tuple[Round, list[int]]:
    """A round with money for a third of so many applications, each sent."""
    load_roles()
    round = open_round(least_partners=0)
    Stage.objects.filter(round=round).update(asks_budget=False)
    made = []
    for _number in range(number):
        application, lead = begun(round)
        services.save_answers(
            application_id=application.pk, values={"new": "Tea.", "where": "Here."}, actor=lead
        )
        own = application.partners.get()
        services.describe(partner_id=own.pk, actor=lead, role="All", tasks="All of it.")
        services.send(application_id=application.pk, actor=lead)
        made.append(application.pk)
    budget = number // 3 * A_GRANT
    Round.objects.filter(pk=round.pk).update(total_pence=budget, largest_pence=A_GRANT)
    return round, made


def _outcome(round: Round, answers) -> dict:
    round.refresh_from_db()
    granted = Award.objects.filter(round=round).aggregate(pence=Sum("pence"))["pence"] or 0
    return {
        "answers": dict(answers),
        "over": max(0, granted - round.total_pence),
        "left": round.total_pence - granted,
        "counted": round.committed_pence == granted,
    }


def _at_once(made: list[int], grant):
    """What came of it where each officer grants their own, one after the other."""
    officers = [fund_officer() for _number in range(PROCESSES)]
    pairs = [(pk, officers[n % PROCESSES]) for n, pk in enumerate(made)]
    shares = [pairs[n::PROCESSES] for n in range(PROCESSES)]
    return together(lambda pair: grant(*pair), shares)


def _grant(application_id: int, officer) -> str:
    try:
        services.grant(
            application_id=application_id,
            pence=A_GRANT,
            actor=officer,
            decided_on=date(2026, 11, 27),
        )
    except Refusal as refusal:
        return refusal.code
    return "granted"


def granting(number: int) -> dict:
    """16 officers grant three times what a round has."""
    round, made = _sent(number)
    return _outcome(round, _at_once(made, _grant))


def _grant_unguarded(application_id: int, officer) -> str:
    application = Application.objects.select_related("round").get(pk=application_id)
    granted = Award.objects.filter(round=application.round).aggregate(pence=Sum("pence"))["pence"]
    if (granted or 0) + A_GRANT > application.round.total_pence:
        return "over-budget"
    Award.objects.create(
        round=application.round, application=application, title="Demo", pence=A_GRANT
    )
    return "granted"


def granting_unguarded(number: int) -> dict:
    """The same, looked at first and written after: the control."""
    round, made = _sent(number)
    return _outcome(round, _at_once(made, _grant_unguarded))
