"""What could be done, with figures, and which of it is preferred."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from core.refusal import Refusal
from investment.enums import MOST_BIAS, MOST_YEARS, OptionKind
from investment.models import Figure, Option
from investment.services.locks import lock_draft, lock_option, said

ROW = tuple[str, int, int, int, str]


@transaction.atomic
def add_option(
    *, proposal_id: int, actor, kind: str, title: str, about: str = "", bias_percent: int = 0
) -> Option:
    """Add what could be done to a proposal that is being written.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`, `empty`, `kind`, `bias`,
            `doing-nothing` where that is there already.
    """
    proposal = lock_draft(proposal_id, actor)
    _refuse_bias(bias_percent)
    if kind not in OptionKind.values:
        raise Refusal(_("Choose what kind of option it is."), code="kind", field="kind")
    if kind == OptionKind.NOTHING:
        words = _("Doing nothing is an option already.")
        raise Refusal(words, code="doing-nothing", field="kind")
    return proposal.options.create(
        kind=kind,
        title=said(title, _("what would be done"), "title"),
        about=about.strip(),
        bias_percent=bias_percent,
    )


@transaction.atomic
def change_option(*, option_id: int, actor, title: str, about: str, bias_percent: int) -> Option:
    """Change the words of an option, and its optimism bias.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`, `empty`, `bias`.
    """
    option = lock_option(option_id, actor)
    _refuse_bias(bias_percent)
    option.title = said(title, _("what would be done"), "title")
    option.about, option.bias_percent = about.strip(), bias_percent
    option.save()
    return option


@transaction.atomic
def remove_option(*, option_id: int, actor) -> None:
    """Take an option out, with its figures. Doing nothing stays: the others are measured by it.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`, `doing-nothing`.
    """
    option = lock_option(option_id, actor)
    if option.kind == OptionKind.NOTHING:
        words = _("Doing nothing stays an option: the others are measured by it.")
        raise Refusal(words, code="doing-nothing")
    option.delete()


@transaction.atomic
def say_figures(*, option_id: int, actor, rows: Iterable[ROW]) -> None:
    """Say what an option costs and brings, in place of what was said.

    Args:
        rows: (kind, first financial year, last one, pence in each, what it is).

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`, `years` where the figures of the
            proposal's options reach over more than thirty years.
    """
    option = lock_option(option_id, actor)
    rows = [tuple(row) for row in rows]
    kept = [
        (one.kind, one.first_year, one.last_year, one.pence, one.what)
        for one in option.figures.order_by("pk")
    ]
    if kept == rows:
        return
    option.figures.all().delete()
    for kind, first, last, pence, what in rows:
        Figure.objects.create(
            option=option, kind=kind, first_year=first, last_year=last, pence=pence, what=what
        )
    years = Figure.objects.filter(option__proposal=option.proposal_id)
    found = [year for row in years.values_list("first_year", "last_year") for year in row]
    if found and max(found) - min(found) > MOST_YEARS:
        raise Refusal(
            _(
                "The figures of all options reach from %(first)d to %(last)d: one discount rate "
                "holds for thirty years at most. Take the same years for all."
            )
            % {"first": min(found), "last": max(found)},
            code="years",
            field="rows",
        )


@transaction.atomic
def prefer(*, option_id: int, actor) -> Option:
    """Say that an option is the preferred one. Doing nothing may be.

    Raises:
        Refusal: `not-found`, `not-allowed`, `not-a-draft`.
    """
    option = lock_option(option_id, actor)
    proposal = lock_draft(option.proposal_id, actor)
    proposal.preferred = option
    proposal.save()
    return option


def _refuse_bias(percent: int) -> None:
    if not 0 <= percent <= MOST_BIAS:
        words = _("Optimism bias is a whole number from 0 to %(most)d percent.")
        raise Refusal(words % {"most": MOST_BIAS}, code="bias", field="bias_percent")
