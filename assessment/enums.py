"""The scale of scores, who is asked, and what makes an assessor partial."""

from django.db import models
from django.utils.translation import gettext_lazy as _

HIGHEST_SCORE = 4
LEAST_ASSESSORS = 2
LARGEST_GAP = 1
HEAVIEST = 10
# How many pieces an assessor takes at most, where nothing else is said.
USUAL_LOAD = 20


class Asked(models.TextChoices):
    """Which assessors are asked to score a piece."""

    EVERYBODY = "everybody", _("Everybody scores every application")
    ASSIGNED = "assigned", _("Each application has assessors of its own")


class Interest(models.TextChoices):
    """What an assessor said, or the portal found, before a piece was opened."""

    NONE = "none", _("No interest")
    DECLARED = "declared", _("Declared an interest")
    ORGANISATION = "organisation", _("Same organisation")
    COMMITTEE = "committee", _("Named on the committee")
    PARTNER = "partner", _("Their group works with this one")
    REGISTERED = "registered", _("In the register of interests")
    MAILBOX = "mailbox", _("Same email address")
    ADDRESS = "address", _("Same address")
    SELF = "self", _("Their own application")


class Confidence(models.IntegerChoices):
    """How sure an assessor is of a score."""

    LOW = 1, _("Not sure")
    FAIR = 2, _("Fairly sure")
    HIGH = 3, _("Sure")


class Advice(models.TextChoices):
    """What an assessor recommends beside the scores."""

    FUND = "fund", _("Fund it")
    CONDITIONS = "conditions", _("Fund it with conditions")
    REFUSE = "refuse", _("Don’t fund it")
