"""The six places of the council's plan, with what it says of them word for word.

Hours, access, facilities, notices and where exactly they stand are invented to show the portal
with, and every such hub is marked as demo. The plan names no address, and neither does this.
"""

from dataclasses import dataclass, field
from datetime import time, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from core.actors import PORTAL
from hubs import services
from hubs.enums import AccessKind, Answer, Facility, HolidayRule, MeasuredBy, NoticeKind
from hubs.models import Hub, SourceLine
from hubs.opening import Span
from places.models import PostcodeWard, Venue

PLAN = "Luton 2020 - 2040 A place to thrive, September to December 2020"
PAGES = "2-3"
MORNING, AFTERNOON = Span(time(9), time(12, 30)), Span(time(13, 30), time(17))
EVENING, LATE = Span(time(18), time(21)), Span(time(19), time(0, 30))
WORKING_DAYS = dict.fromkeys(range(5), (MORNING, AFTERNOON))
YES, NO = {"answer": Answer.YES}, {"answer": Answer.NO}


@dataclass(frozen=True)
class Place:
    """One place of the plan: its venue, the plan's words, and what is invented of it.

    Args:
        name: of the venue, which the demonstration of venues makes, or of the planned hub.
        words: what the plan says.
        week: invented hours; none of a hub that is planned.
        facts: invented access facts.
    """

    name: str
    words: str
    week: dict = field(default_factory=dict)
    facilities: tuple[str, ...] = ()
    facts: dict = field(default_factory=dict)


OK = "Chaul End and Hockwell Ring currently ok."
PLACES = (
    Place(
        "Lewsey community centre",
        "Lewsey community centre needs significant investment to bring up to standard. Any "
        "investment in the site could form part of the overall community hub scheme that could "
        "come on stream in the longer term and therefore the proposal would be to regenerate the "
        "site creating a new state of the art facility.",
        week=WORKING_DAYS | {5: (Span(time(10), time(14)),)},
        facilities=(Facility.HALL, Facility.KITCHEN, Facility.WARM),
        facts={
            AccessKind.STEP_FREE: YES,
            AccessKind.DOOR_WIDTH: {"number": 92},
            AccessKind.TOILET: YES,
            AccessKind.TRANSFER: {"answer": Answer.LEFT},
            AccessKind.BAYS: {"number": 3},
        },
    ),
    Place(
        "Farley community centre",
        "Farley community centre initial Farley regeneration scheme not affordable. The scheme "
        "could potentially be phased to bring forward some housing development, too. The scheme "
        'would "need to wash its face".',
        week=dict.fromkeys(range(5), (AFTERNOON, EVENING)),
        facilities=(Facility.HALL, Facility.ROOM, Facility.PLAY),
        facts={AccessKind.STEP_FREE: NO, AccessKind.TOILET: NO, AccessKind.BAYS: {"number": 0}},
    ),
    Place(
        "Bury Park community centre",
        "Bury Park needs some investment to bring up to standard and keep it functioning. This "
        "would then form part of the wider Bury Park regeneration when LTFC is relocated to Power "
        "Court.",
        week=WORKING_DAYS | {4: (MORNING, LATE), 6: (AFTERNOON,)},
        facilities=(Facility.HALL, Facility.COMPUTERS, Facility.WIFI),
        facts={
            AccessKind.STEP_FREE: YES,
            AccessKind.LIFT: {"answer": Answer.FAILED},
            AccessKind.HEARING_LOOP: YES,
        },
    ),
    Place("Chaul End community centre", OK, WORKING_DAYS, (Facility.ROOM, Facility.GARDEN)),
    Place(
        "Hockwell Ring community centre",
        OK,
        {day: (Span(time(8), time(20)),) for day in range(7)},
        (Facility.HALL, Facility.CAFE, Facility.SPORT),
        {AccessKind.STEP_FREE: YES, AccessKind.TOILET: YES, AccessKind.CHANGING_PLACE: NO},
    ),
    Place(
        "Town centre community hub",
        "In the short-term a new town centre community hub would be considered as part of the "
        "rollout of the Town Centre Master plan and the current community facilities would be "
        "re-assessed with a new proposal brought forward for discussion with members.",
    ),
)


@transaction.atomic
def seed(*, resident) -> list[Hub]:
    """The six hubs, by the plan; makes those that aren't there. Needs the demonstration's venues.

    Args:
        resident: who manages the first.
    """
    hubs = [_hub(place) for place in PLACES]
    services.add_manager(hub_id=hubs[0].pk, actor=PORTAL, person=resident)
    return hubs


def _hub(place: Place) -> Hub:
    known = Hub.objects.filter(venue__name=place.name).first()
    if known:
        return known
    planned = {"slug": slugify(place.name), "is_demo": False}
    venue = Venue.objects.get_or_create(name=place.name, defaults=planned)[0]
    hub = services.create(actor=PORTAL, venue=venue)
    SourceLine.objects.create(hub=hub, document=PLAN, pages=PAGES, words=place.words)
    if place.week:
        _invent(hub, place)
    return hub


def _invent(hub: Hub, place: Place) -> None:
    """Hours, access, facilities and a place on the map, none of which anybody has checked."""
    asked = {"hub_id": hub.pk, "actor": PORTAL}
    today = timezone.localdate()
    middle = PostcodeWard.objects.filter(ward=hub.venue.ward, is_sample=True).first()
    if middle:
        Hub.objects.filter(pk=hub.pk).update(easting=middle.easting, northing=middle.northing)
    services.open_hub(**asked)
    services.change(**asked, said={"run_by": "Demo Centres Team"}, facilities=place.facilities)
    services.set_hours(**asked, starts_on=today - timedelta(days=300), week=place.week)
    services.keep_holidays(**asked, on_holidays=HolidayRule.CLOSED)
    for kind, value in place.facts.items():
        measured = {"measured_on": today - timedelta(days=40), "measured_by": MeasuredBy.SURVEYOR}
        services.record_fact(**asked, kind=kind, **value, **measured)
    if Facility.PLAY in place.facilities:
        services.post_notice(
            **asked,
            kind=NoticeKind.PARTLY,
            what="Demonstration: the hall is closed while its floor is mended.",
            starts_at=timezone.now() - timedelta(days=3),
        )
