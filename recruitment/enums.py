"""States of rounds, applications and draws, the moves between them, what the public reads."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HowChosen(models.TextChoices):
    """How the seats of a sector are filled."""

    LOTTERY = "lottery", _("By lottery")
    SCORES = "scores", _("By scores alone")
    NOMINATION = "nomination", _("By reserved nomination")


class RoundState(models.TextChoices):
    """Where a recruitment round is."""

    DRAFT = "draft", _("Draft")
    OPEN = "open", _("Open for applications")
    SCREENING = "screening", _("Closed: screening")
    SCORING = "scoring", _("Scoring")
    POOL = "pool", _("Pool settled")
    OFFERING = "offering", _("Offering seats")
    APPOINTED = "appointed", _("Appointed")
    CANCELLED = "cancelled", _("Cancelled")


ROUND_PUBLIC_LABELS = {
    RoundState.OPEN: _("Open for applications"),
    RoundState.SCREENING: _("Closed: applications are being read"),
    RoundState.SCORING: _("Closed: applications are being read"),
    RoundState.POOL: _("Closed: members are being chosen"),
    RoundState.OFFERING: _("Closed: seats are being offered"),
    RoundState.APPOINTED: _("Members are appointed"),
    RoundState.CANCELLED: _("Cancelled"),
}

_STOP = RoundState.CANCELLED
ROUND_MOVES: dict[str, frozenset[str]] = {
    RoundState.DRAFT: frozenset({RoundState.OPEN}),
    RoundState.OPEN: frozenset({RoundState.SCREENING, _STOP}),
    RoundState.SCREENING: frozenset({RoundState.OPEN, RoundState.SCORING, _STOP}),
    RoundState.SCORING: frozenset({RoundState.SCREENING, RoundState.POOL, _STOP}),
    RoundState.POOL: frozenset({RoundState.SCORING, RoundState.OFFERING, _STOP}),
    RoundState.OFFERING: frozenset({RoundState.APPOINTED, _STOP}),
    RoundState.APPOINTED: frozenset(),
    RoundState.CANCELLED: frozenset(),
}
PUBLIC_ROUNDS = tuple(ROUND_PUBLIC_LABELS)


class ApplicationState(models.TextChoices):
    """Where one application is, as officers call it."""

    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Submitted")
    ELIGIBLE = "eligible", _("Eligible")
    INELIGIBLE = "ineligible", _("Not eligible")
    POOLED = "pooled", _("In the pool")
    BELOW = "below", _("Below the threshold")
    RESERVE = "reserve", _("Reserve")
    OFFERED = "offered", _("Offered a seat")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    APPOINTED = "appointed", _("Appointed")
    UNSUCCESSFUL = "unsuccessful", _("Not chosen")
    WITHDRAWN = "withdrawn", _("Withdrawn")


APPLICATION_PUBLIC_LABELS = {
    ApplicationState.DRAFT: _("Not sent yet"),
    ApplicationState.SUBMITTED: _("Sent: we have your application"),
    ApplicationState.ELIGIBLE: _("You can be considered: the panel is reading the applications"),
    ApplicationState.INELIGIBLE: _("We can’t consider this application"),
    ApplicationState.POOLED: _("You are in the pool that members are chosen from"),
    ApplicationState.BELOW: _("You are not in the pool this time"),
    ApplicationState.RESERVE: _("You are on the reserve list"),
    ApplicationState.OFFERED: _("You have been offered a seat"),
    ApplicationState.ACCEPTED: _("You have accepted a seat"),
    ApplicationState.DECLINED: _("You did not take the seat"),
    ApplicationState.APPOINTED: _("You are a member of the Taskforce"),
    ApplicationState.UNSUCCESSFUL: _("You were not chosen this time"),
    ApplicationState.WITHDRAWN: _("You have withdrawn"),
}

_A = ApplicationState
APPLICATION_MOVES: dict[str, frozenset[str]] = {
    _A.DRAFT: frozenset({_A.SUBMITTED, _A.WITHDRAWN}),
    # While the round is open a changed application is sent again, and screened again.
    _A.SUBMITTED: frozenset({_A.SUBMITTED, _A.ELIGIBLE, _A.INELIGIBLE, _A.WITHDRAWN}),
    _A.ELIGIBLE: frozenset(
        {
            _A.SUBMITTED,
            _A.INELIGIBLE,
            _A.POOLED,
            _A.BELOW,
            _A.OFFERED,
            _A.UNSUCCESSFUL,
            _A.WITHDRAWN,
        }
    ),
    _A.INELIGIBLE: frozenset({_A.SUBMITTED, _A.ELIGIBLE, _A.WITHDRAWN}),
    _A.POOLED: frozenset({_A.ELIGIBLE, _A.OFFERED, _A.RESERVE, _A.UNSUCCESSFUL, _A.WITHDRAWN}),
    _A.BELOW: frozenset({_A.ELIGIBLE, _A.WITHDRAWN}),
    _A.RESERVE: frozenset({_A.OFFERED, _A.UNSUCCESSFUL, _A.WITHDRAWN}),
    _A.OFFERED: frozenset({_A.ACCEPTED, _A.DECLINED, _A.WITHDRAWN}),
    _A.ACCEPTED: frozenset({_A.APPOINTED, _A.WITHDRAWN}),
    _A.DECLINED: frozenset(),
    _A.APPOINTED: frozenset(),
    _A.UNSUCCESSFUL: frozenset({_A.OFFERED}),
    _A.WITHDRAWN: frozenset(),
}
# What the applicant may still change or take back.
OWN_MOVES = frozenset({_A.SUBMITTED, _A.WITHDRAWN, _A.ACCEPTED, _A.DECLINED})
CHANGEABLE = (_A.DRAFT, _A.SUBMITTED, _A.ELIGIBLE, _A.INELIGIBLE)
# Somebody applies once a round, unless they have withdrawn.
LIVE = tuple(state for state in ApplicationState if state != _A.WITHDRAWN)
SENT = tuple(state for state in LIVE if state != _A.DRAFT)
# A lottery is drawn before or after the other seats are offered.
TO_DRAW_IN = (RoundState.POOL, RoundState.OFFERING)
WAITING_FOR_A_SEAT = (_A.ELIGIBLE, _A.POOLED, _A.RESERVE)
# The pool is settled: what people were chosen by stays.
CHOSEN_ROUNDS = (RoundState.POOL, RoundState.OFFERING, RoundState.APPOINTED, RoundState.CANCELLED)
# Until scoring begins people may come to the panel and leave it by themselves.
BEFORE_SCORING = (RoundState.DRAFT, RoundState.OPEN, RoundState.SCREENING)
# What arrived in time on paper is entered until the screening ends.
STILL_ENTERED = (RoundState.OPEN, RoundState.SCREENING)
ENDED_WITHOUT_A_SEAT = (_A.INELIGIBLE, _A.BELOW, _A.UNSUCCESSFUL)


class HowConsented(models.TextChoices):
    """How somebody agreed to the selection questions."""

    ONLINE = "online", _("On the portal")
    FORM = "form", _("On a signed form")
    TELEPHONE = "telephone", _("By telephone, to an officer")


class DrawState(models.TextChoices):
    """Where a draw is."""

    PREPARING = "preparing", _("Being worked out")
    WORKED_OUT = "worked-out", _("Worked out, not published yet")
    IMPOSSIBLE = "impossible", _("No panel meets the targets")
    PUBLISHED = "published", _("Lottery published")
    DRAWN = "drawn", _("Drawn")
    ABANDONED = "abandoned", _("Abandoned")


DRAW_MOVES: dict[str, frozenset[str]] = {
    DrawState.PREPARING: frozenset(
        {DrawState.WORKED_OUT, DrawState.IMPOSSIBLE, DrawState.ABANDONED}
    ),
    DrawState.WORKED_OUT: frozenset({DrawState.PUBLISHED, DrawState.ABANDONED}),
    DrawState.PUBLISHED: frozenset({DrawState.DRAWN, DrawState.ABANDONED}),
    DrawState.IMPOSSIBLE: frozenset(),
    DrawState.DRAWN: frozenset(),
    DrawState.ABANDONED: frozenset(),
}

# Still to come to a number.
UNDER_WAY = (DrawState.PREPARING, DrawState.WORKED_OUT, DrawState.PUBLISHED)
# On these a round's targets and pool stand.
LIVE_DRAWS = (*UNDER_WAY, DrawState.DRAWN)

TERM_MONTHS = 24
REPLY_DAYS = 14
MOST_SEATS = 500
LOTTERY_PANELS = 1000
