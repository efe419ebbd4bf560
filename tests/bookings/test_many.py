"""A year of weeks is answered in time, in a hall that is full."""

from datetime import timedelta
from time import process_time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bookings.models import Part, Slot
from bookings.services.verdicts import verdicts
from hubs.timing import HowOften, Rule
from tests.factories.bookings import halls, held, in_days

pytestmark = [pytest.mark.django_db, pytest.mark.soak]
SECONDS = 0.3


def test_a_years_weekly_request_has_every_verdict_within_300_ms():
    """Forty-eight quarter hours of each day of a year are taken in each part, but for Tuesdays."""
    _a, _b, whole = halls()
    date = held(whole, in_days(500)).dates.get()
    first = timezone.localdate() + timedelta(days=1)
    noon = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0)
    Slot.objects.bulk_create(
        Slot(part=part, at=noon + timedelta(days=day, minutes=15 * quarter), date=date)
        for part in Part.objects.all()
        for day in range(1, 366)
        for quarter in range(48)
        if (noon + timedelta(days=day)).weekday() != 1
    )
    rule = Rule(first, None, HowOften.WEEKLY, 1, frozenset({1}))
    days = list(rule.days(first, first + timedelta(days=365)))
    took = []
    for _ in range(5):
        began = process_time()
        with CaptureQueriesContext(connection) as statements:
            found = verdicts(whole, days, date.booking.begins, date.booking.ends)
        took.append(process_time() - began)
    assert len(found) == len(days) >= 52
    assert all(one.is_free for one in found)
    assert len(statements) < 15
    assert min(took) < SECONDS, took
