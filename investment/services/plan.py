"""What the council's plan says of the programme for hubs, loaded word for word."""

from django.db import transaction

from investment.models import Milestone, PlanLine
from investment.moments import read

DOCUMENT = "Luton 2020 - 2040 A place to thrive, September to December 2020"
PAGES = "2-3"
# Its own contradiction is kept: enough resources “Yes”, and no budget.
LINES = (
    (
        "Project",
        "Community hubs will be in operation and supporting residents across the town.",
    ),
    ("Completion due date", "December 2022"),
    ("Enough resources for delivery?", "Yes"),
    ("Any budget issues?", "Yes"),
    ("Project commenced", "No being developed"),
    (
        "Summary of project",
        "Initial scoping work had been done to look at key locations across the town for potential "
        "community hubs. Due to the current budget pressures, it would not be possible to move "
        "forward with community hubs programme across the whole town. In the short-term a new town "
        "centre community hub would be considered as part of the rollout of the Town Centre Master "
        "plan and the current community facilities would be re-assessed with a new proposal "
        "brought forward for discussion with members.",
    ),
    (
        "Resources for delivery",
        "No current budget available, but report to be prepared to request funds to support the "
        "first phase.",
    ),
)
MILESTONES = (
    ("Report to be prepared for discussion at Joint Board", "February 2021", ""),
    (
        "Sign off the TCMP and exploring options and plan for town centre",
        "March 2021 – December 2021",
        "The plan adds, on a line of its own: “community hub.”",
    ),
    (
        "Short term improvement works to community centres (if agreed)",
        "April 2021 – December 2022",
        "",
    ),
)


@transaction.atomic
def load_plan() -> None:
    """Load the plan's lines and its three milestones; may be repeated."""
    for heading, words in LINES:
        PlanLine.objects.get_or_create(
            document=DOCUMENT, heading=heading, defaults={"words": words, "pages": PAGES}
        )
    for title, written, note in MILESTONES:
        when = read(written)
        days = {"first": when.first, "last": when.last, "precision": when.precision}
        Milestone.objects.get_or_create(
            project=None, title=title, source=DOCUMENT, defaults=days | {"note": note}
        )
