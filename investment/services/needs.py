"""What buildings lack: raised, changed, met."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core.refusal import Refusal, require
from hubs.models import Hub
from investment import rules
from investment.models import Need
from investment.services.locks import said


@transaction.atomic
def raise_need(
    *,
    hub: Hub,
    actor,
    title: str,
    why: str = "",
    source: str = "",
    cost_pence: int | None = None,
    raised_on: date | None = None,
    is_public: bool = False,
    is_demo: bool = False,
) -> Need:
    """Say what a building lacks.

    Args:
        hub: where.
        actor: who looks after the hub, or writes proposals.
        source: the survey or document that says so.
        cost_pence: an estimate; None where there is none.
        raised_on: today where nothing is said.
        is_public: whether anybody reads it.

    Raises:
        Refusal: `not-allowed`, `empty`, `future`.
    """
    require(rules.may_raise(actor, hub))
    today = timezone.localdate()
    if raised_on and raised_on > today:
        words = _("The day can’t be in the future.")
        raise Refusal(words, code="future", field="raised_on")
    return Need.objects.create(
        hub=hub,
        title=said(title, _("what is needed"), "title"),
        why=why.strip(),
        source=source.strip(),
        cost_pence=cost_pence,
        raised_on=raised_on or today,
        is_public=is_public,
        is_demo=is_demo,
    )


@transaction.atomic
def change_need(
    *, need_id: int, actor, title: str, why: str, source: str, cost_pence, is_public: bool
) -> Need:
    """Change what is said of a need; arguments as for `raise_need`.

    Raises:
        Refusal: `not-found`, `not-allowed`, `empty`.
    """
    need = _locked(need_id, actor)
    need.title = said(title, _("what is needed"), "title")
    need.why, need.source = why.strip(), source.strip()
    need.cost_pence, need.is_public = cost_pence, is_public
    need.save()
    return need


@transaction.atomic
def meet_need(*, need_id: int, actor, met_on: date) -> Need:
    """Say that a need is met.

    Raises:
        Refusal: `not-found`, `not-allowed`, `when` where the day is to come, or before it was
            raised.
    """
    need = _locked(need_id, actor)
    if not need.raised_on <= met_on <= timezone.localdate():
        words = _("Enter a day between the one on which it was raised and today.")
        raise Refusal(words, code="when", field="met_on")
    need.met_on = met_on
    need.save()
    return need


@transaction.atomic
def remove_need(*, need_id: int, actor) -> None:
    """Take a need back that no proposal answers.

    Raises:
        Refusal: `not-found`, `not-allowed`, `in-use`.
    """
    need = _locked(need_id, actor)
    if need.proposals.exists():
        raise Refusal(
            _("A proposal answers it: say that it is met, or take it out of the proposal first."),
            code="in-use",
        )
    need.delete()


def _locked(need_id: int, actor) -> Need:
    need = Need.objects.select_for_update(of=("self",)).filter(pk=need_id).first()
    if need is None:
        raise Refusal(_("This isn’t there any more."), code="not-found")
    require(rules.may_raise(actor, need.hub))
    return need
