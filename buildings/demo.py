"""A survey, checks, counts and money of one building of the plan, all invented."""

from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from buildings import services
from buildings.enums import CountKind, Element, Feature, Grade, Holding, MoneyKind, Result
from buildings.models import Building, PriceLevel
from core.actors import PORTAL
from hubs.models import Hub

HUB = "Lewsey community centre"
FINDINGS = (
    (Element.ROOF, Grade.D, 1, 22_000_000, "Demonstration: flat roof at the end of its life"),
    (Element.MECHANICAL, Grade.C, 2, 14_500_000, "Demonstration: boiler and pipes"),
    (Element.WINDOWS, Grade.C, 2, 6_000_000, "Demonstration: single glazing"),
    (Element.FLOORS, Grade.B, 3, 1_800_000, "Demonstration: hall floor"),
    (Element.DECORATION, Grade.B, 4, 900_000, "Demonstration: inside"),
    (Element.ELECTRICAL, Grade.A, 4, 0, "Demonstration: rewired lately"),
)
INDEX = Decimal(100)
RISE = Decimal("1.04")


@transaction.atomic
def seed() -> None:
    """The record of one building; once."""
    hub = Hub.objects.filter(venue__name=HUB).first()
    if hub is None or Building.objects.filter(hub=hub).exists():
        return
    today = timezone.localdate()
    for number, year in enumerate(range(today.year - 7, today.year + 1)):
        level = (INDEX * RISE**number).quantize(Decimal("0.01"))
        PriceLevel.objects.get_or_create(year=year, defaults={"index": level})
    asked = {"building_id": services.building_of(hub).pk, "actor": PORTAL}
    said = {
        "holding": Holding.FREEHOLD,
        "lease_ends_on": None,
        "built": 1968,
        "floor_m2": 640,
        "value_pence": 41_000_000,
        "valued_on": today - timedelta(days=700),
    }
    has = (Feature.FIRE_ALARM, Feature.EMERGENCY_LIGHT, Feature.GAS, Feature.WATER)
    services.change(**asked, said=said, features=[*has, Feature.ASBESTOS, Feature.PUBLIC_250])
    for years, cut in ((6, 3), (1, 0)):
        services.record_survey(
            **asked,
            surveyed_on=today - timedelta(days=365 * years),
            surveyor="Demonstration surveyors",
            rows=FINDINGS[cut:] if cut else FINDINGS,
            is_demo=True,
        )
    _checks(asked, today)
    _use(asked, today)


def _checks(asked, today) -> None:
    done = {"checked_by": "Demonstration engineers", "result": Result.PASSED}
    for code, days in (("fire_risk", 500), ("call_point", 3), ("fire_alarm", 100), ("wiring", 900)):
        services.record_check(**asked, code=code, done_on=today - timedelta(days=days), **done)
    services.record_check(
        **asked,
        code="gas",
        done_on=today - timedelta(days=20),
        checked_by="Demonstration engineers",
        result=Result.FAILED,
        what="Demonstration: the flue of the boiler",
        owner="Demo Centres Team",
        due_on=today + timedelta(days=10),
    )


def _use(asked, today) -> None:
    year = today.year - 1
    rows = [
        (year, MoneyKind.COST, 11_000_000, "Demonstration: staff, heating, repairs"),
        (year, MoneyKind.INCOME, 5_000_000, "Demonstration: rooms that are let"),
    ]
    services.say_figures(**asked, rows=rows)
    past = [today - timedelta(days=number) for number in range(1, 30)]
    # It is open on weekdays and Saturdays.
    days = [(day, CountKind.DOOR, 60 + day.day) for day in past if day.weekday() < 6]
    services.take_counts(**asked, rows=days)
