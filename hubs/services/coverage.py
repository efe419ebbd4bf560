"""How far people are from a hub that has something, and where another would shorten most ways."""

from dataclasses import dataclass

from django.core.cache import cache

from hubs.enums import HubState
from hubs.models import Hub
from hubs.planning import best_sites
from places.models import Neighbourhood
from places.points import Point, metres_between, nearest_first
from places.services import ward_middles

# A mile, beyond which the most deprived fifth of neighbourhoods (deciles 1 and 2) is counted.
MILE = 1609
DEPRIVED = 2
KEPT_SECONDS = 900


@dataclass(frozen=True)
class WardWay:
    """How far the middle of a ward is from the nearest hub; None where there is none."""

    ward: str
    hub: Hub | None
    metres: int | None


@dataclass(frozen=True)
class Coverage:
    """Who lives how far from the hubs that have something.

    Args:
        hubs: that have it, in use, and stand somewhere.
        wards: each ward's way, the longest first.
        neighbourhoods: how many are known; 0 where nobody has imported any.
        far: of the most deprived fifth, those beyond a mile of each such hub.
        far_households: how many households live in them.
        deprived_households: how many live in the most deprived fifth.
        site: the neighbourhood whose middle would shorten most ways; None where nothing would.
        site_households: how many households would have it nearer than today's nearest.
    """

    hubs: list[Hub]
    wards: list[WardWay]
    neighbourhoods: int
    far: list[Neighbourhood]
    far_households: int
    deprived_households: int
    site: Neighbourhood | None
    site_households: int


def coverage(facility: str = "") -> Coverage:
    """Reckon it, for hubs that have a facility, or for all where it is empty."""
    rows = Hub.objects.public().filter(state=HubState.OPEN).exclude(easting=None)
    if facility:
        rows = rows.filter(facilities__kind=facility)
    hubs = list(rows.with_details().order_by("venue__name", "pk"))
    people = list(Neighbourhood.objects.all())
    deprived = [one for one in people if one.decile <= DEPRIVED]
    far = [one for one in deprived if not _within(one, hubs, MILE)]
    site = _site(people, hubs)
    return Coverage(
        hubs=hubs,
        wards=_wards(hubs),
        neighbourhoods=len(people),
        far=far,
        far_households=sum(one.households for one in far),
        deprived_households=sum(one.households for one in deprived),
        site=site,
        site_households=_nearer(people, hubs, site),
    )


def _wards(hubs: list[Hub]) -> list[WardWay]:
    found = []
    for name, middle in ward_middles():
        near = nearest_first(hubs, middle, lambda hub: hub.point)
        hub, metres = near[0] if near else (None, None)
        found.append(WardWay(name, hub, metres))
    return sorted(found, key=lambda one: (-(one.metres or 0), one.ward))


def _point(one: Neighbourhood) -> Point:
    return Point(one.easting, one.northing)


def _metres(one: Neighbourhood, hubs: list[Hub]) -> int | None:
    return min((metres_between(_point(one), hub.point) for hub in hubs), default=None)


def _within(one: Neighbourhood, hubs: list[Hub], metres: int) -> bool:
    way = _metres(one, hubs)
    return way is not None and way <= metres


def _site(people: list[Neighbourhood], hubs: list[Hub]) -> Neighbourhood | None:
    """Kept for a quarter of an hour by what it is reckoned from."""
    points = [_point(one) for one in people]
    lived = [(point, one.households) for point, one in zip(points, people, strict=True)]
    existing = [hub.point for hub in hubs]

    def solve() -> list[int]:
        return best_sites(lived, existing, points, 1)

    key = f"hubs.coverage.{hash((tuple(lived), tuple(existing)))}"
    chosen = cache.get_or_set(key, solve, KEPT_SECONDS) if people else []
    return people[chosen[0]] if chosen else None


def _nearer(people: list[Neighbourhood], hubs: list[Hub], site: Neighbourhood | None) -> int:
    if site is None:
        return 0
    return sum(
        one.households
        for one in people
        if (today := _metres(one, hubs)) is None
        or metres_between(_point(one), _point(site)) < today
    )
