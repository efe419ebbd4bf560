"""What is recorded of buildings."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

FIRST_YEAR, LAST_YEAR = 1800, 2099
SURVEY_EVERY_YEARS = 5
# Of what is due within so many days somebody is reminded.
REMIND_DAYS = 30
MOST_PENCE = 10_000_000_000


class Holding(models.TextChoices):
    """How the council holds a building."""

    UNKNOWN = "", _("Not known")
    FREEHOLD = "freehold", _("Freehold")
    LEASED_IN = "leased_in", _("Leased by the council")
    LEASED_OUT = "leased_out", _("Leased to somebody else")


class Feature(models.TextChoices):
    """What a building has that must be checked."""

    FIRE_ALARM = "fire_alarm", _("Fire alarm")
    EMERGENCY_LIGHT = "emergency_light", _("Emergency lighting")
    GAS = "gas", _("Gas")
    LIFT = "lift", _("Lift that carries people")
    WATER = "water", _("Stored water")
    ASBESTOS = "asbestos", _("Asbestos, found or presumed")
    PUBLIC_250 = "public_250", _("More than 250 m² that the public visits")
    COOLING = "cooling", _("Air conditioning over 12 kW")
    DOORS = "doors", _("Automatic doors")
    PLAY = "play", _("Play equipment")


class Basis(models.TextChoices):
    """Why something is checked so often."""

    LAW = "law", _("The law says how often")
    DUTY = "duty", _("The law sets the duty, not how often")
    STANDARD = "standard", _("A code or a British Standard")
    GOOD = "good", _("Good practice")


class Element(models.TextChoices):
    """A part of a building that is surveyed."""

    ROOF = "roof", _("Roof")
    WALLS = "walls", _("Walls and structure")
    WINDOWS = "windows", _("Windows and doors")
    FLOORS = "floors", _("Floors and stairs")
    CEILINGS = "ceilings", _("Ceilings and partitions")
    SANITARY = "sanitary", _("Toilets and kitchens")
    MECHANICAL = "mechanical", _("Heating, water and ventilation")
    ELECTRICAL = "electrical", _("Electrical")
    DECORATION = "decoration", _("Decoration")
    OUTSIDE = "outside", _("Outside areas")


class Grade(models.TextChoices):
    """In which condition an element is. The words are those of English councils' surveys."""

    A = "A", _("A: good")
    B = "B", _("B: satisfactory, minor deterioration")
    C = "C", _("C: poor, major defects")
    D = "D", _("D: bad, life expired or about to fail")


class Priority(models.IntegerChoices):
    """How soon it must be mended."""

    URGENT = 1, _("1: urgent")
    TWO_YEARS = 2, _("2: within two years")
    FIVE_YEARS = 3, _("3: within three to five years")
    LATER = 4, _("4: later than five years")


class Result(models.TextChoices):
    """How a check ended."""

    PASSED = "passed", pgettext_lazy("of a check", "Passed")
    ADVICE = "advice", _("Passed, with advice")
    FAILED = "failed", pgettext_lazy("of a check", "Failed")


class MoneyKind(models.TextChoices):
    """What a year's figure is."""

    COST = "cost", _("Running cost")
    INCOME = "income", pgettext_lazy("money", "Income")


class CountKind(models.TextChoices):
    """What was counted."""

    DOOR = "door", _("People through the door")
    ACTIVITY = "activity", _("People at an activity")
    PHONE = "phone", _("Telephone calls")


class CountSource(models.TextChoices):
    """How it was counted."""

    PHONE = "phone", _("On a telephone")
    PAPER = "paper", _("On paper")
    IMPORT = "import", _("From a file")


class IncidentKind(models.TextChoices):
    """What happened. Nobody is named."""

    INJURY = "injury", _("Somebody was hurt")
    NEAR_MISS = "near_miss", _("Somebody was nearly hurt")
    FIRE = "fire", _("Fire, or a fire alarm")
    DAMAGE = "damage", _("Damage")
    FAILURE = "failure", _("Something failed: power, water, heating, a lift")
    BEHAVIOUR = "behaviour", _("Abuse or threat")
    OTHER = "other", _("Something else")
