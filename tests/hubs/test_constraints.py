"""What the database refuses of hubs, whatever writes to it."""

from datetime import time

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from hubs import services
from hubs.enums import AccessKind
from hubs.models import (
    AccessFact,
    Hub,
    HubFacility,
    HubManager,
    Notice,
    OneOffHoliday,
    OpeningException,
    OpeningPeriod,
    OpeningWindow,
)
from tests.factories.hubs import (
    LONG_AGO,
    WEDNESDAY,
    FactFactory,
    HubFactory,
)
from tests.factories.people import ResidentFactory
from tests.factories.places import VenueFactory

pytestmark = pytest.mark.django_db


def rows(hub) -> dict:
    """Rows that the database is to refuse, each written past the services."""
    period = OpeningPeriod.objects.create(hub=hub, starts_on=WEDNESDAY)
    summer = {"starts_on": WEDNESDAY, "ends_on": WEDNESDAY}
    OpeningPeriod.objects.create(hub=hub, **summer)
    exception = OpeningException.objects.create(hub=hub, day=WEDNESDAY)
    nine, five = {"opens": time(9)}, {"closes": time(17)}
    OpeningWindow.objects.create(period=period, weekday=0, **nine, **five)
    OpeningWindow.objects.create(exception=exception, **nine, **five)
    person = ResidentFactory()
    HubManager.objects.create(hub=hub, person=person)
    HubFacility.objects.create(hub=hub, kind="hall")
    FactFactory(hub=hub)
    OneOffHoliday.objects.create(day=WEDNESDAY, name="Demo")
    now = timezone.now()
    said = {"hub": hub, "kind": "closed", "what": "x", "starts_at": now}
    measured = {"hub": hub, "measured_on": WEDNESDAY, "measured_by": "officer"}
    return {
        "a second hub of a venue": Hub(venue=hub.venue, slug="other"),
        "half a point": Hub(venue=VenueFactory(), slug="half", easting=1),
        "no address": Hub(venue=VenueFactory(), slug=""),
        "an unknown state": Hub(venue=VenueFactory(), slug="state", state="sold"),
        "an unknown rule": Hub(venue=VenueFactory(), slug="rule", on_holidays="perhaps"),
        "usual hours twice": OpeningPeriod(hub=hub, starts_on=WEDNESDAY),
        "a season twice": OpeningPeriod(hub=hub, **summer),
        "a season that ends first": OpeningPeriod(hub=hub, starts_on=WEDNESDAY, ends_on=LONG_AGO),
        "an exception twice": OpeningException(hub=hub, day=WEDNESDAY),
        "a window of nothing": OpeningWindow(weekday=0, **nine, **five),
        "a window of both": OpeningWindow(
            period=period, exception=exception, weekday=0, opens=time(1), **five
        ),
        "a window without a day": OpeningWindow(period=period, **nine, **five),
        "an eighth day": OpeningWindow(period=period, weekday=7, **nine, **five),
        "a day of an exception": OpeningWindow(
            exception=exception, weekday=1, opens=time(1), **five
        ),
        "no length": OpeningWindow(period=period, weekday=1, **nine, closes=time(9)),
        "a window twice": OpeningWindow(period=period, weekday=0, **nine, closes=time(12)),
        "an exception's twice": OpeningWindow(exception=exception, **nine, closes=time(12)),
        "a holiday twice": OneOffHoliday(day=WEDNESDAY, name="Again"),
        "a holiday without a name": OneOffHoliday(day=LONG_AGO, name=""),
        "a notice that ends first": Notice(**said, ends_at=now),
        "a notice that says nothing": Notice(**said | {"what": ""}),
        "an unknown notice": Notice(**said | {"kind": "half"}),
        "a notice that leads to itself": Notice(**said, instead_hub=hub),
        "a fact twice": AccessFact(**measured, kind="step-free", answer="yes"),
        "a fact without an answer": AccessFact(**measured, kind="ramp"),
        "a fact with another's answer": AccessFact(**measured, kind="ramp", answer="left"),
        "a width without a number": AccessFact(**measured, kind="door-width"),
        "a width with an answer": AccessFact(
            **measured, kind="door-width", answer="yes", number=80
        ),
        "a number of a ramp": AccessFact(**measured, kind="ramp", answer="yes", number=1),
        "an unlikely number": AccessFact(**measured, kind="bays", number=501),
        "an unknown fact": AccessFact(**measured, kind="smell", answer="yes"),
        "somebody's name": AccessFact(
            **measured | {"measured_by": "Ann"}, kind="ramp", answer="yes"
        ),
        "a facility twice": HubFacility(hub=hub, kind="hall"),
        "an unknown facility": HubFacility(hub=hub, kind="moat"),
        "a manager twice": HubManager(hub=hub, person=person),
        "words of no page": hub.source_lines.model(hub=hub, document="d", pages="", words="w"),
        "no words": hub.source_lines.model(hub=hub, document="d", pages="2", words=""),
    }


def test_the_database_refuses_what_must_never_be():
    kept = []
    for what, row in rows(HubFactory()).items():
        try:
            with transaction.atomic():
                row.save()
            kept.append(what)
        except IntegrityError:
            continue
    assert kept == []


def test_each_kind_of_fact_takes_each_of_its_answers():
    hub = HubFactory()
    for kind, answers in services.access.ANSWERS.items():
        for answer in answers:
            number = None if answer else 80
            AccessFact.objects.filter(hub=hub, kind=kind).delete()
            FactFactory(hub=hub, kind=kind, answer=answer, number=number)
    assert hub.facts.count() == len(AccessKind)
