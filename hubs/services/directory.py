"""Finding hubs: by distance, place, what they have, what somebody needs, and when they are open.

All of it is read in a constant few statements and narrowed here: the town has tens of hubs, and
what is open follows from rules that no statement can say.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import cached_property

from hubs.models import AccessFact, Hub, Notice
from hubs.opening import Now, Rules, now_of
from hubs.services.access import facts_of, is_step_free, meets
from hubs.services.hours import opens_on, rules_of
from places.points import Point, nearest_first


@dataclass(frozen=True)
class Asked:
    """What somebody looks for; what is empty is not asked.

    Args:
        start: where they start from: the nearest comes first, else they go by name.
        ward: the slug of a ward that a hub stands in or serves.
        area: one of the council's areas.
        facility: one of Facility.
        needs: of AccessNeed, all of which are to be met for certain.
        open_now: whether it is to be open now.
        open_on: a day on which it is to open.
        only: the keys of hubs that fit what other apps know; None where that isn't asked.
    """

    start: Point | None = None
    ward: str = ""
    area: str = ""
    facility: str = ""
    needs: Sequence[str] = ()
    open_now: bool = False
    open_on: date | None = None
    only: Collection[int] | None = None


@dataclass(frozen=True)
class Entry:
    """A hub as pages show it.

    Args:
        hub: the row, with its details.
        rules: what says when it is open.
        at: the moment that counts as now.
        metres: how far it is from where somebody starts, if both are known.
    """

    hub: Hub
    rules: Rules
    at: datetime
    metres: int | None = None
    facts: dict[str, AccessFact] = field(default_factory=dict)

    @cached_property
    def now(self) -> Now | None:
        """Whether it is open now; None of a hub that is planned. Worked out where it is asked."""
        return None if self.hub.is_planned else now_of(self.rules, self.at)

    @property
    def step_free(self) -> bool | None:
        """Whether one gets in without a step now; None where nobody knows."""
        return is_step_free(self.facts)

    @property
    def notices(self) -> list[Notice]:
        """What holds now or is announced, from what was read with the hub."""
        return [notice for notice in self.hub.notices.all() if not notice.is_over]


def entries_of(hubs: Iterable[Hub]) -> list[Entry]:
    """Hubs that were read `with_details`, as pages show them, in their order."""
    hubs = list(hubs)
    rules, now = rules_of(hubs), timezone.now()
    return [Entry(hub=hub, rules=rules[hub.pk], at=now, facts=facts_of(hub)) for hub in hubs]


def entry_of(hub: Hub) -> Entry:
    """One hub as its page shows it."""
    return entries_of([hub])[0]


def find(asked: Asked) -> list[Entry]:
    """The public hubs that fit, the nearest first or by name."""
    entries = entries_of(Hub.objects.public().with_details())
    found = [entry for entry in entries if _fits(entry, asked)]
    if asked.start is None:
        return found
    by_distance = nearest_first(found, asked.start, lambda entry: entry.hub.point)
    return [replace(entry, metres=metres) for entry, metres in by_distance]


def _fits(entry: Entry, asked: Asked) -> bool:
    hub = entry.hub
    if asked.only is not None and hub.pk not in asked.only:
        return False
    if (asked.ward or asked.area) and not _is_in(hub, asked):
        return False
    if asked.facility and asked.facility not in {one.kind for one in hub.facilities.all()}:
        return False
    if any(meets(entry.facts, need) is not True for need in asked.needs):
        return False
    if asked.open_now and not (entry.now and entry.now.is_open):
        return False
    return asked.open_on is None or (not hub.is_planned and opens_on(entry.rules, asked.open_on))


def _is_in(hub: Hub, asked: Asked) -> bool:
    """Whether a hub stands in, or serves, the ward and the area that are asked for."""
    wards = [*hub.serves.all(), *filter(None, [hub.venue.ward])]
    in_ward = not asked.ward or asked.ward in {one.slug for one in wards}
    return in_ward and (not asked.area or asked.area in {one.area for one in wards})
