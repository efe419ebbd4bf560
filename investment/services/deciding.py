"""What a board decided."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal
from investment.enums import APPROVES, Outcome, ProposalState
from investment.models import Decision, Option, Proposal
from investment.services.locks import lock, said

LEADS_TO = {
    Outcome.APPROVED: ProposalState.APPROVED,
    Outcome.CONDITIONS: ProposalState.APPROVED,
    Outcome.DEFERRED: ProposalState.DRAFT,
    Outcome.REFUSED: ProposalState.REFUSED,
}


@transaction.atomic
def decide(
    *,
    proposal_id: int,
    actor,
    board: str,
    decided_on: date,
    outcome: str,
    reason: str,
    option: Option | None = None,
    pence: int | None = None,
    conditions: str = "",
    paper: str = "",
) -> Decision:
    """Record a board's decision; it is public, and so is the proposal from now on.

    Args:
        board: its name, no member's.
        outcome: one of Outcome. Deferred: the proposal is written on.
        option: that was approved; the preferred one where nothing is said.
        pence: the money that was approved.
        conditions: of an approval with conditions.
        paper: address of the report or the minutes.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-move` unless it is before the board, `empty`,
            `future`, `order` where it is before an earlier one, `conditions`, `money`, `option`
            where it isn't one of the proposal's.
    """
    proposal = lock(Proposal, proposal_id, actor)
    if outcome not in LEADS_TO:
        raise Refusal(_("Choose what was decided."), code="outcome", field="outcome")
    if decided_on > timezone.localdate():
        words = _("The day can’t be in the future.")
        raise Refusal(words, code="future", field="decided_on")
    before = proposal.decisions.order_by("-pk").first()
    if before is not None and decided_on < before.decided_on:
        words = _("The decision before it was on a later day.")
        raise Refusal(words, code="order", field="decided_on")
    board, reason = said(board, _("which board"), "board"), said(reason, _("why"), "reason")
    approves = outcome in APPROVES
    conditions = conditions.strip()
    if bool(conditions) != (outcome == Outcome.CONDITIONS):
        words = _("Name the conditions where it is approved with conditions, and only there.")
        raise Refusal(words, code="conditions", field="conditions")
    option = (option or proposal.preferred) if approves else None
    if option is not None and option.proposal_id != proposal.pk:
        raise Refusal(_("Choose an option of this proposal."), code="option", field="option")
    if approves != (pence is not None):
        words = _("Say how much money was approved where it is approved, and only there.")
        raise Refusal(words, code="money", field="pence")
    now = proposal.published_at or timezone.now()
    move(proposal, to=LEADS_TO[outcome], actor=actor, published_at=now)
    return proposal.decisions.create(
        board=board,
        decided_on=decided_on,
        outcome=outcome,
        option=option,
        pence=pence,
        conditions=conditions,
        reason=reason,
        paper=paper,
    )
