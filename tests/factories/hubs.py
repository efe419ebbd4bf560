"""Hubs for tests, all invented."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import factory
from django.utils import timezone

from core.luton import LUTON
from hubs.enums import AccessKind, Answer, HubState, MeasuredBy, NoticeKind
from hubs.models import AccessFact, Hub, HubManager, Notice, OneOffHoliday, SourceLine
from hubs.opening import Span
from hubs.services import set_exception, set_hours
from tests.factories.people import OfficerFactory
from tests.factories.places import VenueFactory

NINE_TO_FIVE = Span(time(9), time(17))
WORKING_DAYS = dict.fromkeys(range(5), (NINE_TO_FIVE,))
# A Wednesday far from any clock change and bank holiday, and usual hours that hold by then.
WEDNESDAY = date(2026, 6, 10)
LONG_AGO = date(2020, 1, 1)


def luton(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment by the clock in Luton."""
    return datetime.combine(day, time(hour, minute), tzinfo=LUTON)


class HubFactory(factory.django.DjangoModelFactory):
    """A hub in use, of which nobody has said anything yet."""

    class Meta:
        model = Hub

    venue = factory.SubFactory(VenueFactory)
    slug = factory.LazyAttribute(lambda hub: hub.venue.slug)
    state = HubState.OPEN
    assured_on = factory.LazyFunction(timezone.localdate)


class NoticeFactory(factory.django.DjangoModelFactory):
    """A hub is closed since an hour ago, and nobody knows until when."""

    class Meta:
        model = Notice

    hub = factory.SubFactory(HubFactory)
    kind = NoticeKind.CLOSED
    what = "The boiler is broken."
    starts_at = factory.LazyFunction(lambda: timezone.now() - timedelta(hours=1))


class FactFactory(factory.django.DjangoModelFactory):
    """A way in without steps."""

    class Meta:
        model = AccessFact

    hub = factory.SubFactory(HubFactory)
    kind = AccessKind.STEP_FREE
    answer = Answer.YES
    measured_on = date(2026, 1, 5)
    measured_by = MeasuredBy.OFFICER


def chief():
    """An officer who may do everything."""
    return OfficerFactory(is_superuser=True)


def open_hub(week=WORKING_DAYS, **fields) -> Hub:
    """A hub with the hours of a week."""
    hub = HubFactory(**fields)
    set_hours(hub_id=hub.pk, actor=chief(), starts_on=LONG_AGO, week=week)
    return hub


@dataclass(frozen=True)
class Hubs:
    """A hub with something on each of its pages."""

    hub: Hub
    notice: Notice

    def arguments(self) -> dict[str, dict]:
        """The arguments of the addresses of hubs."""
        slug = {"slug": self.hub.slug}
        own = ("hub", "said", "hours", "exception", "holidays", "notice", "assure")
        return {f"my_hubs:{name}": slug for name in own} | {
            "hubs:hub": slug,
            "api:hub-detail": slug,
            "my_hubs:fact": slug | {"kind": "lift"},
            "my_hubs:remove": slug | {"what": "notice", "pk": self.notice.pk},
        }


def make_hubs(person) -> Hubs:
    """A hub that this person manages, with hours, an exception, a notice, facts and words."""
    officer, hub = chief(), open_hub(easting=508_000, northing=221_500, about="Come in.")
    tomorrow = timezone.localdate() + timedelta(days=1)
    set_exception(hub_id=hub.pk, actor=officer, day=tomorrow, why="Stocktaking")
    FactFactory(hub=hub)
    FactFactory(hub=hub, kind=AccessKind.LIFT, answer=Answer.FAILED)
    hub.facilities.create(kind="hall")
    hub.serves.add(hub.venue.ward)
    HubManager.objects.create(hub=hub, person=person)
    OneOffHoliday.objects.create(day=date(2027, 5, 10), name="Demo Day")
    SourceLine.objects.create(hub=hub, document="Demo plan", pages="2–3", words="It is ok.")
    other = HubFactory()
    notice = NoticeFactory(hub=hub, kind=NoticeKind.PARTLY, instead_hub=other, instead="Next door")
    return Hubs(hub, notice)
