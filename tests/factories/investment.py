"""The case for a hub, for tests: all of it invented."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from core.actors import PORTAL
from investment import services
from investment.enums import Colour, FlowKind, OptionKind, Outcome, SpendKind
from investment.models import Milestone, Need, Option, Project, Proposal
from investment.moments import read
from people import roles
from tests.factories.hubs import open_hub
from tests.factories.people import officer_of

# It costs £100,000 in the first year, and leaves over £20,000 in each of ten.
FIGURES = (
    (FlowKind.CAPITAL, 2026, 2026, 10_000_000, "Building"),
    (FlowKind.RUNNING, 2027, 2036, 1_000_000, "Running it"),
    (FlowKind.INCOME, 2027, 2036, 3_000_000, "Rooms that are let"),
)
AS_IT_IS = ((FlowKind.RUNNING, 2026, 2036, 1_500_000, "Running it as it is"),)


def hub_officer():
    """An officer who looks after every hub, and writes proposals."""
    return officer_of(roles.HUB_OFFICER)


def board_member():
    """Somebody who reads proposals before they are published."""
    return officer_of(roles.BOARD_MEMBER)


def need(hub=None, title="The roof lets water in", **fields) -> Need:
    """A need of a hub that nobody but officers reads."""
    return services.raise_need(hub=hub or open_hub(), actor=PORTAL, title=title, **fields)


def written(hub=None, *, sent=False) -> Proposal:
    """A proposal that lacks nothing; `sent`: before the board."""
    hub = hub or open_hub()
    proposal = services.begin(hub=hub, actor=PORTAL, title="A new roof")
    asked = {"proposal_id": proposal.pk, "actor": PORTAL}
    day = timezone.localdate() - timedelta(days=30)
    said = {
        "title": "A new roof",
        "summary": "The roof is made anew.",
        "scheme": "",
        "rate": 350,
        "equality": "Nobody loses by it.",
        "equality_on": day,
    }
    services.change(**asked, said=said, needs=[need(hub, cost_pence=9_000_000, is_public=True)])
    nothing = proposal.options.get()
    services.say_figures(option_id=nothing.pk, actor=PORTAL, rows=AS_IT_IS)
    option = services.add_option(**asked, kind=OptionKind.IMPROVE, title="Make it anew")
    services.say_figures(option_id=option.pk, actor=PORTAL, rows=FIGURES)
    services.prefer(option_id=option.pk, actor=PORTAL)
    services.say_benefits(**asked, rows=[("It is dry", "everybody", "buckets")])
    services.say_risks(**asked, rows=[("It costs more", 2, 3, "A reserve")])
    services.hear(**asked, on=day, where="A citizen panel", said="Do it in summer.")
    if sent:
        services.send_to_board(**asked)
    return Proposal.objects.get(pk=proposal.pk)


def approved(hub=None, *, pence=10_000_000) -> Proposal:
    """A proposal that a board approved."""
    proposal = written(hub, sent=True)
    services.decide(
        proposal_id=proposal.pk,
        actor=PORTAL,
        board="Demo board",
        decided_on=timezone.localdate(),
        outcome=Outcome.APPROVED,
        pence=pence,
        reason="It washes its face.",
    )
    return Proposal.objects.get(pk=proposal.pk)


def project(hub=None, **fields) -> Project:
    """A project under way, of £100,000."""
    return services.start_project(proposal_id=approved(hub, **fields).pk, actor=PORTAL)


@dataclass(frozen=True)
class Case:
    """What the walk over all addresses meets."""

    option: Option
    milestone: Milestone
    project: Project

    def arguments(self) -> dict[str, dict]:
        """The arguments of the addresses of the case for hubs."""
        return {"investment:case": {"slug": self.project.proposal.hub.slug}}


def make_case(hub) -> Case:
    """A hub with a project, a milestone, money spent and a status; and a draft beside it."""
    begun = project(hub)
    asked = {"project_id": begun.pk, "actor": PORTAL}
    when = read("March 2027 – June 2027")
    milestone = services.add_milestone(**asked, title="It opens", when=when)
    services.spend(
        **asked, on=timezone.localdate(), kind=SpendKind.CAPITAL, pence=50_000, what="Plans"
    )
    services.say_status(**asked, colour=Colour.GREEN, reason="All goes well.")
    # The officers' pages show the newest row first: one that can still be written.
    draft = written(hub)
    return Case(draft.preferred, milestone, begun)
