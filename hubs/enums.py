"""States, facilities, notices and access facts of hubs."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hubs import timing
from hubs.opening import OnHolidays

MOST_EVERY = 12


class HubState(models.TextChoices):
    """Whether a hub is there."""

    PLANNED = "planned", pgettext_lazy("of a hub", "Planned")
    OPEN = "open", pgettext_lazy("of a hub", "In use")


HUB_MOVES: dict[str, frozenset[str]] = {
    HubState.PLANNED: frozenset({HubState.OPEN}),
    HubState.OPEN: frozenset(),
}


class HolidayRule(models.TextChoices):
    """What a hub does on bank holidays."""

    UNKNOWN = OnHolidays.UNKNOWN.value, _("Not known")
    CLOSED = OnHolidays.CLOSED.value, _("Closed on bank holidays")
    USUAL = OnHolidays.USUAL.value, _("Open on bank holidays as on other days")


class Weekday(models.IntegerChoices):
    """Days of the week as Python counts them."""

    MONDAY = 0, _("Monday")
    TUESDAY = 1, _("Tuesday")
    WEDNESDAY = 2, _("Wednesday")
    THURSDAY = 3, _("Thursday")
    FRIDAY = 4, _("Friday")
    SATURDAY = 5, _("Saturday")
    SUNDAY = 6, _("Sunday")


class HowOften(models.TextChoices):
    """How something comes back, in people's words."""

    ONCE = timing.HowOften.ONCE.value, _("Once")
    WEEKLY = timing.HowOften.WEEKLY.value, _("By the week")
    MONTH_WEEKDAY = (
        timing.HowOften.MONTH_WEEKDAY.value,
        _("By the month, on the same weekday, such as the second Tuesday"),
    )
    MONTH_LAST = (
        timing.HowOften.MONTH_LAST.value,
        _("By the month, on the last of its weekday, such as the last Friday"),
    )
    MONTH_DAY = timing.HowOften.MONTH_DAY.value, _("By the month, on the same day of the month")


class Facility(models.TextChoices):
    """What a hub has."""

    HALL = "hall", _("Hall")
    ROOM = "room", _("Meeting room")
    KITCHEN = "kitchen", _("Kitchen")
    CAFE = "cafe", _("Café")
    COMPUTERS = "computers", _("Computers for everybody")
    WIFI = "wifi", _("Free Wi-Fi")
    WARM = "warm", _("Warm space")
    PLAY = "play", _("Play space for children")
    GARDEN = "garden", _("Garden")
    SPORT = "sport", _("Sports hall or pitch")


class NoticeKind(models.TextChoices):
    """How much of a hub is closed."""

    CLOSED = "closed", _("Closed")
    PARTLY = "partly", _("Partly closed")


class MeasuredBy(models.TextChoices):
    """In which role somebody measured an access fact. Nobody's name is kept."""

    MANAGER = "manager", _("the hub’s manager")
    OFFICER = "officer", _("a council officer")
    SURVEYOR = "surveyor", _("an access surveyor")


class AccessKind(models.TextChoices):
    """What is measured about getting in and about."""

    STEP_FREE = "step-free", _("Step-free way in")
    RAMP = "ramp", _("Ramp")
    LIFT = "lift", _("Lift")
    DOOR_WIDTH = "door-width", _("Narrowest door on the way in")
    TOILET = "toilet", _("Accessible toilet")
    TRANSFER = "transfer", _("Space beside the toilet to move across")
    CHANGING_PLACE = "changing-place", _("Changing Places toilet")
    BAYS = "bays", _("Blue Badge parking bays")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")


class Answer(models.TextChoices):
    """What is said where nothing is counted."""

    NUMBER = "", ""
    YES = "yes", pgettext_lazy("access fact", "Yes")
    NO = "no", pgettext_lazy("access fact", "No")
    WORKS = "works", _("There is one, and it works")
    FAILED = "failed", _("There is one, and it is out of order")
    NONE = "none", _("There is none")
    LEFT = "left", _("On the left, sitting on the toilet")
    RIGHT = "right", _("On the right, sitting on the toilet")
    BOTH = "both", _("On both sides")
    NEITHER = "neither", _("On neither side")


YES_NO = (Answer.YES, Answer.NO)
# What may be said of each kind; a kind with (Answer.NUMBER,) is counted or measured.
ANSWERS: dict[str, tuple[str, ...]] = {
    AccessKind.STEP_FREE: YES_NO,
    AccessKind.RAMP: YES_NO,
    AccessKind.LIFT: (Answer.WORKS, Answer.FAILED, Answer.NONE),
    AccessKind.DOOR_WIDTH: (Answer.NUMBER,),
    AccessKind.TOILET: YES_NO,
    AccessKind.TRANSFER: (Answer.LEFT, Answer.RIGHT, Answer.BOTH, Answer.NEITHER),
    AccessKind.CHANGING_PLACE: YES_NO,
    AccessKind.BAYS: (Answer.NUMBER,),
    AccessKind.HEARING_LOOP: YES_NO,
}
MOST_NUMBER = 500


class AccessNeed(models.TextChoices):
    """What somebody may need of a place, as the directory asks it."""

    STEP_FREE = "step-free", _("Step-free access")
    TOILET = "toilet", _("Accessible toilet")
    CHANGING_PLACE = "changing-place", _("Changing Places toilet")
    BAYS = "bays", _("Blue Badge parking")
    HEARING_LOOP = "hearing-loop", _("Hearing loop")
