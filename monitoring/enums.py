"""States of reports, changes, recoveries and bids, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReportState(models.TextChoices):
    """Where one report on an award is."""

    DUE = "due", _("To be sent")
    SENT = "sent", _("Sent")
    QUESTIONS = "questions", _("Questions asked back")
    ACCEPTED = "accepted", _("Accepted")


REPORT_MOVES: dict[str, frozenset[str]] = {
    ReportState.DUE: frozenset({ReportState.SENT}),
    ReportState.SENT: frozenset({ReportState.QUESTIONS, ReportState.ACCEPTED}),
    ReportState.QUESTIONS: frozenset({ReportState.SENT}),
    ReportState.ACCEPTED: frozenset(),
}
# What the group still writes.
OPEN_REPORTS = (ReportState.DUE, ReportState.QUESTIONS)
# How long after the time it covers a report is due.
DAYS_TO_REPORT = 28


class ChangeState(models.TextChoices):
    """Where one change that a group asks for is."""

    ASKED = "asked", _("Asked for")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Not approved")
    WITHDRAWN = "withdrawn", _("Taken back by the group")


CHANGE_MOVES: dict[str, frozenset[str]] = {
    ChangeState.ASKED: frozenset(
        {ChangeState.APPROVED, ChangeState.REFUSED, ChangeState.WITHDRAWN}
    ),
    ChangeState.APPROVED: frozenset(),
    ChangeState.REFUSED: frozenset(),
    ChangeState.WITHDRAWN: frozenset(),
}


class RecoveryState(models.TextChoices):
    """Where money is that was paid and not spent."""

    ASKED = "asked", _("Asked back")
    RECEIVED = "received", _("Received")


RECOVERY_MOVES: dict[str, frozenset[str]] = {
    RecoveryState.ASKED: frozenset({RecoveryState.RECEIVED}),
    RecoveryState.RECEIVED: frozenset(),
}


class BidState(models.TextChoices):
    """What became of a bid for other money."""

    WAITING = "waiting", _("Waiting for an answer")
    WON = "won", _("Successful")
    LOST = "lost", _("Not successful")


# An outcome that was recorded by mistake is taken back.
BID_MOVES: dict[str, frozenset[str]] = {
    BidState.WAITING: frozenset({BidState.WON, BidState.LOST}),
    BidState.WON: frozenset({BidState.WAITING}),
    BidState.LOST: frozenset({BidState.WAITING}),
}


class Bidder(models.TextChoices):
    """Who bids for other money."""

    GROUP = "group", _("A group")
    PARTNERS = "partners", _("Groups together")
    COUNCIL = "council", _("The council")


MOST_LINES = 60
MOST_OUTPUTS = 20
MOST_STORIES = 20
MOST_PHOTOS = 12
MOST_PEOPLE = 1_000_000
MOST_PENCE = 100_000_000_000
