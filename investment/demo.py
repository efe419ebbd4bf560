"""One proposal under way for a hub of the plan, all of it invented and marked so."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from core.actors import PORTAL
from hubs.models import Hub
from investment import services
from investment.enums import Colour, FlowKind, OptionKind, Outcome, SpendKind
from investment.models import Proposal
from investment.moments import When, read
from panels.models import Session

HUB = "Lewsey community centre"
NEEDS = (
    ("Demonstration: the roof lets water in", 28_000_000),
    ("Demonstration: the heating is at the end of its life", 14_500_000),
    ("Demonstration: no step-free way to the first floor", 9_000_000),
)
OPTIONS = (
    (OptionKind.MINIMUM, "Mend roof and heating", 20, 42_000_000, 9_000_000, 6_000_000, 0),
    (OptionKind.REGENERATE, "Regenerate the site", 24, 210_000_000, 12_000_000, 26_000_000, 150),
)
PEOPLE_ASKED = "Demonstration: a citizen panel"


@transaction.atomic
def seed() -> None:
    """A proposal from need to project; once."""
    hub = Hub.objects.filter(venue__name=HUB).first()
    if hub is None or Proposal.objects.filter(hub=hub).exists():
        return
    today = timezone.localdate()
    asked = {"actor": PORTAL}
    needs = [
        services.raise_need(
            hub=hub,
            title=title,
            cost_pence=pence,
            source="Demonstration: a survey of the building",
            raised_on=today - timedelta(days=400),
            is_public=True,
            is_demo=True,
            **asked,
        )
        for title, pence in NEEDS
    ]
    proposal = _written(hub, needs, today)
    asked["proposal_id"] = proposal.pk
    services.publish(**asked)
    services.send_to_board(**asked)
    services.decide(
        **asked,
        board="Demonstration board",
        decided_on=today - timedelta(days=120),
        outcome=Outcome.CONDITIONS,
        pence=260_000_000,
        conditions="Demonstration: the centre stays partly open while it is built.",
        reason="Demonstration: it washes its face, and residents asked for it.",
    )
    _begun(services.start_project(**asked), today)


def _written(hub, needs, today) -> Proposal:
    proposal = services.begin(
        hub=hub, actor=PORTAL, title="Demonstration: a new centre for Lewsey", is_demo=True
    )
    asked = {"proposal_id": proposal.pk, "actor": PORTAL}
    services.change(
        **asked,
        said={
            "title": proposal.title,
            "summary": "Demonstration: the centre is regenerated in one go, with rooms that are "
            "let and a step-free way to all of them.",
            "scheme": "Demonstration: the community hub scheme",
            "rate": 350,
            "equality": "Demonstration: older people and disabled people gain most. While it is "
            "built, groups meet at a centre nearby.",
            "equality_on": today - timedelta(days=200),
        },
        needs=needs,
    )
    year = today.year
    nothing = proposal.options.get()
    rows = [
        (FlowKind.RUNNING, year, year + 29, 11_000_000, "Running it as it is"),
        (FlowKind.INCOME, year, year + 29, 5_000_000, "Rooms that are let"),
    ]
    services.say_figures(option_id=nothing.pk, actor=PORTAL, rows=rows)
    for kind, title, bias, capital, running, income, funded in OPTIONS:
        option = services.add_option(**asked, kind=kind, title=title, bias_percent=bias)
        rows = [
            (FlowKind.CAPITAL, year, year + 1, capital // 2, "Building"),
            (FlowKind.RUNNING, year, year + 29, running, "Running it"),
            (FlowKind.INCOME, year + 2, year + 29, income, "Rooms that are let"),
        ]
        if funded:
            rows.append((FlowKind.FUNDING, year, year, funded * 1_000_000, "A grant"))
        services.say_figures(option_id=option.pk, actor=PORTAL, rows=rows)
    services.prefer(option_id=option.pk, actor=PORTAL)
    services.say_benefits(
        **asked, rows=[("More groups meet there", "groups of the ward", "hours let of hours open")]
    )
    services.say_risks(
        **asked, rows=[("Building costs more than planned", 3, 4, "Optimism bias and a reserve")]
    )
    session = Session.objects.public().filter(ends_at__lt=timezone.now()).first()
    services.hear(
        **asked,
        on=today - timedelta(days=210),
        where=session.title if session else PEOPLE_ASKED,
        session=session,
        said="Demonstration: keep a hall large enough for weddings.",
        done="The plan has a hall for 200 people.",
    )
    return proposal


def _begun(project, today) -> None:
    """Milestones, one of them late, what was spent, and how it goes."""
    asked = {"project_id": project.pk, "actor": PORTAL}
    plans = services.add_milestone(**asked, title="Plans agreed", when=_month(today, -100))
    services.reached(milestone_id=plans.pk, actor=PORTAL, on=today - timedelta(days=95))
    built = services.add_milestone(**asked, title="Building begins", when=_month(today, -70))
    services.forecast(
        milestone_id=built.pk,
        actor=PORTAL,
        when=_month(today, 70),
        reason="Demonstration: bats were found in the roof.",
    )
    services.add_milestone(**asked, title="It opens again", when=_month(today, 400))
    services.spend(
        **asked,
        on=today - timedelta(days=60),
        kind=SpendKind.CAPITAL,
        pence=8_450_000,
        what="Architects",
    )
    services.say_status(
        **asked, colour=Colour.AMBER, reason="Demonstration: the beginning has moved by months."
    )


def _month(today, days: int) -> When:
    """The month in which a day so many days from today lies."""
    return read(f"{today + timedelta(days=days):%B %Y}")
