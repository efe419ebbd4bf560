"""A panel's meeting: its agenda, who stays out of what, and what it decides on each application."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from collaboration_fund import rules
from collaboration_fund.enums import DECIDABLE, DecidesBy, RoundState, Verdict
from collaboration_fund.models import (
    Decision,
    PanelMeeting,
    PanelMember,
    Recusal,
    Round,
)
from collaboration_fund.services.advising import advise
from collaboration_fund.services.awarding import most_of
from collaboration_fund.services.rounds import lock_round
from core.refusal import Refusal, require
from people.models import User
from questionnaires.values import pounds

DECIDING_ROUNDS = (RoundState.ASSESSING, RoundState.DECIDED)


@transaction.atomic
def plan_meeting(
    *, round_id: int, starts_at: datetime, place: str, quorum: int, actor
) -> PanelMeeting:
    """Plan a meeting of the panel, with all that can be decided on now, best first, on its agenda.

    What the plan grants each application is kept beside it as the advice.

    Raises:
        Refusal: `not-allowed`; `not-now` where the round isn't being assessed, or decides by other
            means; `second-stage`; `nothing` where nothing can be decided on.
    """
    round = lock_round(round_id)
    require(rules.may_run(actor))
    if round.state not in DECIDING_ROUNDS or round.decides_by != DecidesBy.PANEL:
        raise Refusal(_("The panel of this round can’t decide now."), code="not-now")
    if round.stages.filter(number__gt=round.stage_number).exists():
        raise Refusal(
            _("This round has a second stage. The panel decides once that is over."),
            code="second-stage",
        )
    # The agenda is everybody's: it holds what an officer stays out of, too.
    advice = advise(round, actor=actor, whole=True)
    if not advice.wishes:
        raise Refusal(_("There is nothing to decide on in this round."), code="nothing")
    meeting = PanelMeeting.objects.create(
        round=round, starts_at=starts_at, place=place.strip(), quorum=quorum
    )
    decisions = Decision.objects.bulk_create(
        Decision(
            meeting=meeting,
            application_id=wish.key,
            order=order,
            advised_pence=advice.best.of(wish),
        )
        for order, wish in enumerate(advice.wishes, start=1)
    )
    _keep_out(round, decisions)
    return meeting


def _keep_out(round: Round, decisions: list[Decision]) -> None:
    """Whoever stayed out of an application in an earlier meeting goes on to."""
    old = Recusal.objects.filter(decision__meeting__round=round).select_related(
        "decision", "member"
    )
    for one in [*old]:
        for decision in decisions:
            if decision.application_id == one.decision.application_id:
                stays_out(decision, one.member.person, one.reason)


def stays_out(decision: Decision, person: User, reason: str) -> Recusal:
    """Write down that somebody stays out of one application, as a member of the meeting."""
    member, _made = PanelMember.objects.get_or_create(meeting=decision.meeting, person=person)
    found, _made = Recusal.objects.get_or_create(
        decision=decision, member=member, defaults={"reason": reason}
    )
    return found


@transaction.atomic
def seat(*, meeting_id: int, person: User, came: bool = False, actor) -> PanelMember:
    """Say that somebody sits on the panel in a meeting, and whether they were there.

    Raises:
        Refusal: `not-allowed`; `confirmed` once its decisions are.
    """
    meeting = lock_meeting(meeting_id)
    require(rules.may_run(actor))
    refuse_confirmed(meeting)
    member, _made = PanelMember.objects.get_or_create(meeting=meeting, person=person)
    if member.came != came:
        member.came = came
        member.save(update_fields=["came"])
    void_first(meeting)
    return member


@transaction.atomic
def recuse(*, decision_id: int, person: User, reason: str, actor) -> Recusal:
    """Keep a member out of one application: they see nothing of it, wherever it is counted.

    Raises:
        Refusal: `not-allowed`; `reason` naming its field; `confirmed`; `decided` where the panel
            has decided on it already.
    """
    decision = _lock_decision(decision_id, actor)
    if not reason.strip():
        raise Refusal(_("Say what the interest is."), code="reason", field="reason")
    if decision.verdict:
        raise Refusal(
            _("The panel has decided on it already. Take the decision back first."), code="decided"
        )
    void_first(decision.meeting)
    return stays_out(decision, person, reason.strip())


@transaction.atomic
def decide_on(
    *,
    decision_id: int,
    verdict: str,
    actor,
    pounds_pence: int = 0,
    conditions: str = "",
    reason: str = "",
    departs: str = "",
    words: Mapping[str, str] | None = None,
) -> Decision:
    """Record what the panel decided on one application. Nothing comes of it until two confirm.

    Args:
        verdict: of `enums.Verdict`; "" takes the decision back.
        pounds_pence: what is granted, in pence; nought but where it is funded.
        departs: why it isn't what the plan advised, where it isn't.
        words: {key of a criterion: what the panel says of it}.

    Raises:
        Refusal: `not-allowed`, `confirmed`; `quorum` where too few without an interest were there;
            `over` where its application can't be decided on any more; `verdict`, `amount`, `reason`
            or `departs`, each naming its field.
    """
    decision = _lock_decision(decision_id, actor)
    meeting, application = decision.meeting, decision.application
    void_first(meeting)
    if not verdict:
        pounds_pence, conditions, reason, departs = 0, "", "", ""
    else:
        _refuse_decision(decision, verdict, pounds_pence, reason, departs)
    decision.verdict, decision.pence = verdict, pounds_pence if verdict == Verdict.FUND else 0
    decision.conditions, decision.reason = conditions.strip(), reason.strip()
    decision.departs = departs.strip() if decision.departed else ""
    known = {
        str(pk) for pk in application.round.stage.assessment.criteria.values_list("pk", flat=True)
    }
    decision.words = {
        key: said.strip() for key, said in (words or {}).items() if key in known and said.strip()
    }
    decision.save()
    return decision


def _refuse_decision(decision: Decision, verdict, pence: int, reason: str, departs: str) -> None:
    meeting, application = decision.meeting, decision.application
    if verdict not in Verdict.values:
        raise Refusal(_("Choose what the panel decided."), code="verdict", field="verdict")
    if application.state not in DECIDABLE:
        raise Refusal(
            _("This can't be done now: it is “%(state)s”.")
            % {"state": application.get_state_display()},
            code="over",
        )
    there = meeting.members.filter(came=True).exclude(recusals__decision=decision).count()
    if there < meeting.quorum:
        raise Refusal(
            _(
                "The panel can’t decide on it: %(there)s were there and have no interest, and it "
                "takes %(quorum)s."
            )
            % {"there": there, "quorum": meeting.quorum},
            code="quorum",
        )
    most = most_of(application)
    if verdict == Verdict.FUND and not 1 <= pence <= most:
        raise Refusal(
            _("Enter an amount above nought and up to %(most)s, as was asked.")
            % {"most": pounds(most)},
            code="amount",
            field="pounds_pence",
        )
    if not reason.strip():
        raise Refusal(_("Say why; the groups read it."), code="reason", field="reason")
    granted = pence if verdict == Verdict.FUND else 0
    if granted != decision.advised_pence and not departs.strip():
        raise Refusal(
            _("The plan advised %(advised)s. Say why the panel decides otherwise.")
            % {"advised": pounds(decision.advised_pence)},
            code="departs",
            field="departs",
        )


def lock_meeting(meeting_id: int) -> PanelMeeting:
    """A meeting, its round's row and its own locked until the transaction ends.

    Raises:
        Refusal: `not-found`.
    """
    found = PanelMeeting.objects.filter(pk=meeting_id).values_list("round", flat=True).first()
    if found is None:
        raise Refusal(_("This meeting doesn't exist any more."), code="not-found")
    list(Round.objects.select_for_update().filter(pk=found).values_list("pk"))
    meetings = PanelMeeting.objects.select_for_update(of=("self",)).select_related("round")
    return meetings.get(pk=meeting_id)


def _lock_decision(decision_id: int, actor) -> Decision:
    """A decision in its locked meeting, for somebody who runs rounds and doesn't stay out of it."""
    row = Decision.objects.filter(pk=decision_id).values_list("meeting", flat=True).first()
    if row is None:
        raise Refusal(_("This decision doesn't exist any more."), code="not-found")
    meeting = lock_meeting(row)
    require(rules.may_run(actor))
    found = meeting.seen_by(actor).filter(pk=decision_id).first()
    if found is None:
        raise Refusal(_("This decision doesn't exist any more."), code="not-found")
    found.meeting = meeting
    refuse_confirmed(meeting)
    return found


def refuse_confirmed(meeting: PanelMeeting) -> None:
    """Raise the Refusal of a meeting whose decisions count already.

    Raises:
        Refusal: `confirmed`.
    """
    if meeting.confirmed_at:
        raise Refusal(
            _("The decisions of this meeting are confirmed, and the groups are told."),
            code="confirmed",
        )


def void_first(meeting: PanelMeeting) -> None:
    """End a first confirmation: what it confirmed isn't what stands now."""
    rows = meeting.confirmations.filter(voided_at=None, second_by=None)
    rows.update(voided_at=timezone.now())


def meeting_page(meeting: PanelMeeting) -> str:
    """The officers' page of a meeting."""
    return reverse("admin:collaboration_fund_panelmeeting_change", args=[meeting.pk])
