"""Locking a row of the case before anything of it changes."""

from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from investment import rules
from investment.models import Option, Project, Proposal


def lock(model, pk: int, actor):
    """A row of `model`, locked until the transaction ends, for somebody who writes proposals.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    found = model.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if found is None:
        raise Refusal(_("This isn’t there any more."), code="not-found")
    require(rules.may_write(actor))
    return found


def lock_draft(proposal_id: int, actor) -> Proposal:
    """A proposal that is being written, locked.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`.
    """
    proposal = lock(Proposal, proposal_id, actor)
    if not proposal.is_draft:
        raise Refusal(
            _("It is with the board, or was decided: what the board reads stays as it is."),
            code="not-a-draft",
        )
    return proposal


def lock_option(option_id: int, actor) -> Option:
    """An option of a proposal that is being written, both locked, the proposal first.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`.
    """
    option = Option.objects.filter(pk=option_id).first()
    if option is None:
        raise Refusal(_("This isn’t there any more."), code="not-found")
    lock_draft(option.proposal_id, actor)
    return lock(Option, option_id, actor)


def lock_project(project_id: int, actor) -> Project:
    """A project that goes on, locked.

    Raises:
        Refusal: `not-found`, `not-allowed`, `ended`.
    """
    project = lock(Project, project_id, actor)
    if not project.MOVES[project.state]:
        raise Refusal(_("This project has ended."), code="ended")
    return project


def said(text: str | None, what: str, field: str) -> str:
    """A text without spaces around it.

    Raises:
        Refusal: `empty`, beside its field.
    """
    text = (text or "").strip()
    if not text:
        raise Refusal(_("Say %(what)s.") % {"what": what}, code="empty", field=field)
    return text
