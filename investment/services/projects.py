"""A project: begun, told of, spent on, held and ended."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.actors import recorded
from core.moves import move
from core.refusal import Refusal
from investment.enums import ProjectState, ProposalState
from investment.models import Project, Proposal, Spending, StatusReport
from investment.services.locks import lock, lock_project, said


@transaction.atomic
def start_project(*, proposal_id: int, actor) -> Project:
    """Begin what was approved, with the money that was approved. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-approved`.
    """
    proposal = lock(Proposal, proposal_id, actor)
    if proposal.state != ProposalState.APPROVED:
        raise Refusal(_("No board has approved it."), code="not-approved")
    known = Project.objects.filter(proposal=proposal).first()
    decision = proposal.decisions.order_by("-pk").first()
    return known or Project.objects.create(proposal=proposal, budget_pence=decision.pence)


@transaction.atomic
def say_status(*, project_id: int, actor, colour: str, reason: str) -> StatusReport:
    """Say how a project goes, and why; what was said before stays.

    Raises:
        Refusal: `not-found`, `not-allowed`, `ended`, `empty`.
    """
    project = lock_project(project_id, actor)
    return project.statuses.create(
        colour=colour, reason=said(reason, _("why"), "reason"), said_by=recorded(actor)
    )


@transaction.atomic
def spend(
    *, project_id: int, actor, on: date, kind: str, pence: int, what: str, reference: str = ""
) -> Spending:
    """Record what was spent; more than the budget is recorded and shown, not refused.

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`, `empty`, `nothing`, `twice` where the same
            is recorded already.
    """
    project = lock(Project, project_id, actor)
    if on > timezone.localdate():
        raise Refusal(_("The day can’t be in the future."), code="future", field="on")
    if pence <= 0:
        raise Refusal(_("Enter an amount above £0."), code="nothing", field="pence")
    row = {
        "on": on,
        "kind": kind,
        "pence": pence,
        "what": said(what, _("for what"), "what"),
        "reference": reference.strip(),
    }
    if project.spending.filter(**row).exists():
        words = _("This is recorded already. If it was spent twice, say so in what it was for.")
        raise Refusal(words, code="twice", field="what")
    return project.spending.create(**row)


@transaction.atomic
def take_back_spending(*, project_id: int, actor, spending_id: int) -> None:
    """Take back what was recorded in error. The history keeps it; twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    project = lock(Project, project_id, actor)
    for one in project.spending.filter(pk=spending_id):
        one.delete()


def hold(*, project_id: int, actor, reason: str) -> Project:
    """Put a project on hold."""
    return _moved(project_id, actor, ProjectState.ON_HOLD, reason)


def resume(*, project_id: int, actor, reason: str) -> Project:
    """Go on with a project."""
    return _moved(project_id, actor, ProjectState.UNDER_WAY, reason)


def finish(*, project_id: int, actor, reason: str) -> Project:
    """Say that a project is done."""
    return _moved(project_id, actor, ProjectState.DONE, reason)


def stop(*, project_id: int, actor, reason: str) -> Project:
    """Stop a project for good."""
    return _moved(project_id, actor, ProjectState.STOPPED, reason)


@transaction.atomic
def _moved(project_id: int, actor, to: str, reason: str) -> Project:
    """Raises Refusal: `not-found`, `not-allowed`, `not-a-move`, `empty`."""
    project = lock(Project, project_id, actor)
    move(project, to=to, actor=actor, reason=said(reason, _("why"), "reason"))
    return project
