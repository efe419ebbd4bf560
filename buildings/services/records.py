"""The row of a building, made when somebody first keeps something of it."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from buildings import rules
from buildings.enums import FIRST_YEAR, Feature
from buildings.models import Building
from core.refusal import Refusal, require
from hubs.models import Hub

SAID = ("holding", "lease_ends_on", "built", "floor_m2", "value_pence", "valued_on")


def building_of(hub: Hub) -> Building:
    """The building of a hub, of which nothing may be known yet."""
    return Building.objects.get_or_create(hub=hub)[0]


def lock(building_id: int, actor) -> Building:
    """The building, locked until the transaction ends, for somebody who keeps its record.

    Raises:
        Refusal: `not-found`, `not-allowed`.
    """
    rows = Building.objects.select_for_update(of=("self",)).select_related("hub__venue")
    building = rows.filter(pk=building_id).first()
    if building is None:
        raise Refusal(_("This isn’t there any more."), code="not-found")
    require(rules.may_keep(actor, building.hub))
    return building


def refuse_to_come(day: date | None, field: str) -> None:
    """Raises Refusal: `future`, beside its field."""
    if day and day > timezone.localdate():
        raise Refusal(_("The day can’t be in the future."), code="future", field=field)


@transaction.atomic
def change(*, building_id: int, actor, said: dict, features: Iterable[str]) -> Building:
    """Say how a building is held, what it is worth and what it has that must be checked.

    Args:
        said: {name: value} of all of `SAID`.
        features: of Feature.

    Raises:
        Refusal: `not-found`, `not-allowed`, `built`, `future`, `valued-on`.
    """
    building = lock(building_id, actor)
    if said["built"] and not FIRST_YEAR <= said["built"] <= timezone.localdate().year:
        words = _("Enter a year from 1800 to this one.")
        raise Refusal(words, code="built", field="built")
    refuse_to_come(said["valued_on"], "valued_on")
    if said["value_pence"] is not None and said["valued_on"] is None:
        words = _("Say on which day it was valued.")
        raise Refusal(words, code="valued-on", field="valued_on")
    for name in SAID:
        setattr(building, name, said[name])
    building.save()
    wanted = {one for one in features if one in Feature.values}
    for one in building.features.exclude(kind__in=wanted):
        one.delete()
    there = set(building.features.values_list("kind", flat=True))
    for kind in sorted(wanted - there):
        building.features.create(kind=kind)
    return building
