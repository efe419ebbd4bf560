"""The record of a building, for tests: all of it invented."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from buildings import services
from buildings.enums import Element, Feature, Grade
from buildings.models import Building, PriceLevel
from core.actors import PORTAL
from tests.factories.hubs import open_hub

ROWS = (
    (Element.ROOF, Grade.D, 1, 10_000_000, "The roof"),
    (Element.WINDOWS, Grade.C, 2, 5_000_000, "The windows"),
    (Element.FLOORS, Grade.C, 2, 1_000_000, "The floor"),
)


def building(hub=None, *, has=(Feature.GAS,), **said) -> Building:
    """A building that has gas and of which little is known."""
    made = services.building_of(hub or open_hub())
    known = dict.fromkeys(services.SAID) | {"holding": ""} | said
    services.change(building_id=made.pk, actor=PORTAL, said=known, features=has)
    return Building.objects.get(pk=made.pk)


def ago(days: int):
    """A day so many days ago."""
    return timezone.localdate() - timedelta(days=days)


def surveyed(made: Building, *, days: int = 30, rows=ROWS):
    """A survey of it so many days ago."""
    return services.record_survey(
        building_id=made.pk,
        actor=PORTAL,
        surveyed_on=ago(days),
        surveyor="Demo surveyors",
        rows=rows,
    )


def checked(made: Building, code: str = "gas", *, days: int = 10, result="passed", **more):
    """A check of it so many days ago."""
    return services.record_check(
        building_id=made.pk,
        actor=PORTAL,
        code=code,
        done_on=ago(days),
        result=result,
        checked_by="Demo engineers",
        **more,
    )


def failed(made: Building, code: str = "gas", **more):
    """A check that failed, to be mended in a week."""
    left = {"what": "The flue", "owner": "Demo team", "due_on": ago(-7)}
    return checked(made, code, result="failed", **left | more)


@dataclass(frozen=True)
class Record:
    """What the walk over all addresses meets."""

    building: Building

    def arguments(self) -> dict[str, dict]:
        """The arguments of the addresses of a building."""
        hub = {"slug": self.building.hub.slug}
        names = ("home", "check", "count", "incident")
        return {f"my_hub_building:{name}": hub for name in names}


def make_record(hub) -> Record:
    """A building with something of everything."""
    made = building(hub)
    surveyed(made)
    failed(made)
    PriceLevel.objects.get_or_create(year=2026, defaults={"index": 100})
    return Record(made)
