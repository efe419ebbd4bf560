"""How an application comes into each state that `matrix.STATES` names."""

from datetime import timedelta

from django.utils import timezone

from collaboration_fund import services
from collaboration_fund.models import Stage
from tests.factories.fund import moved
from tests.factories.panel import panel_decides

HOUR = timedelta(hours=1)


def send_twice(made) -> None:
    """And write on."""
    made.sent()
    made.say("new", "We share two kitchens.")
    made.sent()
    made.say("where", "In nine wards.")


def _nothing(_made, _officer) -> None:
    pass


def _over(made, _officer) -> None:
    moved(made.application.round.stage, closes_at=timezone.now() - HOUR)
    services.turn_rounds()


def _more(act, **named):
    def give(made, officer):
        _over(made, officer)
        until = timezone.now() + 24 * HOUR
        given = {"until": until, "reason": "The power was cut.", "actor": officer}
        act(application_id=made.application.pk, **given, **named)

    return give


def _decided(decision: str):
    def decide(made, officer):
        asked = {"application_id": made.application.pk, "decision": decision}
        services.record_decision(**asked, actor=officer, feedback="We said why.")

    return decide


def _by_a_panel(verdict: str):
    def decide(made, _officer):
        panel_decides(made.application, verdict)

    return decide


def _through(made, officer) -> None:
    _over(made, officer)
    round, first = made.application.round, made.application.round.stage
    Stage.objects.create(
        round=round,
        number=2,
        opens_at=timezone.now() + HOUR,
        closes_at=timezone.now() + 24 * HOUR,
        question_set=first.question_set,
        version=first.version,
    )
    services.start_assessing(round_id=round.pk, actor=officer)
    _decided("through")(made, officer)
    services.next_stage(round_id=round.pk, actor=officer)


def _in_stage_2(made, officer) -> None:
    _through(made, officer)
    moved(made.application.round.stages.get(number=2), opens_at=timezone.now() - HOUR / 2)
    services.turn_rounds()


def _withdrawn(made, _officer) -> None:
    services.withdraw(application_id=made.application.pk, actor=made.lead)


def _cancelled(made, officer) -> None:
    reason = {"en": "There is no money."}
    services.cancel(round_id=made.application.round_id, actor=officer, reason=reason)


BRING = {
    "draft": _nothing,
    "sent": _nothing,
    "reopened": _more(services.reopen_questions, keys=("new",)),
    "extended": _more(services.extend),
    "late": _over,
    "closed": _over,
    "through": _through,
    "stage 2": _in_stage_2,
    "ineligible": _decided("ineligible"),
    "funded": _by_a_panel("fund"),
    "unfunded": _by_a_panel("no"),
    "withdrawn": _withdrawn,
    "cancelled": _cancelled,
}
