"""The states of sessions and registrations, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionState(models.TextChoices):
    """Where a panel session is in its life."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    CANCELLED = "cancelled", _("Cancelled")
    HELD = "held", _("Held")
    REPORTED = "reported", _("Reported")


class RegistrationState(models.TextChoices):
    """Where one resident's registration is."""

    HELD = "held", _("Place held until confirmed")
    CONFIRMED = "confirmed", _("Place confirmed")
    WAITING_HELD = "waiting-held", _("Waiting list, not yet confirmed")
    WAITING = "waiting", _("On the waiting list")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    LAPSED = "lapsed", _("Not confirmed in time")
    CANCELLED = "cancelled", _("Session cancelled")


class GroupHoldState(models.TextChoices):
    """Where places that are held for a group are."""

    OPEN = "open", _("Held")
    RELEASED = "released", _("Given back early")
    LAPSED = "lapsed", _("Given back at its date")


class Attendance(models.TextChoices):
    """What an officer marked on the day."""

    UNMARKED = "unmarked", _("Not marked")
    ATTENDED = "attended", _("Attended")
    ABSENT = "absent", _("Did not come")


SESSION_MOVES: dict[str, frozenset[str]] = {
    SessionState.DRAFT: frozenset({SessionState.PUBLISHED}),
    SessionState.PUBLISHED: frozenset({SessionState.CANCELLED, SessionState.HELD}),
    SessionState.HELD: frozenset({SessionState.REPORTED}),
    SessionState.CANCELLED: frozenset(),
    SessionState.REPORTED: frozenset(),
}

GROUP_HOLD_MOVES: dict[str, frozenset[str]] = {
    GroupHoldState.OPEN: frozenset({GroupHoldState.RELEASED, GroupHoldState.LAPSED}),
    GroupHoldState.RELEASED: frozenset(),
    GroupHoldState.LAPSED: frozenset(),
}

_LEAVING = {RegistrationState.WITHDRAWN, RegistrationState.CANCELLED}
REGISTRATION_MOVES: dict[str, frozenset[str]] = {
    RegistrationState.HELD: frozenset(
        {RegistrationState.CONFIRMED, RegistrationState.LAPSED, *_LEAVING}
    ),
    RegistrationState.CONFIRMED: frozenset(_LEAVING),
    RegistrationState.WAITING_HELD: frozenset(
        {
            RegistrationState.CONFIRMED,
            RegistrationState.WAITING,
            RegistrationState.LAPSED,
            *_LEAVING,
        }
    ),
    RegistrationState.WAITING: frozenset({RegistrationState.CONFIRMED, *_LEAVING}),
    RegistrationState.WITHDRAWN: frozenset(),
    RegistrationState.LAPSED: frozenset(),
    RegistrationState.CANCELLED: frozenset(),
}

TAKES_A_PLACE = (RegistrationState.HELD, RegistrationState.CONFIRMED)
UNCONFIRMED = (RegistrationState.HELD, RegistrationState.WAITING_HELD)
LIVE = (*TAKES_A_PLACE, RegistrationState.WAITING_HELD, RegistrationState.WAITING)

# A family may hold places at a small session, whatever share of it that is.
FEW_HOLDS = 3
NOTICE_DAYS = 28


class Every(models.TextChoices):
    """How often a session is repeated."""

    WEEK = "week", _("Every week")
    FORTNIGHT = "fortnight", _("Every two weeks")
    MONTH = "month", _("Every month, on the same weekday")


class Registered(models.TextChoices):
    """Whom of those registered a message is for."""

    PLACES = "places", _("Everybody with a place")
    WAITING = "waiting", _("Everybody on the waiting list")
    BOTH = "both", _("Everybody with a place or waiting for one")
