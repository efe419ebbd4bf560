"""States of rounds and applications, the moves between them, and what the public reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    """Where a round of the fund is."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    OPEN = "open", _("Open for applications")
    CLOSED = "closed", _("Closed")
    ASSESSING = "assessing", _("Being assessed")
    DECIDED = "decided", _("Decided")
    COMPLETE = "complete", _("Complete")
    CANCELLED = "cancelled", _("Cancelled")


ROUND_PUBLIC_LABELS = {
    RoundState.SCHEDULED: _("Opens soon"),
    RoundState.OPEN: _("Open for applications"),
    RoundState.CLOSED: _("Closed: applications are being checked"),
    RoundState.ASSESSING: _("Closed: applications are being read"),
    RoundState.DECIDED: _("Decided: the groups have been told"),
    RoundState.COMPLETE: _("Over: the work is done"),
    RoundState.CANCELLED: _("Cancelled"),
}

_STOP = RoundState.CANCELLED
# From the assessing of a first stage, a round waits for its second one to open.
ROUND_MOVES: dict[str, frozenset[str]] = {
    RoundState.DRAFT: frozenset({RoundState.SCHEDULED}),
    RoundState.SCHEDULED: frozenset({RoundState.DRAFT, RoundState.OPEN, _STOP}),
    RoundState.OPEN: frozenset({RoundState.CLOSED, _STOP}),
    RoundState.CLOSED: frozenset({RoundState.OPEN, RoundState.ASSESSING, _STOP}),
    RoundState.ASSESSING: frozenset({RoundState.SCHEDULED, RoundState.DECIDED, _STOP}),
    RoundState.DECIDED: frozenset({RoundState.COMPLETE}),
    RoundState.COMPLETE: frozenset(),
    RoundState.CANCELLED: frozenset(),
}
PUBLIC_ROUNDS = tuple(ROUND_PUBLIC_LABELS)
# What the portal does by itself, by the clock.
BY_THE_CLOCK = (RoundState.OPEN, RoundState.CLOSED)
# While a round is here, an entry whose own time isn't over can be sent; a second stage waits while
# the round is scheduled.
TAKES_ENTRIES = (
    RoundState.SCHEDULED,
    RoundState.OPEN,
    RoundState.CLOSED,
    RoundState.ASSESSING,
)
OVER_ROUNDS = (RoundState.DECIDED, RoundState.COMPLETE)


class Paid(models.TextChoices):
    """Who is paid the grant of an application."""

    LEAD = "lead", _("The lead group, for all")
    PARTNERS = "partners", _("Each group its own part")


class AcceptBy(models.TextChoices):
    """When every partner must have accepted."""

    SENDING = "sending", _("Before the application is sent")
    FIVE_DAYS = "five-days", _("Within five working days of the closing")


MOST_STAGES = 2
# £315,000 over three financial years: the limit of the Subsidy Control Act 2022, section 36.
SUBSIDY_LIMIT_PENCE = 31_500_000
A_YEAR_IN_QUARTERS = 4
MOST_QUARTERS = 12
