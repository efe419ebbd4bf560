"""Writing a proposal, publishing it, and bringing it before a board."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from core.moves import move
from core.refusal import Refusal, require
from hubs.models import Hub
from investment import rules
from investment.enums import SCALE, OptionKind, ProposalState
from investment.models import Benefit, Heard, Need, Proposal, Risk
from investment.services.locks import lock, lock_draft, said

SAID = ("title", "summary", "scheme", "rate", "equality", "equality_on")


@transaction.atomic
def begin(*, hub: Hub, actor, title: str, is_demo: bool = False) -> Proposal:
    """Begin a proposal for a hub; doing nothing is its first option.

    Raises:
        Refusal: `not-allowed`, `empty`.
    """
    require(rules.may_write(actor))
    title = said(title, _("what is proposed"), "title")
    proposal = Proposal.objects.create(hub=hub, title=title, is_demo=is_demo)
    proposal.options.create(kind=OptionKind.NOTHING, title=str(OptionKind.NOTHING.label))
    return proposal


@transaction.atomic
def change(*, proposal_id: int, actor, said: dict, needs: Iterable[Need] = ()) -> Proposal:
    """Change the words of a proposal that is being written, and the needs it answers.

    Args:
        said: {name: value} of all of `SAID`.
        needs: of its hub.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`, `empty`, `needs` where one is of
            another hub, `future` for an assessment that is to come.
    """
    proposal = lock_draft(proposal_id, actor)
    for name in SAID:
        setattr(proposal, name, said[name])
    if not proposal.title.strip():
        raise Refusal(_("Say what is proposed."), code="empty", field="title")
    if any(need.hub_id != proposal.hub_id for need in needs):
        raise Refusal(_("Choose needs of this hub."), code="needs", field="needs")
    _refuse_to_come(proposal.equality_on, "equality_on")
    proposal.save()
    proposal.needs.set(needs)
    return proposal


@transaction.atomic
def say_benefits(*, proposal_id: int, actor, rows: Iterable[tuple[str, str, str]]) -> None:
    """Say what would be better, for whom and how one would see it, in place of what was said.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`.
    """
    proposal = lock_draft(proposal_id, actor)
    kept = [(one.what, one.whom, one.measure) for one in proposal.benefits.all()]
    if kept != (rows := [tuple(row) for row in rows]):
        proposal.benefits.all().delete()
        for what, whom, measure in rows:
            Benefit.objects.create(proposal=proposal, what=what, whom=whom, measure=measure)


@transaction.atomic
def say_risks(*, proposal_id: int, actor, rows: Iterable[tuple[str, int, int, str]]) -> None:
    """Say what might go wrong, how likely, how bad and what is done, in place of what was said.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`, `scale`.
    """
    proposal = lock_draft(proposal_id, actor)
    kept = [(one.what, one.likelihood, one.impact, one.answer) for one in proposal.risks.all()]
    if kept == (rows := [tuple(row) for row in rows]):
        return
    if any(one not in SCALE for row in rows for one in row[1:3]):
        raise Refusal(_("How likely and how bad are numbers from 1 to 5."), code="scale")
    proposal.risks.all().delete()
    for what, likelihood, impact, answer in rows:
        Risk.objects.create(
            proposal=proposal, what=what, likelihood=likelihood, impact=impact, answer=answer
        )


@transaction.atomic
def hear(
    *, proposal_id: int, actor, on: date, where: str, said: str, done: str = "", session=None,
    survey=None,
) -> Heard:  # fmt: skip
    """Keep what residents said of a proposal, at any time of it; nobody's name belongs in it.

    Args:
        session: the panel session at which they said it.
        survey: the question set of the survey in which they said it.

    Raises:
        Refusal: `not-found`, `not-allowed`, `future`.
    """
    proposal = lock(Proposal, proposal_id, actor)
    _refuse_to_come(on, "on")
    return proposal.heard.create(
        on=on, where=where, said=said, done=done, session=session, survey=survey
    )


@transaction.atomic
def say_done(*, proposal_id: int, actor, heard_id: int, done: str) -> None:
    """Say what was done about what residents said.

    Raises:
        Refusal: `not-found`, `not-allowed`, `empty`.
    """
    proposal = lock(Proposal, proposal_id, actor)
    heard = proposal.heard.filter(pk=heard_id).first()
    if heard is None:
        raise Refusal(_("This isn’t there any more."), code="not-found")
    heard.done = said(done, _("what was done about it"), "done")
    heard.save()


@transaction.atomic
def publish(*, proposal_id: int, actor) -> Proposal:
    """Let anybody read a proposal from now on. Twice is once.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    proposal = lock(Proposal, proposal_id, actor)
    if proposal.published_at is None:
        proposal.published_at = timezone.now()
        proposal.save()
    return proposal


def lacking(proposal: Proposal) -> list[str]:
    """All that a proposal lacks before a board can decide it; nothing where it is whole."""
    options = list(proposal.options.all())
    ends = proposal.options.annotate(last=Max("figures__last_year")).values_list("pk", "last")
    figures = {pk for pk, last in ends if last is not None}
    spans = {last for _pk, last in ends if last is not None}
    lacks = [
        (not proposal.summary.strip(), _("a summary")),
        (len(options) < 2, _("an option beside doing nothing")),
        (len(figures) < len(options), _("figures of each option, of doing nothing too")),
        (len(spans) > 1, _("figures of all options up to the same year")),
        (not proposal.needs.filter(is_public=True).exists(), _("a need that anybody reads")),
        (proposal.preferred_id is None, _("a preferred option")),
        (not proposal.risks.exists(), _("a risk")),
        (not proposal.benefits.exists(), _("a benefit")),
        (not proposal.equality.strip(), _("an equality impact assessment")),
        (proposal.equality_on is None, _("the day of the equality impact assessment")),
        (not proposal.heard.exists(), _("what residents said of it")),
    ]
    return [words for lacks_it, words in lacks if lacks_it]


@transaction.atomic
def send_to_board(*, proposal_id: int, actor) -> Proposal:
    """Bring a whole proposal before a board: its words and figures are fixed.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-move`, `lacks` with all that it lacks.
    """
    proposal = lock(Proposal, proposal_id, actor)
    if proposal.is_draft and (lacks := lacking(proposal)):
        raise Refusal(
            _("It lacks: %(what)s.") % {"what": "; ".join(lacks)},
            code="lacks",
        )
    move(proposal, to=ProposalState.BOARD, actor=actor)
    return proposal


@transaction.atomic
def recall(*, proposal_id: int, actor, reason: str) -> Proposal:
    """Take a proposal back from the board, to write on.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-move`, `empty`.
    """
    proposal = lock(Proposal, proposal_id, actor)
    reason = said(reason, _("why"), "reason")
    move(proposal, to=ProposalState.DRAFT, actor=actor, reason=reason)
    return proposal


@transaction.atomic
def withdraw(*, proposal_id: int, actor, reason: str) -> Proposal:
    """Give a proposal up. What is published stays to be read.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-move`, `empty`.
    """
    proposal = lock(Proposal, proposal_id, actor)
    reason = said(reason, _("why"), "reason")
    move(proposal, to=ProposalState.WITHDRAWN, actor=actor, reason=reason)
    return proposal


def _refuse_to_come(day: date | None, field: str) -> None:
    if day and day > timezone.localdate():
        raise Refusal(_("The day can’t be in the future."), code="future", field=field)
