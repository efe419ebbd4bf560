"""States of activities, what they are about, and how they come back."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

OLDEST = 120
MOST_PENCE = 100_000


class ActivityState(models.TextChoices):
    """Where an activity stands."""

    PROPOSED = "proposed", pgettext_lazy("of an activity", "Waits for the hub")
    LISTED = "listed", pgettext_lazy("of an activity", "Listed")
    DECLINED = "declined", pgettext_lazy("of an activity", "Not taken")
    ENDED = "ended", pgettext_lazy("of an activity", "Ended")


ACTIVITY_MOVES: dict[str, frozenset[str]] = {
    ActivityState.PROPOSED: frozenset(
        {ActivityState.LISTED, ActivityState.DECLINED, ActivityState.ENDED}
    ),
    ActivityState.LISTED: frozenset({ActivityState.ENDED}),
    ActivityState.DECLINED: frozenset({ActivityState.PROPOSED}),
    ActivityState.ENDED: frozenset({ActivityState.PROPOSED}),
}


class Kind(models.TextChoices):
    """What an activity is about, as residents look for it."""

    ADVICE = "advice", _("Advice")
    FOOD = "food", _("Food and warm spaces")
    HEALTH = "health", _("Health and wellbeing")
    LEARNING = "learning", _("Learning and work")
    CHILDREN = "children", _("Children and families")
    YOUNG = "young", _("Young people")
    OLDER = "older", _("Older people")
    MEETING = "meeting", _("Meeting others")
    ARTS = "arts", _("Arts and music")
    SPORT = "sport", _("Sport and movement")
    FAITH = "faith", _("Faith")
    OTHER = "other", _("Something else")


class Joining(models.TextChoices):
    """How somebody joins."""

    DROP_IN = "drop-in", _("Just come")
    BOOK = "book", _("Book a place first")
    REFERRED = "referred", _("You are sent by somebody, such as a doctor")


class Access(models.TextChoices):
    """What an activity does so that everybody can take part, beyond the building."""

    INTERPRETER = "bsl", _("British Sign Language interpreter")
    LOOP = "loop", _("Hearing loop")
    QUIET = "quiet", _("A quiet space")
    CARERS = "carers", _("Carers come free")
    SEATED = "seated", _("Can be done sitting down")
    CHILDCARE = "childcare", _("Childcare")


class DateState(models.TextChoices):
    """What is other than usual on one date."""

    CANCELLED = "cancelled", pgettext_lazy("of a date", "Cancelled")
    MOVED = "moved", pgettext_lazy("of a date", "Moved")
