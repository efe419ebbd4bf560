"""What is said of needs, proposals, options, money and milestones."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

# In such a period one rate holds: the Treasury's Green Book lowers it after thirty years.
MOST_YEARS = 30
FIRST_YEAR, LAST_YEAR = 2000, 2099
GREEN_BOOK_RATE = 350
MOST_BIAS = 200
MOST_PENCE = 100_000_000_000
SCALE = range(1, 6)


class ProposalState(models.TextChoices):
    """What becomes of a proposal."""

    DRAFT = "draft", pgettext_lazy("of a proposal", "Being written")
    BOARD = "board", _("Before the board")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Not approved")
    WITHDRAWN = "withdrawn", pgettext_lazy("of a proposal", "Withdrawn")


PROPOSAL_MOVES: dict[str, frozenset[str]] = {
    ProposalState.DRAFT: frozenset({ProposalState.BOARD, ProposalState.WITHDRAWN}),
    ProposalState.BOARD: frozenset(
        {
            ProposalState.DRAFT,
            ProposalState.APPROVED,
            ProposalState.REFUSED,
            ProposalState.WITHDRAWN,
        }
    ),
    ProposalState.APPROVED: frozenset(),
    ProposalState.REFUSED: frozenset(),
    ProposalState.WITHDRAWN: frozenset(),
}


class ProjectState(models.TextChoices):
    """How far a project is."""

    UNDER_WAY = "under_way", pgettext_lazy("of a project", "Under way")
    ON_HOLD = "on_hold", _("On hold")
    DONE = "done", pgettext_lazy("of a project", "Done")
    STOPPED = "stopped", pgettext_lazy("of a project", "Stopped")


PROJECT_MOVES: dict[str, frozenset[str]] = {
    ProjectState.UNDER_WAY: frozenset(
        {ProjectState.ON_HOLD, ProjectState.DONE, ProjectState.STOPPED}
    ),
    ProjectState.ON_HOLD: frozenset({ProjectState.UNDER_WAY, ProjectState.STOPPED}),
    ProjectState.DONE: frozenset(),
    ProjectState.STOPPED: frozenset(),
}


class OptionKind(models.TextChoices):
    """What could be done."""

    NOTHING = "nothing", _("Do nothing")
    MINIMUM = "minimum", _("Do the minimum")
    IMPROVE = "improve", _("Improve")
    REGENERATE = "regenerate", _("Regenerate")
    NEW = "new", _("Build anew")
    TRANSFER = "transfer", _("Transfer to a community group")


class FlowKind(models.TextChoices):
    """What a line of figures is."""

    CAPITAL = "capital", _("Capital cost")
    RUNNING = "running", _("Running cost")
    INCOME = "income", pgettext_lazy("money", "Income")
    FUNDING = "funding", _("Funding that is secured")


class Outcome(models.TextChoices):
    """What a board decided."""

    APPROVED = "approved", _("Approved")
    CONDITIONS = "conditions", _("Approved with conditions")
    DEFERRED = "deferred", _("Deferred")
    REFUSED = "refused", _("Not approved")


APPROVES = (Outcome.APPROVED, Outcome.CONDITIONS)


class Precision(models.TextChoices):
    """How exactly a date is said."""

    DAY = "day", _("A day")
    MONTH = "month", _("A month, or several")


class Colour(models.TextChoices):
    """How a project goes."""

    GREEN = "green", _("Green: as planned")
    AMBER = "amber", _("Amber: at risk")
    RED = "red", _("Red: not as planned")


class SpendKind(models.TextChoices):
    """What money was spent from."""

    CAPITAL = "capital", pgettext_lazy("money", "Capital")
    REVENUE = "revenue", pgettext_lazy("money", "Revenue")
