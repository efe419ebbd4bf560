"""The states of the Taskforce's things, the moves between them, and its fixed choices."""

from django.db import models
from django.utils.translation import gettext_lazy as _

TERM_YEARS = 2
INTERESTS_STALE_DAYS = 365
CONSENT_WORDING = "2024-1"


class Sector(models.TextChoices):
    """Whom a seat speaks for: the sectors that the Taskforce brings together, and residents."""

    RESIDENTS = "residents", _("Residents")
    COMMUNITY = "community", _("Voluntary and community sector")
    PUBLIC = "public", _("Public sector")
    PRIVATE = "private", _("Private sector")


class MemberState(models.TextChoices):
    """Where a membership is in its life."""

    SERVING = "serving", _("Serving")
    LEFT = "left", _("Left early")
    ENDED = "ended", _("Term ended")


MEMBER_MOVES: dict[str, frozenset[str]] = {
    MemberState.SERVING: frozenset({MemberState.LEFT, MemberState.ENDED}),
    MemberState.LEFT: frozenset(),
    MemberState.ENDED: frozenset(),
}


class ChosenBy(models.TextChoices):
    """How a member was chosen."""

    LOTTERY = "lottery", _("By lottery among those who applied")
    SCORES = "scores", _("By the scores of their application")
    NOMINATION = "nomination", _("Nominated by their organisation")
    TRANSFERRED = "transferred", _("Carried over from before this portal")


class Role(models.TextChoices):
    """What a member does beside being one."""

    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")


class InterestKind(models.TextChoices):
    """What ties a member to an organisation."""

    WORK = "work", _("Paid work")
    OFFICE = "office", _("Trustee, director or other office")
    MEMBERSHIP = "membership", _("Membership of a group or party")
    CONTRACT = "contract", _("Contract or funding")
    PROPERTY = "property", _("Land or property")
    GIFT = "gift", _("Gift or hospitality")
    OTHER = "other", _("Something else")


class ExpenseKind(models.TextChoices):
    """What coming to a meeting cost."""

    TRAVEL = "travel", _("Travel")
    CARE = "care", _("Care for children or adults")
    ACCESS = "access", _("Support with access")
    OTHER = "other", _("Something else")


class ExpenseState(models.TextChoices):
    """Where a claim is."""

    CLAIMED = "claimed", _("Claimed")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    PAID = "paid", _("Paid")


EXPENSE_MOVES: dict[str, frozenset[str]] = {
    ExpenseState.CLAIMED: frozenset({ExpenseState.APPROVED, ExpenseState.REFUSED}),
    ExpenseState.APPROVED: frozenset({ExpenseState.PAID}),
    ExpenseState.REFUSED: frozenset(),
    ExpenseState.PAID: frozenset(),
}
