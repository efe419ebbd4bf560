"""Officers who grant more than a round has, at once, by real processes on either engine."""

from datetime import date

from django.db.models import Sum

from collaboration_fund import emails, services
from collaboration_fund.models import Application, Award, PanelMeeting, Round, Stage
from collaboration_fund.services.people import told_of
from core.refusal import Refusal
from messaging.models import OutboxMessage
from people.services import load_roles
from tests.factories.fund import begun, fund_officer, open_round
from tests.factories.panel import assessing, met
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


def confirming(number: int) -> dict:
    """Two meetings decided on the same applications; the second officers confirm both at once."""
    load_roles()
    round, _made = assessing(*[3] * number)
    Round.objects.filter(pk=round.pk).update(largest_pence=A_GRANT)
    meetings = [met(round), met(round)]
    for meeting, verdict in zip(meetings, ("fund", "no"), strict=True):
        for one in meeting.decisions.all():
            services.decide_on(
                decision_id=one.pk,
                verdict=verdict,
                pounds_pence=A_GRANT if verdict == "fund" else 0,
                reason="Demo: so the panel said.",
                departs="Demo: the panel knows better.",
                actor=fund_officer(),
            )
        services.confirm_first(
            meeting_id=meeting.pk, digest=digest_of(meeting), actor=fund_officer()
        )
    answers = together(_confirm, [[(one.pk, fund_officer())] for one in meetings])
    states = Application.objects.filter(round=round).values_list("state", flat=True)
    return {
        "answers": dict(answers),
        "states": sorted({*states}),
        "letters": OutboxMessage.objects.filter(key__startswith=emails.LETTER).count(),
        "people": len({*told_to(round)}),
    }


def digest_of(meeting) -> str:
    return services.digest_of_decisions(PanelMeeting.objects.get(pk=meeting.pk))


def told_to(round: Round):
    """Each pair of an application and a person who is told of it."""
    for application in Application.objects.filter(round=round):
        yield from ((application.pk, person.pk) for person in told_of(application))


def _confirm(pair) -> str:
    meeting_id, officer = pair
    try:
        services.confirm_second(
            meeting_id=meeting_id,
            digest=digest_of(PanelMeeting(pk=meeting_id)),
            actor=officer,
        )
    except Refusal as refusal:
        return refusal.code
    return "confirmed"


def granting_unguarded(number: int) -> dict:
    """The same, looked at first and written after: the control."""
    round, made = _sent(number)
    return _outcome(round, _at_once(made, _grant_unguarded))
