"""States of rounds and applications, the moves between them, and what the public reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from organisations.enums import LegalForm


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


class DecidesBy(models.TextChoices):
    """How a round decides on what was sent in its last stage."""

    PANEL = "panel", _("A panel that meets")


class Verdict(models.TextChoices):
    """What a panel decided on one application."""

    FUND = "fund", _("Fund it")
    RESERVE = "reserve", _("Put it on the reserve list")
    NO = "no", _("Don’t fund it")


class AcceptBy(models.TextChoices):
    """When every partner must have accepted."""

    SENDING = "sending", _("Before the application is sent")
    FIVE_DAYS = "five-days", _("Within five working days of the closing")


class Came(models.TextChoices):
    """How an application reached the council that an officer enters for a group."""

    PAPER = "paper", _("On paper")
    TELEPHONE = "telephone", _("By telephone")


class Told(models.TextChoices):
    """Which groups of an application an officer writes to."""

    LEAD = "lead", _("The lead group")
    GROUPS = "groups", _("The lead group and every partner")


DAYS_TO_ACCEPT = 5
MOST_STAGES = 2
WHOLE_PERCENT = 100
# £315,000 over three financial years: the limit of the Subsidy Control Act 2022, section 36.
SUBSIDY_LIMIT_PENCE = 31_500_000
A_YEAR_IN_QUARTERS = 4
MOST_QUARTERS = 12


class ApplicationState(models.TextChoices):
    """Where one application is, as officers call it."""

    DRAFT = "draft", _("Being written")
    SENT = "sent", _("Sent")
    INELIGIBLE = "ineligible", _("Not eligible")
    THROUGH = "through", _("Through to the second stage")
    FUNDED = "funded", _("Funded")
    RESERVE = "reserve", _("On the reserve list")
    UNSUCCESSFUL = "unsuccessful", _("Not funded")
    WITHDRAWN = "withdrawn", _("Withdrawn")


APPLICATION_PUBLIC_LABELS = {
    ApplicationState.DRAFT: _("Not sent yet"),
    ApplicationState.SENT: _("Sent: we have your application"),
    ApplicationState.INELIGIBLE: _("We can’t consider this application"),
    ApplicationState.THROUGH: _("You are through to the second stage"),
    ApplicationState.FUNDED: _("We fund this application"),
    ApplicationState.RESERVE: _("On the reserve list: we fund it if money comes back"),
    ApplicationState.UNSUCCESSFUL: _("We can’t fund this application"),
    ApplicationState.WITHDRAWN: _("Withdrawn by the lead group"),
}
_GONE = ApplicationState.WITHDRAWN
APPLICATION_MOVES: dict[str, frozenset[str]] = {
    ApplicationState.DRAFT: frozenset({ApplicationState.SENT, _GONE}),
    ApplicationState.SENT: frozenset(
        {
            ApplicationState.INELIGIBLE,
            ApplicationState.THROUGH,
            ApplicationState.FUNDED,
            ApplicationState.RESERVE,
            ApplicationState.UNSUCCESSFUL,
            _GONE,
        }
    ),
    ApplicationState.INELIGIBLE: frozenset(
        {ApplicationState.SENT, ApplicationState.THROUGH, _GONE}
    ),
    ApplicationState.THROUGH: frozenset(
        {
            ApplicationState.SENT,
            ApplicationState.INELIGIBLE,
            ApplicationState.UNSUCCESSFUL,
            _GONE,
        }
    ),
    # A grant that isn’t wanted is declined, so that the round has its money again.
    ApplicationState.FUNDED: frozenset(),
    ApplicationState.RESERVE: frozenset(
        {ApplicationState.FUNDED, ApplicationState.UNSUCCESSFUL, _GONE}
    ),
    ApplicationState.UNSUCCESSFUL: frozenset(),
    ApplicationState.WITHDRAWN: frozenset(),
}
# What a panel can decide on.
DECIDABLE = (ApplicationState.SENT, ApplicationState.RESERVE)
BY_VERDICT = {
    Verdict.FUND: ApplicationState.FUNDED,
    Verdict.RESERVE: ApplicationState.RESERVE,
    Verdict.NO: ApplicationState.UNSUCCESSFUL,
}
# What can be written and sent while there is time.
CHANGEABLE = (ApplicationState.DRAFT, ApplicationState.SENT, ApplicationState.THROUGH)
# What groups still wait for a decision on.
UNDECIDED = (ApplicationState.SENT, ApplicationState.THROUGH)
# What the applicants themselves do.
OWN_MOVES = frozenset({ApplicationState.SENT, ApplicationState.WITHDRAWN})
LIVE = tuple(state for state in ApplicationState.values if state != ApplicationState.WITHDRAWN)


class PartnerState(models.TextChoices):
    """Whether a group takes part in an application."""

    IN = "in", _("Takes part")
    DECLINED = "declined", _("Said no")
    WITHDRAWN = "withdrawn", _("Withdrew")
    REMOVED = "removed", _("Taken out by the lead group")


PARTNER_MOVES: dict[str, frozenset[str]] = {
    PartnerState.IN: frozenset(
        {PartnerState.DECLINED, PartnerState.WITHDRAWN, PartnerState.REMOVED}
    ),
    PartnerState.DECLINED: frozenset({PartnerState.IN}),
    PartnerState.WITHDRAWN: frozenset({PartnerState.IN}),
    PartnerState.REMOVED: frozenset({PartnerState.IN}),
}


class AwardState(models.TextChoices):
    """Where an award is."""

    OFFERED = "offered", _("Offered, not agreed yet")
    AGREED = "agreed", _("Agreed")
    CLOSED = "closed", _("Closed")
    DECLINED = "declined", _("Not taken by the groups")
    WITHDRAWN = "withdrawn", _("Taken back by the council")


AWARD_MOVES: dict[str, frozenset[str]] = {
    AwardState.OFFERED: frozenset({AwardState.AGREED, AwardState.DECLINED, AwardState.WITHDRAWN}),
    AwardState.AGREED: frozenset({AwardState.CLOSED, AwardState.WITHDRAWN}),
    AwardState.CLOSED: frozenset(),
    AwardState.DECLINED: frozenset(),
    AwardState.WITHDRAWN: frozenset(),
}
# The round keeps the money of these, or has paid it.
COMMITTED = (AwardState.OFFERED, AwardState.AGREED, AwardState.CLOSED)


class Category(models.TextChoices):
    """What a line of a budget is for."""

    STAFF = "staff", _("Staff")
    VOLUNTEERS = "volunteers", _("Volunteers")
    ACTIVITIES = "activities", _("Activities and materials")
    EQUIPMENT = "equipment", _("Equipment")
    ROOMS = "rooms", _("Rooms")
    ACCESS = "access", _("Access, language and childcare")
    TRAVEL = "travel", _("Travel")
    OVERHEADS = "overheads", _("Running costs")


class Source(models.TextChoices):
    """Where the money of a line comes from."""

    GRANT = "grant", _("Asked of the fund")
    MATCH = "match", _("Money from elsewhere")
    IN_KIND = "in-kind", _("Given in kind")


MOST_LINES = 200
MOST_LINE_PENCE = 100_000_000
# A group of such a form is no person in law: those who sign are liable.
PERSONALLY_LIABLE = (LegalForm.COMMUNITY, LegalForm.FAITH, LegalForm.CLUB)
TWO_ACCEPT = 2
