"""The case for a hub as pages read it, in a fixed number of statements."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Prefetch

from hubs.models import Hub
from investment.appraisal import Appraisal, Year, appraise
from investment.models import Need, Option, Project, Proposal


@dataclass(frozen=True)
class Case:
    """What is said of a hub: its needs, and its proposals with all that belongs to them."""

    needs: list[Need]
    proposals: list[Proposal]


def years_of(option: Option) -> list[Year]:
    """An option's figures, added up by financial year; years without any are left out."""
    sums: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in option.figures.all():
        for year in range(one.first_year, one.last_year + 1):
            sums[year][one.kind] += one.pence
    return [Year(year, **sums[year]) for year in sorted(sums)]


def appraisal_of(option: Option, *, rate: int, first_year: int | None = None) -> Appraisal:
    """What comes of an option's figures.

    Args:
        rate: of discount, in hundredths of a percent.
        first_year: to which all options of a proposal are discounted; its own where None.
    """
    years = years_of(option)
    if first_year is not None and (not years or years[0].year > first_year):
        years = [Year(first_year), *years]
    return appraise(years, bias_percent=option.bias_percent, rate=rate)


def appraised(proposal: Proposal) -> list[tuple[Option, Appraisal]]:
    """Each option of a proposal with what comes of its figures, all discounted to one year."""
    options = list(proposal.options.all())
    begin = [one.first_year for option in options for one in option.figures.all()]
    first = min(begin, default=None)
    return [
        (option, appraisal_of(option, rate=proposal.rate, first_year=first)) for option in options
    ]


def with_all():
    """Proposals with everything a page shows of them."""
    projects = Project.objects.prefetch_related("statuses", "spending", "milestones__forecasts")
    return Proposal.objects.select_related("hub__venue", "preferred").prefetch_related(
        "needs",
        "options__figures",
        "benefits",
        "risks",
        "heard__session",
        "decisions__option",
        Prefetch("project", queryset=projects),
    )


def case_of(hub: Hub, *, everything: bool) -> Case:
    """The case for a hub.

    Args:
        everything: for who may read what isn't published; else what anybody may.
    """
    needs, proposals = Need.objects.filter(hub=hub), with_all().filter(hub=hub)
    if not everything:
        needs, proposals = needs.filter(is_public=True), proposals.published()
    return Case(list(needs), list(proposals))
